"""Is every applicant told, once and by the road he chose, whatever happens to the provider or to the notifier?"""

import signal
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from domain.inputs import (
    AnswerBy,
    ApplicationWithdrawn,
    NoticeChannel,
    NoticeKind,
    NoticeOutcome,
    SealedApplicant,
)
from domain.status import ApplicationStatus
from runtime.application_documents import state_of
from runtime.clock import wall_now
from runtime.keys import Keys
from runtime.notice_rows import record_service
from runtime.records import OutgoingRecord
from runtime.settings import Settings
from runtime.vault import seal
from tests.support.builders import input_id
from tests.support.line import Line, router
from tests.support.outside import Outside, until
from tests.support.service_process import running
from tests.support.town import ANSWER, Town

pytestmark = pytest.mark.integration

NOTIFIER = "services.notifier"
TODAY = date(2026, 3, 2)
IMPATIENT: dict[str, Any] = {"notice_first_wait_seconds": 0.2}


@pytest.fixture
def outside(tmp_path: Path) -> Outside:
    return Outside(tmp_path)


@pytest.fixture
async def town(line: Line, outside: Outside) -> AsyncIterator[Town]:
    settings = outside.of(Settings(**line.settings.model_dump(exclude_unset=True), **IMPATIENT))
    async with router(line.settings):
        yield Town(line, settings)


@pytest.mark.requirement("R-G14")
async def test_a_citizen_is_told_of_the_registration_and_of_the_answer_and_the_application_closes(
    town: Town, outside: Outside
) -> None:
    async with outside.mail_server():
        with running(NOTIFIER, town.settings) as notifier:
            notifier.wait_until_ready()
            submission = await town.applies("asked", answer_by=AnswerBy.EMAIL)
            await until(lambda: len(outside.mails()) == 1)
            await town.answers(submission)
            receipt, response = await town.recorded(submission.application_id, 2)
            await until(lambda: len(outside.mails()) == 2)

    assert (receipt.kind, response.kind) == (NoticeKind.RECEIPT, NoticeKind.RESPONSE)
    assert {receipt.outcome, response.outcome} == {NoticeOutcome.SERVED}
    assert outside.mails() == {receipt.notice_id: 1, response.notice_id: 1}
    assert await town.status(submission.application_id) is ApplicationStatus.CLOSED
    assert all(submission.tracking_number in text for text in outside.mail_texts())
    (answer,) = (text for text in outside.mail_texts() if ANSWER in text)
    assert answer.startswith("Sayın Ayşe Yılmaz-Kanarya,")
    assert "İdare mahkemesinde dava" in answer


@pytest.mark.requirement("R-I3")
@pytest.mark.parametrize("answer_by", [AnswerBy.SMS, AnswerBy.POST, AnswerBy.PHONE])
async def test_a_citizen_is_told_by_the_road_he_chose(town: Town, outside: Outside, answer_by: AnswerBy) -> None:
    async with outside.sms_provider():
        with running(NOTIFIER, town.settings) as notifier:
            notifier.wait_until_ready()
            submission = await town.applies("asked", answer_by=answer_by)
            if answer_by is not AnswerBy.SMS:
                (row,) = await town.listed()
                await record_service(town.line.store, row["_id"], TODAY, today=TODAY, wall=wall_now())
            (recorded,) = await town.recorded(submission.application_id)

    letters, calls = [await town.line.store.collection(name).find({}) for name in ("print_queue", "call_list")]
    assert recorded.channel == NoticeChannel(answer_by.value)
    assert (len(outside.messages()), len(letters), len(calls)) == {
        AnswerBy.SMS: (1, 0, 0),
        AnswerBy.POST: (0, 1, 0),
        AnswerBy.PHONE: (0, 0, 1),
    }[answer_by]
    assert [row["_id"] for row in (*letters, *calls)] == [recorded.notice_id] * (len(letters) + len(calls))


@pytest.mark.requirement("R-I4", "R-G14")
async def test_a_posted_answer_closes_the_application_and_opens_the_remedies_on_the_day_of_its_service(
    town: Town,
) -> None:
    with running(NOTIFIER, town.settings) as notifier:
        notifier.wait_until_ready()
        submission = await town.applies("asked", answer_by=AnswerBy.POST)
        await town.answers(submission)
        rows = await town.listed(2)
        before = await town.status(submission.application_id)
        (answer,) = (row["_id"] for row in rows if row["kind"] == NoticeKind.RESPONSE)
        await record_service(town.line.store, answer, TODAY, today=TODAY, wall=wall_now())
        (recorded,) = await town.recorded(submission.application_id)
    state = state_of(await town.line.document(submission.application_id))

    assert before is ApplicationStatus.ANSWERED
    assert (recorded.notice_id, recorded.outcome) == (answer, NoticeOutcome.SERVED)
    assert state.status is ApplicationStatus.CLOSED
    assert [task.clock.started_on for task in state.tasks if task.clock is not None] == [TODAY]


