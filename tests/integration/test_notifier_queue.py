"""Does the queue give each notice to one worker at a time, and does an outcome survive until the log has it?"""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from domain.identifiers import ApplicationId, FactId, NoticeId
from domain.inputs import AnswerBy, NoticeChannel, NoticeOutcome
from domain.notice import notice_channel_of
from runtime.clock import LegalClock, wall_now
from runtime.errors import TransientFault
from runtime.notice_rows import ServiceReport, record_service
from runtime.settings import Settings
from runtime.store import Store, connect
from runtime.store_indexes import ensure_indexes
from schemas.contact import ContactV1
from services.notifier.attempts import Accepted, Attempt, AwaitsService, Listed, Postponed, RetryPolicy, TryAgain
from services.notifier.composition import Parcel
from services.notifier.notice import Conclusion, Notice, Told
from services.notifier.queue import LEASE, NoticeQueue
from services.notifier.sabotage import Sabotage
from services.notifier.sender import NOTICES_AT_ONCE, Means, Sender
from tests.support.builders import Story, noon

pytestmark = pytest.mark.integration

EMAIL = NoticeChannel.EMAIL
LEGAL = noon(date(2026, 3, 5))
SERVED = Conclusion(NoticeOutcome.SERVED, LEGAL)


def a_notice(number: int, answer_by: AnswerBy = AnswerBy.EMAIL) -> Notice:
    fact = Story().submitted(said=f"{number}").facts[0]
    fact_id = FactId(f"00000000-0000-0000-0000-{number:012d}")
    told = Told(fact_id, ApplicationId(f"application {number}"), fact, LEGAL, datetime.now(UTC))
    notice = Notice.of(told, notice_channel_of(answer_by, identity_confidential=False))
    assert notice is not None
    return notice


@pytest.fixture(params=["motor", "pymongo"])
async def store(request: pytest.FixtureRequest, store_uri: str, database: str) -> AsyncIterator[Store]:
    store = connect(Settings(mongodb_uri=store_uri, mongodb_database=database, mongodb_driver=request.param))
    await ensure_indexes(store)
    yield store
    await store.close()


async def queued(store: Store, count: int, worker: str = "one", **changes: Any) -> NoticeQueue:
    queue = NoticeQueue(store, worker)
    assert await queue.add([a_notice(number, **changes) for number in range(count)], wall_now()) == count
    return queue


def ids(notices: Sequence[Notice]) -> list[NoticeId]:
    return sorted(notice.notice_id for notice in notices)


async def test_a_notice_is_queued_once_and_what_became_of_it_stays(store: Store) -> None:
    queue = await queued(store, 2)
    taken = await queue.take(EMAIL, wall_now(), 10)
    await queue.settle({notice.notice_id: SERVED for notice in taken}, wall_now())

    assert await queue.add([a_notice(0), a_notice(1), a_notice(2)], wall_now()) == 1
    assert await store.notices.count({"status": "concluded"}) == 2


async def test_what_one_worker_took_no_other_gets_before_the_lease_ends(store: Store) -> None:
    first, second = await queued(store, 3), NoticeQueue(store, "two")
    now = wall_now()

    assert len(await first.take(EMAIL, now, 2)) == 2
    assert len(await second.take(EMAIL, now, 10)) == 1
    assert await second.take(EMAIL, now + LEASE - timedelta(seconds=1), 10) == []
    again = await second.take(EMAIL, now + LEASE, 10)
    assert [notice.attempts for notice in again] == [2, 2, 2]


async def test_a_channel_gets_its_own_notices_alone(store: Store) -> None:
    queue = await queued(store, 2, answer_by=AnswerBy.SMS)

    assert await queue.take(EMAIL, wall_now(), 10) == []
    assert len(await queue.take(NoticeChannel.SMS, wall_now(), 10)) == 2


async def test_a_postponed_notice_comes_back_at_its_moment(store: Store) -> None:
    queue, now = await queued(store, 1), wall_now()
    (notice,) = await queue.take(EMAIL, now, 10)
    await queue.settle({notice.notice_id: TryAgain(now + timedelta(seconds=30), "busy")}, now)

    assert await queue.take(EMAIL, now + timedelta(seconds=29), 10) == []
    assert ids(await queue.take(EMAIL, now + timedelta(seconds=31), 10)) == [notice.notice_id]


