"""What does an officer see of applications, and what not?"""

import dataclasses
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from data.loaders import load_gazetteer
from domain.decision import Applied
from domain.facts import DuplicateProposed, Merged
from domain.grounds import BoardDecision, ExtensionGround, NotProcessedReason
from domain.identifiers import ApplicationId, FactId, InstitutionId, TaskId, TrackingNumber
from domain.inputs import (
    AboutOfficial,
    Action,
    AddNote,
    AnswerBy,
    ApplicationSubmitted,
    ApproveDraft,
    AskApplicant,
    AssignTask,
    DeclineToProcess,
    DraftResponse,
    ExtendTask,
    IdentityCheck,
    IssueInterimResponse,
    IssueResponse,
    NoticeChannel,
    NoticeConcluded,
    NoticeKind,
    NoticeOutcome,
    OfficialRank,
    OpenTask,
    PlaceTask,
    QuestionAnsweredByApplicant,
    RecordDecision,
    RecordPayment,
    ReferTask,
    Reopen,
    RequestFee,
    ResponseOutcome,
    ReturnTask,
    Role,
    TaskPurpose,
)
from domain.institution import Branch, InstitutionKind, Registry
from domain.legal_regime import ApplicationKind, Channel
from domain.status import ApplicationStatus
from domain.visibility import Viewer
from services.desk.application_view import Surroundings, view_application
from services.desk.due import Due, Urgency
from services.desk.offered import reasons_for
from services.desk.related_view import DuplicateView, LinkView, related_to, view_related
from services.desk.view_models import Item, item_of
from services.desk.view_shapes import ApplicationView
from services.desk.wording import Language
from services.desk.work_view import WhoseDate
from tests.support.builders import (
    CENTRE,
    EDUCATION_DIRECTORATE,
    GOVERNORATE,
    HEALTH_DIRECTORATE,
    MUNICIPALITY,
    OTHER_GOVERNORATE,
    a_submission,
    input_id,
    institution,
    noon,
    small_registry,
)
from tests.support.desk_facts import Filed

TODAY = date(2026, 3, 20)
HOLDER = {
    *("assign", "refer", "return", "interim_response", "respond", "draft_response", "ask_applicant"),
    *("not_processed", "mark_invalid", "note", "merge"),
}
SCREENING = {"open", "assign", "place", "ask_applicant", "not_processed", "mark_invalid", "note", "merge"}
DRAFT = DraftResponse(ResponseOutcome.POSITIVE, "Randevu açıldı.")
REFUSING_DRAFT = DraftResponse(ResponseOutcome.NEGATIVE, "Randevu yok.")
ANSWER = IssueResponse(ResponseOutcome.POSITIVE, "Randevu açıldı.")
GAZETTEER = load_gazetteer()


def seen(
    story: Filed,
    by: InstitutionId = HEALTH_DIRECTORATE,
    role: Role = Role.OFFICER,
    language: Language = Language.TURKISH,
) -> ApplicationView:
    """Open the folder as an officer would."""
    around = Surroundings(TODAY, GAZETTEER, story.registry, language)
    return view_application(story.document, Viewer(by, role), around, {})


def listed(story: Filed, by: InstitutionId = HEALTH_DIRECTORATE, today: date = TODAY) -> Item:
    """Show the application as a row of an inbox."""
    assert story.submission is not None
    return item_of(story.submission.application_id, story.now, Viewer(by, Role.OFFICER), today, GAZETTEER)


def submitted(**changes: Any) -> Filed:
    """Begin a story."""
    story = Filed()
    story.submitted(**changes)
    return story


@pytest.mark.parametrize(
    ("today", "words", "urgency"),
    [
        pytest.param(date(2026, 3, 20), "12 gün kaldı", Urgency.LATER, id="well before"),
        pytest.param(date(2026, 3, 29), "3 gün kaldı", Urgency.SOON, id="three days before"),
        pytest.param(date(2026, 4, 1), "Bugün son gün", Urgency.TODAY, id="on the day"),
        pytest.param(date(2026, 4, 2), "1 gün gecikti", Urgency.OVERDUE, id="the day after"),
    ],
)
def test_the_last_day_is_told_in_words(today: date, words: str, urgency: Urgency):
    due = Due.seen(date(2026, 4, 1), today)
    assert due.in_words.turkish == words
    assert due.urgency is urgency


