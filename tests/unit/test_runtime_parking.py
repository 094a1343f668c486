"""Does an application wait for what lies before it in the dead letters?"""

from hypothesis import given
from hypothesis import strategies as st

from domain.identifiers import ApplicationId, InputId
from runtime.parking import ParkingLot, Waiting

ONE, OTHER = ApplicationId("one"), ApplicationId("other")


def at(offset: int) -> Waiting:
    return Waiting(f"t:0:{offset}", InputId(f"input {offset}"))


def lot_with(*offsets: int) -> ParkingLot:
    lot = ParkingLot(0)
    for offset in offsets:
        lot.park(ONE, at(offset))
    return lot


def test_nobody_waits_where_nothing_is_parked() -> None:
    assert not ParkingLot(0).must_wait(ONE, "t:0:1")
    assert ParkingLot(0).first(ONE) is None


def test_what_comes_behind_the_first_waits_and_neighbours_do_not() -> None:
    lot = lot_with(1)
    assert lot.must_wait(ONE, "t:0:2")
    assert not lot.must_wait(OTHER, "t:0:3")


def test_what_stood_before_the_first_does_not_wait_when_it_is_read_again() -> None:
    lot = lot_with(12)
    assert not lot.must_wait(ONE, "t:0:9")
    assert lot.must_wait(ONE, "t:0:100")


def test_the_first_may_come_back_and_only_the_first() -> None:
    lot = lot_with(1, 2)
    assert not lot.must_wait(ONE, "t:0:1")
    assert lot.must_wait(ONE, "t:0:2")
    assert lot.first(ONE) == at(1)


def test_with_the_last_one_gone_the_application_is_free() -> None:
    lot = lot_with(1, 2)
    lot.concluded(ONE, at(1))
    assert len(lot) == 1
    lot.concluded(ONE, at(2))
    assert len(lot) == 0
    assert not lot.must_wait(ONE, "t:0:10")


def test_a_record_is_parked_once() -> None:
    lot = lot_with(1, 2, 1)
    lot.concluded(ONE, at(1))
    lot.concluded(ONE, at(2))
    assert len(lot) == 0


def test_an_input_that_waits_is_known_by_its_id() -> None:
    lot = lot_with(1, 2)
    assert lot.place_of(ONE, InputId("input 2")) == "t:0:2"
    assert lot.place_of(ONE, InputId("input 3")) is None
    assert lot.place_of(OTHER, InputId("input 2")) is None


def test_another_input_from_the_place_of_one_that_waits_frees_nobody() -> None:
    lot = lot_with(1)
    lot.concluded(ONE, Waiting("t:0:1", InputId("another")))
    assert len(lot) == 1


def test_what_took_effect_without_ever_being_parked_changes_nothing() -> None:
    lot = lot_with(1)
    lot.concluded(ONE, at(7))
    assert lot.must_wait(ONE, "t:0:8")


def test_a_copy_can_be_thrown_away() -> None:
    lot = lot_with(1)
    lot.copy().concluded(ONE, at(1))
    assert len(lot) == 1


@given(st.sets(st.integers(0, 200), min_size=1))
def test_whatever_is_parked_comes_back_in_its_order(found: set[int]) -> None:
    offsets = sorted(found)
    lot = lot_with(*offsets)
    for number, offset in enumerate(offsets):
        waits = [lot.must_wait(ONE, at(other).place) for other in offsets[number:]]
        assert waits == [False] + [True] * (len(offsets) - number - 1)
        lot.concluded(ONE, at(offset))
    assert len(lot) == 0
