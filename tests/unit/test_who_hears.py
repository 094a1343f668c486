"""Who hears on its own topic of the applicant's answer and of the end, wherever the application has moved meanwhile?"""

from datetime import date

import pytest

from domain.audience import audience
from domain.decision import Refused
from domain.facts import Closed, FoundInvalid, NotProcessed, QuestionAnswered, RefusalCode
from domain.grounds import InvalidReason, NotProcessedReason
from domain.identifiers import InstitutionId
from domain.inputs import (
    Action,
    AskApplicant,
    DeclineToProcess,
    IssueResponse,
    MarkInvalid,
    NoticeKind,
    PlaceTask,
    QuestionAnsweredByApplicant,
    ReferTask,
    ResponseOutcome,
    ReturnTask,
    Role,
    TaskPurpose,
    WithdrawOnBehalf,
)
from domain.ladder import Stage, opening
from tests.support.builders import (
    CENTRE,
    EDUCATION_DIRECTORATE,
    GOVERNORATE,
    HEALTH_DIRECTORATE,
    MUNICIPALITY,
    Story,
    noon,
)

QUESTION = AskApplicant("Hangi hastane?")
COPY = ReferTask(MUNICIPALITY, TaskPurpose.INFORMATION, "Bilginize.")
ON = ReferTask(EDUCATION_DIRECTORATE, TaskPurpose.ACTION, "Onların işi.")
SHARED = ReferTask(EDUCATION_DIRECTORATE, TaskPurpose.ACTION, "İkimizin işi.", keep=True)


def _heard(story: Story, kind: type) -> tuple[InstitutionId, ...]:
    (fact,) = story.facts_of(kind)
    return audience(fact, story.now)


def _answered_by_the_applicant(story: Story) -> None:
    (question,) = story.now.questions
    said = {"question_id": question.question_id, "body": "Numune Hastanesi."}
    story.hears(QuestionAnsweredByApplicant, noon(date(2026, 3, 9)), **said)


@pytest.mark.parametrize(
    ("moved", "heard_by"),
    [
        pytest.param([], (HEALTH_DIRECTORATE,), id="who asked still holds it"),
        pytest.param([ON], (EDUCATION_DIRECTORATE,), id="it was sent on"),
        pytest.param([SHARED], (HEALTH_DIRECTORATE, EDUCATION_DIRECTORATE), id="both act on it"),
        pytest.param([COPY], (HEALTH_DIRECTORATE,), id="a copy is no holding"),
        pytest.param([ReturnTask("Bizim değil.")], (GOVERNORATE,), id="it was returned"),
        pytest.param(
            [SHARED, IssueResponse(ResponseOutcome.POSITIVE, "Bizden tamam.")],
            (EDUCATION_DIRECTORATE,),
            id="who asked has answered, the other has not",
        ),
    ],
)
def test_the_applicants_answer_reaches_who_now_acts_and_the_asker_only_while_it_does(
    moved: list[Action], heard_by: tuple[InstitutionId, ...]
):
    story = Story().submitted()
    for action in (QUESTION, *moved):
        story.asks(action)
    _answered_by_the_applicant(story)
    assert _heard(story, QuestionAnswered) == heard_by


def test_what_was_asked_in_screening_is_answered_to_who_acts_on_it_since():
    story = Story().submitted(institution_id=None, event_place=None, body="Her şey çok kötü, lütfen düzeltin.")
    story.asks(QUESTION, by=CENTRE, role=Role.CENTRE)
    story.asks(PlaceTask(HEALTH_DIRECTORATE), by=CENTRE, role=Role.CENTRE)
    _answered_by_the_applicant(story)
    assert _heard(story, QuestionAnswered) == (HEALTH_DIRECTORATE,)


def test_who_acts_since_may_not_decide_by_what_it_read_before_the_applicants_answer():
    story = Story().submitted()
    story.asks(QUESTION)
    story.asks(ON)
    holder = story.now.holder
    assert holder is not None
    _answered_by_the_applicant(story)
    answer = IssueResponse(ResponseOutcome.POSITIVE, "Randevu verildi.")
    stale = story.asks(answer, by=EDUCATION_DIRECTORATE, version=holder.task_version)
    assert stale == Refused(RefusalCode.STALE_TASK_VERSION)


@pytest.mark.parametrize(
    ("ending", "end"),
    [
        pytest.param(WithdrawOnBehalf("Vazgeçti."), Closed, id="withdrawn"),
        pytest.param(DeclineToProcess(NotProcessedReason.ABSTRACT, "Soyut."), NotProcessed, id="not processed"),
        pytest.param(MarkInvalid(InvalidReason.CONTACT_WRONG, "Adres yok."), FoundInvalid, id="invalid"),
    ],
)
def test_who_has_a_copy_for_information_hears_of_the_end(ending: Action, end: type):
    story = Story().submitted()
    story.asks(COPY)
    role = Role.OPERATOR if isinstance(ending, WithdrawOnBehalf) else Role.OFFICER
    story.asks(ending, role=role)
    assert set(_heard(story, end)) == {HEALTH_DIRECTORATE, MUNICIPALITY}


def test_who_was_told_of_a_delay_hears_when_the_answer_was_served():
    story = Story().submitted()
    story.falls_due(Stage.COORDINATOR, opening(date(2026, 4, 2)))
    story.answers(at=noon(date(2026, 4, 3)))
    story.served(NoticeKind.RESPONSE, date(2026, 4, 6))
    assert set(_heard(story, Closed)) == {HEALTH_DIRECTORATE, GOVERNORATE}
