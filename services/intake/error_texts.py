"""What is a person told when something is refused, and what should he do? The one table, Turkish and English."""

from enum import StrEnum

from domain.field_refusal import FieldCode
from services.intake.words import Words


class ProblemCode(StrEnum):
    """Why a whole request was not done: the `code` of its problem details."""

    NOT_JSON = "not_json"
    WRONG_ENCODING = "wrong_encoding"
    IDEMPOTENCY_KEY_REQUIRED = "idempotency_key_required"
    IDEMPOTENCY_KEY_MALFORMED = "idempotency_key_malformed"
    IDEMPOTENCY_KEY_REUSED = "idempotency_key_reused"
    CONTENT_TOO_LARGE = "content_too_large"
    APPLICATION_NOT_ACCEPTABLE = "application_not_acceptable"
    INFORMATION_REQUEST_BY_PHONE = "information_request_by_phone"
    IDENTITY_MISMATCHED = "identity_mismatched"
    LEGAL_PERSON_MISMATCHED = "legal_person_mismatched"
    REQUEST_NOT_ACCEPTABLE = "request_not_acceptable"
    STAFF_TOKEN_REQUIRED = "staff_token_required"  # noqa: S105
    STAFF_TOKEN_WRONG = "staff_token_wrong"  # noqa: S105
    STAFF_ROLE_MISSING = "staff_role_missing"
    APPLICATION_NOT_FOUND = "application_not_found"
    NOTHING_TO_WITHDRAW = "nothing_to_withdraw"
    TOO_MANY_REQUESTS = "too_many_requests"
    LOG_UNAVAILABLE = "log_unavailable"
    STORE_UNAVAILABLE = "store_unavailable"
    SMS_UNAVAILABLE = "sms_unavailable"
    MAIL_UNAVAILABLE = "mail_unavailable"
    NOT_READY = "not_ready"
    NOT_FOUND = "not_found"
    METHOD_NOT_ALLOWED = "method_not_allowed"
    INTERNAL_ERROR = "internal_error"
    MONTH_WRONG = "month_wrong"
    MONTH_NOT_OVER = "month_not_over"
    MEDIA_TYPE_NOT_OFFERED = "media_type_not_offered"
    QUESTION_NOT_OPEN = "question_not_open"
    APPEAL_NOT_PROVIDED = "appeal_not_provided"
    NOTHING_TO_APPEAL = "nothing_to_appeal"
    APPEAL_PERIOD_OVER = "appeal_period_over"
    APPEAL_ALREADY_LODGED = "appeal_already_lodged"


F, P = FieldCode, ProblemCode