async def test_a_worker_that_comes_back_goes_on_with_what_it_held(store: Store) -> None:
    queue, other = await queued(store, 3), NoticeQueue(store, "two")
    await other.take(EMAIL, wall_now(), 1)
    mine = await queue.take(EMAIL, wall_now(), 10)

    assert await NoticeQueue(store, "one").free(wall_now()) == 2
    assert ids(await queue.take(EMAIL, wall_now(), 10)) == ids(mine)


async def test_a_notice_that_was_told_is_never_taken_again(store: Store) -> None:
    queue = await queued(store, 1)
    (notice,) = await queue.take(EMAIL, wall_now(), 10)
    await queue.settle({notice.notice_id: SERVED}, wall_now())
    await queue.finish([notice.notice_id])

    assert await queue.free(wall_now()) == 0
    assert await queue.take(EMAIL, wall_now() + timedelta(days=1), 10) == []
    assert await queue.waiting() == 0


@dataclass
class Words:
    """Composition without an application: every notice has the same contact."""

    async def parcels(self, notices: Sequence[Notice]) -> dict[NoticeId, Parcel]:
        contact = ContactV1(email="someone@example.org")
        return {notice.notice_id: Parcel(notice, {}, contact) for notice in notices}


@dataclass
class Provider:
    """A channel that answers as told, then takes everything; keeps what it was handed."""

    answers: list[Attempt] = field(default_factory=list)
    handed: list[NoticeId] = field(default_factory=list)
    at_once: int = 1

    async def hand_over(self, parcel: Parcel) -> Attempt:
        self.handed.append(parcel.notice.notice_id)
        return self.answers.pop(0) if self.answers else Accepted()

    async def close(self) -> None: ...


@dataclass
class Log:
    """Keeps the ids of inputs; is away for the first ones."""

    away: int = 0
    inputs: list[str] = field(default_factory=list)
    moments: list[datetime] = field(default_factory=list)

    async def publish(self, event: Any, *, input_id: str, application_id: str, at: datetime) -> None:
        del application_id
        assert at == event.concluded_at
        if self.away:
            self.away -= 1
            raise TransientFault("away")
        self.inputs.append(input_id)
        self.moments.append(at)


def sender(queue: NoticeQueue, provider: Provider, log: Log, name: NoticeChannel = EMAIL) -> Sender:
    means: Any = Means(
        queue=queue,
        composition=Words(),  # type: ignore[arg-type]
        producer=log,  # type: ignore[arg-type]
        clock=LegalClock(wall_now(), LEGAL),
        policy=RetryPolicy(first_wait=timedelta(milliseconds=20)),
        sabotage=Sabotage(),
    )
    return Sender(name, provider, means)


async def test_an_outcome_that_the_log_did_not_take_is_told_later_and_the_notice_not_sent_again(store: Store) -> None:
    queue, provider, log = await queued(store, 3), Provider(), Log(away=2)
    working = sender(queue, provider, log)

    with pytest.raises(TransientFault):
        await working.round()
    assert (len(provider.handed), len(log.inputs)) == (3, 1)
    await store.notices.update_all({"status": "concluded"}, {"$set": {"next_attempt_at": wall_now()}})
    assert await working.round() == 2

    assert sorted(log.inputs) == sorted(provider.handed)
    assert len(set(log.inputs)) == 3
    assert await store.notices.count({"status": "told"}) == 3


async def test_a_provider_that_is_away_is_asked_once_a_round(store: Store) -> None:
    queue, log = await queued(store, 10), Log()
    provider = Provider(answers=[Postponed("smtp_unreachable", provider_away=True)])

    assert await sender(queue, provider, log).round() == 10

    assert (len(provider.handed), log.inputs) == (1, [])
    assert await queue.waiting() == 10


async def test_a_sender_asked_to_stop_hands_nothing_more_over(store: Store) -> None:
    queue, provider = await queued(store, 2), Provider()
    stopped = sender(queue, provider, Log())
    stopped.stop()

    assert await stopped.round() == 2
    assert provider.handed == []
    assert await queue.waiting() == 2


