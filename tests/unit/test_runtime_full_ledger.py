"""Which inputs does an application with a full ledger still take?"""

from datetime import date
from typing import Any, get_args

import pytest

from domain.decision import Applied, Refused, World
from domain.facts import RefusalCode
from domain.grounds import BoardDecision, InvalidReason, NotProcessedReason
from domain.inputs import (
    Action,
    ActionRequested,
    AppealReported,
    ApplicationJoined,
    ApproveDraft,
    DeclineToProcess,
    Input,
    IssueResponse,
    MarkInvalid,
    OpenTask,
    RecordDecision,
    RecordPayment,
    ResponseOutcome,
    WithdrawOnBehalf,
)
from runtime.ledger import LONGEST_LEDGER
from runtime.work import MOST_TEXT, Work
from services.router.handlers import ACTIONS_END_AT, judge
from tests.support.builders import a_submission, noon, small_registry, turkey
from tests.support.lives import action

ENDING: list[Action] = [
    IssueResponse(ResponseOutcome.POSITIVE, "Randevu verildi."),
    ApproveDraft(),
    RecordDecision(BoardDecision.REJECTED, "Kurul reddetti."),
    DeclineToProcess(NotProcessedReason.FALSE_STATEMENT, "Beyan doğru değil."),
    MarkInvalid(InvalidReason.CONTACT_WRONG, "Adrese ulaşılamadı."),
    WithdrawOnBehalf("Arayan vazgeçti."),
    RecordPayment(date(2026, 3, 3)),
]
COME_WITHOUT_END = {ActionRequested, AppealReported, ApplicationJoined}
ONE_FACT: Any = Applied((object(),))  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", get_args(Input), ids=lambda kind: kind.__name__)
@pytest.mark.parametrize(
    ("length", "full"),
    [
        pytest.param(LONGEST_LEDGER - 1, False, id="one entry to spare"),
        pytest.param(LONGEST_LEDGER, True, id="full"),
        pytest.param(LONGEST_LEDGER + 9, True, id="past it, after clocks went on"),
    ],
)
def test_only_what_may_come_without_end_finds_no_room(kind: type[Any], length: int, full: bool):
    work = Work("application", length=length)  # type: ignore[arg-type]
    asked = action(a_submission(), "open", OpenTask()) if kind is ActionRequested else object.__new__(kind)
    assert work.has_room_for(asked, ONE_FACT) is not (full and kind in COME_WITHOUT_END)


@pytest.mark.parametrize("ending", ENDING, ids=lambda ending: type(ending).__name__)
def test_whoever_holds_an_application_can_end_it_however_much_was_written_about_it(ending: Action):
    work = Work("application", length=LONGEST_LEDGER, texts_bytes=MOST_TEXT)  # type: ignore[arg-type]
    assert work.has_room_for(action(a_submission(), "end", ending), ONE_FACT)


@pytest.mark.parametrize("kind", get_args(Action), ids=lambda kind: kind.__name__)
def test_of_what_officers_do_a_ledger_that_is_nearly_full_takes_only_what_leads_to_an_end(kind: type[Any]):
    asked = action(a_submission(), "asked", object.__new__(kind))
    world = World(small_registry(), turkey(), noon(date(2026, 3, 2)))
    leads_to_an_end = kind in {type(ending) for ending in ENDING}
    judged = RefusalCode.UNKNOWN_APPLICATION if leads_to_an_end else RefusalCode.LEDGER_FULL
    assert judge(None, asked, world, ACTIONS_END_AT) == Refused(judged)
    assert judge(None, asked, world, ACTIONS_END_AT - 1) == Refused(RefusalCode.UNKNOWN_APPLICATION)