def test_a_row_tells_what_it_is_about_and_nothing_that_the_citizen_wrote():
    item = listed(submitted(subject_code="10", body="Adım Ayşe, randevu alamıyorum."))
    assert item.summary == "Hastane ve sağlık hizmetleri · Çankaya, Ankara"
    assert item.task_version == 2
    assert "Ayşe" not in json.dumps(dataclasses.asdict(item), default=str)


def test_a_row_is_overdue_from_the_day_after_the_last_day():
    story = submitted()
    assert not listed(story, today=date(2026, 4, 1)).overdue
    assert listed(story, today=date(2026, 4, 2)).overdue


def test_an_answered_application_is_not_overdue_whatever_the_day():
    story = submitted()
    story.asks(IssueResponse(ResponseOutcome.POSITIVE, "Randevu açıldı."))
    assert not listed(story, today=date(2027, 1, 1)).overdue


def test_the_version_seen_is_that_of_the_viewers_own_task():
    story = submitted()
    story.asks(ReferTask(EDUCATION_DIRECTORATE, TaskPurpose.INFORMATION, "Okul sağlığı"))
    story.asks(OpenTask())
    assert seen(story).task_version == 3
    assert seen(story, EDUCATION_DIRECTORATE).task_version == 1
    assert seen(story, GOVERNORATE, Role.COORDINATOR).task_version is None


@pytest.mark.parametrize(
    ("tell", "by", "role", "actions"),
    [
        pytest.param(
            [],
            HEALTH_DIRECTORATE,
            Role.OFFICER,
            {"open", *HOLDER},
            id="the holder",
        ),
        pytest.param(
            [OpenTask()],
            HEALTH_DIRECTORATE,
            Role.APPROVER,
            HOLDER,
            id="the holder who opened it",
        ),
        pytest.param([], HEALTH_DIRECTORATE, Role.AUDITOR, set(), id="a role that only reads"),
        pytest.param([], GOVERNORATE, Role.COORDINATOR, {"withdraw_on_behalf"}, id="its coordinator"),
        pytest.param([], HEALTH_DIRECTORATE, Role.OPERATOR, {"withdraw_on_behalf"}, id="an operator"),
        pytest.param(
            [ReturnTask("Bizim değil")],
            GOVERNORATE,
            Role.COORDINATOR,
            SCREENING | {"withdraw_on_behalf"},
            id="a screening queue",
        ),
        pytest.param(
            [ReturnTask("Bizim değil")],
            CENTRE,
            Role.CENTRE,
            SCREENING | {"withdraw_on_behalf"},
            id="the centre, any queue",
        ),
        pytest.param([ReturnTask("Bizim değil")], HEALTH_DIRECTORATE, Role.OFFICER, set(), id="who returned it"),
        pytest.param([DRAFT], HEALTH_DIRECTORATE, Role.OFFICER, {"open", *HOLDER}, id="who drafted, not his superior"),
        pytest.param(
            [DRAFT], HEALTH_DIRECTORATE, Role.APPROVER, {"open", "approve", *HOLDER}, id="a superior, with a draft"
        ),
        pytest.param([ANSWER], HEALTH_DIRECTORATE, Role.OFFICER, {"not_processed"}, id="who answered"),
        pytest.param([ANSWER], GOVERNORATE, Role.COORDINATOR, {"reopen"}, id="the coordinator of who answered"),
        pytest.param([ANSWER], OTHER_GOVERNORATE, Role.COORDINATOR, set(), id="a coordinator of others"),
    ],
)
def test_a_page_offers_what_role_holding_and_purpose_allow(
    tell: list[Any], by: InstitutionId, role: Role, actions: set[str]
):
    story = submitted()
    for action in tell:
        story.asks(action)
    assert set(seen(story, by, role).actions) == actions


