"""Is a repeated application only proposed by likeness, decided by a person, and still answered?"""

from dataclasses import replace
from datetime import date

import pytest

from domain import related
from domain.audience import audience
from domain.decision import Applied, Ignored, IgnoredBecause, OtherApplication, Refused
from domain.duplicates import LIKE_ENOUGH, likeness, words_of
from domain.facts import DuplicateProposed, Joined, Merged, RefusalCode, ResponseIssued
from domain.identifiers import FactId, fact_id_of
from domain.inputs import (
    AboutOfficial,
    AnsweredTogether,
    ApplicationJoined,
    IssueResponse,
    MergeTask,
    OfficialRank,
    ReferTask,
    ResponseOutcome,
    TaskPurpose,
)
from domain.ladder import Stage, opening
from domain.legal_regime import Channel
from domain.related import inputs_for_others
from domain.status import ApplicationStatus
from runtime.others import Others
from tests.support.builders import (
    EDUCATION_DIRECTORATE,
    GOVERNORATE,
    HEALTH_DIRECTORATE,
    Story,
    a_submission,
    input_id,
    noon,
)

FIRST = a_submission("first")
SECOND = a_submission("second", applicant=FIRST.applicant, received_at=noon(date(2026, 3, 9)))
CAUSE = FactId(fact_id_of(input_id("cause"), 0))


def _known(story: Story, **changes) -> OtherApplication:
    """Describe an application as the router describes it to the rules."""
    assert story.submission is not None
    others = Others()
    others.note(story.submission, story.now)
    (other,) = others.by_id.values()
    return OtherApplication(
        **{name: getattr(other, name) for name in other.__slots__} | {"same_applicant": True} | changes
    )


def _first() -> Story:
    return Story().submitted()


def _second(first: Story, **known) -> Story:
    second = Story()
    second.others[FIRST.application_id] = _known(first, **known)
    second.happens(SECOND, SECOND.received_at)
    return second


@pytest.mark.requirement("R-E11")
def test_the_same_text_of_the_same_applicant_is_proposed_as_a_duplicate_and_goes_its_way():
    second = _second(_first())
    (proposed,) = second.facts_of(DuplicateProposed)
    assert (proposed.other_application_id, proposed.likeness) == (FIRST.application_id, 100)
    assert second.now.status is ApplicationStatus.ROUTED


@pytest.mark.parametrize(
    "known",
    [
        pytest.param({"same_applicant": False}, id="of somebody else"),
        pytest.param({"words": frozenset({"yol", "asfalt", "mahalle"})}, id="about something else"),
        pytest.param({"is_appeal": True}, id="an appeal"),
    ],
)
def test_what_is_not_alike_or_not_the_applicants_is_not_proposed(known):
    assert not _second(_first(), **known).facts_of(DuplicateProposed)


@pytest.mark.parametrize(
    ("one", "other", "per_cent"),
    [
        pytest.param("Sokağımızda çöp toplanmıyor", "Sokağımızda çöp toplanmıyor", 100, id="the same"),
        pytest.param("Sokağımızda çöp toplanmıyor", "Hastanede randevu yok", 0, id="nothing in common"),
        pytest.param("çöp toplanmıyor haftadır", "çöp toplanmıyor günlerdir", 50, id="two words of four"),
        pytest.param("", "çöp", 0, id="an empty one"),
    ],
)
def test_likeness_is_the_share_of_common_words(one: str, other: str, per_cent: int):
    assert likeness(words_of(one), words_of(other)) == per_cent
    assert 50 < LIKE_ENOUGH < 100


def test_a_person_merges_and_the_clock_runs_on():
    second = _second(_first())
    before = second.now.holder
    assert before is not None
    second.asks(MergeTask(FIRST.application_id), at=noon(date(2026, 3, 10)))
    assert second.facts_of(Merged)[0].into_application_id == FIRST.application_id
    assert second.now.holder is not None
    assert second.now.holder.clock == before.clock
    second.falls_due(Stage.COORDINATOR, opening(date(2026, 4, 9)))
    assert second.now.overdue


