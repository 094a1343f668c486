"""How are the reasons of officers, boards and screening written for people?"""

from collections.abc import Mapping
from enum import StrEnum

from domain.grounds import (
    AppealOutcome,
    BoardDecision,
    ExtensionGround,
    InvalidReason,
    NotProcessedReason,
    ReturnReason,
)
from domain.inputs import IdentityCheck
from domain.routing_decision import ScreeningReason
from services.desk.wording import Wording

_DECISIONS = {
    "upheld": Wording("Kabul", "Upheld"),
    "partly_upheld": Wording("Kısmen kabul", "Partly upheld"),
    "rejected": Wording("Ret", "Rejected"),
    "dismissed": Wording("İncelenmeksizin ret", "Dismissed without examination"),
}

GROUND_LABELS: dict[type[StrEnum], Mapping[str, Wording]] = {
    ReturnReason: {
        "not_competent": Wording("Konu kurumun görev alanında değil", "The matter is not this institution's"),
        "other_place": Wording("Olay başka il ya da ilçede", "It happened in another province or district"),
        "other_level": Wording("Konuya üst ya da alt birim bakar", "A higher or lower level deals with it"),
        "complaint_about_us": Wording("Başvuru kurumun kendisi hakkında", "The application is about this institution"),
    },
    ExtensionGround: {
        "other_unit": Wording(
            "Bilgi ya da belge kurumun başka bir biriminden sağlanacak",
            "Another unit of the institution must provide it",
        ),
        "opinion_needed": Wording(
            "Başka bir kurumun görüşünün alınması gerekiyor", "Another institution must give its opinion"
        ),
        "several_institutions": Wording(
            "Başvurunun içeriği birden fazla kurumu ilgilendiriyor", "It concerns more than one institution"
        ),
    },
    NotProcessedReason: {
        "channel": Wording("Bu yolla yapılamayan başvuru", "It cannot be made by this channel"),
        "elements_missing": Wording(
            "Kanunun aradığı ad, imza ya da adres eksik", "A name, signature or address that the law wants is missing"
        ),
        "appeal_not_written": Wording("İtiraz yazılı yapılmamış", "The appeal is not in writing"),
        "appeal_copies_missing": Wording(
            "İtiraza başvurunun ya da cevabın örneği eklenmemiş", "The appeal lacks a copy of application or answer"
        ),
        "abstract_anonymous": Wording(
            "İsimsiz ve soyut; somut bilgi ya da belge yok", "Unsigned and abstract, without facts or documents"
        ),
        "anonymous_terror_allegation": Wording(
            "İsimsiz ve delilsiz terör suçlaması", "An unsigned allegation of terrorism without evidence"
        ),
        "no_definite_subject": Wording("Belli bir konusu yok", "It has no definite subject"),
        "only_a_court_can_solve": Wording("Yalnızca mahkeme karar verebilir", "Only a court can decide it"),
        "court_decided": Wording("Mahkeme karar vermiş", "A court has decided"),
        "prosecution_under_way": Wording(
            "Hakkında soruşturma ya da kovuşturma sürüyor", "An investigation or prosecution is under way"
        ),
        "insult_or_unfounded": Wording(
            "Hakaret ya da asılsız ihbar içeriyor", "It insults somebody or denounces without foundation"
        ),
        "abstract": Wording("Şikâyet soyut nitelikte", "The complaint is abstract"),
        "person_or_event_not_named": Wording("Kişi ya da olay belirtilmemiş", "No person or event is named"),
        "no_serious_evidence": Wording(
            "İddialar ciddi bilgi ve belgeye dayanmıyor", "The claims rest on no serious information or document"
        ),
        "under_preliminary_examination": Wording(
            "Konu hakkında ön inceleme yapılıyor", "A preliminary examination is under way"
        ),
        "already_concluded": Wording("Daha önce sonuçlandırılmış konu", "The matter was concluded before"),
        "false_statement": Wording("Gerçeğe aykırı beyan", "It rests on a false statement"),
        "out_of_the_system": Wording("BİMER üzerinden yürütülmeyen konu", "The matter is not dealt with here"),
        "already_published": Wording(
            "Bilgi kamuoyuna açıklanmış; nerede olduğu bildirilir", "It was published; the applicant is told where"
        ),
        "separate_work_needed": Wording(
            "Ayrı bir çalışma, araştırma ya da analiz gerektiriyor", "It needs separate work, research or analysis"
        ),
        "opinion_asked": Wording("Görüş ya da mütalaa isteniyor", "It asks for an opinion"),
        "exempt_information": Wording(
            "Kanunun bilgi edinme hakkı dışında tuttuğu bilgi", "The law exempts this information"
        ),
        "privacy_of_others": Wording(
            "Başkasının özel hayatı, sağlığı ya da ticari sırrı",
            "The private life, health or business secrets of others",
        ),
        "ethics_out_of_scope": Wording("Etik kurulların görevine girmiyor", "It is outside the ethics boards' scope"),
        "ethics_older_than_two_years": Wording("Olay iki yıldan eski", "It happened more than two years ago"),
        "ethics_in_court": Wording("Aynı konu yargıda", "The same matter is before a court"),
        "no_violation_alleged": Wording(
            "Bir insan hakkı ihlali ileri sürülmüyor", "No violation of a human right is alleged"
        ),
    },
    InvalidReason: {
        "identity_wrong": Wording("Kimlik bilgileri doğru değil", "The identity given is wrong"),
        "contact_wrong": Wording("İletişim bilgileri doğru değil", "The contact details given are wrong"),
    },
    BoardDecision: _DECISIONS,
    AppealOutcome: {**_DECISIONS, "withdrawn": Wording("Geri alındı", "Withdrawn")},
    IdentityCheck: {
        "matched": Wording("Kimlik bilgileri kayıtlarla uyuşuyor", "The identity matches the registry"),
        "mismatched": Wording("Kimlik bilgileri kayıtlarla uyuşmuyor", "The identity does not match the registry"),
        "unavailable": Wording("Kimlik kayıtlarına o sırada ulaşılamadı", "The registry could not be asked then"),
        "not_asked": Wording("Kimlik kayıtlarına sorulmadı", "The registry was not asked"),
    },
    ScreeningReason: {
        "subject_unclear": Wording("Konu anlaşılamadı", "The subject is unclear"),
        "place_unknown": Wording("Yer bilinmiyor", "The place is unknown"),
        "institution_not_found": Wording("Yetkili kurum bulunamadı", "No competent institution was found"),
        "accused_unknown": Wording(
            "Şikâyet edilenin kurumu bilinmiyor", "The institution of the official complained of is unknown"
        ),
        "all_involved": Wording("Yetkili kurumların hepsi ilgili", "Every competent institution is involved"),
        "returned": Wording("İade edildi", "It was returned"),
        "jurisdiction_dispute": Wording("Görev uyuşmazlığı", "A dispute about who is competent"),
        "identity_unclear": Wording("Kimlik doğrulanamadı", "The identity could not be verified"),
        "elements_missing": Wording("Kanunun aradığı bilgiler eksik", "Elements that the law wants are missing"),
        "daily_limit": Wording("Aynı gün birden çok başvuru", "Several applications on one day"),
        "appeal_unclear": Wording(
            "İtiraz edilen başvuru ya da itiraz edenin o başvurunun sahibi olduğu belli değil",
            "It is unclear what is appealed against, or whether its applicant appeals",
        ),
        "reopened": Wording("Yeniden açıldı", "It was taken up again"),
    },
}