@pytest.mark.requirement("R-G6")
def test_the_ledger_is_told_in_order_with_the_texts_that_belong_to_it():
    story = submitted()
    story.asks(IssueInterimResponse("Doktor atanıyor."))
    story.asks(IssueResponse(ResponseOutcome.NEGATIVE, "Boş randevu yok."))
    view = seen(story)
    assert [line.seq for line in view.ledger] == list(range(1, len(view.ledger) + 1))
    told = [view.texts[line.text_id] for line in view.ledger if line.text_id]
    assert told == ["Doktor atanıyor.", "Boş randevu yok."]
    assert view.response is not None
    assert view.response.remedies


def test_an_officer_is_named_to_his_own_institution_alone():
    story = submitted()
    story.asks(AssignTask("Dr. Kemal"))
    story.asks(OpenTask())
    story.asks(ReferTask(EDUCATION_DIRECTORATE, TaskPurpose.INFORMATION, "Okul sağlığı"))
    assert "Dr. Kemal" in _everything(seen(story))
    others = _everything(seen(story, EDUCATION_DIRECTORATE))
    assert "Dr. Kemal" not in others
    assert "memur-1" not in others


@pytest.mark.requirement("R-B7")
def test_the_official_complained_of_is_shown_to_those_who_decide_alone():
    accused = AboutOfficial("Ali Veli", "Müdür", EDUCATION_DIRECTORATE, OfficialRank.BELOW)
    story = submitted(about_official=accused, institution_id=HEALTH_DIRECTORATE)
    holder = story.now.tasks[0].institution_id
    story.asks(ReferTask(GOVERNORATE, TaskPurpose.INFORMATION, "Bilginize"), by=holder)
    assert "Ali Veli" in _everything(seen(story, holder))
    told = _everything(seen(story, GOVERNORATE))
    assert "Ali Veli" not in told
    assert EDUCATION_DIRECTORATE not in told


@pytest.mark.requirement("R-F5")
def test_of_a_hidden_applicant_not_even_the_hour_is_shown():
    received_at = datetime(2026, 3, 2, 14, 37, tzinfo=UTC)
    open_one, hidden = (submitted(received_at=received_at, identity_confidential=each) for each in (False, True))
    for story in (open_one, hidden):
        assert story.submission is not None
        story.happens(_receipt_served(story.submission, received_at), received_at)
        story.asks(IssueResponse(ResponseOutcome.POSITIVE, "Randevu açıldı."), at=received_at)
    assert "14:37" in _everything(seen(open_one))
    told = _everything(seen(hidden))
    assert "14:37" not in told
    assert "2026-03-01 21:00:00+00:00" in told
    assert listed(hidden).received_at == seen(hidden).received_at


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("by", [HEALTH_DIRECTORATE, GOVERNORATE, CENTRE])
def test_nothing_sealed_and_no_key_is_ever_shown(by: InstitutionId, role: Role):
    told = _everything(seen(submitted(), by, role))
    submission = a_submission()
    assert submission.applicant is not None
    for secret in (submission.tracking_factor, submission.content_hash, submission.applicant.contact, "person_mac"):
        assert f'"{secret}"' not in told


def test_the_sentences_are_english_for_who_reads_english():
    view = seen(submitted(), language=Language.ENGLISH)
    assert view.ledger[0].text == "Registered; to be answered by 2026-04-01."


def _receipt_served(submission: ApplicationSubmitted, at: datetime) -> NoticeConcluded:
    return NoticeConcluded(
        input_id=input_id("receipt"),
        application_id=submission.application_id,
        notice_id=str(input_id("notice")),
        fact_id=FactId(str(input_id("fact"))),
        kind=NoticeKind.RECEIPT,
        channel=NoticeChannel.EMAIL,
        outcome=NoticeOutcome.SERVED,
        concluded_at=at,
    )


def _everything(view: ApplicationView) -> str:
    return json.dumps(dataclasses.asdict(view), default=str, ensure_ascii=False)


def information(**changes: Any) -> Filed:
    """Begin the story of a request for information."""
    return submitted(kind=ApplicationKind.INFORMATION_REQUEST, **changes)


