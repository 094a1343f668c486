"""Why was an application not processed or found invalid, its period extended, or a matter decided so: in plain words?

One sentence that says why, and for refusals one that says what the applicant can do now. A test holds that no reason
of the closed lists in `domain.grounds` goes without.
"""

from typing import NamedTuple

from domain.grounds import BoardDecision, ExtensionGround, InvalidReason, NotProcessedReason, ReturnReason
from services.intake.words import Words

W = Words


class Guidance(NamedTuple):
    """A reason, and what can be done about it."""

    why: Words
    what_to_do: Words


_COURT = W(
    "Bu konuda yargı yoluna başvurabilirsiniz; idare mahkemelerin görevine giren işe karışamaz.",
    "Turn to the courts: the administration may not interfere with what is theirs.",
)
_WITH_FACTS = W(
    "Ne olduğunu, nerede ve ne zaman olduğunu yazarak ve elinizdeki belgeleri ekleyerek yeniden başvurabilirsiniz.",
    "You may apply again, saying what happened, where and when, and enclosing the documents you have.",
)
_WITH_NAME = W(
    "Kimliğinizi bildirerek ya da somut bilgi ve belge ekleyerek yeniden başvurabilirsiniz.",
    "You may apply again, telling who you are or enclosing concrete information and documents.",
)
_APPEAL_AGAIN = W(
    "Süre dolmadıysa, Kurula imzalı bir dilekçeyle, başvurunuzun ve varsa cevabın birer örneğini ekleyerek mektupla ya "
    "da şahsen yeniden itiraz edebilirsiniz.",
    "While the period runs, you may appeal again to the Board by a signed letter or in person, enclosing copies of "
    "your application and of the answer, if there was one.",
)
_IF_YOU_DISAGREE = W(
    "Bu görüşe katılmıyorsanız bu sayfadaki haklarınızı kullanabilirsiniz.",
    "If you disagree, you may use the rights named on this page.",
)

