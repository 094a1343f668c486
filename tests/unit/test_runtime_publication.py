"""Who is told what, and is a text only told to whom it concerns?"""

from dataclasses import fields, replace
from datetime import date
from typing import Any

import orjson
import pytest
from nacl.signing import SigningKey

from domain.decision import Applied
from domain.facts import ActionRefused, NotProcessed, RefusalCode, TextRef
from domain.grounds import NotProcessedReason
from domain.identifiers import ApplicationId, FactId, InstitutionId, fact_id_of
from domain.inputs import (
    AboutOfficial,
    Action,
    AddNote,
    AnsweredTogether,
    ApproveDraft,
    AskApplicant,
    AssignTask,
    DeclineToProcess,
    DraftResponse,
    IssueInterimResponse,
    IssueResponse,
    OfficialRank,
    OpenTask,
    PlaceTask,
    ReferTask,
    Reopen,
    ResponseOutcome,
    ReturnTask,
    Role,
    TaskPurpose,
)
from domain.related import inputs_for_others
from domain.submission import LONGEST_BODY
from runtime.incoming import LONGEST_INPUT
from runtime.ledger import FIRST_HASH, Occasion, entries_of
from runtime.publication import Publisher
from runtime.records import OutgoingRecord
from runtime.settings import Settings
from runtime.signing import Signer
from runtime.work import Told, quotes, told_before
from schemas.catalogue import Writer
from schemas.envelope import unwrap
from tests.support.builders import (
    EDUCATION_DIRECTORATE,
    GOVERNORATE,
    HEALTH_DIRECTORATE,
    MUNICIPALITY,
    Story,
    a_submission,
    input_id,
    noon,
    small_registry,
)

SETTINGS = Settings(topic_prefix="t.")
PUBLISHER = Publisher(SETTINGS, small_registry(), Signer(Writer.ROUTER, SigningKey(b"r" * 32)))
OCCASION = Occasion(input_id("cause"), "t:0:1", noon(date(2026, 3, 2)), noon(date(2026, 3, 2)))
FACT_ID = FactId(fact_id_of(OCCASION.input_id, 0))
OTHER = ApplicationId("7f0f2a55-4cf4-5a4f-8b52-0d3f6c6a0009")
BODY = "Hastanede üç haftadır randevu verilmiyor."


def told(story: Story) -> list[Told]:
    """Tell a story from the document it would have."""
    assert story.submission is not None
    occasion = Occasion(story.submission.input_id, "t:0:1", noon(date(2026, 3, 2)), noon(date(2026, 3, 2)))
    entries = entries_of(story.facts, occasion, after=0, previous=FIRST_HASH)
    texts = {story.now.content.text_id: BODY}
    document = {"_id": story.submission.application_id, "ledger": entries, "texts": texts}
    return told_before(document)[story.submission.input_id]


def records(story: Story, fact: str) -> dict[str, OutgoingRecord]:
    """Return the records of one kind of fact, by topic."""
    (one,) = [one for one in told(story) if type(one.fact).__name__ == fact]
    return {record.topic: record for record in PUBLISHER.told(one)}


def value_of(record: OutgoingRecord) -> dict[str, Any]:
    value: dict[str, Any] = orjson.loads(record.value or b"")
    return value


def test_everybody_reads_the_fact_without_any_text() -> None:
    for one in told(Story().submitted()):
        (public, *_) = PUBLISHER.told(one)
        assert public.topic == "t.routings"
        assert BODY.encode() not in (public.value or b"")


def test_the_holder_reads_it_with_the_text_and_the_summary() -> None:
    own = value_of(records(Story().submitted(), "Routed")[f"t.institution.{HEALTH_DIRECTORATE}"])
    assert own["content"]["text"] == BODY
    assert own["application"]["due_on"] == "2026-04-01"
    assert own["application"]["tracking_number"] == a_submission().tracking_number


def test_registration_concerns_no_institution_yet() -> None:
    assert list(records(Story().submitted(), "Registered")) == ["t.routings"]