def told(*actions: Action, story: Filed | None = None) -> Filed:
    """Tell what the holder did, one after the other."""
    story = story or submitted()
    for action in actions:
        assert isinstance(story.asks(action), Applied), action
    return story


EXTENDED = ExtendTask(ExtensionGround.OTHER_UNIT, "Arşivden istenecek.")
FEE = RequestFee(20, 1250, "TR33 0006 1005 1978 6457 8413 26")


@pytest.mark.requirement("R-G6")
def test_what_was_asked_noted_and_drafted_is_shown_to_the_institution_that_decides():
    view = seen(told(AskApplicant("Hangi hastane?"), AddNote("Başhekime soruldu."), DRAFT))
    assert [(one.body, one.answer) for one in view.questions] == [("Hangi hastane?", None)]
    assert [(note.officer, note.body) for note in view.notes] == [("memur-1", "Başhekime soruldu.")]
    assert view.task is not None
    assert view.task.draft is not None
    assert (view.task.draft.body, view.task.draft.officer) == ("Randevu açıldı.", "memur-1")
    assert view.status == "awaiting_applicant"


def test_a_copy_shows_neither_note_nor_draft_nor_question_nor_who_wrote_them():
    story = told(
        AskApplicant("Hangi hastane?"),
        AddNote("Başhekime soruldu."),
        DRAFT,
        ReferTask(EDUCATION_DIRECTORATE, TaskPurpose.INFORMATION, "Bilginize"),
    )
    copy = _everything(seen(story, EDUCATION_DIRECTORATE))
    for text in ("Hangi hastane?", "Başhekime soruldu.", "Randevu açıldı.", "memur-1"):
        assert text in _everything(seen(story))
        assert text not in copy
    assert "Bilginize" in copy


def test_a_draft_that_was_approved_is_the_answer_and_shown_to_whoever_may_see_it():
    story = told(DRAFT)
    story.asks(ApproveDraft(), role=Role.APPROVER)
    view = seen(story, GOVERNORATE, Role.COORDINATOR)
    assert [response.body for response in view.responses] == ["Randevu açıldı."]
    assert "Randevu açıldı." in view.texts.values()


def test_what_the_applicant_answered_is_shown_to_who_asked():
    story = told(AskApplicant("Hangi hastane?"))
    question = story.now.questions[0].question_id
    assert story.submission is not None
    said = QuestionAnsweredByApplicant(
        input_id("answer"), story.submission.application_id, question, "Numune Hastanesi."
    )
    story.happens(said, noon(date(2026, 3, 4)))
    assert seen(story).questions[0].answer == "Numune Hastanesi."
    assert listed(story).status == "routed"


def test_a_row_says_that_an_answer_waits_for_approval():
    assert listed(told(DRAFT)).awaits_approval
    assert not listed(submitted()).awaits_approval
    assert not listed(told(DRAFT), by=GOVERNORATE).awaits_approval


def test_a_fee_is_shown_with_its_amount_and_how_to_pay_it():
    task = seen(told(FEE, story=information())).task
    assert task is not None
    assert task.fee is not None
    assert (task.fee.amount, task.fee.how_to_pay, task.fee.paid_on) == (1250, FEE.how_to_pay, None)
    assert task.fee.pay_by == task.due_on


@pytest.mark.parametrize(
    ("story", "by", "is_whose"),
    [
        pytest.param(submitted(), HEALTH_DIRECTORATE, None, id="both dates are one"),
        pytest.param(
            told(ReferTask(MUNICIPALITY, TaskPurpose.ACTION, "Sizin")),
            MUNICIPALITY,
            WhoseDate.INSTITUTION,
            id="a petition sent on: the citizen's clock binds",
        ),
        pytest.param(
            told(ReferTask(MUNICIPALITY, TaskPurpose.ACTION, "Sizin"), story=information()),
            MUNICIPALITY,
            WhoseDate.CITIZEN,
            id="Law 4982, art. 7/3: the institution's clock binds",
        ),
    ],
)
def test_the_date_that_does_not_bind_says_whose_it_is(story: Filed, by: InstitutionId, is_whose: WhoseDate | None):
    task = seen(story, by).task
    assert task is not None
    assert task.other_date_is is is_whose
    assert (task.other_due_on is None) is (is_whose is None)


