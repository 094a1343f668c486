"""Who is told what, by which road, and which remedies stand in it?"""

from datetime import date
from typing import get_args

import pytest

from domain.facts import (
    Closed,
    ClosedBecause,
    Fact,
    Referred,
    Registered,
    ResponseIssued,
    Routed,
    TextRef,
)
from domain.identifiers import InstitutionId, TaskId
from domain.inputs import (
    AnswerBy,
    IssueResponse,
    NoticeChannel,
    NoticeKind,
    PlaceTask,
    RemedyOffered,
    ResponseOutcome,
    Role,
    TaskPurpose,
)
from domain.legal_regime import ApplicationKind, LegalRegime
from domain.notice import notice_channel_of, notice_kind_of
from domain.remedy import remedies_after_deemed_refusal, remedies_after_response
from tests.support.builders import CENTRE, HEALTH_DIRECTORATE, Story, turkey

TEXT = TextRef.of("00000000-0000-0000-0000-000000000000", "metin")
TASK, OTHER_TASK = TaskId("task"), TaskId("other task")
HERE, THERE = InstitutionId("10000008"), InstitutionId("10000016")


def referred(purpose: TaskPurpose) -> Referred:
    return Referred(TASK, HERE, OTHER_TASK, THERE, purpose, TEXT, TEXT)


@pytest.mark.parametrize(
    ("fact", "kind"),
    [
        pytest.param(referred(TaskPurpose.ACTION), NoticeKind.REFERRED, id="sent on for action"),
        pytest.param(referred(TaskPurpose.INFORMATION), None, id="a copy for information"),
        pytest.param(
            ResponseIssued(TASK, HERE, ResponseOutcome.POSITIVE, TEXT, ()),
            NoticeKind.RESPONSE,
            id="an answer",
            marks=pytest.mark.requirement("R-G3", "R-G14"),
        ),
        pytest.param(Closed(ClosedBecause.WITHDRAWN), NoticeKind.WITHDRAWN, id="withdrawn"),
        pytest.param(
            Closed(ClosedBecause.ANSWER_SERVED),
            None,
            id="closed because the answer was served",
            marks=pytest.mark.requirement("R-G14"),
        ),
        pytest.param(Routed(TASK, HERE, TaskPurpose.ACTION, None, (), TEXT), None, id="routed"),
    ],
)
def test_the_applicant_is_told_what_concerns_him_and_once(fact: Fact, kind: NoticeKind | None) -> None:
    assert notice_kind_of(fact) is kind


def test_every_kind_of_notice_has_a_fact_that_causes_it() -> None:
    told = {notice_kind_of(made) for made in _one_of_each_fact()}

    assert told - {None} == set(NoticeKind)


def _one_of_each_fact() -> list[Fact]:
    """Make facts without their content: which notice they cause depends on class, purpose and reason alone."""
    made = [object.__new__(fact) for fact in get_args(Fact) if fact not in (Referred, Closed)]
    assert any(isinstance(fact, Registered) for fact in made)
    return [*made, referred(TaskPurpose.ACTION), Closed(ClosedBecause.WITHDRAWN)]


@pytest.mark.requirement("R-F2", "R-I3")
@pytest.mark.parametrize("answer_by", list(AnswerBy))
def test_a_notice_goes_the_way_the_applicant_chose(answer_by: AnswerBy) -> None:
    channel = notice_channel_of(answer_by)

    assert channel == (None if answer_by is AnswerBy.NONE else NoticeChannel(answer_by.value))


@pytest.mark.requirement("R-I4")
@pytest.mark.parametrize("regime", list(LegalRegime))
@pytest.mark.parametrize("outcome", [ResponseOutcome.PARTIAL, ResponseOutcome.NEGATIVE])
def test_whoever_is_refused_is_told_of_the_suit_within_sixty_days(
    regime: LegalRegime, outcome: ResponseOutcome
) -> None:
    suit = remedies_after_response(regime, outcome, ())[-1].to

    assert "İdare mahkemesinde dava" in suit
    assert "60 gün" in suit


@pytest.mark.requirement("R-I4", "R-I5")
def test_a_refused_information_request_may_first_be_objected_to_in_writing_within_fifteen_days() -> None:
    objection, _ = remedies_after_response(LegalRegime.RIGHT_TO_INFORMATION, ResponseOutcome.NEGATIVE, ())

    assert "Bilgi Edinme Değerlendirme Kuruluna yazılı itiraz" in objection.to
    assert "15 gün" in objection.to


def test_a_positive_answer_needs_no_remedy() -> None:
    assert remedies_after_response(LegalRegime.PETITION, ResponseOutcome.POSITIVE, ()) == ()


def test_the_remedies_an_institution_names_itself_stand_before_the_general_ones() -> None:
    named = (RemedyOffered("İl İdare Kuruluna itiraz", "2026-05-04"),)

    assert remedies_after_response(LegalRegime.PETITION, ResponseOutcome.NEGATIVE, named) == named


@pytest.mark.requirement("R-I7")
@pytest.mark.parametrize(
    ("regime", "last_days"),
    [
        pytest.param(LegalRegime.PETITION, ["2026-06-01"], id="60 days, the last a Sunday"),
        pytest.param(LegalRegime.RIGHT_TO_INFORMATION, ["2026-04-16", "2026-06-01"], id="15 days to object, 60 to sue"),
    ],
)
def test_after_silence_the_remedies_run_from_the_last_day_of_silence(regime: LegalRegime, last_days: list[str]) -> None:
    remedies = remedies_after_deemed_refusal(regime, date(2026, 4, 1), turkey())

    assert [remedy.until_on for remedy in remedies] == last_days


@pytest.mark.requirement("R-H3", "R-H4")
@pytest.mark.parametrize("kind", [ApplicationKind.ETHICS_COMPLAINT, ApplicationKind.HUMAN_RIGHTS_COMPLAINT])
def test_what_a_board_decided_is_recorded_and_told(kind: ApplicationKind) -> None:
    story = Story().submitted(kind=kind)
    story.asks(PlaceTask(HEALTH_DIRECTORATE), by=CENTRE, role=Role.CENTRE)  # the small state has no board of its own
    holder = story.now.holder
    assert holder is not None
    story.asks(IssueResponse(ResponseOutcome.PARTIAL, "Soruşturma açıldı."), by=holder.institution_id)
    (decided,) = story.facts_of(ResponseIssued)
    assert story.now.response is not None
    assert story.now.response.outcome is decided.outcome is ResponseOutcome.PARTIAL
    assert notice_kind_of(decided) is NoticeKind.RESPONSE