async def test_a_round_takes_no_more_than_it_can_carry(store: Store) -> None:
    queue, provider = await queued(store, NOTICES_AT_ONCE + 5), Provider(at_once=8)
    working = sender(queue, provider, Log())

    assert [await working.round() for _ in range(3)] == [NOTICES_AT_ONCE, 5, 0]
    assert len(set(provider.handed)) == NOTICES_AT_ONCE + 5


TODAY = LEGAL.date()


async def listed(store: Store) -> tuple[NoticeQueue, NoticeId]:
    """One letter that was printed and waits for the day of its service."""
    queue, now = await queued(store, 1, answer_by=AnswerBy.POST), wall_now()
    (notice,) = await queue.take(NoticeChannel.POST, now, 10)
    await queue.settle({notice.notice_id: AwaitsService("receipt/1")}, now)
    return queue, notice.notice_id


async def served(store: Store, notice_id: NoticeId, on: date, today: date = TODAY) -> ServiceReport:
    return await record_service(store, notice_id, on, today=today, wall=wall_now())


async def test_a_letter_on_the_list_is_neither_waiting_nor_concluded_nor_taken_again(store: Store) -> None:
    queue, notice_id = await listed(store)

    assert await queue.waiting() == 0
    assert await queue.free(wall_now()) == 0
    assert await queue.take(NoticeChannel.POST, wall_now() + timedelta(days=400), 10) == []
    assert (await store.notices.find({"_id": notice_id}))[0]["template"] == "receipt/1"


@pytest.mark.requirement("R-I4")
async def test_the_day_of_service_that_people_report_is_told_on_the_log_once(store: Store) -> None:
    queue, notice_id = await listed(store)
    provider, log = Provider(), Log()

    assert (
        await served(store, notice_id, TODAY + timedelta(days=4), TODAY + timedelta(days=9)) is ServiceReport.RECORDED
    )
    assert await sender(queue, provider, log, NoticeChannel.POST).round() == 1

    assert (provider.handed, log.inputs) == ([], [notice_id])
    assert log.moments == [datetime(2026, 3, 9, 6, tzinfo=UTC)]
    assert await served(store, notice_id, TODAY, TODAY) is ServiceReport.NOT_LISTED
    assert await sender(queue, provider, log, NoticeChannel.POST).round() == 0


async def test_a_letter_served_on_the_day_it_was_written_was_not_served_before_that(store: Store) -> None:
    queue, notice_id = await listed(store)
    log = Log()
    assert await served(store, notice_id, TODAY) is ServiceReport.RECORDED
    await sender(queue, Provider(), log, NoticeChannel.POST).round()

    assert log.moments == [LEGAL]


@pytest.mark.parametrize(
    ("on", "report"),
    [
        pytest.param(TODAY - timedelta(days=1), ServiceReport.BEFORE_IT_WAS_WRITTEN, id="before it was written"),
        pytest.param(TODAY + timedelta(days=1), ServiceReport.IN_THE_FUTURE, id="tomorrow"),
    ],
)
async def test_a_day_on_which_it_cannot_have_been_served_is_not_recorded(
    store: Store, on: date, report: ServiceReport
) -> None:
    _, notice_id = await listed(store)

    assert await served(store, notice_id, on) is report
    assert await store.notices.count({"status": "listed"}) == 1


async def test_only_a_letter_or_a_call_has_a_day_of_service_to_report(store: Store) -> None:
    queue = await queued(store, 1)
    (notice,) = await queue.take(EMAIL, wall_now(), 10)

    assert await served(store, notice.notice_id, TODAY) is ServiceReport.NOT_LISTED
    assert await served(store, NoticeId("nothing"), TODAY) is ServiceReport.UNKNOWN_NOTICE


async def test_a_channel_that_lists_takes_a_notice_out_of_the_queue_and_tells_nobody(store: Store) -> None:
    queue, log = await queued(store, 1, answer_by=AnswerBy.POST), Log()

    assert await sender(queue, Provider(answers=[Listed("receipt/1")]), log, NoticeChannel.POST).round() == 1
    assert log.inputs == []
    assert await store.notices.count({"status": "listed"}) == 1
