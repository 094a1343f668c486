"""Which institutions get a copy of a fact on their own topic?"""

from collections.abc import Iterable

from domain.application import Application, Task
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
    QuestionAnswered,
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

    The registration concerns nobody yet, a notice only the applicant; an ending tells all who had it, a copy for
    information included; what the applicant answered tells who must act now, wherever it has moved since he was asked;
    an answer given to another application tells whose task it ends.
    """
    match fact:
        case Registered() | NoticeRecorded() | ApplicantReminded() | StagePassedOver():
            concerned: tuple[InstitutionId, ...] = ()
        case Closed() | NotProcessed() | FoundInvalid():
            concerned = () if application is None else _holders(application.tasks)
        case DuplicateProposed() | Joined():
            concerned = () if application is None else _had_to_act(application)
        case QuestionAnswered() if application is not None:
            concerned = _holders(application.tasks_to_act_on)
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
    return _holders(task for task in application.tasks if task.purpose is not TaskPurpose.INFORMATION)


def _holders(tasks: Iterable[Task]) -> tuple[InstitutionId, ...]:
    return tuple(task.institution_id for task in tasks)
