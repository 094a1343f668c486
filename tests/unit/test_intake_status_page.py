"""Does the status page show every part of an application, in both languages, escaped and with labels of its own?"""

import re
from collections import Counter
from datetime import UTC, date, datetime
from typing import Any

import pytest
from starlette.requests import Request

from domain.facts import ResponseIssued
from domain.grounds import ExtensionGround, InvalidReason
from domain.identifiers import ApplicationId
from domain.inputs import (
    AppealReported,
    AppealStep,
    AskApplicant,
    ExtendTask,
    IssueInterimResponse,
    MarkInvalid,
    QuestionAnsweredByApplicant,
    ReferTask,
    RequestFee,
    ResponseOutcome,
    TaskPurpose,
)
from domain.ladder import Stage
from domain.legal_regime import ApplicationKind, LegalRegime
from runtime.web.problem import FieldError
from services.intake.rights_words import OF_LAW
from services.intake.showing import Showing
from tests.support.builders import EDUCATION_DIRECTORATE, input_id, noon
from tests.support.stored_story import StoredStory

SHOWING = Showing()
TODAY = date(2026, 3, 20)
AFTER_SILENCE = date(2026, 4, 3)


def page(told: StoredStory, language: str = "tr", **shown_with: Any) -> str:
    """Show the status page as a browser gets it."""
    scope = {"type": "http", "method": "GET", "path": "/takip/durum", "headers": [], "query_string": b"lang=en"}
    if language == "tr":
        scope["query_string"] = b""
    view = told.seen(language, AFTER_SILENCE if told.now.deemed_refused else TODAY)
    said = {"notice": "", "values": {}, "errors": [], **shown_with}
    shown = SHOWING.show(Request(scope), "status.html", view=view, **said)
    return bytes(shown.body).decode()


def information() -> StoredStory:
    told = StoredStory()
    told.submitted(kind=ApplicationKind.INFORMATION_REQUEST)
    return told


def asked_twice() -> StoredStory:
    told = information()
    for body in ("Hangi <yıl>?", "Hangi il?", "Hangi birim?"):
        told.asks(AskApplicant(body))
    first = told.seen().questions[0].question_id
    told.hears(QuestionAnsweredByApplicant, noon(date(2026, 3, 5)), question_id=first, body="2025 <b>")
    return told


def fee_due() -> StoredStory:
    told = information()
    told.asks(RequestFee(14, 3_824, "Hesap no 1."), at=noon(date(2026, 3, 5)))
    return told


def extended() -> StoredStory:
    told = information()
    told.asks(ExtendTask(ExtensionGround.OPINION_NEEDED, "Bakanlığa soruldu."), at=noon(date(2026, 3, 10)))
    return told


def several() -> StoredStory:
    told = StoredStory()
    told.submitted()
    told.asks(IssueInterimResponse("İnceleniyor."))
    told.asks(ReferTask(EDUCATION_DIRECTORATE, TaskPurpose.ACTION, "Birlikte", keep=True))
    told.answers(ResponseOutcome.POSITIVE)
    told.answers(ResponseOutcome.NEGATIVE, by=EDUCATION_DIRECTORATE)
    return told


def refused() -> StoredStory:
    told = information()
    told.answers(ResponseOutcome.NEGATIVE)
    told.reached(ResponseIssued, date(2026, 3, 5))
    return told


def appealed() -> StoredStory:
    told = refused()
    appeal_id = ApplicationId(str(input_id("an appeal")))
    told.hears(AppealReported, noon(date(2026, 3, 9)), appeal_id=appeal_id, step=AppealStep.LODGED)
    return told


def silent() -> StoredStory:
    told = information()
    told.falls_due(Stage.DEEMED_REFUSAL, datetime(2026, 4, 2, 6, tzinfo=UTC))
    return told


def invalid() -> StoredStory:
    told = StoredStory()
    told.submitted()
    told.asks(MarkInvalid(InvalidReason.CONTACT_WRONG, "Posta geri geldi."))
    return told


SHOWN: dict[str, tuple[StoredStory, tuple[str, ...]]] = {
    "questions": (asked_twice(), ("Hangi &lt;yıl&gt;?", "2025 &lt;b&gt;", "Hangi il?", 'action="/takip/cevapla')),
    "a fee": (fee_due(), ("38,24 TL", "Ödenecek", "27 Mart 2026 Cuma", "Hesap no 1.", "Önce ücretin ödenmesi")),
    "an extension": (
        extended(),
        ("24 Mart 2026 Salı", "14 Nisan 2026 Salı", "Bakanlığa soruldu.", "görüşünün alınması"),
    ),
    "several answers": (several(), ("Kısmen olumlu", "10000040 cevap verdi.", "10000058 cevap verdi.", "İnceleniyor.")),
    "a refusal": (refused(), ("Size ulaştığı gün: 5 Mart 2026", "son gün 23 Mart 2026 Pazartesi", "/takip/itiraz")),
    "an appeal": (
        appealed(),
        ("süre Kurulun kararına kadar durdu", "karar vereceği gün: 21 Nisan 2026"),
    ),
    "silence": (silent(), ("cevap verilmemesine karşı", "son gün 16 Nisan 2026 Perşembe", "/takip/itiraz")),
    "invalid": (invalid(), ("Posta geri geldi.", "yeniden başvurun", "Şimdi ne yapabilirsiniz?")),
}


@pytest.mark.requirement("R-J3")
@pytest.mark.parametrize("name", list(SHOWN))
def test_each_part_stands_on_the_page(name: str):
    told, words = SHOWN[name]
    shown = page(told)
    assert [word for word in words if word not in shown] == []


@pytest.mark.parametrize("language", ["tr", "en"])
@pytest.mark.parametrize("name", list(SHOWN))
def test_every_control_and_heading_has_a_name_of_its_own(name: str, language: str):
    shown = page(SHOWN[name][0], language)
    ids = Counter(re.findall(r' id="([^"]+)"', shown))
    assert {name: count for name, count in ids.items() if count > 1} == {}
    named = re.findall(r'(?:for|aria-labelledby)="([^"]+)"', shown)
    described = [one for found in re.findall(r'aria-describedby="([^"]+)"', shown) for one in found.split()]
    assert set(named) | set(described) <= set(ids)
    assert "<script" not in shown


def test_an_answer_that_was_not_taken_is_told_of_beside_its_question_and_linked_from_above():
    told = asked_twice()
    question = told.seen().questions[1].question_id
    wrong = [FieldError("body", "answer_required", "Soruya vereceğiniz cevabı yazın.")]
    shown = page(told, errors=wrong, values={"question_id": question, "body": ""}, alert=True)
    assert '<a href="#body">Soruya vereceğiniz cevabı yazın.</a>' in shown
    assert '<textarea id="body" name="body"' in shown
    assert shown.count('aria-invalid="true"') == 1
    assert "<title>Hata: " in shown


@pytest.mark.parametrize("name", list(SHOWN))
def test_no_appeal_is_offered_where_none_is_open(name: str):
    told = SHOWN[name][0]
    assert ("/takip/itiraz" in page(told)) is (name in {"a refusal", "silence"})


@pytest.mark.parametrize("regime", list(LegalRegime))
def test_the_rights_of_every_law_are_told_in_plain_words(regime: LegalRegime):
    assert all(words.endswith(".") for words in OF_LAW[regime])


def test_the_rights_of_its_law_stand_under_every_status():
    assert OF_LAW[LegalRegime.PETITION].tr in page(several())
