"""Does an application wait for what lies before it in the dead letters?"""

from hypothesis import given
from hypothesis import strategies as st

from domain.identifiers import ApplicationId
from runtime.parking import Parked, ParkingLot

ONE, OTHER = ApplicationId("one"), ApplicationId("other")


def lot_with(*places: str) -> ParkingLot:
    lot = ParkingLot(0)
    for place in places:
        lot.park(ONE, place)
    return lot


def test_nobody_waits_where_nothing_is_parked() -> None:
    assert not ParkingLot(0).must_wait(ONE, "t:0:1", "t:0:1")


def test_what_comes_behind_the_first_waits_and_neighbours_do_not() -> None:
    lot = lot_with("t:0:1")
    assert lot.must_wait(ONE, "t:0:2", "t:0:2")
    assert not lot.must_wait(OTHER, "t:0:3", "t:0:3")


def test_the_first_may_come_back_and_only_the_first() -> None:
    lot = lot_with("t:0:1", "t:0:2")
    assert not lot.must_wait(ONE, "t:0:1", "t:0:9")
    assert lot.must_wait(ONE, "t:0:2", "t:0:9")


def test_with_the_last_one_gone_the_application_is_free() -> None:
    lot = lot_with("t:0:1", "t:0:2")
    lot.concluded(ONE, "t:0:1", "t:0:8")
    assert len(lot) == 1
    lot.concluded(ONE, "t:0:2", "t:0:9")
    assert len(lot) == 0
    assert not lot.must_wait(ONE, "t:0:10", "t:0:10")


def test_a_replay_that_took_effect_is_let_through_when_it_is_read_again() -> None:
    lot = lot_with("t:0:1", "t:0:2")
    lot.concluded(ONE, "t:0:1", "t:0:8")
    assert not lot.must_wait(ONE, "t:0:1", "t:0:8")


def test_a_record_is_parked_once() -> None:
    lot = lot_with("t:0:1", "t:0:2", "t:0:1")
    lot.concluded(ONE, "t:0:1", "t:0:8")
    lot.concluded(ONE, "t:0:2", "t:0:9")
    assert len(lot) == 0


def test_what_took_effect_without_ever_being_parked_changes_nothing() -> None:
    lot = lot_with("t:0:1")
    lot.concluded(ONE, "t:0:7", "t:0:7")
    assert lot.must_wait(ONE, "t:0:8", "t:0:8")


def test_a_copy_can_be_thrown_away() -> None:
    lot = ParkingLot(0, {ONE: Parked(("t:0:1",))})
    lot.copy().concluded(ONE, "t:0:1", "t:0:2")
    assert len(lot) == 1


@given(st.lists(st.integers(0, 20), unique=True, min_size=1))
def test_whatever_is_parked_comes_back_in_its_order(offsets: list[int]) -> None:
    places = [f"t:0:{offset}" for offset in offsets]
    lot = lot_with(*places)
    for number, place in enumerate(places):
        assert [lot.must_wait(ONE, other, "new") for other in places[number:]] == [False] + [True] * (
            len(places) - number - 1
        )
        lot.concluded(ONE, place, f"replay:{number}")
    assert len(lot) == 0
