"""Which institutions get a copy of a fact on their own topic?"""

from domain.application import Application
from domain.facts import (
    ActionRefused,
    AppealRecorded,
    ApplicantReminded,
    Closed,
    DuplicateProposed,
    Escalated,
    EscalationTakenBack,
    Fact,
    FoundInvalid,
    Joined,
    NoticeRecorded,
    NotProcessed,
    Referred,
    Registered,
    ResponseIssued,
    StagePassedOver,
    TaskSucceeded,
)
from domain.identifiers import InstitutionId
from domain.inputs import TaskPurpose


def audience(fact: Fact | ActionRefused, application: Application | None) -> tuple[InstitutionId, ...]:
    """List, without repetition, the institutions that a fact concerns; `application` is the state after it.

    The registration concerns nobody yet, a notice only the applicant; an ending tells all who had it for action, and an
    answer given to another application whose task it ends.
    """
    match fact:
        case Registered() | NoticeRecorded() | ApplicantReminded() | StagePassedOver():
            concerned: tuple[InstitutionId, ...] = ()
        case Closed() | NotProcessed() | FoundInvalid() | DuplicateProposed() | Joined():
            concerned = () if application is None else _had_to_act(application)
        case Referred() | TaskSucceeded():
            concerned = (fact.institution_id, fact.from_institution_id)
        case Escalated() | EscalationTakenBack():
            concerned = (fact.to_institution_id, fact.institution_id)
        case ResponseIssued(together_with=str()) if application is not None:
            ended = application.task(fact.task_id)
            concerned = () if ended is None else (ended.institution_id,)
        case AppealRecorded():
            concerned = fact.to_institutions
        case _:
            concerned = (fact.institution_id,)
    return tuple(dict.fromkeys(concerned))


def _had_to_act(application: Application) -> tuple[InstitutionId, ...]:
    return tuple(task.institution_id for task in application.tasks if task.purpose is not TaskPurpose.INFORMATION)
