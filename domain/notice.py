"""Which facts are told to the applicant, and by which road?

The rulebook's table 1.8, as far as its events exist; who gave no address to answer to is told nothing (R-F2).
"""

from domain.facts import (
    ActionRefused,
    Closed,
    ClosedBecause,
    DeemedRefused,
    Fact,
    InterimResponseIssued,
    Referred,
    Registered,
    ResponseIssued,
)
from domain.inputs import AnswerBy, NoticeChannel, NoticeKind, TaskPurpose

_CHANNELS = {
    AnswerBy.EMAIL: NoticeChannel.EMAIL,
    AnswerBy.SMS: NoticeChannel.SMS,
    AnswerBy.POST: NoticeChannel.POST,
    AnswerBy.PHONE: NoticeChannel.PHONE,
    AnswerBy.NONE: None,
}


def notice_kind_of(fact: Fact | ActionRefused) -> NoticeKind | None:
    """Name the notice that tells this fact; None where the applicant is not told.

    A copy for information moves nothing for the applicant; an answer is told once, by itself and not by the closing
    that its service brings about.
    """
    match fact:
        case Registered():
            return NoticeKind.RECEIPT
        case Referred(purpose=TaskPurpose.ACTION):
            return NoticeKind.REFERRED
        case InterimResponseIssued():
            return NoticeKind.INTERIM_RESPONSE
        case ResponseIssued():
            return NoticeKind.RESPONSE
        case DeemedRefused():
            return NoticeKind.DEEMED_REFUSAL
        case Closed(because=ClosedBecause.WITHDRAWN):
            return NoticeKind.WITHDRAWN
        case _:
            return None


def notice_channel_of(answer_by: AnswerBy) -> NoticeChannel | None:
    """Name the road the applicant chose (R-I3); None for who cannot or will not be told."""
    return _CHANNELS[answer_by]
