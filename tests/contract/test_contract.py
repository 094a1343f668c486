"""Does the wire contract keep its word to readers and writers of every kept version?"""

import copy
import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pydantic import ValidationError

from domain.facts import TaskOpened
from domain.identifiers import InstitutionId, TaskId
from schemas.catalogue import (
    EVENT_BY_TYPE,
    FACT_EVENTS,
    INPUT_EVENTS,
    WRITER_OF_TYPE,
    Writer,
    fact_of,
    input_of,
    to_wire,
)
from schemas.compatibility import breaking_changes
from schemas.envelope import Envelope, MalformedRecord, unwrap
from schemas.generate import JSON_DIRECTORY, broken_promises, generated_files, json_schema_of
from schemas.topics import TopicSpec, topic_specs

EXAMPLES = sorted((Path(__file__).parents[2] / "schemas" / "examples").rglob("*.json"))


def _example(path: Path) -> Envelope:
    example = json.loads(path.read_text())
    headers = [(name, text.encode()) for name, text in example["headers"].items()]
    return unwrap(headers, json.dumps(example["value"]).encode())


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_golden_example_is_read_and_written_back_unchanged(path: Path):
    event = _example(path).event()
    assert json.loads(event.to_json()) == json.loads(path.read_text())["value"]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_golden_example_fits_its_checked_in_json_schema(path: Path):
    example = json.loads(path.read_text())
    schema = json.loads((JSON_DIRECTORY / f"{example['headers']['ce_type'].removeprefix('bimer.')}.json").read_text())
    jsonschema.validate(example["value"], schema)


def test_every_event_has_a_golden_example():
    assert {_example(path).ce_type for path in EXAMPLES} == set(EVENT_BY_TYPE)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_golden_example_means_the_same_in_the_domain_and_back(path: Path):
    envelope = _example(path)
    event = envelope.event()
    if type(event) in INPUT_EVENTS:
        again = to_wire(input_of(event, envelope.ce_id, envelope.ce_subject))
    else:
        again = to_wire(fact_of(event))
    assert _as_on_routings(again.model_dump(mode="json")) == _as_on_routings(event.model_dump(mode="json"))


def _as_on_routings(value: Any) -> Any:
    """Leave out what is filled in on an institution's own topic: the summary, and the text beside a text's id."""
    if isinstance(value, dict):
        left_out = {"application", "text"} if "text_id" in value else {"application"}
        return {name: _as_on_routings(part) for name, part in value.items() if name not in left_out}
    return [_as_on_routings(part) for part in value] if isinstance(value, list) else value


@pytest.mark.parametrize(
    ("event", "domain"),
    [
        *((event, domain) for event, (domain, _) in INPUT_EVENTS.items()),
        *FACT_EVENTS.items(),
    ],
    ids=lambda value: value.__name__,
)
def test_every_domain_value_has_the_same_fields_on_the_wire(event: type[Any], domain: type[Any]):
    in_headers = {"input_id", "application_id"}
    of_domain = {field.name for field in dataclasses.fields(domain)} - in_headers
    assert set(event.model_fields) - {"application"} == of_domain


def test_a_value_of_a_wrong_type_never_leaves():
    wrong = TaskOpened(TaskId("not a uuid"), InstitutionId("12345678"), "memur")
    with pytest.raises(ValidationError):
        to_wire(wrong)


def test_a_reader_ignores_what_a_newer_writer_added():
    example = _example(EXAMPLES[0])
    newer = {**json.loads(example.value), "added_later": {"by": "a newer writer"}}
    read = dataclasses.replace(example, value=json.dumps(newer).encode()).event()
    assert read == example.event()


@pytest.mark.parametrize(
    ("headers", "value", "code"),
    [
        pytest.param([], b"{}", "headers_missing", id="no context"),
        pytest.param([("ce_id", b"\xff")], b"{}", "headers_not_text", id="headers that are no text"),
    ],
)
def test_a_record_that_is_no_event_says_why(headers, value: bytes, code: str):
    with pytest.raises(MalformedRecord) as wrong:
        unwrap(headers, value)
    assert wrong.value.code == code


