"""What does the table of open clocks hold, and how does one fact change a row?

One row a task, kept by faust in a changelog. The row is written by the agent alone, from the router's facts: that a
stage was told comes back as the fact it caused, so there is no second record of marks.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Self, TypeAlias, get_args

from domain.identifiers import ApplicationId, TaskId
from domain.ladder import Stage
from schemas.base import WireModel
from schemas.fact_events import (
    ApplicantRemindedV1,
    ClockClearedV1,
    ClockSetV1,
    DeemedRefusedV1,
    EscalatedV1,
    PaymentMissedV1,
    RemindedV1,
    StagePassedOverV1,
)
from schemas.parts import Moment, StageV1

ClockEvent: TypeAlias = (
    ClockSetV1
    | ClockClearedV1
    | RemindedV1
    | EscalatedV1
    | DeemedRefusedV1
    | ApplicantRemindedV1
    | PaymentMissedV1
    | StagePassedOverV1
)

CLOCK_EVENTS: tuple[type[ClockEvent], ...] = get_args(ClockEvent)


@dataclass(frozen=True, slots=True)
class DueStage:
    """A stage that is due, with what its input must say and the moment from which its lateness counts."""

    application_id: ApplicationId
    task_id: TaskId
    clock_version: int
    stage: Stage
    at: datetime
    known_at: datetime | None = None
    """Wall time at which the watcher could first know of the clock; a clock may be set after a stage was due."""


class OpenClock(WireModel):
    """One running clock as the table holds it: the stages still to come, and where its facts stand on the log."""

    application_id: str
    task_id: str
    partition: int
    version: int
    set_at: Moment
    stages: tuple[StageV1, ...]

    @property
    def next_at(self) -> datetime:
        """Tell when the earliest stage still to come is due; an open clock has at least one."""
        return min(stage.at for stage in self.stages)

    def moment_of(self, stage: Stage) -> datetime | None:
        """Tell when this stage is due; None when it is not still to come."""
        return next((to_come.at for to_come in self.stages if to_come.stage is stage), None)

    def due(self, now: datetime) -> tuple[DueStage, ...]:
        """List the stages that are due at this legal time, in the order of the ladder."""
        return tuple(
            DueStage(
                ApplicationId(self.application_id),
                TaskId(self.task_id),
                self.version,
                stage.stage,
                stage.at,
                self.set_at,
            )
            for stage in self.stages
            if stage.at <= now
        )

    def look_again_at(self, now: datetime, due_again_at: datetime) -> datetime:
        """Tell when to look next: at the next stage, or at `due_again_at` while one that is due is not confirmed."""
        return min(stage.at if stage.at > now else due_again_at for stage in self.stages)

    def to_json(self) -> bytes:
        """Return the row's value."""
        return self.model_dump_json().encode()

    @classmethod
    def from_json(cls, value: bytes) -> Self:
        """Read a row's value."""
        return cls.model_validate_json(value)


@dataclass(frozen=True, slots=True)
class Source:
    """Where and when a fact was written: application, partition, wall time of the record."""

    application_id: str
    partition: int
    written_at: datetime


def clock_after(clock: OpenClock | None, event: ClockEvent, source: Source) -> OpenClock | None:
    """Say what a row is after one more fact; None when nothing of the clock is still to come.

    Facts of a version older than the row's change nothing. A fact read twice gives the same row again.
    """
    if clock is not None and event.clock_version < clock.version:
        return clock
    if isinstance(event, ClockSetV1):
        return _after_setting(clock, event, source)
    told = stage_told_by(event)
    return None if told is None else _without(clock, event.clock_version, told)


def stage_told_by(event: ClockEvent) -> Stage | None:
    """Name the stage that a fact says was reached; None for the setting and the clearing of a clock."""
    match event:
        case RemindedV1() | EscalatedV1() | ApplicantRemindedV1() | PaymentMissedV1() | StagePassedOverV1():
            return event.stage
        case DeemedRefusedV1():
            return Stage.DEEMED_REFUSAL
        case _:
            return None


def _after_setting(clock: OpenClock | None, event: ClockSetV1, source: Source) -> OpenClock | None:
    """Keep what was reached when a setting is read again at the version the row has."""
    if clock is not None and clock.version == event.clock_version:
        return clock
    if not event.stages:
        return None
    return OpenClock(
        application_id=source.application_id,
        task_id=event.task_id,
        partition=source.partition,
        version=event.clock_version,
        set_at=source.written_at,
        stages=event.stages,
    )


def _without(clock: OpenClock | None, version: int, reached: Stage) -> OpenClock | None:
    if clock is None or clock.version != version:
        return clock
    still_to_come = tuple(stage for stage in clock.stages if stage.stage is not reached)
    return clock.model_copy(update={"stages": still_to_come}) if still_to_come else None
