"""What do the officers' pages say about acting, in both languages?"""

from services.desk.wording import Wording

W = Wording

ACT_TEXTS: dict[str, Wording] = {
    "act.done": W("İşleminiz yapıldı.", "Your action was carried out."),
    "act.pending": W(
        "İşleminiz alındı, henüz sonuçlanmadı. Biraz sonra sonucu gösterin.",
        "Your action was received and is not decided yet. Show the result in a moment.",
    ),
    "act.show": W("Sonucu göster", "Show the result"),
    "act.refused": W("İşleminiz yapılmadı.", "Your action was not carried out."),
    "act.sent_already": W(
        "Bu form daha önce başka bilgilerle gönderildi. Kontrol edip yeniden gönderin.",
        "This form was sent before with other content. Check it and send it again.",
    ),
    "act.unavailable": W(
        "Şu anda işleminizi alamıyoruz. Yazdıklarınız duruyor; biraz sonra yeniden gönderin, iki kez işlenmez.",
        "We cannot take your action now. What you wrote is kept; send it again in a moment, it is done once.",
    ),
    "act.open": W("İncelemeye al", "Take in hand"),
    "act.open_hint": W(
        "Başvuru sahibine incelemenin başladığı gösterilir.", "The applicant sees that the work has begun."
    ),
    "act.respond": W("Cevapla", "Answer"),
    "act.outcome": W("Sonuç", "Outcome"),
    "act.body": W("Cevap metni", "Text of the answer"),
    "act.body_hint": W(
        "Gerekçesiyle ve anlaşılır yazın. Başvuru sahibine olduğu gibi iletilir; kişisel bilgi yazmayın.",
        "Give the reasons, plainly. It reaches the applicant as it stands; write no personal data.",
    ),
    "act.remedies_hint": W(
        "Olumlu olmayan cevaba kanundaki başvuru yolları ve süreleri kendiliğinden eklenir.",
        "The law's remedies and periods are added to an answer that is not positive.",
    ),
    "act.respond_submit": W("Cevabı gönder", "Send the answer"),
    "act.interim_response": W("Ara cevap ver", "Tell the state of the work"),
    "act.interim_hint": W(
        "İşin ne durumda olduğunu bildirir; asıl cevap yine sizden beklenir.",
        "Tells how the work stands; the answer itself is still expected of you.",
    ),
    "act.interim_body": W("Ara cevap metni", "Text of the interim answer"),
    "act.interim_submit": W("Ara cevabı gönder", "Send the interim answer"),
    "act.assign": W("Havale et", "Assign"),
    "act.officer": W("Memur ya da birim", "Officer or unit"),
    "act.return": W("İade et", "Return"),
    "act.return_hint": W(
        "Görev alanınıza girmiyorsa. Bir üst birim başvuruyu doğru kuruma yerleştirir.",
        "If it is not yours. The level above places it with the right institution.",
    ),
    "act.reason": W("Gerekçe", "Reason"),
    "act.refer": W("Sevk et", "Refer"),
    "act.refer_title": W("Başka bir kuruma sevk et", "Refer to another institution"),
    "act.for": W("Ne için?", "What for?"),
    "act.for_action": W("Gereği için: başvuruyu o kurum cevaplar", "For action: that institution answers it"),
    "act.for_information": W("Bilgi için: başvuru sizde kalır", "For information: it stays with you"),
    "act.to": W("Kurum", "Institution"),
    "act.place": W("Yerleştir", "Place"),
    "act.place_title": W("Yetkili kuruma yerleştir", "Place with the competent institution"),
    "act.proposed": W("Kuralların önerdiği", "Proposed by the rules"),
    "act.found": W("Aramada bulunan", "Found by your search"),
    "act.subject": W("Konu", "Subject"),
    "act.find_first": W(
        "Önce kurumu adıyla arayın, sonra listeden seçin.", "Search the institution by name, then choose it."
    ),
    "act.draft_response": W("Cevap taslağı hazırla", "Draft an answer"),
    "act.draft_hint": W(
        "Onay yetkilisi onaylayınca olduğu gibi gönderilir; süre bu arada işlemeye devam eder.",
        "It is sent as it stands once a superior approves; the period runs on meanwhile.",
    ),
    "act.draft_submit": W("Onaya sun", "Submit for approval"),
    "act.approve": W("Onayla", "Approve"),
    "act.approve_hint": W(
        "Bu taslak başvuru sahibine olduğu gibi gönderilir.", "This draft is sent to the applicant as it stands."
    ),
    "act.draft": W("Onay bekleyen taslak", "A draft waits for approval"),
    "act.drafted_by": W("Hazırlayan", "Drafted by"),
    "act.ask_applicant": W("Başvuru sahibine sor", "Ask the applicant"),
    "act.ask_hint": W(
        "Başvuru sahibi başvuru numarasıyla cevaplar. Cevabı beklerken süre durmaz.",
        "The applicant answers by the tracking number. The period does not stand still meanwhile.",
    ),
    "act.question": W("Soru", "Question"),
    "act.ask_submit": W("Soruyu gönder", "Send the question"),
    "act.extend": W("Ek süre al", "Extend the period"),
    "act.extend_hint": W(
        "Süre 30 iş gününe çıkar (4982 sayılı Kanun, m. 11). Gerekçeniz başvuru sahibine bildirilir.",
        "The period becomes 30 working days (Law 4982, art. 11). The applicant is told your reason.",
    ),
    "act.ground": W("Kanundaki neden", "Ground in the law"),
    "act.request_fee": W("Erişim ücreti iste", "Ask the cost of access"),
    "act.fee_hint": W(
        "İlk on sayfa ücretsizdir. Cevap süresi kesilir; ödeme için 15 iş günü vardır.",
        "The first ten pages are free. The answer period is interrupted; 15 working days are given to pay.",
    ),
    "act.pages": W("Sayfa sayısı", "Number of pages"),
    "act.amount": W("Tutar (kuruş)", "Amount (kuruş)"),
    "act.amount_hint": W("Kuruş olarak tam sayı: 12,50 lira için 1250", "A whole number of kuruş: 1250 for 12.50 lira"),
    "act.how_to_pay": W("Nasıl ödenecek?", "How is it to be paid?"),
    "act.record_payment": W("Ödemeyi kaydet", "Record the payment"),
    "act.payment_hint": W(
        "Cevap süresi ödeme gününden başlayarak yeniden işler.", "The whole answer period runs anew from that day."
    ),
    "act.paid_on": W("Ödeme günü", "Day of payment"),
    "act.not_processed": W("İşleme konulmamasına karar ver", "Decide not to process it"),
    "act.not_processed_hint": W(
        "Başvuru kayıtlı kalır; nedeni, başvuru yolu ve süresi başvuru sahibine bildirilir.",
        "It stays registered; the applicant is told the reason, the remedy and its period.",
    ),
    "act.why": W("Neden", "Reason in the law"),
    "act.explanation": W("Başvuru sahibine açıklama", "Explanation for the applicant"),
    "act.mark_invalid": W("Geçersiz say", "Find it invalid"),
    "act.invalid_hint": W(
        "Kimlik ya da iletişim bilgisi doğru değilse. Neyin düzeltileceği başvuru sahibine bildirilir.",
        "If identity or contact details are wrong. The applicant is told what to mend.",
    ),
    "act.note": W("Not ekle", "Add a note"),
    "act.note_hint": W(
        "Başvuru sahibine gösterilmez; yalnız başvuruyu sonuçlandıran kurumlar okur.",
        "Never shown to the applicant; only the institutions that decide read it.",
    ),
    "act.note_text": W("Not", "Note"),
    "act.record_decision": W("Kurul kararını kaydet", "Record the board's decision"),
    "act.decision_hint": W("Karar, başvuru sahibine cevap olarak iletilir.", "It is the answer to the applicant."),
    "act.decision": W("Karar", "Decision"),
    "act.decision_text": W("Kararın gerekçesi", "Grounds of the decision"),
    "act.merge": W("Birleştir", "Merge"),
    "act.merge_hint": W(
        "Aynı kişinin aynı konudaki başvurusuyla birlikte cevaplanır; iki başvurunun sahibine de cevap gider.",
        "It is answered together with the same person's application about the same matter; each gets its answer.",
    ),
    "act.merge_into": W("Birleştirilecek başvurunun numarası", "Tracking number of the other application"),
    "act.withdraw_on_behalf": W("Sahibi adına geri çek", "Withdraw for the applicant"),
    "act.withdraw_hint": W(
        "Yalnız başvuru sahibi numarasını söyleyerek istediğinde. Geri alınamaz.",
        "Only when the applicant asked for it and quoted the number. It cannot be undone.",
    ),
    "act.reopen": W("Yeniden aç", "Take up again"),
    "act.reopen_hint": W(
        "Başvuru, onu son elinde bulunduran kuruma yeni bir süreyle döner.",
        "It goes back to the institution that had it last, with a new period.",
    ),
    "act.return_code": W("İade nedeni", "Reason for returning"),
    "act.keep": W("Başvuru bizde de kalsın; iki kurum da cevap verecek", "Keep it too; both institutions will answer"),
    "act.sub_subject": W("Alt konu", "Sub-subject"),
    "act.also_to": W("Gereği için başka kurumlar", "Other institutions, for action"),
    "act.inform": W("Bilgi için kurumlar", "Institutions to be informed"),
    "act.main": W("Başvuruyu cevaplayacak kurum", "The institution that answers"),
    "act.title": W("Ne yapılacak?", "What is to be done?"),
    "act.refusing": W("İşlemden kaldırma", "Not processing it"),
    "act.several": W("Birden fazla kurum", "Several institutions"),
    "act.search_keeps": W(
        "Yeniden aradığınızda seçtikleriniz listede kalır.",
        "What you have chosen stays in the list when you search again.",
    ),
    "act.sub_subject_hint": W(
        "Alt konu seçerseniz konusu da seçilmiş olur.", "Choosing a sub-subject chooses its subject, too."
    ),
    "act.will_be_hidden": W(
        "Metindeki uzun numaralar ve e-posta adresleri gönderilirken gizlenir.",
        "Long numbers and e-mail addresses in your text are hidden when it is sent.",
    ),
    "act.others": W("Diğer işlemler", "Other actions"),
    "act.hidden": W(
        "Kimliği gizli başvuruda metninizdeki uzun numaralar ve e-posta adresleri gizlenerek gönderildi.",
        "The identity is confidential: long numbers and e-mail addresses in your text were hidden before it was sent.",
    ),
}

