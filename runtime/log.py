"""What is written down about the work, and how does nothing about a person get there?

One JSON object a line on standard output. A key that is not on the list below is withheld, and so is the text of
an error that is not ours: both can quote what a citizen wrote.
"""

import logging
import sys
import time
import traceback
from collections.abc import MutableMapping
from typing import Any, TextIO

import orjson
import structlog
from structlog.contextvars import bind_contextvars, clear_contextvars
from structlog.typing import EventDict

from domain.errors import DomainError
from runtime.errors import Fault

WITHHELD = "[withheld]"
# fmt: off
ALLOWED_KEYS = frozenset({
    "event", "level", "logger", "timestamp", "service", "worker_id", "correlation_id", "version", "application_id",
    "institution_id", "task_id", "input_id", "fact_id", "notice_id", "action_id", "key_id", "type", "code", "cause",
    "outcome", "reason", "stage", "channel", "eye", "status", "topic", "topics", "partition", "partitions",
    "offset", "source", "group", "consumer", "count", "total", "attempt", "seconds", "stuck_seconds", "lag", "port",
    "path", "method", "status_code", "provider", "address", "signal", "exception_type", "error", "frames",
})
# fmt: on
_LIBRARIES = ("aiokafka", "faust", "mode", "kafka", "pymongo", "uvicorn", "httpx", "httpcore", "asyncio", "mail.log")
_OWN_WORDS = (Fault, DomainError, OSError)
"""Errors whose text is written by us, or by the machine about itself."""


def configure(service: str, level: str = "INFO", stream: TextIO | None = None) -> None:
    """Send everything this process logs, our own and the libraries', through the same guarded JSON lines."""
    handler = logging.StreamHandler(stream or sys.stdout)
    handler.setFormatter(_formatter(service))
    handler.addFilter(RepeatedLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in _LIBRARIES:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


def logger(name: str) -> structlog.stdlib.BoundLogger:
    """Return the logger of a module."""
    bound: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(name)
    return bound


def bind(**context: str) -> None:
    """Add to every line of the current unit of work, for instance `correlation_id`."""
    bind_contextvars(**context)


def unbind() -> None:
    """End the unit of work."""
    clear_contextvars()


def _formatter(service: str) -> logging.Formatter:
    def with_service(_: Any, __: str, event: EventDict) -> EventDict:
        event["service"] = service
        return event

    return structlog.stdlib.ProcessorFormatter(
        processors=[
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            with_service,
            say_exceptions_safely,
            withhold_unknown_keys,
            _as_json,
        ],
    )


def _as_json(_: Any, __: str, event: EventDict) -> str:
    return orjson.dumps(event, default=str).decode()


def withhold_unknown_keys(_: Any, __: str, event: EventDict) -> EventDict:
    """Keep the keys of the list; of any other show only that it was there."""
    return {key: value if key in ALLOWED_KEYS else WITHHELD for key, value in event.items()}


def say_exceptions_safely(_: Any, __: str, event: EventDict) -> EventDict:
    """Replace a traceback by its class and frames; the error's text stays only where it cannot quote a citizen."""
    found = event.pop("exc_info", None)
    error = found[1] if isinstance(found, tuple) else sys.exception() if found is True else found
    if isinstance(error, BaseException):
        event["exception_type"] = type(error).__name__
        event["error"] = safe_words(error)
        event["frames"] = [
            f"{frame.filename.rsplit('/site-packages/', 1)[-1]}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(error.__traceback__)[-12:]
        ]
    return event


def safe_words(error: BaseException) -> str:
    """Quote an error where its words are our own, else only its class."""
    return f"{type(error).__name__}: {error}" if isinstance(error, _OWN_WORDS) else type(error).__name__


class RepeatedLines(logging.Filter):
    """Let a library say one thing at most a few times in ten seconds: aiokafka says thousands in an outage."""

    def __init__(self, most: int = 3, seconds: float = 10.0) -> None:
        super().__init__()
        self._most = most
        self._seconds = seconds
        self._seen: MutableMapping[tuple[str, str], tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Tell whether the line is written; a library's lines are told apart by their template."""
        if not record.name.startswith(_LIBRARIES):
            return True
        what = (record.name, str(record.msg)[:200])
        since, count = self._seen.get(what, (time.monotonic(), 0))
        if time.monotonic() - since > self._seconds:
            since, count = time.monotonic(), 0
        if len(self._seen) > 1000:
            self._seen.clear()
        self._seen[what] = (since, count + 1)
        return count < self._most