@pytest.mark.parametrize(
    ("known", "code"),
    [
        pytest.param({"same_applicant": False}, RefusalCode.NOT_THE_SAME_APPLICANT, id="somebody else's"),
        pytest.param({"merged": True}, RefusalCode.CANNOT_BE_MERGED, id="one that is merged itself"),
        pytest.param({"is_appeal": True}, RefusalCode.CANNOT_BE_MERGED, id="an appeal"),
    ],
)
def test_not_everything_may_be_merged(known, code: RefusalCode):
    assert _second(_first(), **known).asks(MergeTask(FIRST.application_id)) == Refused(code)


def test_what_nobody_knows_is_not_merged():
    assert _first().asks(MergeTask(SECOND.application_id)) == Refused(RefusalCode.NOT_THE_SAME_APPLICANT)


def _merged() -> tuple[Story, Story]:
    """Merge the second into the first, as the router lets both hear of it."""
    first = _first()
    second = _second(first)
    second.asks(MergeTask(FIRST.application_id), at=noon(date(2026, 3, 10)))
    (joined,) = inputs_for_others(SECOND.application_id, second.facts[-1], CAUSE, second.now, {})
    assert isinstance(joined, ApplicationJoined)
    first.happens(joined, noon(date(2026, 3, 10)))
    return first, second


def _told_by(first: Story, decision: Applied) -> AnsweredTogether:
    (told,) = inputs_for_others(FIRST.application_id, first.facts[-1], CAUSE, first.now, decision.texts)
    assert isinstance(told, AnsweredTogether)
    return told


def test_each_merged_application_gets_the_answer_as_its_own():
    first, second = _merged()
    decision = first.asks(IssueResponse(ResponseOutcome.POSITIVE, "Randevu verildi."), at=noon(date(2026, 3, 11)))
    assert isinstance(decision, Applied)
    second.happens(_told_by(first, decision), noon(date(2026, 3, 11)))
    (answer,) = second.facts_of(ResponseIssued)
    assert (answer.outcome, answer.together_with) == (ResponseOutcome.POSITIVE, FIRST.application_id)
    assert second.now.status is ApplicationStatus.ANSWERED
    assert second.now.next_stage_at is None


def test_joining_what_was_answered_brings_the_answer_at_once():
    first = _first()
    decision = first.asks(IssueResponse(ResponseOutcome.NEGATIVE, "Randevu yok."))
    assert isinstance(decision, Applied)
    second = _second(first)
    second.asks(MergeTask(FIRST.application_id), at=noon(date(2026, 3, 10)))
    (joined,) = inputs_for_others(SECOND.application_id, second.facts[-1], CAUSE, second.now, {})
    first.happens(joined, noon(date(2026, 3, 10)))
    assert isinstance(first.facts[-1], Joined)
    second.happens(_told_by(first, decision), noon(date(2026, 3, 10)))
    assert second.now.outcome is ResponseOutcome.NEGATIVE


def test_the_answer_of_the_other_changes_nothing_once_it_was_answered_itself():
    first, second = _merged()
    decision = first.asks(IssueResponse(ResponseOutcome.POSITIVE, "Randevu verildi."), at=noon(date(2026, 3, 11)))
    assert isinstance(decision, Applied)
    second.answers(at=noon(date(2026, 3, 11)))
    told = second.happens(_told_by(first, decision), noon(date(2026, 3, 11)))
    assert told == Ignored(IgnoredBecause.ALREADY_ANSWERED)


def test_of_many_long_answers_the_newest_is_kept_whole():
    answers = tuple(f"{ordinal}" * 30_000 for ordinal in range(4))
    together = related._together(answers, SECOND.tracking_number)
    assert together.startswith(f"{answers[2]}\n\n{answers[3]}\n\n")
    assert together.endswith(f"{SECOND.tracking_number} numaralı başvurunuzun takip sayfasındadır.")
    assert len(together) <= related.LONGEST_TOGETHER
    longest = "x" * (related.LONGEST_TOGETHER + 1)
    assert related._together(("eski", longest), SECOND.tracking_number).startswith(longest)
    assert related._together((longest,), SECOND.tracking_number) == longest


def test_an_application_joins_once():
    first, _ = _merged()
    again = first.hears(ApplicationJoined, noon(date(2026, 3, 10)), joined_application_id=SECOND.application_id)
    assert again == Ignored(IgnoredBecause.ALREADY_KNOWN)


