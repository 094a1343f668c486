"""When can an appeal to the Review Board be printed, and what does the paper say?"""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from domain.facts import NotProcessed, ResponseIssued
from domain.grounds import NotProcessedReason
from domain.identifiers import ApplicationId
from domain.inputs import (
    AppealReported,
    AppealStep,
    ApplicationWithdrawn,
    DeclineToProcess,
    NoticeKind,
    ResponseOutcome,
)
from domain.ladder import Stage
from domain.legal_regime import ApplicationKind
from services.intake.appeals import AppealPaper, prepared_appeal
from services.intake.error_texts import ProblemCode
from tests.support.builders import input_id, noon
from tests.support.stored_story import StoredStory

APPEAL = ApplicationId(str(input_id("an appeal")))
SERVED_ON = date(2026, 3, 5)
TODAY = date(2026, 3, 10)


def information(**changes: Any) -> StoredStory:
    told = StoredStory()
    told.submitted(kind=ApplicationKind.INFORMATION_REQUEST, **changes)
    return told


def refused(outcome: ResponseOutcome = ResponseOutcome.NEGATIVE) -> StoredStory:
    told = information()
    told.answers(outcome)
    told.reached(ResponseIssued, SERVED_ON)
    return told


def paper_of(told: StoredStory, today: date = TODAY, grounds: str = "Bilgi gizli değildir.") -> AppealPaper:
    paper = prepared_appeal(told.seen(today=today), grounds)
    assert isinstance(paper, AppealPaper)
    return paper


@pytest.mark.requirement("R-I4", "R-I10")
def test_against_an_answer_the_paper_names_it_with_its_service_and_encloses_both_copies():
    paper = paper_of(refused())
    assert "Kurum 10000040 kurumunun 3 Mart 2026 Salı tarihli olumsuz cevabı" in paper.text
    assert "bana 5 Mart 2026 Perşembe günü ulaştı" in paper.text
    assert paper.enclosures == ("Başvurunun örneği", "Kurum 10000040 cevabının örneği")
    assert paper.until_on == date(2026, 3, 23)
    assert paper.last_day.startswith("Son gün: 23 Mart 2026 Pazartesi.")
    assert paper.body == "Hastanede üç haftadır randevu verilmiyor."
    assert [answer.body for answer in paper.answers] == ["10000040 cevap verdi."]


@pytest.mark.requirement("R-I5", "R-I11")
def test_the_paper_is_to_the_board_signed_by_hand_and_advises_a_telephone():
    text = paper_of(refused()).text
    assert text.startswith("BİLGİ EDİNME DEĞERLENDİRME KURULUNA")
    for line in ("Ad, soyad", "T.C. kimlik numarası", "Adres", "Telefon (bildirmeniz önerilir)", "Tarih", "İmza"):
        assert line in text
    assert "Bilgi gizli değildir." in text


@pytest.mark.requirement("R-I7", "R-I10")
def test_against_silence_there_is_no_answer_to_enclose():
    told = information()
    told.falls_due(Stage.DEEMED_REFUSAL, datetime(2026, 4, 2, 6, tzinfo=UTC))
    paper = paper_of(told, today=date(2026, 4, 3))
    assert "süresinde cevap vermedi; başvurum 1 Nisan 2026 Çarşamba günü reddedilmiş sayıldı" in paper.text
    assert paper.enclosures == ("Başvurunun örneği",)
    assert paper.until_on == date(2026, 4, 16)


def test_against_not_processing_its_notice_is_enclosed():
    told = information()
    told.asks(DeclineToProcess(NotProcessedReason.EXEMPT_INFORMATION, "Devlet sırrı."))
    told.reached(NotProcessed, SERVED_ON, NoticeKind.NOT_PROCESSED)
    paper = paper_of(told)
    assert "işleme konulmadı; bu bana 5 Mart 2026 Perşembe günü bildirildi" in paper.text
    assert paper.words_of_refusal == "Devlet sırrı."
    assert paper.enclosures[-1] == "İşleme konulmama bildiriminin örneği"


def test_an_answer_whose_service_is_not_recorded_leaves_the_day_to_be_written():
    told = information()
    told.answers(ResponseOutcome.PARTIAL)
    paper = paper_of(told)
    assert "kısmen olumlu cevabı bana ulaştığı gün: ...." in paper.text
    assert paper.until_on is None


def test_without_grounds_the_paper_leaves_room_for_them():
    assert "İtiraz gerekçelerim:\n....." in paper_of(refused(), grounds="").text


def petition() -> StoredStory:
    told = StoredStory()
    told.submitted()
    told.answers(ResponseOutcome.NEGATIVE)
    return told


def withdrawn() -> StoredStory:
    told = information()
    told.hears(ApplicationWithdrawn, noon(TODAY), reason=None)
    return told


def appealed() -> StoredStory:
    told = refused()
    told.hears(AppealReported, noon(date(2026, 3, 9)), appeal_id=APPEAL, step=AppealStep.LODGED)
    return told


@pytest.mark.requirement("R-I4")
@pytest.mark.parametrize(
    ("told", "today", "code"),
    [
        pytest.param(petition(), TODAY, ProblemCode.APPEAL_NOT_PROVIDED, id="a petition"),
        pytest.param(information(), TODAY, ProblemCode.NOTHING_TO_APPEAL, id="still in time"),
        pytest.param(withdrawn(), TODAY, ProblemCode.NOTHING_TO_APPEAL, id="withdrawn"),
        pytest.param(refused(ResponseOutcome.POSITIVE), TODAY, ProblemCode.NOTHING_TO_APPEAL, id="granted"),
        pytest.param(refused(), date(2026, 3, 24), ProblemCode.APPEAL_PERIOD_OVER, id="the day after the last"),
        pytest.param(appealed(), TODAY, ProblemCode.APPEAL_ALREADY_LODGED, id="appealed already"),
        pytest.param(information(appeal_of=APPEAL), TODAY, ProblemCode.APPEAL_NOT_PROVIDED, id="an appeal itself"),
    ],
)
def test_where_there_is_no_appeal_the_reason_is_one_of_four(told: StoredStory, today: date, code: ProblemCode):
    assert prepared_appeal(told.seen(today=today), "") is code


def test_on_the_last_day_it_can_still_be_printed():
    assert paper_of(refused(), today=date(2026, 3, 23)).until_on == date(2026, 3, 23)