@pytest.mark.parametrize(
    ("story", "role", "offered", "not_offered"),
    [
        pytest.param(information(), Role.OFFICER, {"extend", "request_fee"}, {"record_payment"}, id="Law 4982"),
        pytest.param(submitted(), Role.OFFICER, {"respond"}, {"extend", "request_fee"}, id="Law 3071 knows no more"),
        pytest.param(told(EXTENDED, story=information()), Role.OFFICER, {"request_fee"}, {"extend"}, id="extended"),
        pytest.param(
            told(FEE, story=information()),
            Role.OFFICER,
            {"record_payment", "respond"},
            {"extend", "request_fee", "refer"},
            id="waiting for the fee",
        ),
        pytest.param(
            told(FEE, DRAFT, story=information()),
            Role.APPROVER,
            {"draft_response", "not_processed"},
            {"approve"},
            id="a draft of full access waits for the fee",
        ),
        pytest.param(
            told(FEE, REFUSING_DRAFT, story=information()),
            Role.APPROVER,
            {"approve"},
            set(),
            id="a drafted refusal waits for no fee",
        ),
        pytest.param(submitted(), Role.OFFICER, set(), {"record_decision"}, id="no board"),
        pytest.param(submitted(identity_confidential=True), Role.OFFICER, {"note"}, {"merge"}, id="never linked"),
    ],
)
def test_only_what_the_law_and_the_state_allow_is_offered(
    story: Filed, role: Role, offered: set[str], not_offered: set[str]
):
    actions = set(seen(story, role=role).actions)
    assert offered <= actions
    assert not actions & not_offered


def test_a_fee_that_nothing_waits_for_any_more_is_offered_to_be_recorded_as_paid_until_it_is():
    story = told(
        ReferTask(EDUCATION_DIRECTORATE, TaskPurpose.ACTION, "İkimizin işi.", keep=True), FEE, story=information()
    )
    story.asks(ReturnTask("Görevimiz değil."), by=EDUCATION_DIRECTORATE)
    story.asks(PlaceTask(HEALTH_DIRECTORATE), by=GOVERNORATE, role=Role.COORDINATOR)
    assert story.now.status is ApplicationStatus.ROUTED
    assert {"record_payment", "refer"} <= set(seen(story).actions)
    told(RecordPayment(date(2026, 3, 3)), story=story)
    assert "record_payment" not in seen(story).actions


@pytest.mark.requirement("R-E13", "R-E16")
@pytest.mark.parametrize(
    ("story", "fits", "does_not"),
    [
        pytest.param(submitted(), "only_a_court_can_solve", "exempt_information", id="a petition"),
        pytest.param(information(), "privacy_of_others", "ethics_in_court", id="a request for information"),
        pytest.param(submitted(), "abstract", "abstract_anonymous", id="a signed complaint"),
        pytest.param(
            submitted(kind=ApplicationKind.TIP_OFF, applicant=None, answer_by=AnswerBy.NONE),
            "abstract_anonymous",
            "privacy_of_others",
            id="an unsigned tip-off",
        ),
        pytest.param(told(ANSWER), "false_statement", "abstract", id="answered: only what was found false since"),
    ],
)
def test_the_reasons_not_to_process_are_those_of_the_applications_law(story: Filed, fits: str, does_not: str):
    reasons = seen(story).reasons_not_to_process
    assert fits in reasons
    assert does_not not in reasons


def test_why_it_was_not_processed_is_shown_in_words_with_the_explanation():
    view = seen(told(DeclineToProcess(NotProcessedReason.COURT_DECIDED, "Mahkeme 2025'te karar verdi.")))
    assert view.ended_unanswered is not None
    assert view.ended_unanswered.reason_text == "Mahkeme karar vermiş"
    assert view.ended_unanswered.body == "Mahkeme 2025'te karar verdi."