def test_who_asked_for_secrecy_is_linked_to_nothing():
    others = Others()
    hidden = a_submission("hidden", applicant=FIRST.applicant, identity_confidential=True)
    story = Story()
    story.happens(hidden, hidden.received_at)
    others.note(hidden, story.now)
    assert others.about(SECOND) == {}
    others.note(FIRST, _first().now)
    assert others.about(hidden) == {}


def test_an_appeal_is_no_duplicate_of_what_it_is_against():
    first, appeal = _first(), Story()
    appeal.others[FIRST.application_id] = _known(first)
    appeal.happens(replace(SECOND, appeal_of=FIRST.application_id, channel=Channel.LETTER), SECOND.received_at)
    assert not appeal.facts_of(DuplicateProposed)


@pytest.mark.parametrize("hidden", [True, False])
def test_an_appeal_is_compared_with_what_it_is_against_however_secret_and_nothing_else_is_told_of_it(hidden: bool):
    first = _first()
    others = Others(
        appealed={FIRST.application_id: _known(first, same_applicant=False)},
        applicant_of={FIRST.application_id: "person of first"},
    )
    appeal = replace(SECOND, appeal_of=FIRST.application_id, identity_confidential=hidden)
    assert [one.same_applicant for one in others.about(appeal).values()] == [True]
    stranger = a_submission("stranger", appeal_of=FIRST.application_id, identity_confidential=hidden)
    assert [one.same_applicant for one in others.about(stranger).values()] == [False]
    unnamed = replace(appeal, applicant=None)
    assert [one.same_applicant for one in others.about(unnamed).values()] == [False]
    assert others.about(replace(SECOND, identity_confidential=hidden)) == {}


def test_two_of_one_applicant_in_one_batch_meet_each_other():
    others = Others()
    others.note(FIRST, _first().now)
    assert [one.same_applicant for one in others.about(SECOND).values()] == [True]
    stranger = a_submission("stranger", applicant=None)
    assert others.about(stranger) == {}


ABOUT = AboutOfficial("Ad Soyad", "Müdür", HEALTH_DIRECTORATE, OfficialRank.BELOW)


def _complaint_about_the_holder_of_the_first(first: Story) -> Story:
    second = Story()
    second.others[FIRST.application_id] = _known(first)
    second.happens(replace(SECOND, about_official=ABOUT), SECOND.received_at)
    return second


def test_a_complaint_is_not_merged_into_what_the_one_complained_of_has():
    second = _complaint_about_the_holder_of_the_first(_first())
    merging = second.asks(MergeTask(FIRST.application_id), by=GOVERNORATE, at=noon(date(2026, 3, 10)))
    assert merging == Refused(RefusalCode.CANNOT_BE_MERGED)


def test_an_answer_of_the_one_complained_of_answers_no_complaint():
    first = _first()
    second = _complaint_about_the_holder_of_the_first(first)
    second.others[FIRST.application_id] = _known(first, institution_id=GOVERNORATE)
    second.asks(MergeTask(FIRST.application_id), by=GOVERNORATE, at=noon(date(2026, 3, 10)))
    told = AnsweredTogether(
        input_id("told"), SECOND.application_id, FIRST.application_id, HEALTH_DIRECTORATE, ResponseOutcome.NEGATIVE, "x"
    )
    assert second.happens(told, noon(date(2026, 3, 11))) == Ignored(IgnoredBecause.ANSWERED_BY_THE_ACCUSED)
    assert second.now.open
    assert second.now.next_stage_at is not None


def test_whose_task_the_answer_of_the_other_ends_is_told():
    first, second = _merged()
    second.asks(ReferTask(EDUCATION_DIRECTORATE, TaskPurpose.ACTION, "Onların işi."), at=noon(date(2026, 3, 10)))
    decision = first.answers(ResponseOutcome.POSITIVE, at=noon(date(2026, 3, 11)))
    assert isinstance(decision, Applied)
    second.happens(_told_by(first, decision), noon(date(2026, 3, 11)))
    (answer,) = second.facts_of(ResponseIssued)
    assert audience(answer, second.now) == (EDUCATION_DIRECTORATE,)
