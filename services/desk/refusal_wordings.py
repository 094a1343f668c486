"""What is an officer told when an action was not applied, and what can be done about it?"""

from domain.facts import RefusalCode
from services.desk.wording import Wording

REFUSAL_WORDINGS: dict[RefusalCode, Wording] = {
    RefusalCode.UNKNOWN_APPLICATION: Wording(
        "Böyle bir başvuru kayıtlı değil. Başvuru numarasını kontrol edin.",
        "There is no such application. Check its number.",
    ),
    RefusalCode.NOT_THE_HOLDER: Wording(
        "Bu işlemi yalnızca başvuruyu elinde bulunduran kurum yapabilir; başvuru şu anda kurumunuzda değil.",
        "Only the institution that holds the application may do this, and yours does not hold it now.",
    ),
    RefusalCode.STALE_TASK_VERSION: Wording(
        "Siz çalışırken başvuru değişti. Son hâlini okuyun ve işleminizi yeniden gönderin.",
        "The application changed while you were working. Read it again and send your action once more.",
    ),
    RefusalCode.APPLICATION_CLOSED: Wording(
        "Başvuru sonuçlandırılmış ya da geri çekilmiş; üzerinde artık işlem yapılamaz.",
        "The application was answered, closed or withdrawn; nothing more can be done about it.",
    ),
    RefusalCode.ROLE_NOT_ALLOWED: Wording(
        "Göreviniz bu işleme izin vermiyor. Kurumunuzda yetkili bir memurdan yapmasını isteyin.",
        "Your role does not allow this. Ask an officer of your institution who may do it.",
    ),
    RefusalCode.NOT_A_SCREENING_TASK: Wording(
        "Başvuru ön incelemede değil. Başka bir kuruma göndermek için sevk edin.",
        "The application does not wait in screening. Refer it to send it to another institution.",
    ),
    RefusalCode.IN_SCREENING: Wording(
        "Başvuru ön incelemede. Önce yetkili kuruma yerleştirin; cevabı o kurum verir.",
        "The application waits in screening. Place it with the competent institution first; that one answers it.",
    ),
    RefusalCode.UNKNOWN_INSTITUTION: Wording(
        "Bu numarayla kayıtlı kurum yok. Kurumu adıyla arayıp listeden seçin.",
        "No institution has this number. Search it by name and choose it from the list.",
    ),
    RefusalCode.INSTITUTION_CLOSED: Wording(
        "Seçtiğiniz kurum kapatılmış. Görevini devralan kurumu seçin.",
        "The institution you chose was closed. Choose the one that took over its duties.",
    ),
    RefusalCode.SAME_INSTITUTION: Wording(
        "Başvuru zaten kurumunuzda. Kurum içinde bir memura vermek için havale edin.",
        "Your institution holds the application already. Assign it to give it to one of your officers.",
    ),
    RefusalCode.ALREADY_HAS_IT: Wording(
        "Seçtiğiniz kurumun önünde bu başvuru zaten var. Başka bir kurum seçin.",
        "The institution you chose has this application before it already. Choose another one.",
    ),
    RefusalCode.HELD_BEFORE: Wording(
        "Seçtiğiniz kurum bu başvuruyu daha önce almış ve göndermişti. Başka bir kurum seçin ya da iade edin.",
        "The institution you chose had this application before and passed it on. Choose another one or return it.",
    ),
    RefusalCode.HOP_LIMIT: Wording(
        "Başvuru en çok sevk sayısına ulaştı. Cevaplayın ya da ön incelemeye dönmesi için iade edin.",
        "The application was referred as often as it may be. Answer it, or return it to screening.",
    ),
    RefusalCode.OUTSIDE_COORDINATION: Wording(
        "Seçtiğiniz kurum koordinasyon alanınızın dışında. Başvuruyu iade edin; üst birim yerleştirir.",
        "The institution you chose lies outside your coordination. Return the application; the level above places it.",
    ),
    RefusalCode.ACCUSED_INSTITUTION: Wording(
        "Başvuru, şikâyet edilen görevlinin kurumuna gönderilemez; o kurum ve ona bağlı olanlar başvuruyu geri de "
        "çekemez. İşlem için bir üst kurumu seçin.",
        "The application cannot go to the institution of the official complained of, and neither that one nor one "
        "below it may withdraw it. Choose the one above.",
    ),
    RefusalCode.UNKNOWN_SUBJECT: Wording(
        "Böyle bir konu kodu yok. Konuyu listeden seçin.",
        "There is no such subject code. Choose the subject from the list.",
    ),
    RefusalCode.ALREADY_OPEN: Wording(
        "Başvuru zaten incelemeye alınmış; yeniden almanıza gerek yok.",
        "The application is in hand already; there is no need to open it again.",
    ),
    RefusalCode.LEDGER_FULL: Wording(
        "Başvurunun kütüğü doldu; bu işlem yazılamıyor. Açık bir başvuru yine de cevaplanabilir, işleme konulmayabilir "
        "veya geri çekilebilir.",
        "The application's ledger is full and does not take this. An open application can still be answered, declined "
        "or withdrawn.",
    ),
    RefusalCode.NOTHING_TO_WITHDRAW: Wording(
        "Geri çekilecek açık bir başvuru yok.",
        "There is no open application to withdraw.",
    ),
    RefusalCode.EXTENSION_NOT_PROVIDED: Wording(
        "Ek süre yalnızca bilgi edinme başvurularında, cevap süresi işlerken alınır. Süresinde cevaplayın.",
        "Only requests for information know an extension, while their period runs. Answer within the period.",
    ),
    RefusalCode.PERIOD_PASSED: Wording(
        "Cevap süresi dolmuş; bu işlem ancak süre dolmadan yapılabilirdi. Başvuruyu cevaplayın.",
        "The period has passed; this could be done only before it ended. Answer the application.",
    ),
    RefusalCode.ALREADY_EXTENDED: Wording(
        "Ek süre daha önce alınmış; kanun ikinci bir ek süre tanımıyor. Başvuruyu cevaplayın.",
        "The period was extended before and the law knows no second extension. Answer the application.",
    ),
    RefusalCode.FEE_NOT_PROVIDED: Wording(
        "Erişim ücreti yalnızca bilgi edinme başvurularında ve cevap süresi işlerken istenebilir.",
        "A fee for access may be asked only for requests for information, while their period runs.",
    ),
    RefusalCode.FEE_ALREADY_REQUESTED: Wording(
        "Bu başvuru için ücret daha önce istenmiş; ikinci kez istenemez.",
        "A fee was asked for this application before and cannot be asked twice.",
    ),
    RefusalCode.FIRST_PAGES_ARE_FREE: Wording(
        "İlk on sayfa ücretsizdir. Belge on sayfayı geçmiyorsa ücret istemeden verin.",
        "The first ten pages are free. Give a document of ten pages or fewer without a fee.",
    ),
    RefusalCode.AWAITING_PAYMENT: Wording(
        "Başvuru sahibinden ücretin ödenmesi bekleniyor. Ödeme bildirildiyse önce ödemeyi kaydedin.",
        "The applicant is to pay the fee first. Record the payment if it was proved to you.",
    ),
    RefusalCode.NO_FEE_REQUESTED: Wording(
        "Bu başvuruda ödenmesi beklenen bir ücret yok.",
        "No fee is waiting to be paid for this application.",
    ),
    RefusalCode.PAID_IN_THE_FUTURE: Wording(
        "Ödeme günü bugünden ileride olamaz. Dekonttaki tarihi yazın.",
        "The day of payment cannot lie ahead. Write the date on the proof of payment.",
    ),
    RefusalCode.PAID_BEFORE_ASKED: Wording(
        "Ödeme günü, ücretin istendiği günden önce olamaz. Dekonttaki tarihi kontrol edin.",
        "The day of payment cannot lie before the day the fee was asked. Check the date on the proof of payment.",
    ),
    RefusalCode.NO_DRAFT: Wording(
        "Onaylanacak bir cevap taslağı yok. Önce taslağı hazırlayın ya da doğrudan cevaplayın.",
        "There is no draft to approve. Write one first, or answer at once.",
    ),
    RefusalCode.NOT_A_BOARD: Wording(
        "Karar kaydetmek kurulların işidir. Kurumunuz başvuruyu cevaplar.",
        "Only a board records a decision. Your institution answers the application.",
    ),
    RefusalCode.BOARD_RECORDS_A_DECISION: Wording(
        "Bu bir itirazdır; cevap yerine kurulun kararını kaydedin.",
        "This is an appeal: record the board's decision instead of an answer.",
    ),
    RefusalCode.NOT_WHERE_APPEALS_GO: Wording(
        "İtirazı yalnız Bilgi Edinme Değerlendirme Kurulu karara bağlar; başka kuruma gönderilemez. Kurula gönderin ya "
        "da itiraz değilse gerekçesiyle işleme koymayın.",
        "Only the Review Board decides appeals; it can go nowhere else. Place it there or, if it is no appeal, decline "
        "to process it with a reason.",
    ),
    RefusalCode.REASON_NOT_FOR_THIS_KIND: Wording(
        "Seçtiğiniz neden bu başvurunun bağlı olduğu kanunda yok. Listeden başka bir neden seçin.",
        "The law of this application does not know the reason you chose. Choose another one from the list.",
    ),
    RefusalCode.ANSWERED_IN_PART: Wording(
        "Kurumlardan biri başvuruyu cevapladığı için başvuru artık işlemden kaldırılamaz. Siz de cevaplayın.",
        "One institution has answered already, so it must be processed. Give your answer, too.",
    ),
    RefusalCode.NOT_THE_SAME_APPLICANT: Wording(
        "Birleştirmek istediğiniz başvuru aynı kişinin değil ya da kimliği gizli. İki başvuruyu ayrı ayrı cevaplayın.",
        "The other application is not the same person's, or its identity is hidden. Answer the two separately.",
    ),
    RefusalCode.CANNOT_BE_MERGED: Wording(
        "Bu iki başvuru birleştirilemez: biri daha önce birleştirilmiş, itiraz başvurusu ya da şikâyet edilen "
        "görevlinin kurumunda. Ayrı ayrı cevaplayın.",
        "These two cannot be merged: one was merged before, is an appeal, or is with the institution of the official "
        "complained of. Answer them separately.",
    ),
    RefusalCode.NOTHING_TO_REOPEN: Wording(
        "Başvuru sonuçlanmamış ya da sahibi tarafından geri çekilmiş; yeniden açılacak bir şey yok.",
        "The application has not ended, or its applicant withdrew it: there is nothing to take up again.",
    ),
    RefusalCode.UNKNOWN_SUB_SUBJECT: Wording(
        "Alt konu, seçtiğiniz konunun alt konusu değil. Konuyu ve alt konuyu listeden birlikte seçin.",
        "This sub-subject does not belong to the subject you chose. Choose both from the list.",
    ),
}