def test_what_a_letter_lacks_and_what_the_registry_said_stand_in_words_and_nothing_else_of_the_person():
    story = submitted(
        channel=Channel.LETTER,
        identity_check=IdentityCheck.UNAVAILABLE,
        elements_missing=("address", "signature", "seal"),
    )
    view = seen(story, GOVERNORATE, Role.COORDINATOR)
    assert view.elements_missing_text == ("adres", "imza", "seal")
    assert view.identity_check_text == "Kimlik kayıtlarına o sırada ulaşılamadı"


OTHER = a_submission(said="another")


@pytest.mark.requirement("R-E11")
@pytest.mark.parametrize(
    ("related", "linked"),
    [
        pytest.param({OTHER.application_id: OTHER.tracking_number}, OTHER.application_id, id="one that he may see"),
        pytest.param({}, None, id="one that he may not"),
    ],
)
def test_a_similar_application_is_named_with_its_likeness_and_linked_only_where_it_may_be_seen(
    related: dict[ApplicationId, TrackingNumber], linked: str | None
):
    proposed = DuplicateProposed(OTHER.application_id, OTHER.tracking_number, 83)
    merged = Merged(TaskId("t"), HEALTH_DIRECTORATE, OTHER.application_id, OTHER.tracking_number)
    application = replace(submitted().now, joined=(OTHER.application_id,), appeal_of=OTHER.application_id)
    view = view_related(application, [proposed, merged], related)
    assert view.duplicates == (DuplicateView(linked, OTHER.tracking_number, 83),)
    assert view.merged_into == LinkView(linked, OTHER.tracking_number)
    known = LinkView(linked, OTHER.tracking_number if linked else None)
    assert (view.joined, view.appeal_of) == ((known,), known)
    assert related_to(application) == {OTHER.application_id}


BOARD = InstitutionId("10000091")


def before_the_board(**changes: Any) -> Filed:
    """Begin the story of a complaint that the ethics board has before it."""
    board = institution(BOARD, InstitutionKind.PRIME_MINISTRY_UNIT, branch=Branch.ETHICS_BOARD)
    story = Filed(registry=Registry([*small_registry(), board]))
    story.submitted(kind=ApplicationKind.SUGGESTION, institution_id=BOARD, **changes)
    assert story.now.tasks[0].institution_id == BOARD
    return story


@pytest.mark.requirement("R-H3")
def test_no_complaint_is_offered_for_withdrawal_to_who_is_complained_of():
    accused = AboutOfficial("Ali Veli", "Vali", GOVERNORATE, OfficialRank.BELOW)
    story = submitted(about_official=accused)
    for by, offered in ((GOVERNORATE, False), (HEALTH_DIRECTORATE, False), (CENTRE, True)):
        assert ("withdraw_on_behalf" in seen(story, by, Role.COORDINATOR).actions) is offered, by


def test_what_was_answered_and_taken_up_again_offers_every_reason_to_decline():
    story = told(ANSWER)
    assert reasons_for(story.now) == (NotProcessedReason.FALSE_STATEMENT,)
    story.asks(Reopen("Eksik cevap."), by=GOVERNORATE, role=Role.COORDINATOR)
    assert NotProcessedReason.COURT_DECIDED in reasons_for(story.now)
    assert {"not_processed", "mark_invalid"} <= set(seen(story).actions)


def test_a_boards_decision_is_offered_to_the_board_and_shown_as_the_answer():
    story = before_the_board()
    assert "record_decision" in seen(story, BOARD).actions
    recorded = story.asks(RecordDecision(BoardDecision.PARTLY_UPHELD, "Kısmen haklı bulundu."), by=BOARD)
    assert isinstance(recorded, Applied)
    (response,) = seen(story, BOARD).responses
    assert (response.decision, response.outcome) == (BoardDecision.PARTLY_UPHELD, ResponseOutcome.PARTIAL)
    assert any(line.text == f"Kurum {BOARD} karar verdi: Kısmen kabul." for line in seen(story, BOARD).ledger)
