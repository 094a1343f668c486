"""Is every application answered, and none merged in a circle, whatever two officers decide at the same moment?

Two partitions do not see each other: each decides by what the store said before. What follows is told as an input.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import permutations

import pytest

from domain.decision import Applied, Decision, Ignored, IgnoredBecause, OtherApplication, Refused
from domain.facts import Fact, RefusalCode, ResponseIssued
from domain.grounds import InvalidReason, NotProcessedReason
from domain.identifiers import ApplicationId, FactId, fact_id_of
from domain.inputs import (
    Action,
    ApplicationJoined,
    DeclineToProcess,
    Input,
    IssueResponse,
    MarkInvalid,
    MergeTask,
    Reopen,
    ResponseOutcome,
    Role,
    WithdrawOnBehalf,
)
from domain.related import inputs_for_others
from domain.status import ApplicationStatus
from runtime.others import Others
from tests.support.builders import GOVERNORATE, Story, a_submission, noon

AT = noon(date(2026, 3, 10))
PERSON = a_submission("first").applicant
MERGED_AND_HEARD = [(0, 1), (1, 0)]


@dataclass
class _Partition:
    """One application with its router: what it was told of the others before, its texts, what it asks of others."""

    story: Story
    texts: dict[str, str] = field(default_factory=dict)
    asked_of_others: list[Input] = field(default_factory=list)
    told: int = 0

    @property
    def named(self) -> ApplicationId:
        assert self.story.submission is not None
        return self.story.submission.application_id

    def does(self, action: Action, **said: object) -> Decision:
        """Let the holder act, and keep what others are to be told."""
        return self._note(self.story.asks(action, at=AT, **said))  # type: ignore[arg-type]

    def hears(self, said: Input) -> Decision:
        """Read an input from another application."""
        return self._note(self.story.happens(said, AT))

    def _note(self, decision: Decision) -> Decision:
        if isinstance(decision, Applied):
            self.texts |= decision.texts
            for fact in decision.facts:
                self.asked_of_others += inputs_for_others(
                    self.named, fact, self._next_fact_id(fact), self.story.now, self.texts
                )
        return decision

    def _next_fact_id(self, fact: Fact) -> FactId:
        self.told += 1
        assert self.story.last is not None
        return FactId(fact_id_of(self.story.last.input_id, self.told))

    def as_another(self) -> OtherApplication:
        """Say what the store says of it now."""
        assert self.story.submission is not None
        others = Others()
        others.note(self.story.submission, self.story.now)
        return others.by_id[self.named].by_the_same_applicant()


def _of_one_person(count: int) -> list[_Partition]:
    """Several applications of one person, the one with the smallest id first."""
    names = sorted(("first", "second", "third")[:count], key=lambda name: a_submission(name).application_id)
    return [_Partition(Story().submitted(said=name, applicant=PERSON)) for name in names]


def _see(applications: Sequence[_Partition]) -> None:
    """Let each be told of the others as the store has them now, as a batch that is loaded at this moment is."""
    for one in applications:
        one.story.others = {other.named: other.as_another() for other in applications if other is not one}


def _merge_in_a_circle(applications: Sequence[_Partition]) -> None:
    _see(applications)
    for place, one in enumerate(applications):
        into = applications[(place + 1) % len(applications)]
        assert isinstance(one.does(MergeTask(into.named)), Applied)


def _delivered(applications: Sequence[_Partition]) -> None:
    """Hand over what each asks of others until nothing is left."""
    by_id = {one.named: one for one in applications}
    while waiting := [(one, said) for one in applications for said in one.asked_of_others]:
        for one, said in waiting:
            one.asked_of_others.remove(said)
            by_id[said.application_id].hears(said)


def _both_merged(order: Sequence[int]) -> list[_Partition]:
    applications = _of_one_person(2)
    _merge_in_a_circle(applications)
    _delivered([applications[place] for place in order])
    return applications


@pytest.mark.requirement("R-E11")
@pytest.mark.parametrize("order", MERGED_AND_HEARD)
def test_of_two_that_were_merged_into_each_other_at_once_one_stands(order: Sequence[int]):
    stands, joins = _both_merged(order)
    assert (stands.story.now.merged_into, stands.story.now.joined) == (None, (joins.named,))
    assert (joins.story.now.merged_into, joins.story.now.joined) == (stands.named, ())


def test_the_one_that_joins_hears_without_effect_that_the_other_wanted_to_join_it():
    stands, joins = _of_one_person(2)
    _merge_in_a_circle([stands, joins])
    (said,) = stands.asked_of_others
    assert isinstance(said, ApplicationJoined)
    assert joins.hears(said) == Ignored(IgnoredBecause.MERGED_INTO_IT)


@pytest.mark.parametrize("order", MERGED_AND_HEARD)
def test_the_answer_of_the_one_that_stands_answers_both(order: Sequence[int]):
    stands, joins = _both_merged(order)
    stands.does(IssueResponse(ResponseOutcome.POSITIVE, "Randevu verildi."))
    _delivered([stands, joins])
    assert [one.story.now.status for one in (stands, joins)] == [ApplicationStatus.ANSWERED] * 2
    assert [len(one.story.facts_of(ResponseIssued)) for one in (stands, joins)] == [1, 1]


@pytest.mark.parametrize("order", MERGED_AND_HEARD)
def test_the_one_that_stands_is_still_to_be_answered_when_only_the_other_was(order: Sequence[int]):
    stands, joins = _both_merged(order)
    joins.does(IssueResponse(ResponseOutcome.POSITIVE, "Randevu verildi."))
    _delivered([stands, joins])
    assert stands.story.now.open
    assert stands.story.now.next_stage_at is not None
    stands.does(IssueResponse(ResponseOutcome.POSITIVE, "Randevu verildi."))
    assert stands.story.now.status is ApplicationStatus.ANSWERED


@pytest.mark.parametrize("answered_first", [0, 1])
def test_what_was_answered_before_both_heard_of_each_other_is_answered_once(answered_first: int):
    applications = _of_one_person(2)
    _merge_in_a_circle(applications)
    applications[answered_first].does(IssueResponse(ResponseOutcome.NEGATIVE, "Randevu yok."))
    _delivered(applications)
    for one in applications:
        if one.story.now.open:
            one.does(IssueResponse(ResponseOutcome.NEGATIVE, "Randevu yok."))
    _delivered(applications)
    assert [len(one.story.facts_of(ResponseIssued)) for one in applications] == [1, 1]


@pytest.mark.parametrize("order", list(permutations(range(3))))
@pytest.mark.parametrize("answered", range(3))
def test_in_a_circle_of_three_whichever_is_answered_answers_all(order: Sequence[int], answered: int):
    applications = _of_one_person(3)
    _merge_in_a_circle(applications)
    _delivered([applications[place] for place in order])
    applications[answered].does(IssueResponse(ResponseOutcome.POSITIVE, "Randevu verildi."))
    _delivered(applications)
    assert [len(one.story.facts_of(ResponseIssued)) for one in applications] == [1, 1, 1]


def test_a_chain_that_two_officers_made_at_once_is_followed_to_its_end():
    first, second, third = chain = _of_one_person(3)
    _see(chain)
    assert isinstance(first.does(MergeTask(second.named)), Applied)
    assert isinstance(second.does(MergeTask(third.named)), Applied)
    _delivered(chain)
    third.does(IssueResponse(ResponseOutcome.PARTIAL, "Kısmen."))
    _delivered(chain)
    assert [one.story.now.outcome for one in chain] == [ResponseOutcome.PARTIAL] * 3


def test_one_after_the_other_neither_circle_nor_chain_is_made():
    first, second, third = applications = _of_one_person(3)
    _see(applications)
    first.does(MergeTask(second.named))
    _delivered(applications)
    _see(applications)
    for one, into in ((second, first), (second, third), (third, first)):
        assert one.does(MergeTask(into.named)) == Refused(RefusalCode.CANNOT_BE_MERGED)


def test_nothing_is_merged_into_itself():
    (only,) = _of_one_person(1)
    only.story.others = {only.named: only.as_another()}
    assert only.does(MergeTask(only.named)) == Refused(RefusalCode.CANNOT_BE_MERGED)


ENDED_WITHOUT_AN_ANSWER = [
    pytest.param(DeclineToProcess(NotProcessedReason.ABSTRACT, "Soyut."), Role.OFFICER, id="not processed"),
    pytest.param(MarkInvalid(InvalidReason.CONTACT_WRONG, "Adres yok."), Role.OFFICER, id="invalid"),
    pytest.param(WithdrawOnBehalf("Vazgeçti."), Role.OPERATOR, id="withdrawn"),
]


@pytest.mark.parametrize("answered_before", [False, True])
@pytest.mark.parametrize(("ending", "role"), ENDED_WITHOUT_AN_ANSWER)
def test_nothing_is_merged_into_what_ended_without_an_answer(ending: Action, role: Role, answered_before: bool):
    first, second = _of_one_person(2)
    if answered_before:
        first.does(IssueResponse(ResponseOutcome.POSITIVE, "Randevu verildi."))
        first.does(Reopen("Eksik."), by=GOVERNORATE, role=Role.COORDINATOR)
    assert isinstance(first.does(ending, role=role), Applied)
    _see([first, second])
    assert second.does(MergeTask(first.named)) == Refused(RefusalCode.CANNOT_BE_MERGED)


@pytest.mark.parametrize(("ending", "role"), ENDED_WITHOUT_AN_ANSWER)
def test_what_joins_one_that_ended_at_the_same_moment_gets_no_answer_of_an_earlier_round(ending: Action, role: Role):
    first, second = applications = _of_one_person(2)
    first.does(IssueResponse(ResponseOutcome.POSITIVE, "Randevu verildi."))
    first.does(Reopen("Eksik."), by=GOVERNORATE, role=Role.COORDINATOR)
    _see(applications)
    first.does(ending, role=role)
    assert isinstance(second.does(MergeTask(first.named)), Applied)
    _delivered(applications)
    assert second.story.now.open
    assert not second.story.facts_of(ResponseIssued)
