"""What does the watcher do wrong when the demo asks for it? So that the account can be seen to notice."""

from dataclasses import dataclass
from uuid import UUID

from domain.identifiers import TaskId
from domain.ladder import Stage
from runtime.settings import Settings

ONE_IN = 5


@dataclass(frozen=True, slots=True)
class Sabotage:
    """With BIMER_SABOTAGE=skip-stage neither eye ever tells the coordinator's rung of every fifth task."""

    skips_stages: bool = False

    @classmethod
    def of(cls, settings: Settings) -> "Sabotage":
        """Do nothing wrong unless asked."""
        return cls(settings.sabotage == "skip-stage")

    def skips(self, task_id: TaskId, stage: Stage) -> bool:
        """Tell whether this stage is kept from the router."""
        return self.skips_stages and stage is Stage.COORDINATOR and UUID(task_id).int % ONE_IN == 0
