"""Do the notices of a whole life reach the applicant's mailbox in their own words, through the real router and SMTP?"""

from collections.abc import AsyncIterator
from datetime import date
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest

from domain.grounds import ExtensionGround, NotProcessedReason
from domain.inputs import (
    AnswerBy,
    AskApplicant,
    ClockFellDue,
    DeclineToProcess,
    ExtendTask,
    Eye,
    IssueResponse,
    ReferTask,
    RequestFee,
    ResponseOutcome,
    TaskPurpose,
)
from domain.ladder import Stage
from domain.legal_regime import ApplicationKind, Channel
from runtime.application_documents import state_of
from runtime.clock import wall_now
from runtime.settings import Settings
from tests.support.builders import GOVERNORATE, HEALTH_DIRECTORATE, input_id, noon
from tests.support.line import Line, router
from tests.support.outside import Outside, until
from tests.support.service_process import running
from tests.support.town import ANSWER, Town

pytestmark = pytest.mark.integration

NOTIFIER = "services.notifier"
INFORMATION: dict[str, Any] = {"kind": ApplicationKind.INFORMATION_REQUEST, "answer_by": AnswerBy.EMAIL}
BY_MAIL: dict[str, Any] = {"answer_by": AnswerBy.EMAIL}


@pytest.fixture
def outside(tmp_path: Path) -> Outside:
    return Outside(tmp_path)


@pytest.fixture
async def town(line: Line, outside: Outside) -> AsyncIterator[Town]:
    """A town whose notifier and mail server run."""
    settings = outside.of(Settings(**line.settings.model_dump(exclude_unset=True)))
    async with router(line.settings), outside.mail_server():
        with running(NOTIFIER, settings) as notifier:
            notifier.wait_until_ready()
            yield Town(line, settings)


async def mail_with(outside: Outside, *phrases: str) -> str:
    """Wait for the mail that has all these phrases."""

    def found() -> list[str]:
        return [text for text in outside.mail_texts() if all(phrase in text for phrase in phrases)]

    await until(lambda: bool(found()))
    (text,) = found()
    return text


@pytest.mark.requirement("R-D14", "R-C9")
async def test_what_may_not_be_asked_by_telephone_gets_a_receipt_and_a_refusal_with_its_remedies(
    town: Town, outside: Outside
) -> None:
    submission = await town.applies("by phone", channel=Channel.PHONE, **INFORMATION)
    refusal = await mail_with(outside, "işleme konulmadı", "telefonla yapılamaz")
    receipt = await mail_with(outside, "kaydedildi.", "Başvuru işleme alınamadı.")

    assert all(submission.tracking_number in text for text in (receipt, refusal))
    assert "Bilgi Edinme Değerlendirme Kuruluna yazılı itiraz, 15 gün" in refusal


@pytest.mark.requirement("R-E1", "R-G14")
async def test_what_an_officer_does_not_process_is_told_with_his_reason(town: Town, outside: Outside) -> None:
    submission = await town.applies("abstract", **BY_MAIL)
    await town.acts(submission, DeclineToProcess(NotProcessedReason.NO_DEFINITE_SUBJECT, "İstek bulunmuyor."))
    refusal = await mail_with(outside, "işleme konulmadı", "İstek bulunmuyor.")

    assert "Neden: Başvuru belli bir konuyu içermiyor" in refusal
    assert "son gün: 4 Mayıs 2026" in refusal


async def test_an_extension_a_question_and_a_fee_are_told_as_they_happen(town: Town, outside: Outside) -> None:
    submission = await town.applies("information", **INFORMATION)
    await town.acts(submission, ExtendTask(ExtensionGround.OTHER_UNIT, "Arşivden istendi."))
    extended = await mail_with(outside, "Arşivden istendi.")
    await town.acts(submission, AskApplicant("Hangi yıl?"))
    question = await mail_with(outside, "Hangi yıl?")
    await town.acts(submission, RequestFee(pages=25, amount=14340, how_to_pay="Vezneye."))
    fee = await mail_with(outside, "Vezneye.")

    assert "Yeni son cevap günü: 14 Nisan 2026 Salı" in extended
    assert "Kurumun cevap süresi bu arada durmaz" in question
    assert "Ücret: 143,40 TL" in fee


