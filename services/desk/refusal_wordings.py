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
        "Başvuru, şikâyet edilen görevlinin kurumuna gönderilemez. Bir üst kurumu seçin.",
        "The application cannot go to the institution of the official complained of. Choose the one above it.",
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
        "Başvurunun kütüğü doldu; yeni işlem yazılamıyor. Sistem yöneticinize bildirin.",
        "The application's ledger is full and takes no more actions. Tell your system administrator.",
    ),
    RefusalCode.NOTHING_TO_WITHDRAW: Wording(
        "Geri çekilecek açık bir başvuru yok.",
        "There is no open application to withdraw.",
    ),
}