FIELD_TEXTS: dict[FieldCode, Words] = {
    F.VALUE_TYPE: Words("Bu alanın türü yanlış.", "This field has the wrong type."),
    F.VALUE_UNKNOWN: Words("Listedeki değerlerden birini seçin.", "Choose one of the listed values."),
    F.VALUE_TOO_LONG: Words("Bu alan çok uzun; kısaltın.", "This field is too long; shorten it."),
    F.FIELD_UNKNOWN: Words("Böyle bir alan yok; adını kontrol edin.", "There is no such field; check its name."),
    F.KIND_REQUIRED: Words("Başvuru türünü seçin.", "Choose the kind of application."),
    F.KIND_UNKNOWN: Words(
        "Böyle bir başvuru türü yok; listeden seçin.", "There is no such kind of application; choose one from the list."
    ),
    F.CHANNEL_REQUIRED: Words("Başvuru kanalını belirtin.", "Name the channel of the application."),
    F.CHANNEL_UNKNOWN: Words(
        "Böyle bir başvuru kanalı yok; listeden seçin.", "There is no such channel; choose one from the list."
    ),
    F.INFORMATION_REQUEST_BY_PHONE: Words(
        "Bilgi edinme başvurusu telefonla yapılamaz (4982 sayılı Kanun, m. 6). Arayana şu yolları söyleyin: internette "
        "başvuru sayfasında bilgi edinme türünü seçebilir; kaymakamlık, valilik veya bakanlıktaki Halkla İlişkiler "
        "Müracaat Bürosuna gelip yazılı olarak başvurabilir; mektup, faks veya e-posta gönderebilir. Arayan kabul "
        "ederse konuyu istek olarak (service_request) kaydedebilirsiniz; o zaman 3071 sayılı Kanuna göre 30 gün içinde "
        "cevaplanır.",
        "Information cannot be requested by telephone (Law 4982, art. 6). Tell the caller the ways there are: the "
        "application page on the web, as an information request; in person and in writing at the public relations "
        "bureau of a district governorate, a governorate or a ministry; by letter, fax or e-mail. If the caller "
        "agrees, record the matter as a request (service_request): then Law 3071 gives 30 days to answer it.",
    ),
    F.BODY_REQUIRED: Words("Başvurunuzun metnini yazın.", "Write the text of your application."),
    F.BODY_TOO_SHORT: Words(
        "Metin çok kısa. Ne olduğunu, nerede ve ne zaman olduğunu yazın (en az 10 karakter).",
        "The text is too short. Say what happened, where and when (at least 10 characters).",
    ),
    F.BODY_TOO_LONG: Words(
        "Metin çok uzun. En çok 16.384 karakter yazabilirsiniz; özetleyin.",
        "The text is too long. At most 16,384 characters; summarise it.",
    ),
    F.SUBJECT_UNKNOWN: Words(
        "Böyle bir konu yok. Listeden seçin veya boş bırakın.",
        "There is no such subject. Choose from the list or leave it empty.",
    ),
    F.INSTITUTION_UNKNOWN: Words(
        "Bu numarada bir kurum yok. Kurumu listeden seçin veya boş bırakın; doğru kurumu biz buluruz.",
        "No institution has this number. Choose one from the list or leave it empty; we will find the right one.",
    ),
    F.INSTITUTION_CLOSED: Words(
        "Bu kurum kapandı. Boş bırakın; görevi devralan kurumu biz buluruz.",
        "This institution was closed. Leave it empty; we will find its successor.",
    ),
    F.PROVINCE_REQUIRED: Words("İli seçin.", "Choose the province."),
    F.PROVINCE_UNKNOWN: Words(
        "Böyle bir il yok. İl, iki haneli plaka koduyla belirtilir (örneğin Ankara için 06).",
        "There is no such province. It is given by its two-digit plate code (06 for Ankara).",
    ),
    F.DISTRICT_REQUIRED: Words("İlçeyi seçin.", "Choose the district."),
    F.DISTRICT_NOT_IN_PROVINCE: Words(
        "Bu ilde böyle bir ilçe yok. İl ile ilçeyi birlikte kontrol edin.",
        "This province has no such district. Check province and district together.",
    ),
    F.CALL_PROVINCE_REQUIRED: Words(
        "Aramanın geldiği ilin plaka kodunu belirtin.", "Give the plate code of the province the call came from."
    ),
    F.OFFICIAL_NOT_NAMED: Words(
        "Şikâyet ettiğiniz görevlinin adını veya unvanını yazın.", "Give the name or the title of the official."
    ),
    F.RANK_REQUIRED: Words(
        "Görevlinin genel müdür veya üstü olup olmadığını belirtin.",
        "Say whether the official is a general director or above.",
    ),
    F.APPLICANT_REQUIRED: Words(
        "Bu tür başvuruda kimliğinizi bildirmeniz gerekir. Kimlik bildirmeden yalnızca ihbarda bulunabilirsiniz.",
        "This kind of application must be signed. Only a tip-off can be made without telling who you are.",
    ),
    F.NATIONAL_ID_REQUIRED: Words(
        "T.C. kimlik numaranızı yazın (yabancılar için 99 ile başlayan numara).",
        "Give your national identity number (foreign residents: the number that begins with 99).",
    ),
    F.NATIONAL_ID_FORMAT: Words(
        "T.C. kimlik numarası 11 rakamdan oluşur.", "The national identity number has 11 digits."
    ),
    F.NATIONAL_ID_CHECKSUM: Words(
        "T.C. kimlik numarası hatalı. 11 rakamı kimlik kartınızdan kontrol edin.",
        "The national identity number is wrong. Check the 11 digits on your card.",
    ),
    F.GIVEN_NAME_REQUIRED: Words("Adınızı yazın.", "Give your given name."),
    F.FAMILY_NAME_REQUIRED: Words("Soyadınızı yazın.", "Give your family name."),
    F.NAME_CHARACTERS: Words("Burada yalnızca harf kullanın; en çok 100 harf.", "Use letters only; at most 100."),
    F.MOTHER_MAIDEN_NAME_REQUIRED: Words(
        "Annenizin evlenmeden önceki soyadını yazın.", "Give your mother's family name before marriage."
    ),
    F.MOTHER_MAIDEN_LETTERS_REQUIRED: Words(
        "Arayanın anne kızlık soyadının ilk ve son harfini yazın.",
        "Give the first and the last letter of the mother's maiden name.",
    ),
    F.MOTHER_MAIDEN_LETTERS_FORMAT: Words(
        "Yalnızca iki harf yazın: anne kızlık soyadının ilk ve son harfi.",
        "Two letters only: the first and the last of the mother's maiden name.",
    ),
    F.MOBILE_REQUIRED: Words("Cep telefonu numaranızı yazın.", "Give your mobile number."),
    F.MOBILE_WRONG: Words(
        "Bu bir cep telefonu numarası değil. Örnek: 0532 123 45 67", "This is no mobile number. Example: 0532 123 45 67"
    ),
    F.MOBILE_NEEDED_FOR_ANSWER: Words(
        "Size telefonla veya SMS ile ulaşabilmemiz için cep telefonu numaranızı yazın.",
        "To be answered by phone or SMS, give your mobile number.",
    ),
    F.EMAIL_REQUIRED: Words("E-posta adresini yazın.", "Give the e-mail address."),
    F.EMAIL_WRONG: Words(
        "E-posta adresi hatalı. Örnek: ad@ornek.org", "The e-mail address is wrong. Example: name@example.org"
    ),
    F.EMAIL_NEEDED_FOR_ANSWER: Words(
        "Cevabın e-posta ile gelmesi için e-posta adresinizi yazın.", "To be answered by e-mail, give your address."
    ),
    F.EMAIL_NEEDED_FOR_SECRECY: Words(
        "Kimliğinizin gizli kalması için e-posta adresi gerekir: cevabı adresinizi göstermeden iletiriz.",
        "To keep your identity hidden we need an e-mail address: we pass the answer on without showing it.",
    ),
    F.ADDRESS_REQUIRED: Words(
        "Ev veya iş adresinizi yazın (3071 sayılı Kanun, m. 4).", "Give your home or work address (Law 3071, art. 4)."
    ),
    F.ADDRESS_LINE_REQUIRED: Words(
        "Mahalle, cadde veya sokak ile kapı numarasını yazın.", "Give quarter, street and number."
    ),
    F.ADDRESS_NEEDED_FOR_ANSWER: Words(
        "Cevabın postayla gelmesi için adresinizi yazın.", "To be answered by post, give your address."
    ),
    F.ANSWER_BY_REQUIRED: Words("Cevabı nasıl almak istediğinizi seçin.", "Choose how you want to be answered."),
    F.SECRECY_IS_ANSWERED_BY_EMAIL: Words(
        "Kimliğiniz gizli kalacaksa cevap yalnızca e-posta ile gelir; e-postayı seçin.",
        "If your identity is to stay hidden, the answer comes by e-mail only; choose e-mail.",
    ),
    F.LEGAL_PERSON_ONLY_ASKS_FOR_INFORMATION: Words(
        "Tüzel kişiler yalnızca bilgi edinme başvurusu yapabilir. Diğer başvuruları kendi adınıza yapın.",
        "Legal persons can only request information. Make other applications in your own name.",
    ),
    F.LEGAL_PERSON_TITLE_REQUIRED: Words("Tüzel kişinin unvanını yazın.", "Give the legal person's title."),
    F.TAX_NUMBER_REQUIRED: Words("Vergi kimlik numarasını yazın.", "Give the tax number."),
    F.TAX_NUMBER_WRONG: Words(
        "Vergi kimlik numarası hatalı; 10 rakamı kontrol edin.", "The tax number is wrong; check its 10 digits."
    ),
    F.SIGNATORY_REQUIRED: Words("İmzaya yetkili kişinin adını yazın.", "Name who may sign."),
    F.SIGNING_DOCUMENT_REQUIRED: Words(
        "Yetki belgesinin tarih ve sayısını yazın.", "Give date and number of the proof that this person may sign."
    ),
    F.VERIFICATION_REQUIRED: Words("Cep telefonunuza gelen kodu doğrulayın.", "Confirm the code sent to your mobile."),
    F.VERIFICATION_WRONG: Words(
        "Doğrulamanın süresi doldu veya başka bir numaraya ait; kodu yeniden isteyin.",
        "The confirmation has run out or belongs to another number; ask for a new code.",
    ),
    F.VERIFICATION_CODE_WRONG: Words(
        "Kod hatalı veya süresi doldu; yeniden isteyin.", "The code is wrong or has run out; ask for a new one."
    ),
    F.ONLY_ON_PAPER: Words(
        "Bu alan yalnızca mektup, faks veya elden gelen başvuruda doldurulur; boş bırakın.",
        "This field is for what comes by letter, by fax or by hand; leave it empty.",
    ),
    F.TRACKING_NUMBER_WRONG: Words(
        "Başvuru numarası hatalı. 18 rakamı başvurunun alındı belgesinden kontrol edin.",
        "The application number is wrong. Check its 18 digits on the receipt.",
    ),
    F.ANSWER_REQUIRED: Words("Soruya vereceğiniz cevabı yazın.", "Write your answer to the question."),
    F.EMAIL_VERIFICATION_REQUIRED: Words(
        "E-posta adresinize gelen kodu doğrulayın.", "Confirm the code sent to your e-mail address."
    ),
    F.EMAIL_VERIFICATION_WRONG: Words(
        "Doğrulamanın süresi doldu veya başka bir e-posta adresine ait; kodu yeniden isteyin.",
        "The confirmation has run out or belongs to another e-mail address; ask for a new code.",
    ),
    F.ONE_ADDRESS_AT_A_TIME: Words(
        "Bir istekte ya cep telefonu ya e-posta adresi yazın.",
        "Give either a mobile or an e-mail address in one request.",
    ),
}

