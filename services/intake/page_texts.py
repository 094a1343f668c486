"""What do the citizen's pages say, in both languages? Plain words that tell what to do next."""

from services.intake.tracking_texts import TRACKING_TEXTS
from services.intake.words import Words

W = Words

TEXTS: dict[str, Words] = {
    "service": W("Başvuru Merkezi", "Application Centre"),
    "skip": W("İçeriğe geç", "Skip to content"),
    "menu": W("Ana menü", "Main menu"),
    "apply": W("Başvuru yap", "Apply"),
    "track": W("Başvurumu sorgula", "Track my application"),
    "track_short": W("Sorgula", "Track"),
    "other_language": W("English", "Türkçe"),
    "footer": W(
        "Kişisel verileriniz başvurudan ayrı ve mühürlü saklanır. Bu sayfa hiçbir dış kaynağa istek göndermez.",
        "Your personal data are kept sealed and apart from the application. This page asks no other server.",
    ),
    "optional": W("(isteğe bağlı)", "(optional)"),
    "choose": W("Seçiniz", "Choose"),
    "mend": W("Lütfen şunları düzeltin", "Please mend these"),
    "error": W("Hata:", "Error:"),
    "error_title": W("Hata", "Error"),
    "back_home": W("Ana sayfaya dön", "Back to the first page"),
    # first page
    "home.title": W("Devlete başvurun, cevabını alın", "Write to your state and get an answer"),
    "home.lead": W(
        "İsteğinizi, şikâyetinizi, ihbarınızı, görüşünüzü ya da bilgi edinme başvurunuzu buradan yapın. Yetkili kurumu "
        "biz buluruz, süresini biz izleriz.",
        "Make your request, complaint, tip-off, suggestion or information request here. We find the institution that "
        "must answer, and we watch its time.",
    ),
    "home.how": W("Nasıl ilerler?", "How it goes"),
    "home.step1": W(
        "Başvurunuz hemen kayda alınır; size bir başvuru numarası ve bir takip şifresi verilir.",
        "It is registered at once; you get a number and a tracking secret.",
    ),
    "home.step2": W(
        "Konuya ve yere göre yetkili kuruma iletilir. Kurum değişirse size bildirilir.",
        "It goes to the institution competent for the matter and the place. You are told when that changes.",
    ),
    "home.step3": W(
        "Kurum süresinde cevap vermek zorundadır: dilekçede 30 gün, bilgi edinmede 15 iş günü. Gecikme üst kuruma "
        "kendiliğinden bildirilir.",
        "It must answer in time: 30 days for petitions, 15 working days for information. A delay is told to the "
        "institution above it by itself.",
    ),
    "home.urgent": W(
        "Acil durumda 112’yi arayın. Telefonla başvuru: Alo 150.", "In an emergency call 112. By telephone: 150."
    ),
    # the form
    "form.title": W("Başvuru yap", "Apply"),
    "form.lead": W(
        "“İsteğe bağlı” yazmayan alanları doldurun. Adınız ve numaralarınız metinden silinerek kuruma gönderilir.",
        "Fill in whatever is not marked optional. Your name and numbers are taken out of the text before.",
    ),
    "form.what": W("Başvurunuz", "Your application"),
    "form.kind": W("Ne yapmak istiyorsunuz?", "What do you want to do?"),
    "form.body": W("Başvurunuzun metni", "Text of your application"),
    "form.body_hint": W(
        "Ne oldu, nerede ve ne zaman oldu, ne yapılmasını istiyorsunuz? Kısa ve açık yazın.",
        "What happened, where and when, and what should be done? Short and clear.",
    ),
    "form.subject": W("Konu", "Subject"),
    "form.subject_hint": W("Bilmiyorsanız boş bırakın.", "Leave it empty if you are not sure."),
    "form.where": W("Olay nerede oldu?", "Where did it happen?"),
    "form.province": W("İl", "Province"),
    "form.district": W("İlçe", "District"),
    "form.official": W("Belirli bir görevli hakkındaysa", "If it is about a certain official"),
    "form.official_hint": W(
        "Başvurunuz bu kişinin yönettiği kuruma gönderilmez.",
        "Your application is never sent to the institution this person heads.",
    ),
    "form.official_name": W("Görevlinin adı", "The official's name"),
    "form.official_title": W("Unvanı", "Title"),
    "form.official_rank": W("Düzeyi", "Rank"),
    "form.who": W("Siz", "You"),
    "form.anonymous": W("Kimliğimi bildirmek istemiyorum", "I do not want to say who I am"),
    "form.anonymous_hint": W(
        "Yalnızca ihbarda. Size bildirim gönderemeyiz; durumu başvuru numaranız ve takip şifrenizle görürsünüz. "
        "İşaretlerseniz aşağıdaki kimlik alanlarını boş bırakın.",
        "For tip-offs only. We cannot write to you; follow it by its number and secret. Leave the fields below empty.",
    ),
    "form.confidential": W(
        "Kimlik bilgilerimin saklı tutulmasını talep ediyorum", "I ask that my identity be kept hidden"
    ),
    "form.confidential_hint": W(
        "Kimliğinizi kurum görmez, yalnızca BİMER yetkilileri görebilir. Cevap e-posta ile gelir.",
        "The institution does not see who you are, only officials of BİMER may. The answer comes by e-mail.",
    ),
    "form.national_id": W("T.C. kimlik numarası", "National identity number"),
    "form.national_id_hint": W(
        "11 rakam. Yabancılar için 99 ile başlayan numara.",
        "11 digits. Foreign residents: the number beginning with 99.",
    ),
    "form.given_name": W("Ad", "Given name"),
    "form.family_name": W("Soyad", "Family name"),
    "form.mother": W("Annenizin evlenmeden önceki soyadı", "Your mother's family name before marriage"),
    "form.mother_hint": W(
        "Yalnızca kimliğinizi doğrulamak içindir, saklanmaz.", "Only to check who you are; it is not kept."
    ),
    "form.mobile": W("Cep telefonu", "Mobile"),
    "form.mobile_hint": W("Örnek: 0532 123 45 67", "Example: 0532 123 45 67"),
    "form.email": W("E-posta", "E-mail"),
    "form.email_hint": W(
        "Yazarsanız adresinize bir kod gönderip doğrulayabiliriz.", "If you give one, we may send a code to confirm it."
    ),
    "form.address": W("Ev veya iş adresiniz", "Your home or work address"),
    "form.address_line": W("Mahalle, cadde, sokak, kapı no", "Quarter, street, number"),
    "form.answer_by": W("Cevabı nasıl almak istersiniz?", "How do you want to be answered?"),
    "form.legal": W("Tüzel kişi adına bilgi edinme", "Information request of a legal person"),
    "form.legal_hint": W(
        "Şirket, dernek ve benzerleri yalnızca bilgi edinme başvurusu yapabilir. Ad, soyad ve kimlik numarasını boş "
        "bırakın.",
        "Companies, associations and the like can only request information. Leave the names and identity number empty.",
    ),
    "form.legal_title": W("Unvan", "Title"),
    "form.tax_number": W("Vergi kimlik numarası", "Tax number"),
    "form.signatory": W("İmzaya yetkili kişi", "Who may sign"),
    "form.signing_document": W("Yetki belgesi (tarih, sayı)", "Proof of it (date, number)"),
    "form.code_title": W("Cep telefonunuza gelen kod", "The code sent to your mobile"),
    "form.one_step_left": W("Bir adım kaldı", "One step left"),
    "form.not_sent_yet": W(
        "Başvurunuz henüz gönderilmedi: size gönderdiğimiz kodu yazıp onaylayın.",
        "Your application is not sent yet: write what we sent you and confirm it.",
    ),
    "form.submit_code": W("Onayla ve başvuruyu gönder", "Confirm and send the application"),
    "form.code_of_mobile": W("Kısa mesajdaki kod", "Code in the text message"),
    "form.code_of_email": W("E-postadaki kod", "Code in the e-mail"),
    "form.code_hint": W(
        "Numaranıza altı rakamlı bir kod gönderdik; üç dakika geçerlidir. Gelmediyse boş bırakıp yeniden gönderin.",
        "We sent six digits to your number; they are good for three minutes. Leave it empty to get a new code.",
    ),
    "form.email_code_title": W("E-posta adresinize gelen kod", "The code sent to your e-mail address"),
    "form.email_code_hint": W(
        "Adresinize altı rakamlı bir kod gönderdik; on beş dakika geçerlidir. İstenmeyen ileti klasörüne de bakın. "
        "Gelmediyse boş bırakıp yeniden gönderin.",
        "We sent six digits to your address; they are good for fifteen minutes. Look among unwanted mail too. Leave it "
        "empty to get a new code.",
    ),
    "form.submit": W("Başvuruyu gönder", "Send the application"),
    "form.to_identity": W("Kimlik bilgilerime git", "Go to what I told of myself"),
    "form.submit_mended": W("Düzelttim, gönder", "I have mended it, send it"),
    "form.as_it_is": W("Bu bilgilerle kaydet", "File it as it is"),
    "form.sent_already": W(
        "Bu formla bir başvuru yaptınız; o başvuru kayıtlı. Değiştirdiğiniz metni ayrı bir başvuru olarak göndermek "
        "istiyorsanız düğmeye yeniden basın.",
        "You made an application with this form; it is registered. To send the changed text as another application, "
        "press the button again.",
    ),
    # a mail that is completed
    "mail.title": W("E-postanızı başvuruya dönüştürün", "Complete your e-mail to an application"),
    "mail.confirmed": W("E-posta adresiniz doğrulandı:", "Your e-mail address is confirmed:"),
    "mail.received_at": W("E-postanızın bize ulaştığı an:", "Your e-mail reached us on:"),
    "mail.day_zero": W(
        "Formu gönderdiğinizde başvurunuz o gün yapılmış sayılır.",
        "Once you send the form, your application counts as made on that day.",
    ),
    "mail.lead": W(
        "Yazdıklarınız aşağıda; isterseniz düzeltin. “İsteğe bağlı” yazmayan alanları doldurup formu gönderin. Adınız "
        "ve numaralarınız metinden silinerek kuruma gönderilir.",
        "What you wrote stands below; change it as you like. Fill in whatever is not marked optional and send the "
        "form. Your name and numbers are taken out of the text before.",
    ),
    "mail.sent_already": W(
        "Bu e-postanızla bir başvuru yaptınız; o başvuru kayıtlı. Başka bir başvuru için bize yeni bir e-posta "
        "gönderin veya başvuru formunu kullanın.",
        "You made an application with this e-mail; it is registered. To make another, write again or use the form.",
    ),
    "mail.gone_title": W("Bu bağlantı artık açılmıyor", "This link does not open any more"),
    "mail.gone": W(
        "Bağlantı yedi gün geçerlidir ve bir kez kullanılır. Formu gönderdiyseniz başvurunuz kayıtlıdır; başvuru "
        "numaranızla sorgulayabilirsiniz. Göndermediyseniz e-postanızı bize yeniden gönderin veya buradan başvurun.",
        "The link is good for seven days and once. If you sent the form, your application is registered; track it by "
        "its number. If not, send us your e-mail again, or apply here.",
    ),
    "mail.away": W(
        "E-postanız bizde duruyor, ancak şu anda gösterilemiyor. Biraz sonra aynı bağlantıyı yeniden açın.",
        "We have your e-mail, but it cannot be shown now. Open the same link again a little later.",
    ),
    # the receipt
    "receipt.title": W("Başvurunuz alındı", "Your application was received"),
    "receipt.keep": W(
        "Bu iki bilgiyi saklayın; başvurunuzu bunlarla izlersiniz. Sayfayı yazdırabilirsiniz.",
        "Keep these two: with them you follow your application. You may print this page.",
    ),
    "receipt.number": W("Başvuru numarası", "Application number"),
    "receipt.secret": W("Takip şifresi", "Tracking secret"),
    "receipt.received_at": W("Alındığı an", "Received"),
    "receipt.kind": W("Türü", "Kind"),
    "receipt.law": W("Dayandığı kanun", "Law"),
    "receipt.due_on": W("Son cevap günü", "To be answered by"),
    "receipt.next": W("Bundan sonra", "What happens now"),
    "receipt.next_text": W(
        "Başvurunuz yetkili kuruma iletiliyor; sorgulama sayfasında görünmesi bir dakika sürebilir. Durumunu Alo "
        "150’den numaranızı söyleyerek de öğrenebilirsiniz.",
        "It is on its way to the institution; it may take a minute until it can be tracked. You may also call 150 and "
        "give its number.",
    ),
    "receipt.rights": W("Haklarınız", "Your rights"),
    "receipt.see": W("Durumunu gör", "See where it is"),
    "receipt.gone_title": W("Bu sayfanın süresi doldu", "This page has run out"),
    "receipt.gone": W(
        "Başvuru yaptıysanız kayıtlıdır; numarası ve takip şifresiyle sorgulayabilirsiniz.",
        "If you applied, your application is registered; track it by its number and secret.",
    ),
    **TRACKING_TEXTS,
}

KIND_HINTS: dict[str, Words] = {
    "service_request": W("Bir hizmetin yapılmasını istiyorum.", "I want something to be done."),
    "complaint": W("Bir hizmetten veya görevliden şikâyetçiyim.", "I complain about a service or an official."),
    "tip_off": W("Bir suçu veya usulsüzlüğü bildiriyorum.", "I report a crime or an irregularity."),
    "opinion": W("Bir konudaki görüşümü iletiyorum.", "I give my view."),
    "suggestion": W("Bir önerim var.", "I have a suggestion."),
    "information_request": W("Bir kurumdan bilgi veya belge istiyorum.", "I want information or a document."),
    "ethics_complaint": W(
        "Bir kamu görevlisinin etik dışı davranışını bildiriyorum.", "I report unethical conduct of an official."
    ),
    "human_rights_complaint": W(
        "Bir kamu kurumu insan haklarını ihlal etti.", "A public institution violated human rights."
    ),
}
