"""In which words is a decision of the router explained to citizens and officers?

Every reason has a stable code and one Turkish sentence. The sentences name institutions, subjects and the table's own
cue words, never the applicant's home or words.
"""

from dataclasses import dataclass
from enum import StrEnum

from domain.institution import Institution
from domain.subject import Classification, Subject


class ReasonCode(StrEnum):
    """Which rule spoke; the sentence beside it says it for people."""

    INSTITUTION_CHOSEN = "institution_chosen"
    CHOSEN_INSTITUTION_UNKNOWN = "chosen_institution_unknown"
    CHOSEN_INSTITUTION_CLOSED = "chosen_institution_closed"
    SUBJECT_CHOSEN = "subject_chosen"
    SUBJECT_RECOGNISED = "subject_recognised"
    SUBJECT_UNCLEAR = "subject_unclear"
    MATTER_RECOGNISED = "matter_recognised"
    EVENT_PLACE = "event_place"
    RESIDENCE = "residence"
    CALL_PROVINCE = "call_province"
    PLACE_UNKNOWN = "place_unknown"
    DISTRICT_UNKNOWN = "district_unknown"
    NO_SUCH_INSTITUTION = "no_such_institution"
    IN_DISTRICT = "in_district"
    IN_PROVINCE = "in_province"
    CENTRAL_DISTRICT = "central_district"
    WHOLE_PROVINCE = "whole_province"
    METROPOLITAN = "metropolitan"
    IN_REGION = "in_region"
    COUNTRYWIDE = "countrywide"
    NAMED_UNIVERSITY = "named_university"
    ETHICS_BOARD = "ethics_board"
    DISCIPLINARY_PATH = "disciplinary_path"
    HUMAN_RIGHTS_BOARD = "human_rights_board"
    SUPERIOR_OF_OFFICIAL = "superior_of_official"
    ACCUSED_AVOIDED = "accused_avoided"
    ACCUSED_UNKNOWN = "accused_unknown"
    INSPECTION = "inspection"
    ALL_INVOLVED = "all_involved"
    SCREENING = "screening"
    RETURNED = "returned"
    PLACED_BY_A_PERSON = "placed_by_a_person"
    JURISDICTION_DISPUTE = "jurisdiction_dispute"
    IDENTITY_UNCLEAR = "identity_unclear"
    ELEMENTS_MISSING = "elements_missing"
    DAILY_LIMIT = "daily_limit"
    APPEAL_UNCLEAR = "appeal_unclear"
    REVIEW_BOARD = "review_board"
    APPEAL_UPHELD = "appeal_upheld"
    CHOSEN_INSTITUTION_SUCCEEDED = "chosen_institution_succeeded"


@dataclass(frozen=True, slots=True)
class RoutingReason:
    """One step of a decision: a code for machines, a sentence for people."""

    code: str
    text: str


_FIXED: dict[ReasonCode, str] = {
    ReasonCode.CHOSEN_INSTITUTION_UNKNOWN: "Seçilen kurum kayıtlarda bulunamadığı için konuya bakıldı.",
    ReasonCode.EVENT_PLACE: "Yer olarak olayın geçtiği yer esas alındı.",
    ReasonCode.RESIDENCE: "Olay yeri belirtilmediği için başvuranın oturduğu yer esas alındı.",
    ReasonCode.CALL_PROVINCE: "Başka yer bilgisi olmadığı için Alo 150’nin arandığı il esas alındı.",
    ReasonCode.PLACE_UNKNOWN: "Başvuruda yer belirtilmediği için yetkili kurum bulunamadı.",
    ReasonCode.DISTRICT_UNKNOWN: "İlçe belirtilmediği için yetkili kurum kesinleştirilemedi.",
    ReasonCode.NO_SUCH_INSTITUTION: "Bu yerde bu konuya bakan bir kurum kayıtlı değil.",
    ReasonCode.CENTRAL_DISTRICT: "Merkez ilçede ilçe müdürlüğü bulunmadığı için il düzeyindeki kurum yetkilidir.",
    ReasonCode.WHOLE_PROVINCE: "İlçe belirtilmediği için il müdürlüğü seçildi.",
    ReasonCode.SUBJECT_UNCLEAR: "Metinden konu yeterince kesin anlaşılamadı; bir görevli bakacak.",
    ReasonCode.ALL_INVOLVED: "Şikâyet edilen görevlinin üstünde ilgisiz bir kurum bulunamadı; bir görevli bakacak.",
    ReasonCode.RETURNED: "Kurum, başvuruyu görev alanına girmediği gerekçesiyle iade etti.",
    ReasonCode.PLACED_BY_A_PERSON: "Başvuruyu inceleyen görevli bu kurumu yetkili buldu.",
    ReasonCode.JURISDICTION_DISPUTE: (
        "Birden çok kurum başvuruyu görev alanına girmediği gerekçesiyle iade etti; ortak üst kurum karar verecek."
    ),
    ReasonCode.IDENTITY_UNCLEAR: "Bildirilen kimlik bilgileri doğrulanamadı; bir görevli bakacak.",
    ReasonCode.ELEMENTS_MISSING: "Başvuruda kanunun aradığı bilgilerden bazıları eksik; bir görevli bakacak.",
    ReasonCode.DAILY_LIMIT: "Aynı gün birden çok başvuru yapıldığı için başvuruyu önce bir görevli inceleyecek.",
    ReasonCode.APPEAL_UPHELD: "Bilgi Edinme Değerlendirme Kurulu itirazı haklı buldu; kurum yeniden cevap verecek.",
    ReasonCode.APPEAL_UNCLEAR: "İtiraz edilen başvuru belirlenemedi; bir görevli bakacak.",
    ReasonCode.ACCUSED_UNKNOWN: "Şikâyet edilen görevlinin kurumu anlaşılamadı; bir görevli bakacak.",
}


