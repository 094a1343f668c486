"""How are the closed lists of the domain written for people?"""

from collections.abc import Mapping
from enum import StrEnum

from domain.application import TaskStatus
from domain.inputs import AnswerBy, ResponseOutcome, Role, TaskPurpose
from domain.institution import InstitutionKind
from domain.legal_regime import ApplicationKind, Channel, LegalRegime
from domain.status import ApplicationStatus
from services.desk.ground_labels import GROUND_LABELS
from services.desk.wording import Wording

LABELS: dict[type[StrEnum], Mapping[str, Wording]] = {
    ApplicationStatus: {
        "registered": Wording("Kayda alındı", "Registered"),
        "screening": Wording("Ön incelemede", "In screening"),
        "routed": Wording("Kuruma gönderildi", "With the institution"),
        "in_progress": Wording("İnceleniyor", "In progress"),
        "awaiting_applicant": Wording("Başvuru sahibinden bilgi bekleniyor", "Waiting for the applicant"),
        "awaiting_payment": Wording("Ücret ödemesi bekleniyor", "Waiting for payment"),
        "answered": Wording("Cevaplandı", "Answered"),
        "closed": Wording("Sonuçlandı", "Closed"),
        "invalid": Wording("Geçersiz", "Invalid"),
        "not_processed": Wording("İşleme konulmadı", "Not processed"),
        "withdrawn": Wording("Geri çekildi", "Withdrawn"),
    },
    ApplicationKind: {
        "service_request": Wording("Talep", "Service request"),
        "complaint": Wording("Şikâyet", "Complaint"),
        "tip_off": Wording("İhbar", "Tip-off"),
        "opinion": Wording("Görüş", "Opinion"),
        "suggestion": Wording("Öneri", "Suggestion"),
        "information_request": Wording("Bilgi edinme", "Information request"),
        "ethics_complaint": Wording("Etik başvurusu", "Ethics complaint"),
        "human_rights_complaint": Wording("İnsan hakları başvurusu", "Human rights complaint"),
    },
    LegalRegime: {
        "petition": Wording(
            "3071 sayılı Dilekçe Hakkının Kullanılmasına Dair Kanun", "Law 3071 on the right of petition"
        ),
        "right_to_information": Wording(
            "4982 sayılı Bilgi Edinme Hakkı Kanunu", "Law 4982 on the right to information"
        ),
        "ethics": Wording("5176 sayılı Kamu Görevlileri Etik Kurulu Kanunu", "Law 5176 on the ethics board"),
        "human_rights": Wording("İnsan hakları kurulları yönetmeliği", "Regulation on the human rights boards"),
    },
    Channel: {
        "web": Wording("İnternet", "Web"),
        "phone": Wording("Telefon (Alo 150)", "Telephone (150)"),
        "letter": Wording("Mektup", "Letter"),
        "email": Wording("E-posta", "E-mail"),
        "fax": Wording("Faks", "Fax"),
        "in_person": Wording("Şahsen", "In person"),
    },
    AnswerBy: {
        "email": Wording("E-posta", "E-mail"),
        "sms": Wording("Kısa mesaj", "Text message"),
        "post": Wording("Posta", "Post"),
        "phone": Wording("Telefon", "Telephone"),
        "none": Wording("Bildirim yapılamaz", "Cannot be notified"),
    },
    TaskPurpose: {
        "action": Wording("Gereği için", "For action"),
        "information": Wording("Bilgi için", "For information"),
        "screening": Wording("Ön inceleme", "Screening"),
    },
    TaskStatus: {
        "waiting": Wording("Bekliyor", "Waiting"),
        "opened": Wording("İncelemede", "Opened"),
        "responded": Wording("Cevaplandı", "Answered"),
        "referred": Wording("Sevk edildi", "Referred"),
        "returned": Wording("İade edildi", "Returned"),
        "placed": Wording("Yerleştirildi", "Placed"),
        "closed": Wording("Kapandı", "Closed"),
        "succeeded": Wording("Halefine geçti", "Taken over by its successor"),
    },
    ResponseOutcome: {
        "positive": Wording("Olumlu", "Positive"),
        "partial": Wording("Kısmen olumlu", "Partly positive"),
        "negative": Wording("Olumsuz", "Negative"),
    },
    Role: {
        "officer": Wording("Memur", "Officer"),
        "approver": Wording("Onay yetkilisi", "Approver"),
        "coordinator": Wording("Koordinatör", "Coordinator"),
        "operator": Wording("Kayıt görevlisi", "Operator"),
        "centre": Wording("Merkez uzmanı", "Expert of the centre"),
        "auditor": Wording("Denetçi", "Auditor"),
        "vault": Wording("Kimlik kasası yetkilisi", "Identity vault officer"),
    },
    InstitutionKind: {
        "prime_ministry": Wording("Başbakanlık", "Prime Ministry"),
        "prime_ministry_unit": Wording("Başbakanlık birimi", "Unit of the Prime Ministry"),
        "ministry": Wording("Bakanlık", "Ministry"),
        "ministry_unit": Wording("Bakanlık birimi", "Unit of a ministry"),
        "affiliated_body": Wording("Bağlı, ilgili ya da ilişkili kuruluş", "Affiliated body"),
        "affiliated_body_unit": Wording("Bağlı kuruluş birimi", "Unit of an affiliated body"),
        "university": Wording("Üniversite", "University"),
        "university_unit": Wording("Üniversite birimi", "Unit of a university"),
        "governorate": Wording("Valilik", "Governorate"),
        "governorate_unit": Wording("Valilik birimi", "Unit of a governorate"),
        "provincial_directorate": Wording("İl müdürlüğü", "Provincial directorate"),
        "special_provincial_administration": Wording("İl özel idaresi", "Special provincial administration"),
        "investment_monitoring_unit": Wording(
            "Yatırım izleme ve koordinasyon başkanlığı", "Investment monitoring unit"
        ),
        "provincial_human_rights_board": Wording("İl insan hakları kurulu", "Provincial human rights board"),
        "regional_directorate": Wording("Bölge müdürlüğü", "Regional directorate"),
        "district_governorate": Wording("Kaymakamlık", "District governorate"),
        "district_governorate_unit": Wording("Kaymakamlık birimi", "Unit of a district governorate"),
        "district_directorate": Wording("İlçe müdürlüğü", "District directorate"),
        "district_human_rights_board": Wording("İlçe insan hakları kurulu", "District human rights board"),
        "social_aid_foundation": Wording("Sosyal yardımlaşma ve dayanışma vakfı", "Social aid foundation"),
        "metropolitan_municipality": Wording("Büyükşehir belediyesi", "Metropolitan municipality"),
        "municipality": Wording("Belediye", "Municipality"),
        "metropolitan_department": Wording("Büyükşehir daire başkanlığı", "Department of a metropolitan municipality"),
        "water_authority": Wording("Su ve kanalizasyon idaresi", "Water authority"),
        "local_office": Wording("Yerel hizmet birimi", "Local office"),
    },
    **GROUND_LABELS,
}
"""Every value of every closed list that a page shows; a test fails when one is missing."""


NO_SUBJECT = Wording("Konusu belirlenmemiş", "No subject yet")


def label(value: StrEnum) -> Wording:
    """Give the label of one value of a closed list."""
    return LABELS[type(value)][value]
