"""Which topics are there, who writes and reads each, and how long is it kept? One YAML file a topic."""

from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

DAY_MS = 86_400_000
INSTITUTION_TOPIC = "institution.{institution_id}"


class TopicSpec(BaseModel):
    """Everything about one topic; its creation and its page in docs/topics.md come from here."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    purpose: str
    key: str
    written_by: tuple[str, ...]
    read_by: tuple[str, ...]
    partitions: int = Field(ge=1)
    retention_days: int | None = None
    compacted: bool = False
    settings: dict[str, int | str] = {}
    events: tuple[str, ...]

    @model_validator(mode="after")
    def _kept_one_way(self) -> "TopicSpec":
        if self.compacted == (self.retention_days is not None):
            raise ValueError("a topic is either compacted or has retention_days")
        return self

    def configuration(self) -> dict[str, str]:
        """Return Kafka's topic settings."""
        if self.compacted:
            kept = {"cleanup.policy": "compact"}
        else:
            kept = {"cleanup.policy": "delete", "retention.ms": str((self.retention_days or 0) * DAY_MS)}
        return kept | {name: str(value) for name, value in self.settings.items()}

    @property
    def for_each_institution(self) -> bool:
        """Tell whether there is one such topic an institution."""
        return self.name == INSTITUTION_TOPIC


@cache
def topic_specs() -> dict[str, TopicSpec]:
    """Read every topic file, by topic name without the prefix."""
    files = sorted(Path(__file__).parent.glob("*.yaml"))
    specs = [TopicSpec.model_validate(yaml.safe_load(file.read_text())) for file in files]
    return {spec.name: spec for spec in specs}
