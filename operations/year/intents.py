"""What has somebody in mind to do, and when? Plans are data: the engine carries them out, tests read them."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from domain.application import Application, Task
from domain.facts import Fact
from domain.identifiers import ApplicationId, FactId, InputId, TaskId, fact_id_of
from domain.inputs import ApplicationSubmitted, Input
from operations.simulation.behaviour import Deed

Ledger: TypeAlias = Sequence[tuple[Fact, datetime]]


@dataclass(frozen=True, slots=True)
class Intent:
    """An officer's deed on a task of his institution; `instead` is done where the rules refuse it."""

    at: datetime
    deed: Deed
    application_id: ApplicationId
    task_id: TaskId
    instead: Deed | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """An input that somebody other than an officer will send."""

    at: datetime
    said: Input


Plan: TypeAlias = Intent | Sent


@dataclass(frozen=True, slots=True)
class Scene:
    """One application at a moment: its state, what became true of it so far, and the luck of this life."""

    submitted: ApplicationSubmitted
    application: Application
    ledger: Ledger
    at: datetime
    rng: random.Random
    first: bool = True
    """Whether it is what its applicant sent first, not what came of that."""

    @property
    def application_id(self) -> ApplicationId:
        """Name the application."""
        return self.submitted.application_id

    def task(self, task_id: TaskId) -> Task:
        """Give a task that this application has."""
        return next(task for task in self.application.tasks if task.task_id == task_id)


@dataclass(frozen=True, slots=True)
class Happened:
    """A fact that just became true, in the scene after it."""

    fact: Fact
    input_id: InputId
    ordinal: int
    """The fact's place, from 0, among those that came out of the input."""
    scene: Scene

    @property
    def fact_id(self) -> FactId:
        """Name the fact as its ledger does."""
        return fact_id_of(self.input_id, self.ordinal)
