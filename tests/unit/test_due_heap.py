"""Does the heap give every clock at its moment, once, oldest first, and none that was answered?"""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.deadline_watcher.due_heap import DueHeap

START = datetime(2026, 3, 2, 6, tzinfo=UTC)


def at(minutes: int) -> datetime:
    return START + timedelta(minutes=minutes)


def taken(heap: DueHeap, minutes: int, limit: int = 100) -> list[str]:
    return [task_id for _, task_id in heap.take_due(at(minutes), limit)]


def test_a_clock_is_given_at_its_moment_and_not_before() -> None:
    heap = DueHeap()
    heap.watch(0, "task", at(10))

    assert taken(heap, 9) == []
    assert taken(heap, 10) == ["task"]


def test_a_clock_that_was_given_is_not_given_again() -> None:
    heap = DueHeap()
    heap.watch(0, "task", at(1))

    assert (taken(heap, 1), taken(heap, 1), len(heap)) == (["task"], [], 0)


def test_the_oldest_comes_first_whatever_its_partition() -> None:
    heap = DueHeap()
    for partition, task_id, minutes in ((0, "second", 2), (1, "first", 1), (2, "third", 3)):
        heap.watch(partition, task_id, at(minutes))

    assert taken(heap, 3) == ["first", "second", "third"]


def test_no_more_are_given_than_were_asked_for() -> None:
    heap = DueHeap()
    for minute in range(5):
        heap.watch(0, f"task {minute}", at(minute))

    assert taken(heap, 5, limit=2) == ["task 0", "task 1"]
    assert taken(heap, 5) == ["task 2", "task 3", "task 4"]


def test_a_cleared_clock_is_never_given() -> None:
    heap = DueHeap()
    heap.watch(0, "answered", at(1))
    heap.forget(0, "answered")

    assert taken(heap, 5) == []
    assert heap.oldest() is None


def test_a_clock_moved_to_a_later_moment_is_given_then_and_only_then() -> None:
    heap = DueHeap()
    heap.watch(0, "task", at(1))
    heap.watch(0, "task", at(20))

    assert taken(heap, 19) == []
    assert taken(heap, 20) == ["task"]


def test_a_clock_moved_away_and_back_is_given_once() -> None:
    heap = DueHeap()
    for minutes in (1, 20, 1):
        heap.watch(0, "task", at(minutes))

    assert taken(heap, 30) == ["task"]


def test_a_wish_made_on_older_knowledge_does_not_move_a_clock() -> None:
    heap = DueHeap()
    heap.watch(0, "task", at(5))
    heap.watch_unless_watched(0, "task", at(1))
    heap.watch_unless_watched(0, "other", at(2))

    assert taken(heap, 4) == ["other"]
    assert taken(heap, 5) == ["task"]


def test_a_lost_partition_leaves_nothing_behind() -> None:
    heap = DueHeap()
    heap.watch(3, "task", at(1))
    heap.clear()

    assert (len(heap), taken(heap, 5)) == (0, [])


def test_the_oldest_moment_is_the_one_still_waited_for() -> None:
    heap = DueHeap()
    heap.watch(0, "answered", at(1))
    heap.watch(1, "open", at(2))
    heap.forget(0, "answered")

    assert heap.oldest() == at(2)


WISHES = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 5), st.integers(0, 50) | st.none()), max_size=60)


@given(WISHES, st.integers(0, 60))
def test_exactly_the_clocks_whose_last_wish_has_come_are_given(
    wishes: list[tuple[int, int, int | None]], now: int
) -> None:
    heap = DueHeap()
    last: dict[tuple[int, str], int | None] = {}
    for partition, task, minutes in wishes:
        task_id = f"{partition}-{task}"
        last[partition, task_id] = minutes
        if minutes is None:
            heap.forget(partition, task_id)
        else:
            heap.watch(partition, task_id, at(minutes))
    expected = sorted((minutes, task_id) for (_, task_id), minutes in last.items() if minutes is not None)

    given_out = taken(heap, now)

    assert given_out == [task_id for minutes, task_id in expected if minutes <= now]
    assert len(heap) == len(expected) - len(given_out)