@pytest.mark.requirement("R-F2")
async def test_who_gave_no_road_back_is_told_nothing(town: Town, outside: Outside) -> None:
    async with outside.mail_server():
        with running(NOTIFIER, town.settings) as notifier:
            notifier.wait_until_ready()
            await town.applies("anonymous", answer_by=AnswerBy.NONE, applicant=None)
            told = await town.applies("signed", answer_by=AnswerBy.EMAIL)
            await town.recorded(told.application_id)

    assert [row["application_id"] for row in await town.line.store.notices.find({})] == [told.application_id]


async def test_a_fact_that_is_delivered_again_is_told_once(town: Town, outside: Outside) -> None:
    async with outside.mail_server():
        with running(NOTIFIER, town.settings) as notifier:
            notifier.wait_until_ready()
            submission = await town.applies("asked", answer_by=AnswerBy.EMAIL)
            await town.recorded(submission.application_id)
            for record in await town.line.read("routings"):
                headers = [(name, value or b"") for name, value in record.headers]
                await town.line.write(OutgoingRecord(record.topic, record.key, record.value, headers))
            after = await town.applies("after", answer_by=AnswerBy.EMAIL)
            await town.recorded(after.application_id)

    assert sorted(outside.mails().values()) == [1, 1]
    assert len(await town.recorded(submission.application_id)) == 1


async def test_while_the_mail_server_is_away_others_are_told_and_mails_are_tried_again(
    town: Town, outside: Outside
) -> None:
    with running(NOTIFIER, town.settings) as notifier:
        notifier.wait_until_ready()
        async with outside.sms_provider():
            by_mail = await town.applies("by mail", answer_by=AnswerBy.EMAIL)
            by_sms = await town.applies("by sms", answer_by=AnswerBy.SMS)
            await town.recorded(by_sms.application_id)
        assert notifier.metric("bimer_consumer_lag_records") == 0
        async with outside.mail_server():
            (recorded,) = await town.recorded(by_mail.application_id)

    assert recorded.outcome is NoticeOutcome.SERVED
    assert outside.mails() == {recorded.notice_id: 1}


async def test_a_mail_server_that_is_busy_is_asked_again(town: Town, outside: Outside) -> None:
    outside.mailbox.answers = ["451 busy", "421 closing"]
    async with outside.mail_server():
        with running(NOTIFIER, town.settings) as notifier:
            notifier.wait_until_ready()
            submission = await town.applies("asked", answer_by=AnswerBy.EMAIL)
            (recorded,) = await town.recorded(submission.application_id)

    assert recorded.outcome is NoticeOutcome.SERVED
    assert (outside.mailbox.tries, outside.mails()) == (3, {recorded.notice_id: 1})


@pytest.mark.parametrize(
    ("answers", "tries", "cause"),
    [
        pytest.param(["550 no such mailbox"], 1, "smtp_550", id="refused for good: not tried again"),
        pytest.param(["451 busy"] * 9, 3, "smtp_451", id="given up after as many attempts as configured"),
    ],
)
async def test_a_notice_that_cannot_be_served_fails_with_its_cause(
    town: Town, outside: Outside, answers: list[str], tries: int, cause: str
) -> None:
    outside.mailbox.answers = answers
    settings = Settings(**town.settings.model_dump(exclude_unset=True), notice_attempts=3)
    async with outside.mail_server():
        with running(NOTIFIER, settings) as notifier:
            notifier.wait_until_ready()
            submission = await town.applies("asked", answer_by=AnswerBy.EMAIL)
            (recorded,) = await town.recorded(submission.application_id)

    assert (recorded.outcome, recorded.cause) == (NoticeOutcome.FAILED, cause)
    assert outside.mailbox.tries == tries


async def test_killed_after_the_mail_was_taken_it_sends_the_same_mail_again_and_the_ledger_has_it_once(
    town: Town, outside: Outside
) -> None:
    async with outside.mail_server():
        with running(NOTIFIER, town.settings) as notifier:
            notifier.wait_until_ready()
            outside.mailbox.on_mail = notifier.kill
            submission = await town.applies("asked", answer_by=AnswerBy.EMAIL)
            await until(lambda: not notifier.running)
        outside.mailbox.on_mail = lambda: None
        with running(NOTIFIER, town.settings):
            (recorded,) = await town.recorded(submission.application_id)

    assert outside.mails() == {recorded.notice_id: 2}
    assert len(await town.line.store.notices.find({"status": "told"})) == 1