_R = NotProcessedReason
NOT_PROCESSED: dict[NotProcessedReason, Guidance] = {
    _R.CHANNEL: Guidance(
        W("Bu tür bir başvuru bu yoldan yapılamaz.", "This kind of application cannot be made by this road."),
        W(
            "İnternetten ya da bir Halkla İlişkiler Müracaat Bürosuna yazılı olarak yeniden başvurabilirsiniz.",
            "You may apply again on the web, or in writing at a public relations bureau.",
        ),
    ),
    _R.ELEMENTS_MISSING: Guidance(
        W(
            "Başvuruda kanunun aradığı ad, imza, adres veya kimlik numarası eksikti.",
            "The application lacked a name, signature, address or identity number that the law demands.",
        ),
        W("Eksikleri tamamlayarak yeniden başvurabilirsiniz.", "Complete it and apply again."),
    ),
    _R.APPEAL_NOT_WRITTEN: Guidance(
        W(
            "İtiraz yazılı yapılır; e-posta, faks veya telefonla yapılan itiraz işleme konulmaz.",
            "An appeal is made in writing; one by e-mail, fax or telephone is not processed.",
        ),
        _APPEAL_AGAIN,
    ),
    _R.APPEAL_COPIES_MISSING: Guidance(
        W(
            "İtiraza başvurunun veya verilen cevabın örneği eklenmemişti.",
            "Copies of the application or of the answer were not enclosed with the appeal.",
        ),
        _APPEAL_AGAIN,
    ),
    _R.ABSTRACT_ANONYMOUS: Guidance(
        W(
            "Kimlik bildirilmeden yapılan başvuruda somut bilgi ve belge yoktu.",
            "An unsigned application held no concrete information or documents.",
        ),
        _WITH_NAME,
    ),
    _R.ANONYMOUS_TERROR_ALLEGATION: Guidance(
        W(
            "Terör örgütü üyeliğine ilişkin isimsiz, imzasız ve adressiz ihbarlar incelenmez.",
            "Unsigned allegations of membership in a terrorist organisation are not examined.",
        ),
        W(
            "Adınızı, adresinizi ve imzanızı bildirerek yeniden başvurabilirsiniz. Acil durumda 112’yi arayın.",
            "You may apply again with name, address and signature. In an emergency call 112.",
        ),
    ),
    _R.NO_DEFINITE_SUBJECT: Guidance(
        W("Başvuruda belirli bir konu yoktu.", "The application had no definite subject."), _WITH_FACTS
    ),
    _R.ONLY_A_COURT_CAN_SOLVE: Guidance(
        W("Konu yalnızca mahkeme kararıyla çözülebilir.", "Only a court can solve the matter."), _COURT
    ),
    _R.COURT_DECIDED: Guidance(
        W("Bu konuda verilmiş bir mahkeme kararı var.", "A court has decided the matter."), _COURT
    ),
    _R.PROSECUTION_UNDER_WAY: Guidance(
        W(
            "Bu konuda yürüyen bir soruşturma veya kovuşturma var.",
            "An investigation or prosecution of the matter is under way.",
        ),
        W(
            "Bildiklerinizi soruşturmayı yürüten savcılığa veya mahkemeye iletebilirsiniz.",
            "You may tell what you know to the prosecutor or the court that has it.",
        ),
    ),
    _R.INSULT_OR_UNFOUNDED: Guidance(
        W(
            "Başvuruda hakaret, kişilik haklarına saldırı veya asılsız ihbar bulunduğu değerlendirildi.",
            "The application was found to hold insults, an attack on somebody’s person, or an unfounded tip-off.",
        ),
        W(
            "Konuyu saygı çerçevesinde ve somut olarak anlatarak yeniden başvurabilirsiniz.",
            "You may apply again, telling the matter civilly and concretely.",
        ),
    ),
    _R.ABSTRACT: Guidance(W("Şikâyet veya ihbar soyut kaldı.", "The complaint or tip-off was abstract."), _WITH_FACTS),
    _R.PERSON_OR_EVENT_NOT_NAMED: Guidance(
        W("Şikâyet edilen kişi veya olay belirtilmemişti.", "The person or the event was not named."), _WITH_FACTS
    ),
    _R.NO_SERIOUS_EVIDENCE: Guidance(
        W("İddialar ciddi bilgi ve belgeye dayanmıyordu.", "The claims rested on no serious information."), _WITH_FACTS
    ),
    _R.UNDER_PRELIMINARY_EXAMINATION: Guidance(
        W("Bu konuda bir ön inceleme yürütülüyor.", "A preliminary examination of the matter is under way."),
        W(
            "İncelemenin sonucunu yürüten kurumdan öğrenebilirsiniz.",
            "The institution that examines it can tell you the result.",
        ),
    ),
    _R.ALREADY_CONCLUDED: Guidance(
        W("Bu konu daha önce sonuçlandırılmış.", "The matter has been concluded before."),
        W(
            "Yeni bir bilgi veya belgeniz varsa onu belirterek yeniden başvurabilirsiniz.",
            "If you have new facts or documents, apply again and name them.",
        ),
    ),
    _R.FALSE_STATEMENT: Guidance(
        W(
            "Başvurudaki beyanın gerçeğe aykırı olduğu anlaşıldı; başvuru hiç yapılmamış sayılır.",
            "A statement in it was found to be untrue; the application counts as never made.",
        ),
        W("Doğru bilgilerle yeniden başvurabilirsiniz.", "You may apply again with true statements."),
    ),
    _R.OUT_OF_THE_SYSTEM: Guidance(
        W(
            "Konu; mahkemeler, Meclis, Kamu Denetçiliği, YSK, HSK veya Sayıştay gibi bu sistemin dışındaki bir kurumun "
            "görevine giriyor.",
            "The matter belongs to an institution outside this system, such as a court, Parliament, the Ombudsman, "
            "the election board, the judges’ board or the Court of Accounts.",
        ),
        W("Doğrudan o kuruma başvurabilirsiniz.", "Turn to that institution itself."),
    ),
    _R.ALREADY_PUBLISHED: Guidance(
        W(
            "İstenen bilgi daha önce yayımlanmış (4982 sayılı Kanun, m. 8).",
            "What you asked for has been published (Law 4982, art. 8).",
        ),
        W(
            "Nerede ve ne zaman yayımlandığı kurumun açıklamasında yazılıdır.",
            "Where and when stands in the institution’s words.",
        ),
    ),
    _R.SEPARATE_WORK_NEEDED: Guidance(
        W(
            "İstenen bilgi, kurumun ayrı bir çalışma, araştırma veya inceleme yapmasını gerektiriyor (4982 sayılı "
            "Kanun, m. 7).",
            "It would take separate work, research or analysis (Law 4982, art. 7).",
        ),
        W(
            "Kurumun elinde hazır bulunan bilgi veya belgeyi açıkça belirterek yeniden başvurabilirsiniz.",
            "You may ask again for information or documents that the institution has at hand.",
        ),
    ),
    _R.OPINION_ASKED: Guidance(
        W(
            "Başvuruda bilgi değil görüş soruluyor; bu, bilgi edinme hakkının dışındadır (4982 sayılı Kanun, m. 27).",
            "It asks for an opinion, which is outside the right to information (Law 4982, art. 27).",
        ),
        W("Bunu bir istek başvurusu olarak yapabilirsiniz.", "You may make it as a request."),
    ),
    _R.EXEMPT_INFORMATION: Guidance(
        W(
            "İstenen bilgi, bilgi edinme hakkının sınırları içinde kalıyor (4982 sayılı Kanun, m. 15-24).",
            "What you asked for is exempt (Law 4982, arts 15-24).",
        ),
        _IF_YOU_DISAGREE,
    ),
    _R.PRIVACY_OF_OTHERS: Guidance(
        W(
            "İstenen bilgi başkalarının özel hayatına, sağlığına veya ekonomik değerlerine ilişkin (4982 sayılı Kanun, "
            "m. 21).",
            "What you asked for concerns other people’s private life, health or economic values (Law 4982, art. 21).",
        ),
        W(
            "İlgili kişinin yazılı rızasını ekleyerek yeniden başvurabilirsiniz.",
            "You may apply again with that person’s written consent.",
        ),
    ),
    _R.ETHICS_OUT_OF_SCOPE: Guidance(
        W(
            "Başvuru, Etik Kurulun inceleyebileceği kişi veya konulardan değil.",
            "The Ethics Board may not examine this person or matter.",
        ),
        W("Konuyu şikâyet olarak bildirebilirsiniz.", "You may bring it as a complaint."),
    ),
    _R.ETHICS_OLDER_THAN_TWO_YEARS: Guidance(
        W("Olayın üzerinden iki yıl geçmiş.", "It happened more than two years ago."),
        W("Konuyu şikâyet olarak bildirebilirsiniz.", "You may bring it as a complaint."),
    ),
    _R.ETHICS_IN_COURT: Guidance(W("Konu mahkemede görülüyor.", "The matter is before a court."), _COURT),
    _R.NO_VIOLATION_ALLEGED: Guidance(
        W(
            "Başvuruda bir kamu kurumunun insan haklarını ihlal ettiği ileri sürülmüyor.",
            "It does not allege that a public institution violated human rights.",
        ),
        W("Konuyu istek veya şikâyet olarak bildirebilirsiniz.", "You may bring it as a request or complaint."),
    ),
}