FIELD_TEXTS: dict[str, Wording] = {
    "field.officer": W("Memur ya da birim", "Officer or unit"),
    "field.to_institution_id": W("Kurum", "Institution"),
    "field.for": W("Ne için?", "What for?"),
    "field.reason": W("Gerekçe", "Reason"),
    "field.subject_code": W("Konu", "Subject"),
    "field.body": W("Metin", "Text"),
    "field.outcome": W("Sonuç", "Outcome"),
    "field.remedies": W("Başvuru yolları", "Remedies"),
    "field.action": W("İşlem", "Action"),
    "field.code": W("İade nedeni", "Reason for returning"),
    "field.keep": W("Başvuru bizde de kalsın", "Keep it too"),
    "field.sub_subject_code": W("Alt konu", "Sub-subject"),
    "field.also_to": W("Gereği için başka kurumlar", "Other institutions, for action"),
    "field.inform": W("Bilgi için kurumlar", "Institutions to be informed"),
    "field.ground": W("Kanundaki neden", "Ground in the law"),
    "field.pages": W("Sayfa sayısı", "Number of pages"),
    "field.amount": W("Tutar (kuruş)", "Amount (kuruş)"),
    "field.how_to_pay": W("Nasıl ödenecek?", "How is it to be paid?"),
    "field.paid_on": W("Ödeme günü", "Day of payment"),
    "field.decision": W("Karar", "Decision"),
    "field.into_tracking_number": W("Birleştirilecek başvuru", "The other application"),
    "field.into_application_id": W("Birleştirilecek başvuru", "The other application"),
}
"""What a field is called where its error is told; a test finds the one that is missing."""