def test_both_ends_of_a_referral_get_a_copy() -> None:
    story = Story().submitted()
    story.asks(ReferTask(GOVERNORATE, TaskPurpose.INFORMATION, "Bilginize."))
    assert list(records(story, "Referred")) == [
        "t.routings",
        f"t.institution.{GOVERNORATE}",
        f"t.institution.{HEALTH_DIRECTORATE}",
    ]


def test_who_only_had_a_copy_and_came_below_the_accused_since_is_told_nothing() -> None:
    accused = AboutOfficial("Ad Soyad", "Müdür", EDUCATION_DIRECTORATE, OfficialRank.BELOW)
    story = Story().submitted(about_official=accused)
    story.asks(ReferTask(MUNICIPALITY, TaskPurpose.INFORMATION, "Bilginize."))
    story.asks(DeclineToProcess(NotProcessedReason.ABSTRACT, "Soyut."))
    registry = small_registry()
    registry.apply([replace(registry[MUNICIPALITY], line_parent_id=EDUCATION_DIRECTORATE)])
    (end,) = [one for one in told(story) if isinstance(one.fact, NotProcessed)]
    for known, heard in ((small_registry(), True), (registry, False)):
        publisher = Publisher(SETTINGS, known, Signer(Writer.ROUTER, SigningKey(b"r" * 32)))
        topics = [record.topic for record in publisher.told(end)]
        assert f"t.institution.{HEALTH_DIRECTORATE}" in topics
        assert (f"t.institution.{MUNICIPALITY}" in topics) is heard


def test_of_a_hidden_applicant_even_the_hour_is_withheld() -> None:
    story = Story().submitted(identity_confidential=True)
    own = value_of(records(story, "Routed")[f"t.institution.{HEALTH_DIRECTORATE}"])
    assert own["application"]["received_at"] != story.now.received_at.isoformat().replace("+00:00", "Z")
    assert own["application"]["identity_confidential"] is True


def test_a_record_says_which_fact_of_which_application_from_which_input() -> None:
    story = Story().submitted()
    assert story.submission is not None
    public = records(story, "Routed")["t.routings"]
    envelope = unwrap(public.headers, public.value)
    assert public.key == story.submission.application_id.encode()
    assert envelope.ce_type == "bimer.application.routed.v1"
    assert envelope.ce_source == "bimer/router"
    assert envelope.ce_time == "2026-03-02T09:00:00.000Z"
    assert envelope.extensions == {"ce_causationid": story.submission.input_id, "ce_sequence": "2"}
    assert type(envelope.event()).__name__ == "RoutedV1"


def test_a_copy_is_an_event_of_the_contract_too() -> None:
    for record in records(Story().submitted(), "Routed").values():
        assert type(unwrap(record.headers, record.value).event()).__name__ == "RoutedV1"


@pytest.mark.parametrize(
    ("institution_id", "topics"),
    [
        pytest.param(HEALTH_DIRECTORATE, ["t.routings", f"t.institution.{HEALTH_DIRECTORATE}"], id="known"),
        pytest.param(InstitutionId("99999999"), ["t.routings"], id="one that nobody knows gets no topic"),
    ],
)
def test_a_refusal_is_told_to_who_asked(institution_id: InstitutionId, topics: list[str]) -> None:
    refused = ActionRefused(input_id("x"), institution_id, RefusalCode.NOT_THE_HOLDER)
    told = PUBLISHER.refused(a_submission().application_id, refused, noon(date(2026, 3, 2)))
    assert [record.topic for record in told] == topics
    envelope = unwrap(told[0].headers, told[0].value)
    assert envelope.extensions == {"ce_causationid": input_id("x")}


def test_telling_again_gives_the_same_bytes() -> None:
    story = Story().submitted()
    story.asks(OpenTask())
    assert [PUBLISHER.told(one) for one in told(story)] == [PUBLISHER.told(one) for one in told(story)]


