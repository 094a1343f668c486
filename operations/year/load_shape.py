"""How does the load of a year look: by month, weekday and hour, by kind and channel, and when something happens?

Hours and weekdays: 4,449 time-stamped Turkish complaints; months and surges: municipal lines; volumes: the published
yearly figures. What no figure says is marked as an assumption.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from domain.legal_regime import ApplicationKind, Channel

MONTHS = (1.07, 0.96, 0.93, 0.96, 1.05, 1.17, 1.08, 1.00, 0.96, 0.92, 0.98, 0.91)
"""Index of each month, January first."""

WEEKDAYS = (17.1, 15.8, 15.1, 17.3, 15.9, 10.6, 8.1)
"""Percent of a week, Monday first; a public holiday is taken for a Sunday (assumption)."""
SUNDAY = 6

WORKDAY_HOURS = (
    3.0, 2.3, 1.5, 1.0, 0.6, 0.4, 0.3, 0.6, 1.1, 3.8, 5.4, 7.7, 7.6,
    7.0, 7.0, 7.5, 7.5, 6.3, 5.7, 5.7, 4.8, 4.5, 4.6, 4.3,
)  # fmt: skip
WEEKEND_HOURS = (
    4.5, 4.5, 3.7, 1.6, 0.5, 0.6, 1.4, 1.1, 1.6, 3.9, 4.9, 6.1, 5.9,
    6.5, 6.0, 5.4, 7.2, 5.5, 4.7, 5.2, 4.2, 4.5, 6.2, 4.4,
)  # fmt: skip
"""Percent of a day, by the hour in Istanbul."""

_K = ApplicationKind
KINDS: Mapping[ApplicationKind, float] = {
    _K.SERVICE_REQUEST: 45.0,
    _K.COMPLAINT: 29.0,
    _K.INFORMATION_REQUEST: 12.0,
    _K.TIP_OFF: 8.0,
    _K.OPINION: 2.5,
    _K.SUGGESTION: 2.5,
    _K.HUMAN_RIGHTS_COMPLAINT: 0.8,
    _K.ETHICS_COMPLAINT: 0.2,
}
"""Percent: 45 % are requests (2021), and the order of the kinds is that of 2017; the other figures are assumptions."""

CHANNELS: Mapping[Channel, float] = {
    Channel.WEB: 92.5,
    Channel.EMAIL: 2.5,
    Channel.PHONE: 2.8,
    Channel.LETTER: 1.2,
    Channel.IN_PERSON: 0.7,
    Channel.FAX: 0.3,
}
"""Percent: 92 (2016) to 96 (2025) of a hundred are digital; how the rest divides is an assumption."""
REFUSED = frozenset({(_K.INFORMATION_REQUEST, Channel.PHONE)})
"""What the channel matrix refuses (R-C9): it comes by the web instead."""

NIGHT_SUBJECTS = frozenset({"02", "23", "31"})
"""Noise, water and electricity: told of at night."""
OFFICE_SUBJECTS = frozenset({"01", "11", "16"})
"""Registry, social security and tax: told of in office hours."""
FAVOURED = 3.0
"""How much likelier those subjects are in their hours (assumption)."""


@dataclass(frozen=True, slots=True)
class Surge:
    """Something that makes more people write: `multiplier` times as many in its provinces, everywhere without any."""

    name: str
    first_on: date
    last_on: date
    multiplier: float
    subject_code: str
    provinces: frozenset[str] = frozenset()

    def holds_on(self, day: date) -> bool:
        """Tell whether people write because of it on this day."""
        return self.first_on <= day <= self.last_on


CONCENTRATED = 0.7
"""Share of a surge's extra applications that are about its subject, in its provinces (assumption: 60-80 %)."""

SURGES = (
    Surge("recruitment results", date(2026, 2, 16), date(2026, 2, 22), 2.6, "13"),
    Surge("wildfires", date(2026, 7, 1), date(2026, 8, 31), 1.55, "27", frozenset({"07", "35", "48"})),
    Surge("heat wave", date(2026, 8, 3), date(2026, 8, 9), 3.5, "31", frozenset({"01", "33", "63"})),
    Surge("epidemic", date(2026, 11, 9), date(2026, 11, 22), 5.7, "10", frozenset({"01"})),
)
"""Invented events of 2026 with measured multipliers."""


class Daypart(Enum):
    """Parts of a day that differ in what people write about."""

    NIGHT = "night"
    OFFICE = "office"
    OTHER = "other"

    @classmethod
    def of(cls, hour: int) -> "Daypart":
        """Name the part of the day in which an hour lies."""
        if hour >= 22 or hour < 7:
            return cls.NIGHT
        return cls.OFFICE if 9 <= hour < 17 else cls.OTHER


def favour_of(subject_code: str | None, daypart: Daypart) -> float:
    """Say how much likelier than by its share a subject is in a part of the day."""
    favoured = {Daypart.NIGHT: NIGHT_SUBJECTS, Daypart.OFFICE: OFFICE_SUBJECTS}.get(daypart, frozenset())
    return FAVOURED if subject_code in favoured else 1.0


def kind_and_channel_weights() -> Iterator[tuple[tuple[ApplicationKind, Channel], float]]:
    """Yield the weight of every kind by every channel that takes it."""
    for kind, kind_share in KINDS.items():
        for channel, channel_share in CHANNELS.items():
            if (kind, channel) in REFUSED:
                continue
            moved = sum(CHANNELS[other] for other in CHANNELS if (kind, other) in REFUSED)
            yield (kind, channel), kind_share * (channel_share + (moved if channel is Channel.WEB else 0.0))
