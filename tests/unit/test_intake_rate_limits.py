"""Is who tries too often refused, told when to come again, and nobody else with him?"""

import pytest

from runtime.web.problem import Problem
from services.intake.rate_limits import ALLOWANCES, REMEMBERED, Purpose, RateLimits


class HandSetClock:
    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


@pytest.mark.parametrize("purpose", list(Purpose))
def test_an_allowance_is_used_up_and_comes_back(purpose: Purpose):
    clock = HandSetClock()
    limits, allowance = RateLimits(enabled=True, now=clock), ALLOWANCES[purpose]
    for _ in range(allowance.at_once):
        limits.check(purpose, "a")
        limits.spend(purpose, "a")
    with pytest.raises(Problem) as refused:
        limits.check(purpose, "a")
    assert refused.value.status == 429
    assert int(refused.value.headers["Retry-After"]) == allowance.seconds
    limits.check(purpose, "b")
    clock.at += allowance.seconds
    limits.check(purpose, "a")
    limits.spend(purpose, "a")
    with pytest.raises(Problem):
        limits.check(purpose, "a")


def test_switched_off_it_refuses_nobody_and_remembers_nobody():
    limits = RateLimits(enabled=False)
    for _ in range(100):
        limits.spend(Purpose.APPLICATIONS, "a")
        limits.check(Purpose.APPLICATIONS, "a")
    assert not limits._left


def test_it_remembers_so_many_and_no_more():
    limits = RateLimits(enabled=True, now=HandSetClock())
    for number in range(REMEMBERED + 10):
        limits.spend(Purpose.WRONG_FACTORS, str(number))
    assert len(limits._left) == REMEMBERED
