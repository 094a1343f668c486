"""Does the log say what happened without saying to whom?"""

import json
import logging
from collections.abc import Iterator
from datetime import date
from io import StringIO

import pytest
import structlog

from domain.errors import ImpossibleInput
from domain.evolution import evolve
from domain.facts import Closed, ClosedBecause
from runtime import log
from tests.support.builders import noon


@pytest.fixture
def said() -> Iterator["Said"]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    configuration = structlog.get_config()
    written = StringIO()
    log.configure("test", stream=written)
    yield Said(written)
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.configure(**configuration)
    log.unbind()


class Said:
    """What was written, line by line."""

    def __init__(self, written: StringIO) -> None:
        self._written = written

    @property
    def lines(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self._written.getvalue().splitlines()]


def test_a_line_is_one_json_object_with_its_service_and_correlation(said: Said) -> None:
    log.bind(correlation_id="c-1")
    log.logger("runtime.x").info("decided", application_id="a-1", count=3)
    (line,) = said.lines
    assert {key: line[key] for key in ("event", "service", "correlation_id", "application_id", "count", "level")} == {
        "event": "decided",
        "service": "test",
        "correlation_id": "c-1",
        "application_id": "a-1",
        "count": 3,
        "level": "info",
    }


def test_a_key_that_is_not_on_the_list_is_withheld(said: Said) -> None:
    log.logger("x").info("came", national_id="10000000146", body="Komşum...", name="Ayşe")
    (line,) = said.lines
    assert line["national_id"] == line["body"] == line["name"] == log.WITHHELD


def test_a_foreign_error_is_told_by_class_and_frames_for_its_text_may_quote_a_citizen(said: Said) -> None:
    try:
        int("Ayşe Yılmaz")
    except ValueError:
        log.logger("x").exception("failed")
    (line,) = said.lines
    assert line["exception_type"] == line["error"] == "ValueError"
    assert "Ayşe" not in json.dumps(line, ensure_ascii=False)
    frames = line["frames"]
    assert isinstance(frames, list)
    assert "test_runtime_log.py" in frames[-1]


def test_our_own_error_is_told_in_its_words(said: Said) -> None:
    try:
        evolve(None, Closed(ClosedBecause.WITHDRAWN), noon(date(2026, 3, 2)))
    except ImpossibleInput:
        log.logger("x").exception("failed")
    assert said.lines[0]["error"] == "ImpossibleInput: Closed before the registration"


def test_a_library_repeats_itself_a_few_times_at_most(said: Said) -> None:
    for number in range(50):
        logging.getLogger("aiokafka.conn").warning("Unable to connect to %s", number)
    logging.getLogger("aiokafka.conn").warning("something else")
    assert len(said.lines) == 4


def test_our_own_lines_are_never_dropped(said: Said) -> None:
    for _ in range(50):
        log.logger("runtime.x").info("turned")
    assert len(said.lines) == 50


def test_a_library_is_quiet_below_a_warning(said: Said) -> None:
    logging.getLogger("httpx").info("GET http://sms/?to=+905321234567")
    assert said.lines == []
