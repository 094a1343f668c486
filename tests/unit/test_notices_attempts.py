"""Is a notice tried patiently, and given up only when it must be?"""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.inputs import NoticeOutcome
from services.notifier.attempts import (
    Accepted,
    Attempt,
    AwaitsService,
    Listed,
    Postponed,
    Refused,
    RetryPolicy,
    TryAgain,
    after_attempt,
)
from services.notifier.notice import Conclusion

WALL = datetime(2026, 11, 2, 8, tzinfo=UTC)
LEGAL = datetime(2026, 3, 2, 8, tzinfo=UTC)
POLICY = RetryPolicy(most_attempts=3, first_wait=timedelta(seconds=4), longest_wait=timedelta(seconds=60))


def after(attempt: Attempt, attempts: int, draw: float = 1.0) -> Conclusion | AwaitsService | TryAgain:
    return after_attempt(attempt, attempts, POLICY, wall=WALL, legal=LEGAL, draw=draw)


def test_an_accepted_notice_is_served_at_the_legal_moment() -> None:
    assert after(Accepted(), 1) == Conclusion(NoticeOutcome.SERVED, LEGAL)


def test_an_accepted_notice_keeps_in_which_words_it_went_out() -> None:
    assert after(Accepted("response/1"), 1) == Conclusion(NoticeOutcome.SERVED, LEGAL, template="response/1")


@pytest.mark.requirement("R-I4")
def test_a_letter_that_was_put_on_the_list_is_not_served_yet() -> None:
    assert after(Listed("response/1"), 1) == AwaitsService("response/1")


def test_a_refused_notice_fails_at_once() -> None:
    assert after(Refused("smtp_550"), 1) == Conclusion(NoticeOutcome.FAILED, LEGAL, "smtp_550")


@pytest.mark.parametrize(
    ("attempts", "seconds"), [pytest.param(1, 4, id="after the first"), pytest.param(2, 8, id="after the second")]
)
def test_a_postponed_notice_waits_twice_as_long_each_time(attempts: int, seconds: int) -> None:
    assert after(Postponed("unreachable"), attempts) == TryAgain(WALL + timedelta(seconds=seconds), "unreachable")


def test_after_the_last_attempt_a_notice_is_given_up_with_its_last_cause() -> None:
    assert after(Postponed("unreachable"), 3) == Conclusion(NoticeOutcome.FAILED, LEGAL, "unreachable")


def test_the_default_policy_outlasts_two_hours_without_a_provider() -> None:
    policy = RetryPolicy()
    shortest = sum((policy.wait_after(attempt, 0.0) for attempt in range(1, policy.most_attempts)), timedelta())

    assert shortest > timedelta(hours=2)


@given(st.integers(1, 10_000), st.floats(0, 1))
def test_no_wait_is_longer_than_the_longest_or_shorter_than_half_of_the_first(attempts: int, draw: float) -> None:
    assert POLICY.first_wait / 2 <= POLICY.wait_after(attempts, draw) <= POLICY.longest_wait
