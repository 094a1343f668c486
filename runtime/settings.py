"""What can an operator set? Every setting of every service, in this one file (docs/settings.md is made from it)."""

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from domain.business_calendar import HalfDayPolicy

METRICS_PORTS = {"intake": 9101, "router": 9102, "deadline_watcher": 9103, "notifier": 9104, "desk": 9105}


class Settings(BaseSettings):
    """The settings; each is read from the environment variable `BIMER_<NAME>`."""

    model_config = SettingsConfigDict(env_prefix="BIMER_", frozen=True, extra="ignore")

    kafka_bootstrap_servers: str = Field("127.0.0.1:9092", description="Kafka's addresses, separated by commas.")
    topic_prefix: str = Field("bimer.", description="What every topic, group and transactional id begins with.")
    mongodb_uri: str = Field("mongodb://127.0.0.1:27017", description="The store's URI.")
    mongodb_database: str = Field("bimer", description="The store's database.")
    mongodb_driver: Literal["motor", "pymongo"] = Field("motor", description="Which driver talks to the store.")

    state_directory: Path = Field(Path(".bimer"), description="Where the local stack keeps what it makes.")
    keep: bool = Field(False, description="Whether the local stack starts with what it had; else it starts empty.")
    ports: Literal["usual", "free"] = Field("usual", description="Whether the local stack takes free ports instead.")
    keys_directory: Path | None = Field(None, description="Where keys are read from; `keys` in the state directory.")

    intake_port: int = Field(8001, description="Port of the public face.")
    desk_port: int = Field(8002, description="Port of the officers' face.")
    metrics_port: int | None = Field(None, description="Port of /livez, /readyz, /metrics; each service has its own.")
    intake_url: str = Field("http://127.0.0.1:8001", description="Where citizens and desk find intake.")
    desk_url: str = Field("http://127.0.0.1:8002", description="Where officers find desk.")

    smtp_host: str = Field("127.0.0.1", description="The mail server that notifier and intake hand mails to.")
    smtp_port: int = Field(1025, description="Its port.")
    smtp_sender: str = Field("bimer@bimer.example", description="Who the mails come from.")
    mail_in_port: int = Field(2525, description="Port on which intake takes mails to the BİMER address.")
    mail_in_protocol: Literal["smtp", "lmtp"] = Field("smtp", description="What is spoken there.")
    mail_in_address: str = Field("basvuru@bimer.example", description="The BİMER address: no other is taken there.")
    sms_url: str = Field("http://127.0.0.1:8025", description="The SMS provider's HTTP API.")

    population_registry_url: str = Field("", description="The registry of persons; empty: identities go unchecked.")
    population_unknown: Literal["match", "mismatch"] = Field(
        "match", description="What the local registry of persons says of people it does not know."
    )

    clock_scale: float = Field(1.0, gt=0, description="How many legal seconds pass in one second of the wall clock.")
    clock_origin_wall: datetime | None = Field(None, description="A moment of the wall clock (RFC 3339)...")
    clock_origin_legal: datetime | None = Field(None, description="...and the legal moment it stood for.")
    half_day_policy: HalfDayPolicy = Field(HalfDayPolicy.WORK, description="Whether a day free from 13:00 is worked.")

    administrative_leave_counts: bool = Field(
        True, description="Whether a day of administrative leave is a working day; it is no holiday by law."
    )
    web_applications_a_day: int = Field(
        1, ge=0, description="Web applications of one person a day that rules route; more go to a person. 0: any."
    )

    watcher_eyes: Literal["log,store", "log", "store"] = Field(
        "log,store", description="Which of its eyes watch clocks."
    )
    notice_attempts: int = Field(60, ge=1, description="How often a notice is tried before it is given up.")
    notice_first_wait_seconds: float = Field(
        2.0, gt=0, description="Wait after the first attempt; it doubles, to 5 min."
    )

    key_patience_seconds: float = Field(
        0.05, gt=0, description="How long intake waits for the store to say whether an Idempotency-Key was used."
    )
    rate_limits: bool = Field(True, description="Whether intake limits how often one may ask.")
    require_mobile_verification: bool = Field(True, description="Whether the web form asks for a code sent by SMS.")
    require_email_verification: bool = Field(
        True, description="Whether the web form asks for a code sent to the e-mail address, where one is given."
    )
    sabotage: Literal["", "drop-notice", "skip-stage"] = Field("", description="For the demo: do one thing wrong.")

    worker_id: str = Field("1", description="Stable name of this process among its equals (static membership).")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="From which level on to log.")

    @model_validator(mode="after")
    def _origins_come_in_pairs(self) -> Self:
        origins = (self.clock_origin_wall, self.clock_origin_legal)
        if (origins[0] is None) != (origins[1] is None):
            raise ValueError("clock_origin_wall and clock_origin_legal are given together or not at all")
        if any(origin is not None and origin.tzinfo is None for origin in origins):
            raise ValueError("clock origins need their time zone")
        if self.clock_scale != 1.0 and origins[0] is None:
            raise ValueError("a scaled clock needs its origins, the same for the whole stack")
        return self

    @property
    def keys_path(self) -> Path:
        """Name the folder of the keys."""
        return self.keys_directory or self.state_directory / "keys"

    def metrics_port_of(self, service: str) -> int:
        """Name the port on which a service tells its health and its metrics."""
        return self.metrics_port or METRICS_PORTS[service]


@cache
def settings() -> Settings:
    """Read the environment, once a process."""
    return Settings()