@pytest.mark.requirement("R-G14", "R-I3")
async def test_what_two_institutions_answer_reaches_the_applicant_piece_by_piece_and_then_as_one(
    town: Town, outside: Outside
) -> None:
    submission = await town.applies("two", **BY_MAIL)
    await town.acts(submission, ReferTask(GOVERNORATE, TaskPurpose.ACTION, "Birlikte.", keep=True))
    await town.acts(submission, IssueResponse(ResponseOutcome.POSITIVE, ANSWER))
    part = await mail_with(outside, "kurumlardan biri", ANSWER)
    await town.acts(submission, IssueResponse(ResponseOutcome.NEGATIVE, "Yetkimiz yok."), by=GOVERNORATE)
    whole = await mail_with(outside, "Genel sonuç: kısmen olumlu")

    assert f"Cevabı beklenen: Kurum {GOVERNORATE}" in part
    assert ANSWER in whole
    assert "Yetkimiz yok." in whole


@pytest.mark.requirement("R-F6", "R-F5")
async def test_a_hidden_applicant_is_told_by_the_centres_own_mail_and_its_words_go_to_nobody_else(
    town: Town, outside: Outside
) -> None:
    submission = await town.applies("hidden", answer_by=AnswerBy.POST, identity_confidential=True)
    await town.acts(submission, IssueResponse(ResponseOutcome.POSITIVE, ANSWER))
    await mail_with(outside, ANSWER, "kurum adınızı ve adresinizi görmez")
    mails = [message_from_bytes(path.read_bytes()) for path in (outside.directory / "mailbox").glob("**/*.eml")]
    published = [record.value or b"" for record in await town.line.read("routings")]

    assert len(mails) == 2
    assert {mail["From"] for mail in mails} == {town.settings.smtp_sender}
    assert {mail["X-Bimer-Template"].partition("/")[0] for mail in mails} == {"receipt", "response"}
    assert [value for value in published if b"kanarya" in value.lower()] == []


@pytest.mark.requirement("R-I6", "R-I7", "R-I10")
async def test_silence_and_a_right_that_is_about_to_end_are_told(line: Line, outside: Outside) -> None:
    """The legal clock is set forward between two routers, so that the watcher's words are true when they come."""
    asked = Town(line, outside.of(Settings(**line.settings.model_dump(exclude_unset=True))))
    async with router(line.settings):
        submission = await asked.applies("silent", **INFORMATION)
    later = {"clock_origin_wall": wall_now(), "clock_origin_legal": noon(date(2026, 4, 14))}
    settings = Settings(**{**asked.settings.model_dump(exclude_unset=True), **later})
    async with router(settings), outside.mail_server():
        with running(NOTIFIER, settings) as notifier:
            notifier.wait_until_ready()
            (task,) = state_of(await line.document(submission.application_id)).tasks
            assert task.clock is not None
            for stage in (Stage.DEEMED_REFUSAL, Stage.APPEAL_RIGHT_ENDING):
                named = input_id(f"{stage} of {task.task_id}")
                version = task.clock.version
                await line.ask(ClockFellDue(named, submission.application_id, task.task_id, version, stage, Eye.LOG))
            silence = await mail_with(outside, "1 Nisan 2026 Çarşamba gününün sonuna kadar")
            ending = await mail_with(outside, "cevapsız kaldığı için doğan itiraz süreniz")

    assert f"Cevap vermesi gereken: Kurum {HEALTH_DIRECTORATE}" in silence
    assert "Son gün: 16 Nisan 2026 Perşembe" in ending
    assert "birer suretini ekleyin" in ending
