"""How is the applicant told why, and what can be mended? One table a list of codes; each entry ends as a sentence.

The sentences are part of the templates that say them: changing one changes the template's version.
"""

from dataclasses import dataclass

from domain.grounds import BoardDecision, ExtensionGround, InvalidReason, NotProcessedReason

R = NotProcessedReason


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something ended without an answer, and what the applicant may do now."""

    why: str
    mend: str


_WRITTEN_APPEAL = (
    "İtiraz dilekçenizi takip sayfasından hazırlayıp yazdırın ve imzalayın; başvurunuzun ve varsa kurumun verdiği "
    "cevabın birer suretini ekleyin. İtiraz süreniz dolmadan mektupla gönderin ya da şahsen verin. Dilekçeye telefon "
    "numaranızı yazmanız önerilir."
)
_CONCRETE = (
    "Kişiyi, olayı, yeri ve zamanı belirterek, varsa belgelerinizi ekleyerek aynı konuda yeniden başvurabilirsiniz."
)
_ASK_FOR_WHAT_EXISTS = "Kurumun elinde bulunan belirli bir bilgi veya belgeyi isteyerek yeniden başvurabilirsiniz."

NOT_PROCESSED_REASONS: dict[NotProcessedReason, Reason] = {
    R.CHANNEL: Reason(
        "Bilgi edinme başvurusu telefonla yapılamaz; yazılı ya da elektronik yapılması gerekir (4982 sayılı Kanun, "
        "m. 6).",
        "Aynı bilgiyi BİMER internet sayfasından ya da bir müracaat bürosuna yazılı olarak isteyebilirsiniz. "
        "Dilerseniz konuyu 3071 sayılı Kanun'a göre talep olarak telefonla da iletebilirsiniz.",
    ),
    R.ELEMENTS_MISSING: Reason(
        "Başvuruda kanunun aradığı bilgiler eksik.", "Eksikleri tamamlayarak yeniden başvurabilirsiniz."
    ),
    R.APPEAL_NOT_WRITTEN: Reason(
        "Bilgi Edinme Değerlendirme Kuruluna itiraz yazılı yapılır; internet, e-posta, faks ya da telefonla yapılan "
        "itirazlar işleme konulmaz.",
        _WRITTEN_APPEAL,
    ),
    R.APPEAL_COPIES_MISSING: Reason(
        "İtiraz dilekçesine başvurunun sureti ya da kurumun verdiği cevabın sureti eklenmemiş.", _WRITTEN_APPEAL
    ),
    R.ABSTRACT_ANONYMOUS: Reason(
        "Ad, imza ya da adres taşımayan başvuruda somut bilgi veya inandırıcı belge bulunmuyor.", _CONCRETE
    ),
    R.ANONYMOUS_TERROR_ALLEGATION: Reason(
        "Terör örgütü üyeliği ileri süren adsız, imzasız ve adressiz dilekçeler incelenmez (2016/21 sayılı Başbakanlık "
        "Genelgesi).",
        "Bildiklerinizi adınızla ya da doğrudan kolluğa veya Cumhuriyet savcılığına bildirebilirsiniz.",
    ),
    R.NO_DEFINITE_SUBJECT: Reason(
        "Başvuru belli bir konuyu içermiyor (3071 sayılı Kanun, m. 6).",
        "Ne istediğinizi açık ve kısa yazarak yeniden başvurabilirsiniz.",
    ),
    R.ONLY_A_COURT_CAN_SOLVE: Reason(
        "Konunun çözümü yalnızca bir mahkeme kararına bağlı (3071 sayılı Kanun, m. 6).",
        "Konuyu görevli mahkemeye götürebilirsiniz.",
    ),
    R.COURT_DECIDED: Reason(
        "Bu konuda yargı mercileri bir karar vermiş (3071 sayılı Kanun, m. 6).",
        "Karara karşı, kararda yazılı süre içinde ilgili yargı merciine başvurabilirsiniz.",
    ),
    R.PROSECUTION_UNDER_WAY: Reason(
        "Bu konuda yürütülmekte olan bir soruşturma veya kovuşturma var (3071 sayılı Kanun, m. 6).",
        "Bilgi ve belgelerinizi dosyanın bulunduğu Cumhuriyet savcılığına ya da mahkemeye sunabilirsiniz.",
    ),
    R.INSULT_OR_UNFOUNDED: Reason(
        "Başvuruda kişilik haklarına saldırı, hakaret ya da dayanaksız bir isnat bulunduğu değerlendirildi.",
        "Konuyu bu ifadeler olmadan, bilgi ve belgeleriyle yeniden yazabilirsiniz.",
    ),
    R.ABSTRACT: Reason("İhbar veya şikâyet soyut ve genel nitelikte (4483 sayılı Kanun, m. 4).", _CONCRETE),
    R.PERSON_OR_EVENT_NOT_NAMED: Reason(
        "İhbar veya şikâyette kişi ve olay belirtilmemiş (4483 sayılı Kanun, m. 4).", _CONCRETE
    ),
    R.NO_SERIOUS_EVIDENCE: Reason("İddialar ciddi bulgu ve belgelere dayanmıyor (4483 sayılı Kanun, m. 4).", _CONCRETE),
    R.UNDER_PRELIMINARY_EXAMINATION: Reason(
        "Bu konuda yürütülmekte olan bir ön inceleme var.",
        "Yeni bilgi ve belgelerinizi ön incelemeyi yürüten makama sunabilirsiniz.",
    ),
    R.ALREADY_CONCLUDED: Reason(
        "Bu konu daha önce sonuçlandırılmış; başvuruda yeni bir bilgi ya da belge yok.",
        "Yeni bir bilgi ya da belge varsa ekleyerek yeniden başvurabilirsiniz.",
    ),
    R.FALSE_STATEMENT: Reason(
        "Başvuruda gerçeğe aykırı beyanda bulunulduğu anlaşıldı; başvuru hiç yapılmamış sayılır.",
        "Doğru bilgilerle yeniden başvurabilirsiniz.",
    ),
    R.OUT_OF_THE_SYSTEM: Reason(
        "Konu, BİMER kapsamı dışındaki bir makamı ilgilendiriyor: mahkemeler, Türkiye Büyük Millet Meclisi, Kamu "
        "Denetçiliği Kurumu, Yüksek Seçim Kurulu, Hâkimler ve Savcılar Kurulu ve Sayıştay.",
        "Bu makama doğrudan başvurabilirsiniz.",
    ),
    R.ALREADY_PUBLISHED: Reason(
        "İstenen bilgi veya belge daha önce yayımlanmış (4982 sayılı Kanun, m. 8).",
        "Nerede ve ne zaman yayımlandığı açıklamada yazılı; oradan edinebilirsiniz.",
    ),
    R.SEPARATE_WORK_NEEDED: Reason(
        "İstenen bilgi ayrı veya özel bir çalışma, araştırma, inceleme ya da analiz gerektiriyor (4982 sayılı Kanun, "
        "m. 7).",
        _ASK_FOR_WHAT_EXISTS,
    ),
    R.OPINION_ASKED: Reason(
        "Başvuruda görüş isteniyor; tavsiye ve mütalaa istekleri bilgi edinme hakkının kapsamı dışında (4982 sayılı "
        "Kanun, m. 27).",
        _ASK_FOR_WHAT_EXISTS,
    ),
    R.EXEMPT_INFORMATION: Reason(
        "İstenen bilgi veya belge, bilgi edinme hakkının kanundaki sınırları içinde kalıyor (4982 sayılı Kanun, "
        "m. 15-24).",
        "Sınırların dışında kalan bilgi ve belgeleri isteyerek yeniden başvurabilirsiniz.",
    ),
    R.PRIVACY_OF_OTHERS: Reason(
        "İstenen bilgi başka kişilerin özel ve aile hayatına, sağlığına, onuruna ya da mesleki ve ekonomik değerlerine "
        "ilişkin; o kişilerin rızası olmadan verilemez (4982 sayılı Kanun, m. 21).",
        "İlgili kişinin yazılı rızasını ekleyerek yeniden başvurabilirsiniz.",
    ),
    R.ETHICS_OUT_OF_SCOPE: Reason(
        "Başvuru, Kamu Görevlileri Etik Kurulunun görev alanı dışında (5176 sayılı Kanun, m. 1).",
        "Konuyu talep ya da şikâyet olarak yeniden iletebilirsiniz.",
    ),
    R.ETHICS_OLDER_THAN_TWO_YEARS: Reason(
        "Bildirilen davranışın üzerinden iki yıldan çok zaman geçmiş; etik başvurusu iki yıl içinde yapılır.",
        "Son iki yıl içindeki bir davranış için yeniden başvurabilirsiniz.",
    ),
    R.ETHICS_IN_COURT: Reason(
        "Konu yargıya taşınmış; etik kurulları yargıdaki konuları incelemez.",
        "Bilgi ve belgelerinizi davanın görüldüğü mahkemeye sunabilirsiniz.",
    ),
    R.NO_VIOLATION_ALLEGED: Reason(
        "Başvuruda bir kamu kurumunun yol açtığı somut bir insan hakları ihlali ileri sürülmüyor.",
        "İhlali, yeri ve zamanıyla belirterek ya da konuyu talep veya şikâyet olarak yazarak yeniden "
        "başvurabilirsiniz.",
    ),
}

INVALID_REASONS: dict[InvalidReason, Reason] = {
    InvalidReason.IDENTITY_WRONG: Reason(
        "Başvuruda verilen kimlik bilgileri nüfus kayıtlarıyla uyuşmuyor.",
        "T.C. kimlik numaranızı, adınızı, soyadınızı ve annenizin evlenmeden önceki soyadını doğru yazarak yeniden "
        "başvurabilirsiniz.",
    ),
    InvalidReason.CONTACT_WRONG: Reason(
        "Başvuruda verilen iletişim bilgileri doğru değil.",
        "Adresinizi, telefonunuzu ve e-posta adresinizi doğru yazarak yeniden başvurabilirsiniz.",
    ),
}

EXTENSION_GROUNDS: dict[ExtensionGround, str] = {
    ExtensionGround.OTHER_UNIT: "İstenen bilgi veya belge, kurumun başka bir biriminden sağlanacak.",
    ExtensionGround.OPINION_NEEDED: "Başvuru hakkında başka bir kurumun görüşünü almak gerekiyor.",
    ExtensionGround.SEVERAL_INSTITUTIONS: "Başvurunun içeriği birden fazla kurumu ilgilendiriyor.",
}

DECISIONS: dict[BoardDecision, str] = {
    BoardDecision.UPHELD: "haklı bulundu",
    BoardDecision.PARTLY_UPHELD: "kısmen haklı bulundu",
    BoardDecision.REJECTED: "reddedildi",
    BoardDecision.DISMISSED: "esası incelenmeden reddedildi",
}

ELEMENTS: dict[str, str] = {
    "name": "ad ve soyad",
    "given_name": "ad",
    "family_name": "soyad",
    "signature": "imza",
    "address": "iş ya da ikamet adresi",
    "national_id": "T.C. kimlik numarası",
    "mother_maiden_name": "annenin evlenmeden önceki soyadı",
    "mobile": "telefon",
    "email": "e-posta adresi",
    "title": "tüzel kişinin unvanı",
    "authority_document": "yetki belgesi",
    "subject": "istenen bilgi veya belge",
}
"""What a letter or a fax may lack, by the name its registering officer ticked."""