INVALID: dict[InvalidReason, Guidance] = {
    InvalidReason.IDENTITY_WRONG: Guidance(
        W(
            "Bildirilen kimlik bilgileri nüfus kayıtlarıyla uyuşmadı.",
            "The identity given does not match the register.",
        ),
        W(
            "Kimlik numaranızı, adınızı ve anne kızlık soyadını kimlik kartınızdan kontrol ederek yeniden başvurun.",
            "Check identity number, name and mother’s maiden name against your card, and apply again.",
        ),
    ),
    InvalidReason.CONTACT_WRONG: Guidance(
        W("Bildirilen iletişim bilgileri doğru değil.", "The address or number given is not right."),
        W(
            "E-posta, telefon ve adresinizi kontrol ederek yeniden başvurun.",
            "Check your e-mail, telephone and address, and apply again.",
        ),
    ),
}

EXTENSION_GROUNDS: dict[ExtensionGround, Words] = {
    ExtensionGround.OTHER_UNIT: W(
        "bilgi aynı kurumun başka bir biriminden sağlanacak", "another unit of the institution must provide it"
    ),
    ExtensionGround.OPINION_NEEDED: W(
        "başka bir kurumun görüşünün alınması gerekiyor", "another institution must be heard"
    ),
    ExtensionGround.SEVERAL_INSTITUTIONS: W(
        "istenen bilgi birden fazla kurumu ilgilendiriyor", "it concerns several institutions"
    ),
}

RETURNS: dict[ReturnReason, Words] = {
    ReturnReason.NOT_COMPETENT: W("konunun görev alanına girmediğini bildirdi", "said it is not competent"),
    ReturnReason.OTHER_PLACE: W(
        "konunun başka bir yerin kurumuna ait olduğunu bildirdi", "said another place is competent"
    ),
    ReturnReason.OTHER_LEVEL: W(
        "konunun başka düzeydeki bir kurumun görevi olduğunu bildirdi", "said another level is competent"
    ),
    ReturnReason.COMPLAINT_ABOUT_US: W(
        "şikâyet kendisiyle ilgili olduğu için başvuruyu iade etti",
        "gave it back because the complaint is about itself",
    ),
}

BOARD_DECISIONS: dict[BoardDecision, Words] = {
    BoardDecision.UPHELD: W("başvuruyu haklı buldu", "upheld it"),
    BoardDecision.PARTLY_UPHELD: W("başvuruyu kısmen haklı buldu", "upheld it in part"),
    BoardDecision.REJECTED: W("başvuruyu reddetti", "rejected it"),
    BoardDecision.DISMISSED: W("başvuruyu esastan incelemedi", "dismissed it unexamined"),
}
