"""Who applies when in a year? An exact plan: so many a day, an hour, a kind and a channel, the same for the same seed.

Nothing is drawn that is known as a share: days are cut from the whole by cumulated weights, kinds and channels dealt
from exact quotas along a permutation of all numbers. So any day can be planned alone, and no list of all is ever held.
"""

import random
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from itertools import accumulate
from math import gcd

from domain.business_calendar import ISTANBUL, BusinessCalendar
from domain.legal_regime import ApplicationKind, Channel
from operations.year.load_shape import (
    CONCENTRATED,
    MONTHS,
    SUNDAY,
    SURGES,
    WEEKDAYS,
    WEEKEND_HOURS,
    WORKDAY_HOURS,
    Surge,
    kind_and_channel_weights,
)

FIRST_DAY, LAST_DAY = date(2026, 1, 1), date(2026, 12, 31)
GOLDEN = 0.6180339887498949
HOUR = 3_600.0


@dataclass(frozen=True, slots=True)
class Arrival:
    """One application to come: its number in the year, counted from 0, and what is known of it beforehand."""

    number: int
    at: datetime
    hour: int
    """Hour of the day in Istanbul."""
    kind: ApplicationKind
    channel: Channel
    surge: Surge | None = None
    """The event that it is about; None for what would have come anyway."""


class ArrivalPlan:
    """All arrivals of one year."""

    def __init__(
        self,
        applications: int,
        seed: int,
        calendar: BusinessCalendar,
        population_shares: Mapping[str, float],
        surges: Sequence[Surge] = SURGES,
    ) -> None:
        """Plan `applications` of them; `population_shares` says which part of the people live in a province."""
        self.applications = applications
        self._seed = seed
        self._calendar = calendar
        self._shares = population_shares
        self._surges = tuple(surges)

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The days of the year."""
        return tuple(FIRST_DAY + timedelta(days=offset) for offset in range((LAST_DAY - FIRST_DAY).days + 1))

    def numbers_on(self, day: date) -> range:
        """Name the numbers of the applications of a day."""
        place = (day - FIRST_DAY).days
        return range(self._first_numbers[place], self._first_numbers[place + 1])

    def on(self, day: date) -> Iterator[Arrival]:
        """Yield the arrivals of a day in their order."""
        numbers = self.numbers_on(day)
        rng = random.Random(f"{self._seed}|arrivals|{day}")
        midnight = datetime.combine(day, time(), ISTANBUL).astimezone(UTC)
        seconds = sorted(self._seconds(day, len(numbers), rng))
        surges = self._surges_on(day)
        for number, second in zip(numbers, seconds, strict=True):
            kind, channel = self._kind_and_channel(number)
            yield Arrival(
                number=number,
                at=midnight + timedelta(milliseconds=int(second * 1_000)),
                hour=int(second // HOUR),
                kind=kind,
                channel=channel,
                surge=_stirred_by(surges, rng) if surges else None,
            )

    def quotas(self) -> dict[tuple[ApplicationKind, Channel], int]:
        """Say how many of each kind come by each channel in the whole year."""
        return {
            cell: end - begin for cell, begin, end in zip(self._cells, self._bounds, self._bounds[1:], strict=False)
        }

    @cached_property
    def _first_numbers(self) -> list[int]:
        return _cut(self.applications, [self._weight_of(day) for day in self.days])

    def _weight_of(self, day: date) -> float:
        return self._usual_weight(day) * (1.0 + sum(extra for _, extra in self._surges_on(day)))

    def _usual_weight(self, day: date) -> float:
        weekday = SUNDAY if self._is_holiday(day) else day.weekday()
        return MONTHS[day.month - 1] * WEEKDAYS[weekday]

    def _is_holiday(self, day: date) -> bool:
        return day.weekday() < SUNDAY - 1 and not self._calendar.is_working_day(day)

    def _surges_on(self, day: date) -> list[tuple[Surge, float]]:
        """List the events of a day and what each adds to a usual day, as a share of it."""
        return [(surge, (surge.multiplier - 1.0) * self._share(surge)) for surge in self._surges if surge.holds_on(day)]

    def _share(self, surge: Surge) -> float:
        return sum(self._shares[province] for province in surge.provinces) if surge.provinces else 1.0

    def _seconds(self, day: date, count: int, rng: random.Random) -> Iterator[float]:
        """Spread a day's arrivals over its hours by their shares, and evenly at random within each hour."""
        shares = WORKDAY_HOURS if self._calendar.is_working_day(day) else WEEKEND_HOURS
        ends = list(accumulate(shares))
        begun = rng.random()
        for place in range(count):
            hour = min(bisect_right(ends, (place + begun) / count * ends[-1]), len(ends) - 1)
            yield (hour + rng.random()) * HOUR

    def _kind_and_channel(self, number: int) -> tuple[ApplicationKind, Channel]:
        dealt = (number * self._stride + self._seed) % self.applications
        return self._cells[bisect_right(self._bounds, dealt) - 1]

    @cached_property
    def _stride(self) -> int:
        """Step through all numbers by the golden section: every number is met once, neighbours far from each other."""
        stride = max(1, int(self.applications * GOLDEN))
        while gcd(stride, self.applications) != 1:
            stride += 1
        return stride

    @cached_property
    def _cells(self) -> tuple[tuple[ApplicationKind, Channel], ...]:
        return tuple(cell for cell, _ in kind_and_channel_weights())

    @cached_property
    def _bounds(self) -> list[int]:
        return _cut(self.applications, [weight for _, weight in kind_and_channel_weights()])


def _cut(whole: int, weights: Sequence[float]) -> list[int]:
    """Cut a whole number by weights; every piece is within one of its exact share, and all together are the whole."""
    ends = list(accumulate(weights))
    return [0, *(round(whole * end / ends[-1]) for end in ends)]


def _stirred_by(surges: Sequence[tuple[Surge, float]], rng: random.Random) -> Surge | None:
    """Say for one arrival of a day with events whether it is about one of them."""
    drawn = rng.random() * (1.0 + sum(extra for _, extra in surges))
    for surge, extra in surges:
        if drawn < extra:
            return surge if rng.random() < CONCENTRATED else None
        drawn -= extra
    return None
