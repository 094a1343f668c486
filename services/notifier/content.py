"""What does a notice have to say? The words and dates that its template needs, taken from what is stored.

Nothing here is about the person: the greeting is added where the notice leaves the house.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.application import Application
from domain.business_calendar import BusinessCalendar, local_date
from domain.facts import DeemedRefused, InterimResponseIssued, Referred, ResponseIssued
from domain.identifiers import InstitutionId, TaskId
from domain.inputs import ResponseOutcome
from domain.institution import Registry
from domain.legal_regime import ApplicationKind, LegalRegime
from domain.remedy import remedies_after_deemed_refusal, remedies_after_response
from services.notifier.notice import Notice

KINDS = {
    ApplicationKind.SERVICE_REQUEST: "Talep",
    ApplicationKind.COMPLAINT: "Şikâyet",
    ApplicationKind.TIP_OFF: "İhbar",
    ApplicationKind.OPINION: "Görüş",
    ApplicationKind.SUGGESTION: "Öneri",
    ApplicationKind.INFORMATION_REQUEST: "Bilgi edinme başvurusu",
    ApplicationKind.ETHICS_COMPLAINT: "Etik başvurusu",
    ApplicationKind.HUMAN_RIGHTS_COMPLAINT: "İnsan hakları başvurusu",
}
LAWS = {
    LegalRegime.PETITION: "3071 sayılı Dilekçe Hakkının Kullanılmasına Dair Kanun",
    LegalRegime.RIGHT_TO_INFORMATION: "4982 sayılı Bilgi Edinme Hakkı Kanunu",
    LegalRegime.ETHICS: "5176 sayılı Kamu Görevlileri Etik Kurulu Kurulması Hakkında Kanun",
    LegalRegime.HUMAN_RIGHTS: "İnsan hakları kurullarının kuruluşuna ilişkin yönetmelik ve 3071 sayılı Kanun",
}
OUTCOMES = {
    ResponseOutcome.POSITIVE: "olumlu",
    ResponseOutcome.PARTIAL: "kısmen olumlu",
    ResponseOutcome.NEGATIVE: "olumsuz",
}
UNKNOWN_INSTITUTION = "ilgili kurum"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What wording needs besides the application: names, the calendar, and where applicants look things up."""

    registry: Registry
    calendar: BusinessCalendar
    tracking_url: str

    def name_of(self, institution_id: InstitutionId) -> str:
        """Name an institution for people."""
        known = self.registry.get(institution_id)
        return UNKNOWN_INSTITUTION if known is None else known.name


def said_in(notice: Notice, application: Application, texts: Mapping[str, str], around: Surroundings) -> dict[str, Any]:
    """Gather what the notice's template says, the greeting excepted; raises KeyError where a text is not stored."""
    holder = application.holder
    common = {
        "number": application.tracking_number,
        "received_on": application.received_on,
        "due_on": application.due_on,
        "told_on": local_date(notice.told.at),
        "application_kind": KINDS[application.kind],
        "law": LAWS[application.legal_regime],
        "holder": None if holder is None else around.name_of(holder.institution_id),
        "tracking_url": around.tracking_url,
    }
    return common | _said_of_fact(notice, application, texts, around)


def _said_of_fact(
    notice: Notice, application: Application, texts: Mapping[str, str], around: Surroundings
) -> dict[str, Any]:
    match notice.told.fact:
        case Referred() as referred:
            return {
                "from_institution": around.name_of(referred.from_institution_id),
                "institution": around.name_of(referred.institution_id),
                "due_on": _due_on_of(application, referred.task_id),
            }
        case InterimResponseIssued() as interim:
            return {
                "institution": around.name_of(interim.institution_id),
                "text": texts[interim.text.text_id],
                "due_on": _due_on_of(application, interim.task_id),
            }
        case ResponseIssued() as response:
            remedies = remedies_after_response(application.legal_regime, response.outcome, response.remedies)
            return {
                "institution": around.name_of(response.institution_id),
                "outcome": OUTCOMES[response.outcome],
                "text": texts[response.text.text_id],
                "remedies": remedies,
            }
        case DeemedRefused() as silence:
            return {
                "institution": around.name_of(silence.institution_id),
                "deemed_refusal_on": silence.deemed_refusal_on,
                "remedies": remedies_after_deemed_refusal(
                    application.legal_regime, silence.deemed_refusal_on, around.calendar
                ),
            }
        case _:
            return {}


def _due_on_of(application: Application, task_id: TaskId) -> date:
    """Tell the due date of the task that a fact is about, which a later referral does not move."""
    task = application.task(task_id)
    return application.due_on if task is None or task.due_on is None else task.due_on


def greeting(name: str | None) -> str:
    """Address the applicant by name, or as everybody where the letter is kept in a queue of ours."""
    return f"Sayın {name}," if name else "Sayın Başvuru Sahibi,"