_ABOUT_INSTITUTION: dict[ReasonCode, str] = {
    ReasonCode.INSTITUTION_CHOSEN: "Başvuruda {name} seçildi.",
    ReasonCode.CHOSEN_INSTITUTION_CLOSED: "Seçilen kurum ({name}) kapatıldığı için konuya bakıldı.",
    ReasonCode.CHOSEN_INSTITUTION_SUCCEEDED: (
        "Seçilen kurum kapatıldığı için başvuru, onun görevini üstlenen kuruma gönderildi: {name}."
    ),
    ReasonCode.IN_DISTRICT: "Bu konuya ilçede {name} bakar; yerelde çözülebilecek başvuru üst kuruma gönderilmez.",
    ReasonCode.IN_PROVINCE: "Bu konuya ilde {name} bakar.",
    ReasonCode.METROPOLITAN: "Büyükşehirde bu hizmeti {name} verir.",
    ReasonCode.IN_REGION: "Bu ilin bağlı olduğu bölge kuruluşu: {name}.",
    ReasonCode.COUNTRYWIDE: "Bu konu yerelde çözülemediği için {name} yetkilidir.",
    ReasonCode.NAMED_UNIVERSITY: "Metinde {name} adı geçiyor.",
    ReasonCode.ETHICS_BOARD: (
        "Genel müdür ve üstü görevliler hakkındaki etik başvurularını {name} inceler (5176 sayılı Kanun)."
    ),
    ReasonCode.DISCIPLINARY_PATH: (
        "Genel müdür düzeyinin altındaki görevli hakkında disiplin yolu işler; başvuruyu {name} inceler."
    ),
    ReasonCode.HUMAN_RIGHTS_BOARD: "İnsan hakları ihlali başvurularını {name} inceler.",
    ReasonCode.SUPERIOR_OF_OFFICIAL: "Görevli hakkındaki şikâyet kendi kurumuna değil, üst kuruma gider: {name}.",
    ReasonCode.ACCUSED_AVOIDED: (
        "Şikâyet edilen görevli bu kurumda ya da üstünde olduğu için başvuru üst makama gönderildi: {name}."
    ),
    ReasonCode.INSPECTION: "Şikâyet edilen görevlinin üstünde ilgisiz kurum olmadığı için başvuruyu {name} inceler.",
    ReasonCode.REVIEW_BOARD: "Bilgi edinme başvurusuna verilen cevaba karşı itirazı {name} karara bağlar.",
    ReasonCode.SCREENING: "Başvuru, yetkili kurumu bir görevlinin belirlemesi için şuraya iletildi: {name}.",
}


def fixed(code: ReasonCode) -> RoutingReason:
    """Give the reason whose sentence is always the same."""
    return RoutingReason(code, _FIXED[code])


def about_institution(code: ReasonCode, institution: Institution) -> RoutingReason:
    """Give the reason whose sentence names one institution."""
    return RoutingReason(code, _ABOUT_INSTITUTION[code].format(name=institution.name))


def subject_chosen(subject: Subject) -> RoutingReason:
    """Say that the applicant picked the subject."""
    return RoutingReason(ReasonCode.SUBJECT_CHOSEN, f"Başvuruda “{subject.name}” konusu seçildi.")


def subject_recognised(subject: Subject, classification: Classification) -> RoutingReason:
    """Say which words of the table led to the subject."""
    words = ", ".join(f"“{cue}…”" for cue in classification.cues_found[:4])
    sentence = f"Metinde geçen {words} sözlerinden konu “{subject.name}” olarak anlaşıldı."
    return RoutingReason(ReasonCode.SUBJECT_RECOGNISED, sentence)


def matter_recognised(matter: Subject) -> RoutingReason:
    """Say which service an official or a document belongs to."""
    return RoutingReason(ReasonCode.MATTER_RECOGNISED, f"İlgili hizmet “{matter.name}” olarak anlaşıldı.")