@pytest.mark.parametrize(
    ("before", "wish"),
    [
        pytest.param([], OpenTask(), id="open"),
        pytest.param([], AssignTask("memur-2"), id="assign"),
        pytest.param([], ReferTask(MUNICIPALITY, TaskPurpose.INFORMATION, "Bilginize."), id="refer"),
        pytest.param([], ReturnTask("Görevimiz değil."), id="return"),
        pytest.param([ReturnTask("Görevimiz değil.")], PlaceTask(EDUCATION_DIRECTORATE), id="place"),
        pytest.param([], IssueInterimResponse("Çalışıyoruz."), id="interim response"),
        pytest.param([], IssueResponse(ResponseOutcome.POSITIVE, "Açıldı."), id="response"),
        pytest.param([], DraftResponse(ResponseOutcome.POSITIVE, "Açıldı."), id="draft"),
        pytest.param([DraftResponse(ResponseOutcome.POSITIVE, "Açıldı.")], ApproveDraft(), id="approval"),
        pytest.param([], AskApplicant("Hangi bölüm?"), id="question"),
        pytest.param([], AddNote("Görüşüldü."), id="note"),
        pytest.param([], DeclineToProcess(NotProcessedReason.ABSTRACT, "Soyut."), id="not processed"),
        pytest.param([DeclineToProcess(NotProcessedReason.ABSTRACT, "Soyut.")], Reopen("Yeniden."), id="reopening"),
    ],
)
def test_the_texts_of_before_are_loaded_for_every_action_that_quotes_them(before: list[Action], wish: Action) -> None:
    story = Story().submitted()
    for earlier in before:
        assert isinstance(story.asks(earlier), Applied)
    by = story.now.holder.institution_id if story.now.holder else HEALTH_DIRECTORATE
    role = Role.COORDINATOR if isinstance(wish, PlaceTask | ApproveDraft | Reopen) else Role.OFFICER
    decision = story.asks(wish, by=by, role=role)
    assert isinstance(decision, Applied)
    values = [getattr(fact, one.name) for fact in decision.facts for one in fields(fact)]
    quoted = {value.text_id for value in values if isinstance(value, TextRef)}
    assert bool(quoted - decision.texts.keys()) == quotes(story.last)


@pytest.mark.parametrize(
    "letter",
    [pytest.param("ş", id="Turkish letters"), pytest.param("\x01", id="signs that JSON writes in six bytes")],
)
def test_however_long_the_answers_of_several_are_a_joined_application_is_told_what_an_input_can_carry(
    letter: str,
) -> None:
    story = Story().submitted()
    story.answers()
    (answer,) = story.now.responses
    long = letter * LONGEST_BODY
    answers = [replace(answer, text=TextRef.of(str(place), long), completes=False) for place in range(11)]
    answered = replace(story.now, joined=(OTHER,), responses=(*answers, answer))
    entry = entries_of(story.facts[-1:], OCCASION, after=0, previous=FIRST_HASH)[0]
    texts = {**{one.text.text_id: long for one in answers}, answer.text.text_id: "Kısa."}
    record = PUBLISHER.told(Told(a_submission().application_id, story.facts[-1], entry, answered, texts))[-1]
    assert record.topic == "t.applications"
    assert len(record.value or b"") < LONGEST_INPUT
    body = value_of(record)["body"]
    assert len(body) > LONGEST_BODY
    assert body.endswith(f"{story.now.tracking_number} numaralı başvurunuzun takip sayfasındadır.")


def test_what_was_answered_before_it_was_taken_up_again_is_no_joined_ones_answer() -> None:
    story = Story().submitted()
    story.answers(ResponseOutcome.NEGATIVE)
    story.asks(Reopen("Yeniden."), by=GOVERNORATE, role=Role.COORDINATOR)
    story.answers()
    before, answer = story.now.responses
    texts = {before.text.text_id: "Olmaz.", answer.text.text_id: "Olur."}
    answered = replace(story.now, joined=(OTHER,))
    (told,) = inputs_for_others(a_submission().application_id, story.facts[-1], FACT_ID, answered, texts)
    assert isinstance(told, AnsweredTogether)
    assert (told.body, told.outcome) == ("Olur.", ResponseOutcome.POSITIVE)
