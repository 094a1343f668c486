"""Which inputs does an application with a full ledger still take?"""

from typing import Any, get_args

import pytest

from domain.decision import Applied
from domain.inputs import ActionRequested, AppealReported, ApplicationJoined, Input
from runtime.ledger import LONGEST_LEDGER
from runtime.work import Work

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
    asked = object.__new__(kind)
    assert work.has_room_for(asked, ONE_FACT) is not (full and kind in COME_WITHOUT_END)
