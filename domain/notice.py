"""Which facts are told to the applicant, and by which road?

The rulebook's table 1.8; who gave no address to answer to is told nothing (R-F2).
"""

from domain.facts import (
    ActionRefused,
    ApplicantReminded,
    Closed,
    ClosedBecause,
    DeemedRefused,
    DueDateChanged,
    Fact,
    FeeRequested,
    FoundInvalid,
    InterimResponseIssued,
    Merged,
    NotProcessed,
    PeriodExtended,
    QuestionAsked,
    Referred,
    Registered,
    Reopened,
    ResponseIssued,
    Routed,
    TaskSucceeded,
)
from domain.inputs import AnswerBy, NoticeChannel, NoticeKind, TaskPurpose
from domain.routing_reason import ReasonCode

_CHANNELS = {
    AnswerBy.EMAIL: NoticeChannel.EMAIL,
    AnswerBy.SMS: NoticeChannel.SMS,
    AnswerBy.POST: NoticeChannel.POST,
    AnswerBy.PHONE: NoticeChannel.PHONE,
    AnswerBy.NONE: None,
}

_ALWAYS_TOLD: dict[type[Fact | ActionRefused], NoticeKind] = {
    Registered: NoticeKind.RECEIPT,
    FoundInvalid: NoticeKind.INVALID,
    NotProcessed: NoticeKind.NOT_PROCESSED,
    PeriodExtended: NoticeKind.EXTENDED,
    FeeRequested: NoticeKind.FEE,
    QuestionAsked: NoticeKind.QUESTION,
    InterimResponseIssued: NoticeKind.INTERIM_RESPONSE,
    DeemedRefused: NoticeKind.DEEMED_REFUSAL,
    ApplicantReminded: NoticeKind.RIGHT_ENDING,
    DueDateChanged: NoticeKind.DUE_DATE_CHANGED,
    Reopened: NoticeKind.REOPENED,
    Merged: NoticeKind.MERGED,
}
_TOLD_OF_ROUTES = {ReasonCode.APPEAL_UPHELD: NoticeKind.REOPENED, ReasonCode.RETURNED: NoticeKind.REFERRED}
"""Where an application goes first the applicant reads under its number; that it went elsewhere he is told."""
_ENDED_BY_THE_APPLICANT = frozenset({ClosedBecause.WITHDRAWN, ClosedBecause.UNPAID})


def notice_kind_of(fact: Fact | ActionRefused) -> NoticeKind | None:
    """Name the notice that tells this fact; None where the applicant is not told.

    A copy for information moves nothing for the applicant; an answer is told once, by itself and not by the closing
    that its service brings about. Where several institutions answer, each is told, and the last one with all of them.
    """
    match fact:
        case Referred(purpose=TaskPurpose.ACTION) | TaskSucceeded(purpose=TaskPurpose.ACTION):
            return NoticeKind.REFERRED
        case Routed(purpose=TaskPurpose.ACTION, because=because):
            codes = {reason.code for reason in because}
            return next((kind for code, kind in _TOLD_OF_ROUTES.items() if code in codes), None)
        case ResponseIssued():
            return _kind_of_response(fact)
        case Closed(because=because) if because in _ENDED_BY_THE_APPLICANT:
            return NoticeKind.WITHDRAWN
        case _:
            return _ALWAYS_TOLD.get(type(fact))


def _kind_of_response(response: ResponseIssued) -> NoticeKind | None:
    """Tell an answer that comes from another application once, however many institutions it spares the work."""
    if response.completes:
        return NoticeKind.RESPONSE
    return NoticeKind.PART_RESPONSE if response.together_with is None else None


def notice_channel_of(answer_by: AnswerBy, *, identity_confidential: bool) -> NoticeChannel | None:
    """Name the road the applicant chose (R-I3); None for who cannot or will not be told.

    Who asked for secrecy is told by e-mail whatever else he chose: no paper or call of his passes through other hands
    (R-F6).
    """
    channel = _CHANNELS[answer_by]
    return NoticeChannel.EMAIL if channel is not None and identity_confidential else channel