async def test_notices_queued_before_a_kill_are_sent_after_it(town: Town, outside: Outside) -> None:
    with running(NOTIFIER, town.settings) as notifier:
        notifier.wait_until_ready()
        submissions = [await town.applies(f"{number}", answer_by=AnswerBy.EMAIL) for number in range(5)]
        await until(lambda: notifier.metric("bimer_notices_queued") == len(submissions))
        notifier.kill()
    async with outside.mail_server():
        with running(NOTIFIER, town.settings):
            for submission in submissions:
                await town.recorded(submission.application_id)

    assert list(outside.mails().values()) == [1] * len(submissions)


async def test_a_record_that_is_no_fact_goes_to_the_dead_letters_and_the_notifier_goes_on(
    town: Town, outside: Outside
) -> None:
    garbage = OutgoingRecord(town.settings.topic_prefix + "routings", b"key", b"\xff{", [("ce_type", b"\xff")])
    async with outside.mail_server():
        with running(NOTIFIER, town.settings) as notifier:
            notifier.wait_until_ready()
            await town.line.write(garbage)
            submission = await town.applies("after", answer_by=AnswerBy.EMAIL)
            await town.recorded(submission.application_id)

    assert len(await town.line.read("notifier-dead-letters")) == 1


async def test_a_withdrawn_application_is_confirmed(town: Town, outside: Outside) -> None:
    async with outside.mail_server():
        with running(NOTIFIER, town.settings) as notifier:
            notifier.wait_until_ready()
            submission = await town.applies("asked", answer_by=AnswerBy.EMAIL)
            await town.line.ask(ApplicationWithdrawn(input_id("withdrawal"), submission.application_id, None))
            receipt, withdrawn = await town.recorded(submission.application_id, 2)

    assert {receipt.kind, withdrawn.kind} == {NoticeKind.RECEIPT, NoticeKind.WITHDRAWN}


async def test_an_applicant_without_the_address_he_chose_fails_without_a_try(town: Town, outside: Outside) -> None:
    key = Keys.load(town.settings, "operations").secret("contact.pub")
    nameless = SealedApplicant(contact=seal(key, {"name": "Ayşe"}), identity="sealed", person_mac="mac")
    foreign = replace(nameless, contact="bm90IGEgYm94")
    async with outside.mail_server():
        with running(NOTIFIER, town.settings) as notifier:
            notifier.wait_until_ready()
            causes = []
            for said, applicant in (("nameless", nameless), ("foreign", foreign)):
                submission = await town.applies(said, answer_by=AnswerBy.EMAIL, applicant=applicant)
                (recorded,) = await town.recorded(submission.application_id)
                causes.append(recorded.cause)

    assert causes == ["no_address", "box_does_not_open"]
    assert outside.mailbox.tries == 0


async def test_nothing_of_the_person_is_logged_measured_or_kept_outside_the_box(town: Town, outside: Outside) -> None:
    outside.mailbox.answers = ["451 busy", "550 no"]
    async with outside.mail_server(), outside.sms_provider():
        with running(NOTIFIER, town.settings) as notifier:
            notifier.wait_until_ready()
            roads = (AnswerBy.EMAIL, AnswerBy.SMS, AnswerBy.POST, AnswerBy.PHONE)
            for answer_by in roads:
                submission = await town.applies(answer_by.value, answer_by=answer_by)
                if answer_by in (AnswerBy.EMAIL, AnswerBy.SMS):
                    await town.recorded(submission.application_id)
            await town.listed(2)
            measured = notifier.metrics()
    kept = [repr(await town.line.store.collection(name).find({})) for name in ("notices", "print_queue", "call_list")]

    for text in (*kept, measured, notifier.log.read_text()):
        assert not [canary for canary in ("anarya", "5321234567") if canary in text]


async def test_the_sabotaged_notifier_loses_some_answers(town: Town, outside: Outside) -> None:
    settings = Settings(**town.settings.model_dump(exclude_unset=True), sabotage="drop-notice")
    async with outside.mail_server():
        with running(NOTIFIER, settings) as notifier:
            notifier.wait_until_ready()
            submissions = [await town.applies(f"{number}", answer_by=AnswerBy.EMAIL) for number in range(20)]
            for submission in submissions:
                await town.answers(submission)
            await until(lambda: len(outside.mails()) > len(submissions))
            await until(lambda: notifier.metric("bimer_notices_queued") == 0)

    told = len(outside.mails()) - len(submissions)
    assert 0 < told < len(submissions)


async def test_it_ends_soon_and_well_when_asked(town: Town) -> None:
    with running(NOTIFIER, town.settings) as notifier:
        notifier.wait_until_ready()
        notifier.send(signal.SIGTERM)

        assert notifier.ended(seconds=8) == 0