@pytest.mark.parametrize(
    ("change", "code"),
    [
        pytest.param({"ce_type": "bimer.never.heard.v1"}, "unknown_event_type", id="unknown type"),
        pytest.param({"value": b"{"}, "value_does_not_fit", id="half a value"),
        pytest.param({"value": b"\xff\xfe"}, "value_does_not_fit", id="bytes that are no text"),
        pytest.param({"value": b"[" * 100_000}, "value_does_not_fit", id="a depth bomb"),
        pytest.param({"value": b'{"because": NaN}'}, "value_does_not_fit", id="not a number"),
    ],
)
def test_a_value_that_is_no_event_says_why_and_repeats_nothing_of_it(change, code: str):
    with pytest.raises(MalformedRecord) as wrong:
        dataclasses.replace(_example(EXAMPLES[0]), **change).event()
    assert wrong.value.code == code
    assert "Hastane" not in str(wrong.value)


def test_each_input_has_exactly_one_writer():
    assert set(WRITER_OF_TYPE) == {f"bimer.{event.event_type}" for event in INPUT_EVENTS}
    assert set(WRITER_OF_TYPE.values()) <= set(Writer)


def test_topics_and_catalogue_name_the_same_events():
    specs = topic_specs()
    assert set(specs["applications"].events) == {event.event_type for event in INPUT_EVENTS}
    assert set(specs["routings"].events) == {event.event_type for event in FACT_EVENTS}
    assert set(specs["institution.{institution_id}"].events) < set(specs["routings"].events)


def test_inputs_facts_and_the_watchers_changelog_have_twelve_partitions():
    assert {topic_specs()[name].partitions for name in ("applications", "routings")} == {12}
    assert topic_specs()["deadline-watcher-open_clocks-changelog"].partitions == 12


def test_a_topic_is_kept_one_way_only():
    both = topic_specs()["routings"].model_dump() | {"compacted": True}
    with pytest.raises(ValidationError):
        TopicSpec.model_validate(both)


def test_generated_files_are_current():
    assert [path.name for path, text in generated_files() if path.read_text() != text] == []


def test_no_kept_promise_is_broken():
    assert broken_promises() == []


def _drop_field(schema: dict[str, Any]) -> None:
    del schema["properties"]["institution_id"]
    schema["required"].remove("institution_id")


def _require_new(schema: dict[str, Any]) -> None:
    schema["properties"]["added"] = {"type": "string"}
    schema["required"].append("added")


def _change_type(schema: dict[str, Any]) -> None:
    schema["properties"]["clock_version"]["type"] = "string"


def _make_optional(schema: dict[str, Any]) -> None:
    schema["required"].remove("due_on")


def _drop_enum_value(schema: dict[str, Any]) -> None:
    schema["$defs"]["Stage"]["enum"].remove("centre")


def _tighten(schema: dict[str, Any]) -> None:
    schema["properties"]["task_id"]["pattern"] = "^x$"


@pytest.mark.parametrize(
    ("breaks", "says"),
    [
        pytest.param(_drop_field, "institution_id: gone", id="a field is gone"),
        pytest.param(_require_new, "added: became required", id="a new field is required"),
        pytest.param(_change_type, "type was", id="a type changed"),
        pytest.param(_make_optional, "no longer always there", id="a field may be missing"),
        pytest.param(_drop_enum_value, "values gone: centre", id="a value is gone"),
        pytest.param(_tighten, "pattern was", id="a pattern changed"),
    ],
)
def test_a_breaking_change_is_found(breaks: Callable[[dict[str, Any]], None], says: str):
    kept = json_schema_of(EVENT_BY_TYPE["bimer.clock.reminded.v1"])
    now = copy.deepcopy(kept)
    breaks(now)
    assert any(says in change for change in breaking_changes(kept, now))


def test_an_added_field_with_a_default_breaks_nobody():
    kept = json_schema_of(EVENT_BY_TYPE["bimer.clock.reminded.v1"])
    now = copy.deepcopy(kept)
    now["properties"]["added"] = {"type": "string", "default": ""}
    assert breaking_changes(kept, now) == []


def test_an_event_that_disappeared_is_found(tmp_path: Path):
    (tmp_path / "application.forgotten.v1.json").write_text("{}")
    assert broken_promises(tmp_path) == ["application.forgotten.v1.json: the event is gone"]
