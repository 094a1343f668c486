"""Does the live table tell what receipts and facts say?"""

from datetime import UTC, datetime, timedelta

from domain.identifiers import InstitutionId
from domain.institution import InstitutionKind
from operations.observed import ObservedFact
from operations.simulation.levels import Level, level_of
from operations.simulation.scoreboard import Percentiles, Scoreboard

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
LEVELS = {InstitutionId("1"): Level.PROVINCE, InstitutionId("2"): Level.DISTRICT, InstitutionId("3"): Level.CENTRAL}


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def tell(board: Scoreboard, event_type: str, seconds: float, application: str = "a", **value: object) -> None:
    board.on_fact(ObservedFact("bimer.routings", "f", event_type, application, 1, NOON, value), after(seconds))


def a_board() -> Scoreboard:
    return Scoreboard(LEVELS.__getitem__)


def test_an_application_is_in_the_hands_of_one_level_at_a_time():
    board = a_board()
    board.on_receipt("a", NOON)
    tell(board, "application.routed.v1", 1, institution_id="1", purpose="action")
    assert board.in_hands_of == {Level.PROVINCE: 1}
    tell(board, "application.referred.v1", 2, institution_id="2", purpose="action")
    assert +board.in_hands_of == {Level.DISTRICT: 1}
    tell(board, "application.referred.v1", 2, institution_id="3", purpose="information")
    assert +board.in_hands_of == {Level.DISTRICT: 1}
    tell(board, "response.issued.v1", 3)
    assert +board.in_hands_of == {}
    assert board.figures["answered"] == 1


def test_the_way_to_the_institution_is_timed_once_and_never_below_zero():
    board = a_board()
    board.on_receipt("a", NOON)
    tell(board, "application.routed.v1", -0.1, institution_id="1", purpose="action")
    tell(board, "application.routed.v1", 9, institution_id="2", purpose="action")
    assert list(board.accept_to_routed) == [timedelta(0)]


def test_an_answer_is_timed_from_the_receipt():
    board = a_board()
    board.on_receipt("a", NOON)
    tell(board, "response.issued.v1", 40)
    assert list(board.accept_to_answered) == [timedelta(seconds=40)]


def test_overdue_is_counted_once_and_each_rung_by_its_name():
    board = a_board()
    tell(board, "deadline.missed.v1", 1)
    tell(board, "deadline.missed.v1", 2)
    tell(board, "application.escalated.v1", 1, stage="coordinator")
    tell(board, "application.escalated.v1", 2, stage="centre")
    assert board.figures == {"overdue": 1, "escalated to the coordinator": 1, "escalated to the centre": 1}


def test_a_withdrawal_ends_it_and_a_closing_after_the_answer_counts_nothing():
    board = a_board()
    tell(board, "application.closed.v1", 1, "w", because="withdrawn")
    tell(board, "response.issued.v1", 1, "a")
    tell(board, "application.closed.v1", 2, "a", because="answer_served")
    assert board.figures == {"withdrawn": 1, "answered": 1}


def test_percentiles_are_taken_of_what_is_there():
    assert Percentiles.of([]) is None
    assert Percentiles.of([timedelta(seconds=3)]) == Percentiles(timedelta(seconds=3), timedelta(seconds=3))
    hundred = [timedelta(seconds=second) for second in range(100)]
    assert Percentiles.of(hundred[::-1]) == Percentiles(timedelta(seconds=50), timedelta(seconds=99))


def test_every_kind_of_institution_has_a_level():
    assert level_of(InstitutionKind.MINISTRY) is Level.CENTRAL
    assert level_of(InstitutionKind.GOVERNORATE) is Level.PROVINCE
    assert level_of(InstitutionKind.DISTRICT_DIRECTORATE) is Level.DISTRICT
    assert level_of(InstitutionKind.WATER_AUTHORITY) is Level.MUNICIPAL
    assert level_of(InstitutionKind.REGIONAL_DIRECTORATE) is Level.REGION
