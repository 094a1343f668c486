"""Which events exist, which domain value is each, and who may write it? The closed lists."""

import dataclasses
from enum import StrEnum
from typing import Any

from pydantic import TypeAdapter

from domain import facts, inputs
from domain.identifiers import ApplicationId, InputId
from schemas import fact_events as f
from schemas import input_events as i
from schemas.base import Event

TYPE_PREFIX = "bimer."


class Writer(StrEnum):
    """Who signs inputs."""

    INTAKE = "intake"
    DESK = "desk"
    DEADLINE_WATCHER = "deadline_watcher"
    NOTIFIER = "notifier"
    OPERATIONS = "operations"
    ROUTER = "router"


INPUT_EVENTS: dict[type[Event], tuple[type[Any], Writer]] = {
    i.ApplicationSubmittedV1: (inputs.ApplicationSubmitted, Writer.INTAKE),
    i.ApplicationWithdrawnV1: (inputs.ApplicationWithdrawn, Writer.INTAKE),
    i.ActionRequestedV1: (inputs.ActionRequested, Writer.DESK),
    i.ClockFellDueV1: (inputs.ClockFellDue, Writer.DEADLINE_WATCHER),
    i.NoticeConcludedV1: (inputs.NoticeConcluded, Writer.NOTIFIER),
    i.QuestionAnsweredByApplicantV1: (inputs.QuestionAnsweredByApplicant, Writer.INTAKE),
    i.CalendarChangedV1: (inputs.CalendarChanged, Writer.OPERATIONS),
    i.InstitutionSucceededV1: (inputs.InstitutionSucceeded, Writer.OPERATIONS),
    i.AppealReportedV1: (inputs.AppealReported, Writer.ROUTER),
    i.ApplicationJoinedV1: (inputs.ApplicationJoined, Writer.ROUTER),
    i.AnsweredTogetherV1: (inputs.AnsweredTogether, Writer.ROUTER),
}

FACT_EVENTS: dict[type[Event], type[Any]] = {
    f.RegisteredV1: facts.Registered,
    f.RoutedV1: facts.Routed,
    f.ScreeningRequestedV1: facts.ScreeningRequested,
    f.ReferredV1: facts.Referred,
    f.ReturnedV1: facts.Returned,
    f.TaskOpenedV1: facts.TaskOpened,
    f.TaskAssignedV1: facts.TaskAssigned,
    f.ClockSetV1: facts.ClockSet,
    f.ClockClearedV1: facts.ClockCleared,
    f.RemindedV1: facts.Reminded,
    f.DeadlineMissedV1: facts.DeadlineMissed,
    f.EscalatedV1: facts.Escalated,
    f.DeemedRefusedV1: facts.DeemedRefused,
    f.InterimResponseIssuedV1: facts.InterimResponseIssued,
    f.ResponseIssuedV1: facts.ResponseIssued,
    f.ClosedV1: facts.Closed,
    f.NoticeRecordedV1: facts.NoticeRecorded,
    f.ResponseDraftedV1: facts.ResponseDrafted,
    f.PeriodExtendedV1: facts.PeriodExtended,
    f.FeeRequestedV1: facts.FeeRequested,
    f.FeePaidV1: facts.FeePaid,
    f.PaymentMissedV1: facts.PaymentMissed,
    f.QuestionAskedV1: facts.QuestionAsked,
    f.QuestionAnsweredV1: facts.QuestionAnswered,
    f.NotProcessedV1: facts.NotProcessed,
    f.FoundInvalidV1: facts.FoundInvalid,
    f.NoteAddedV1: facts.NoteAdded,
    f.DuplicateProposedV1: facts.DuplicateProposed,
    f.MergedV1: facts.Merged,
    f.JoinedV1: facts.Joined,
    f.AppealRecordedV1: facts.AppealRecorded,
    f.ApplicantRemindedV1: facts.ApplicantReminded,
    f.StagePassedOverV1: facts.StagePassedOver,
    f.DueDateChangedV1: facts.DueDateChanged,
    f.EscalationTakenBackV1: facts.EscalationTakenBack,
    f.TaskSucceededV1: facts.TaskSucceeded,
    f.ReopenedV1: facts.Reopened,
    f.ActionRefusedV1: facts.ActionRefused,
}

EVENT_BY_TYPE: dict[str, type[Event]] = {
    TYPE_PREFIX + event.event_type: event for event in (*INPUT_EVENTS, *FACT_EVENTS)
}
WRITER_OF_TYPE: dict[str, Writer] = {
    TYPE_PREFIX + event.event_type: writer for event, (_, writer) in INPUT_EVENTS.items()
}
_EVENT_OF_DOMAIN: dict[type[Any], type[Event]] = {
    **{domain: event for event, (domain, _) in INPUT_EVENTS.items()},
    **{domain: event for event, domain in FACT_EVENTS.items()},
}
_DOMAIN_OF_EVENT: dict[type[Event], type[Any]] = {event: domain for domain, event in _EVENT_OF_DOMAIN.items()}
_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {domain: TypeAdapter(domain) for domain in _EVENT_OF_DOMAIN}
_ACTION_ADAPTERS = {name: TypeAdapter(domain) for name, domain in i.DOMAIN_ACTIONS.items()}
_ACTION_NAMES = {domain: name for name, domain in i.DOMAIN_ACTIONS.items()}


def ce_type_of(event: type[Event] | Event) -> str:
    """Name the CloudEvents type of an event."""
    return TYPE_PREFIX + event.event_type


def to_wire(value: facts.Fact | facts.ActionRefused | inputs.Input) -> Event:
    """Write a domain fact or input as the event of the contract; raises pydantic.ValidationError for a wrong type."""
    event = _EVENT_OF_DOMAIN[type(value)]
    if isinstance(value, inputs.ActionRequested):
        return _action_to_wire(value)
    return event.of(value)


def _action_to_wire(value: inputs.ActionRequested) -> i.ActionRequestedV1:
    fields = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    action = {"action": _ACTION_NAMES[type(value.action)], **dataclasses.asdict(value.action)}
    return i.ActionRequestedV1.model_validate({**fields, "action": action})


def fact_of(event: Event) -> facts.Fact | facts.ActionRefused:
    """Read an event as the domain fact it tells."""
    domain = _DOMAIN_OF_EVENT[type(event)]
    fact: facts.Fact | facts.ActionRefused = _ADAPTERS[domain].validate_python(event.model_dump())
    return fact


def input_of(event: Event, input_id: str, application_id: str) -> inputs.Input:
    """Read an event as the domain input it asks; the ids stand in the record's headers."""
    ids = {"input_id": InputId(input_id), "application_id": ApplicationId(application_id)}
    if isinstance(event, i.ActionRequestedV1):
        action = event.action.model_dump(exclude={"action"})
        return inputs.ActionRequested(
            **ids,  # type: ignore[arg-type]
            institution_id=event.institution_id,  # type: ignore[arg-type]
            role=event.role,
            officer=event.officer,
            expected_task_version=event.expected_task_version,
            action=_ACTION_ADAPTERS[event.action.action].validate_python(action),
        )
    domain = _DOMAIN_OF_EVENT[type(event)]
    asked: inputs.Input = _ADAPTERS[domain].validate_python({**event.model_dump(), **ids})
    return asked
