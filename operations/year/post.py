"""How do notices reach applicants? Each is served, or given up, after the time its road takes.

Receipts are left out: nothing follows from them, and a nation's year has millions.
"""

from collections.abc import Iterator
from datetime import timedelta

from domain.facts import ResponseIssued
from domain.identifiers import InputId, notice_id_of
from domain.inputs import NoticeChannel, NoticeConcluded, NoticeKind, NoticeOutcome
from domain.notice import notice_channel_of, notice_kind_of
from operations.year.intents import Happened, Sent

LONGEST_DAYS = {
    NoticeChannel.EMAIL: 0.01,
    NoticeChannel.SMS: 0.01,
    NoticeChannel.PHONE: 1.0,
    NoticeChannel.POST: 6.0,
}
"""How long each road takes at most; a letter needs days to be served."""
FAILS = 0.01
"""Share of the notices that are given up (assumption)."""


def plans_after(happened: Happened) -> Iterator[Sent]:
    """Plan the end of the notice that tells this fact, where the applicant is told."""
    kind = notice_kind_of(happened.fact)
    if kind is None or kind is NoticeKind.RECEIPT or (channel := _channel_of(happened)) is None:
        return
    scene = happened.scene
    at = scene.at + timedelta(days=LONGEST_DAYS[channel] * scene.rng.uniform(0.1, 1.0))
    served = scene.rng.random() >= FAILS
    fact_id = happened.fact_id
    notice_id = notice_id_of(fact_id, channel)
    concluded = NoticeConcluded(
        input_id=InputId(notice_id),
        application_id=scene.application_id,
        notice_id=notice_id,
        fact_id=fact_id,
        kind=kind,
        channel=channel,
        outcome=NoticeOutcome.SERVED if served else NoticeOutcome.FAILED,
        concluded_at=at,
        cause=None if served else "undeliverable",
        task_id=happened.fact.task_id if isinstance(happened.fact, ResponseIssued) else None,
    )
    yield Sent(at, concluded)


def _channel_of(happened: Happened) -> NoticeChannel | None:
    application = happened.scene.application
    return notice_channel_of(application.answer_by, identity_confidential=application.identity_confidential)
