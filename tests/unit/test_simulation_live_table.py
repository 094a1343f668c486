"""What does a person read on the live table?"""

from datetime import UTC, datetime, timedelta

from rich.console import Console

from operations.observed import ObservedFact
from operations.simulation.levels import Level
from operations.simulation.live_table import Moment, Pages, live_table, one_line
from operations.simulation.scoreboard import Scoreboard

NOON = datetime(2026, 11, 23, 9, tzinfo=UTC)
MOMENT = Moment(NOON, 21_600.0, timedelta(seconds=75))
PAGES = Pages("http://127.0.0.1:8001", "http://127.0.0.1:8002", ".bimer/mailbox")


def a_board() -> Scoreboard:
    """One application, routed after 90 ms and answered after twelve legal days."""
    board = Scoreboard(lambda _: Level.PROVINCE)
    board.on_receipt("a", NOON)

    def tell(event_type: str, after: timedelta, **value: object) -> None:
        board.on_fact(ObservedFact("bimer.routings", "f", event_type, "a", 1, NOON, value), NOON + after)

    tell("application.routed.v1", timedelta(milliseconds=90), institution_id="1", purpose="action")
    tell("response.issued.v1", timedelta(seconds=48))
    return board


def written(board: Scoreboard) -> str:
    console = Console(record=True, width=120, file=None, quiet=False, force_terminal=False)
    with console.capture() as captured:
        console.print(live_table(board, MOMENT, PAGES))
    return " ".join(captured.get().split())


def test_it_tells_counts_times_and_addresses():
    text = written(a_board())
    for words in ("1 submitted", "1 routed", "1 answered", "0 overdue", "90 ms p50", "12.0 days p50"):
        assert words in text
    assert all(address in text for address in (PAGES.citizens, PAGES.officers, PAGES.mailbox))
    assert "23.11.2026 12:00 in Istanbul by legal time, a day in 4 s" in text


def test_it_can_be_drawn_before_anything_happened():
    text = written(Scoreboard(lambda _: Level.PROVINCE))
    assert "0 submitted" in text
    assert "accept to routed (wall) -" in text


def test_a_log_gets_it_in_one_line():
    line = one_line(a_board(), MOMENT)
    assert "\n" not in line
    assert "submitted 1, routed 1, answered 1, overdue 0, escalated 0, notices 0" in line