PROBLEM_TEXTS: dict[ProblemCode, Words] = {
    P.NOT_JSON: Words("İstek bir JSON nesnesi değil.", "The request is no JSON object."),
    P.WRONG_ENCODING: Words("İstek UTF-8 ile yazılmamış.", "The request is not written in UTF-8."),
    P.IDEMPOTENCY_KEY_REQUIRED: Words("Idempotency-Key başlığı gerekli.", "The header Idempotency-Key is required."),
    P.IDEMPOTENCY_KEY_MALFORMED: Words(
        "Idempotency-Key 1 ile 128 arasında görünür ASCII karakter olmalı.",
        "Idempotency-Key has 1 to 128 visible ASCII characters.",
    ),
    P.IDEMPOTENCY_KEY_REUSED: Words(
        "Bu Idempotency-Key ile başka bir başvuru yapılmış. Yeni başvuru için yeni bir anahtar kullanın.",
        "Another application was made with this Idempotency-Key. Use a new key for a new application.",
    ),
    P.CONTENT_TOO_LARGE: Words("İstek çok büyük.", "The request is too large."),
    P.APPLICATION_NOT_ACCEPTABLE: Words(
        "Başvuru kaydedilemedi. Aşağıdaki alanları düzeltin.", "The application was not registered. Mend these fields."
    ),
    P.INFORMATION_REQUEST_BY_PHONE: Words(
        "Bilgi edinme başvurusu telefonla alınamaz. Arayanı yönlendirin veya konuyu istek olarak kaydedin.",
        "Information cannot be requested by telephone. Tell the caller where to turn, or record it as a request.",
    ),
    P.IDENTITY_MISMATCHED: Words(
        "Kimlik bilgileriniz nüfus kaydıyla eşleşmedi: ad, soyad, anne kızlık soyadı ve T.C. kimlik numaranızı kontrol "
        "edin. Doğru olduklarından eminseniz başvurunuzu bu bilgilerle de kaydedebilirsiniz; ancak kimlik bilgileri "
        "yanlışsa başvuru geçersiz sayılır.",
        "What you told of yourself does not match the population registry: check your names, your mother's maiden name "
        "and your identity number. If you are sure of them you may file the application as it is; but with a wrong "
        "identity it counts as invalid.",
    ),
    P.LEGAL_PERSON_MISMATCHED: Words(
        "Tüzel kişinin bilgileri vergi kaydıyla eşleşmedi: unvanı, vergi kimlik numarasını ve imzaya yetkili kişiyi "
        "kontrol edin. Doğru olduklarından eminseniz başvurunuzu bu bilgilerle de kaydedebilirsiniz; ancak bilgiler "
        "yanlışsa başvuru geçersiz sayılır.",
        "What you told of the legal person does not match the tax registry: check its title, its tax number and who "
        "may sign. If you are sure of them you may file the application as it is; but with a wrong identity it counts "
        "as invalid.",
    ),
    P.REQUEST_NOT_ACCEPTABLE: Words(
        "İstek kabul edilmedi. Alanları düzeltin.", "The request is wrong. Mend its fields."
    ),
    P.STAFF_TOKEN_REQUIRED: Words(
        "Bu kanaldan yalnızca görevliler kayıt yapabilir.", "Only staff can register by this channel."
    ),
    P.STAFF_TOKEN_WRONG: Words("Görevli anahtarı geçersiz.", "The staff token is not good."),
    P.STAFF_ROLE_MISSING: Words(
        "Bu göreve başvuru kaydetme yetkisi verilmemiş.", "This role may not register applications."
    ),
    P.APPLICATION_NOT_FOUND: Words(
        "Bu bilgilerle bir başvuru bulunamadı. Numarayı ve kimlik numarasını (veya takip şifresini) kontrol edin. "
        "Başvurunuzu az önce yaptıysanız bir dakika sonra yeniden deneyin.",
        "No application was found with these data. Check the number and the identity number (or the tracking secret). "
        "If you applied just now, try again in a minute.",
    ),
    P.NOTHING_TO_WITHDRAW: Words(
        "Bu başvuru sonuçlanmış; geri çekilemez.", "This application has been concluded; it cannot be withdrawn."
    ),
    P.TOO_MANY_REQUESTS: Words("Çok sık denediniz; biraz bekleyin.", "Too many tries; wait a little."),
    P.LOG_UNAVAILABLE: Words(
        "Başvurunuz şu anda kaydedilemiyor. Biraz sonra aynı bilgilerle yeniden deneyin.",
        "Your application cannot be registered now. Try again a little later with the same data.",
    ),
    P.STORE_UNAVAILABLE: Words(
        "Başvurular şu anda gösterilemiyor. Başvurunuz kayıtlıdır; biraz sonra yeniden deneyin.",
        "Applications cannot be shown now. Yours is registered; try again a little later.",
    ),
    P.SMS_UNAVAILABLE: Words(
        "Kod şu anda gönderilemiyor; biraz sonra yeniden deneyin.", "The code cannot be sent now; try again later."
    ),
    P.MAIL_UNAVAILABLE: Words(
        "E-posta şu anda gönderilemiyor; biraz sonra yeniden deneyin.",
        "No e-mail can be sent now; try again later.",
    ),
    P.NOT_READY: Words("Hizmet açılıyor; biraz sonra yeniden deneyin.", "The service is starting; try again shortly."),
    P.NOT_FOUND: Words("Böyle bir sayfa yok.", "There is no such page."),
    P.METHOD_NOT_ALLOWED: Words("Bu adres bu yöntemle çağrılamaz.", "This address does not take this method."),
    P.INTERNAL_ERROR: Words(
        "Beklenmeyen bir hata oldu. Başvurunuz kaydedilmemiş olabilir; aynı bilgilerle yeniden deneyin.",
        "Something unforeseen went wrong. Your application may not be registered; try again with the same data.",
    ),
    P.MONTH_WRONG: Words("Ayı 2026-10 gibi yazın.", "Write the month like 2026-10."),
    P.MONTH_NOT_OVER: Words(
        "Bu ayın verileri ay bittikten sonra yayımlanır.", "The figures of this month are published when it is over."
    ),
    P.MEDIA_TYPE_NOT_OFFERED: Words(
        "Veriler JSON ve CSV olarak verilir; Accept başlığında birini isteyin.",
        "The figures are given as JSON and CSV; ask for one of them in the header Accept.",
    ),
    P.QUESTION_NOT_OPEN: Words(
        "Bu soru cevap beklemiyor: cevabınız daha önce alınmış ya da başvuru sonuçlanmış.",
        "This question awaits no answer: yours was received before, or the application has been concluded.",
    ),
    P.APPEAL_NOT_PROVIDED: Words(
        "Kurula itiraz yalnızca bilgi edinme başvurularında vardır (4982 sayılı Kanun, m. 13). Bu başvuruda ret size "
        "ulaştıktan sonra 60 gün içinde idare mahkemesinde dava açabilir ya da yeni bilgilerle yeniden "
        "başvurabilirsiniz.",
        "Only information requests can be appealed to the Review Board (Law 4982, art. 13). Against a refusal of this "
        "one you may sue within 60 days after it reached you, or apply again with new facts.",
    ),
    P.NOTHING_TO_APPEAL: Words(
        "Bu başvuruda itiraz edilecek bir ret yok. Cevap olumsuz olursa ya da süresinde gelmezse bu sayfadan itiraz "
        "dilekçesi hazırlayabilirsiniz.",
        "Nothing was refused that could be appealed against. Should the answer be negative, or none come in time, you "
        "can prepare an appeal here.",
    ),
    P.APPEAL_PERIOD_OVER: Words(
        "On beş günlük itiraz süresi doldu. Dava süreniz dolmadıysa idare mahkemesine başvurabilir ya da bilgiyi yeni "
        "bir başvuruyla yeniden isteyebilirsiniz.",
        "The fifteen days to appeal are over. You may sue while that period runs, or request the information anew.",
    ),
    P.APPEAL_ALREADY_LODGED: Words(
        "Bu ret için itirazınız kayda alınmış. Kurulun kararı size bildirilir.",
        "Your appeal against this refusal has been registered. You will be told the Board’s decision.",
    ),
}
