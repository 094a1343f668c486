"""What do the pages after registration say: tracking, withdrawing, questions, rights, the appeal?"""

from services.intake.words import Words

W = Words

TRACKING_TEXTS: dict[str, Words] = {
    "track.title": W("Başvurumu sorgula", "Track my application"),
    "track.lead": W(
        "Başvuru numaranızla birlikte T.C. kimlik numaranızı veya takip şifrenizi yazın.",
        "Give the application number, and your identity number or the tracking secret.",
    ),
    "track.number_hint": W("18 rakam", "18 digits"),
    "track.person": W("T.C. kimlik numarası", "National identity number"),
    "track.person_hint": W("Tüzel kişiler vergi kimlik numarasını yazar.", "Legal persons give their tax number."),
    "track.or_secret": W("veya takip şifresi", "or the tracking secret"),
    "track.submit": W("Sorgula", "Look up"),
    "status.title": W("Başvurunuz", "Your application"),
    "status.where": W("Nerede?", "Where is it?"),
    "status.who": W("Kimde?", "Who holds it?"),
    "status.when": W("En geç ne zaman cevaplanmalı?", "By when must they answer?"),
    "status.nobody_yet": W("Henüz bir kurumda değil", "With no institution yet"),
    "status.overdue": W("Süre doldu, cevap gecikti", "The time is over, the answer is overdue"),
    "status.ended": W("Beklenen bir cevap yok", "No answer is awaited"),
    "status.derivation": W("Bu tarih nasıl hesaplandı?", "How was this date counted?"),
    "status.response": W("Cevap", "The answer"),
    "status.interim": W("Ara cevap", "Interim answer"),
    "status.remedies": W("Kurumun bildirdiği başvuru yolları", "Remedies the institution named"),
    "status.until": W("son gün", "until"),
    "status.steps": W("Adımlar", "Steps"),
    "status.why": W("Neden bu kurum?", "Why this institution?"),
    "status.text": W("Başvurunuzun metni", "Your text"),
    "status.text_hint": W(
        "Kuruma böyle gönderildi: adınız ve numaralarınız silindi.",
        "This is what was sent on: your name and numbers were taken out.",
    ),
    "status.leave": W("Sorgulamadan çık", "Leave tracking"),
    "withdraw.title": W("Başvuruyu geri çek", "Withdraw the application"),
    "withdraw.lead": W(
        "Geri çekilen başvuru cevaplanmaz ve yeniden açılamaz; dilerseniz yeni bir başvuru yaparsınız.",
        "A withdrawn application is not answered and cannot be opened again; you may always make a new one.",
    ),
    "withdraw.reason": W("Gerekçe", "Reason"),
    "withdraw.reason_hint": W(
        "Adınızı yazmayın; kurum bu metni görür.", "Do not write your name; the institution sees this."
    ),
    "withdraw.submit": W("Geri çek", "Withdraw"),
    "withdraw.done": W(
        "Geri çekme isteğiniz alındı; birkaç saniye içinde işlenir.",
        "Your wish to withdraw was received; it takes effect within seconds.",
    ),
    "status.other_due": W("Diğer süreye göre", "By the other period"),
    "status.paying_first": W("Önce ücretin ödenmesi bekleniyor", "The fee must be paid first"),
    "status.pay_by": W("Son ödeme günü", "To be paid by"),
    "status.fee": W("Erişim ücreti", "The fee for access"),
    "status.fee_due": W("Ödenecek", "To be paid"),
    "status.fee_paid": W("Ödendi", "Paid"),
    "status.pages": W("sayfa", "pages"),
    "status.fee_law": W(
        "İlk on sayfa ücretsizdir. Süresinde ödenmezse başvurudan vazgeçmiş sayılırsınız (4982 sayılı Kanun, m. "
        "10-11).",
        "The first ten pages are free. If it is not paid in time, you count as having given up (Law 4982, arts 10-11).",
    ),
    "status.extended": W("Cevap süresi uzatıldı", "The period was extended"),
    "status.extended_from": W("Önceki son gün", "Due before"),
    "status.extended_to": W("Yeni son gün", "Due now"),
    "status.extended_why": W("Nedeni", "Why"),
    "status.institutions_words": W("Kurumun açıklaması", "In the institution’s words"),
    "status.what_now": W("Şimdi ne yapabilirsiniz?", "What can you do now?"),
    "status.served_on": W("Size ulaştığı gün", "Reached you on"),
    "status.several": W("Kurumların cevapları", "The institutions’ answers"),
    "status.rights": W("Haklarınız", "Your rights"),
    "status.rights_of_law": W("Kanunun size tanıdığı haklar", "What the law gives you"),
    "status.against_answer": W("cevaba karşı", "against the answer"),
    "status.against_silence": W("cevap verilmemesine karşı", "against silence"),
    "status.against_not_processed": W("işleme konulmamasına karşı", "against not being processed"),
    "status.board_decides": W("Kurulun en geç karar vereceği gün", "The Board decides by"),
    "question.title": W("Kurum size soruyor", "The institution asks you"),
    "question.asked": W("Sorulan ve cevaplanan", "Asked and answered"),
    "question.body": W("Cevabınız", "Your answer"),
    "question.hint": W(
        "Adınızı, kimlik ve telefon numaranızı yazmayın: kurum bu metni görür. Kurumun cevap süresi bu soruyla durmaz.",
        "Do not write your name or numbers: the institution sees this. Its period does not stop for the question.",
    ),
    "question.submit": W("Cevabı gönder", "Send the answer"),
    "question.yours": W("Sizin cevabınız", "You answered"),
    "question.done": W(
        "Cevabınız alındı; birkaç saniye içinde kuruma iletilir.",
        "Your answer was received; it reaches the institution within seconds.",
    ),
    "appeal.title": W("Kurula itiraz dilekçesi", "Appeal to the Review Board"),
    "appeal.lead": W(
        "Buradan imzalayıp göndereceğiniz bir itiraz dilekçesi hazırlayabilirsiniz.",
        "Here you can prepare an appeal that you sign and send yourself.",
    ),
    "appeal.ready": W("Yazdırmaya hazır", "Ready to be printed"),
    "appeal.grounds": W("İtiraz gerekçeleriniz", "Your grounds"),
    "appeal.grounds_hint": W(
        "Cevabın neden yetersiz olduğunu ya da reddin neden kanuna uymadığını yazın. Boş bırakıp elle de "
        "yazabilirsiniz.",
        "Say why the answer is not enough or the refusal unlawful. You may leave it empty and write by hand.",
    ),
    "appeal.prepare": W("Dilekçeyi hazırla", "Prepare the appeal"),
    "appeal.make": W("İtiraz dilekçesi hazırla", "Prepare an appeal"),
    "appeal.how": W("Nasıl yapılır?", "How it is done"),
    "appeal.print": W(
        "Bu sayfayı yazdırın (bilgisayarda Ctrl+P). Bu açıklama kâğıda basılmaz; örnekler ayrı sayfalarda çıkar.",
        "Print this page (Ctrl+P on a computer). This guidance is not printed; the copies come on pages of their own. "
        "The paper itself is in Turkish, as the law wants it.",
    ),
    "appeal.back": W("Duruma dön", "Back to the status"),
}
