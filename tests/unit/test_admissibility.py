"""Is each application registered first, then judged in the rulebook's order: by a rule where one may, else a person?"""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.decision import Applied, OtherApplication, Refused
from domain.facts import ClockSet, FoundInvalid, NotProcessed, RefusalCode, Registered, ScreeningRequested
from domain.grounds import InvalidReason, NotProcessedReason
from domain.identifiers import ApplicationId
from domain.inputs import (
    AboutOfficial,
    AnswerBy,
    DeclineToProcess,
    Enclosure,
    IdentityCheck,
    MarkInvalid,
    OfficialRank,
    PlaceTask,
    Role,
)
from domain.legal_regime import ApplicationKind, Channel, LegalRegime
from domain.routing_decision import ScreeningReason
from domain.status import ApplicationStatus
from tests.support.builders import (
    CENTRE,
    ETHICS_BOARD,
    GOVERNORATE,
    HEALTH_DIRECTORATE,
    REVIEW_BOARD,
    Story,
    a_submission,
    noon,
    wider_registry,
)

K, C = ApplicationKind, Channel
ANONYMOUS = {"applicant": None, "answer_by": AnswerBy.NONE, "tracking_factor": None}
APPEALED = ApplicationId("7f0f2a55-4cf4-5a4f-8b52-0d3f6c6a0001")


def _told(**changes) -> Story:
    return Story(registry=wider_registry()).submitted(**changes)


def _other(**changes: Any) -> OtherApplication:
    """An open request for information that the same applicant made by the web form on the same day."""
    other = OtherApplication(
        application_id=APPEALED,
        tracking_number=a_submission("another one").tracking_number,
        same_applicant=True,
        kind=K.INFORMATION_REQUEST,
        legal_regime=LegalRegime.RIGHT_TO_INFORMATION,
        channel=C.WEB,
        received_on=date(2026, 3, 2),
        open=True,
    )
    return replace(other, **changes)


@pytest.mark.requirement("R-A7", "R-E3")
@pytest.mark.parametrize("kind", [K.COMPLAINT, K.INFORMATION_REQUEST, K.OPINION])
@pytest.mark.parametrize("channel", Channel)
def test_whatever_follows_every_application_is_registered_first(kind: ApplicationKind, channel: Channel):
    story = _told(kind=kind, channel=channel, identity_check=IdentityCheck.MISMATCHED)
    assert isinstance(story.facts[0], Registered)


@pytest.mark.requirement("R-C9")
def test_information_asked_by_telephone_is_never_processed():
    story = _told(kind=K.INFORMATION_REQUEST, channel=C.PHONE)
    assert story.facts_of(NotProcessed) == [NotProcessed(NotProcessedReason.CHANNEL)]
    assert story.now.status is ApplicationStatus.NOT_PROCESSED
    assert not story.facts_of(ClockSet)


@pytest.mark.requirement("R-C8")
@pytest.mark.parametrize("kind", [K.SERVICE_REQUEST, K.COMPLAINT, K.TIP_OFF, K.OPINION, K.SUGGESTION])
@pytest.mark.parametrize("channel", Channel)
def test_a_petition_may_come_by_every_channel(kind: ApplicationKind, channel: Channel):
    assert _told(kind=kind, channel=channel).now.status is ApplicationStatus.ROUTED


@pytest.mark.requirement("R-D2")
@pytest.mark.conflict(1)
@pytest.mark.parametrize("channel", [C.WEB, C.PHONE, C.EMAIL])
def test_a_wrong_identity_makes_an_application_invalid(channel: Channel):
    story = _told(channel=channel, identity_check=IdentityCheck.MISMATCHED)
    assert story.facts_of(FoundInvalid) == [FoundInvalid(InvalidReason.IDENTITY_WRONG)]
    assert story.now.status is ApplicationStatus.INVALID


@pytest.mark.requirement("R-E14", "R-E15")
@pytest.mark.conflict(1)
@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"kind": K.TIP_OFF, "channel": C.WEB}, id="a tip-off whoever gave it"),
        pytest.param({"kind": K.COMPLAINT, "channel": C.LETTER}, id="a letter"),
        pytest.param({"kind": K.SERVICE_REQUEST, "channel": C.FAX}, id="a fax"),
        pytest.param({"kind": K.SERVICE_REQUEST, "channel": C.IN_PERSON}, id="a visit"),
    ],
)
def test_a_person_looks_at_a_wrong_identity_on_paper_or_of_an_informer(changes):
    story = _told(identity_check=IdentityCheck.MISMATCHED, **changes)
    (asked,) = story.facts_of(ScreeningRequested)
    assert asked.because == ScreeningReason.IDENTITY_UNCLEAR
    assert [proposal.institution_id for proposal in asked.proposals] == [HEALTH_DIRECTORATE]
    assert story.facts_of(ClockSet)


@pytest.mark.parametrize("check", [IdentityCheck.MATCHED, IdentityCheck.UNAVAILABLE, IdentityCheck.NOT_ASKED])
def test_an_identity_that_is_right_or_could_not_be_asked_goes_on(check: IdentityCheck):
    story = _told(identity_check=check)
    assert story.now.status is ApplicationStatus.ROUTED
    assert story.now.identity_check is check


@pytest.mark.requirement("R-E12", "R-F1")
@pytest.mark.conflict(1)
@pytest.mark.parametrize("channel", [C.LETTER, C.FAX])
def test_an_unsigned_complaint_on_paper_is_taken_as_a_tip_off(channel: Channel):
    story = _told(channel=channel, **ANONYMOUS)
    assert (story.now.kind, story.now.filed_as) == (K.TIP_OFF, K.COMPLAINT)
    assert story.now.status is ApplicationStatus.ROUTED


@pytest.mark.requirement("R-D11")
@pytest.mark.parametrize("kind", [K.SERVICE_REQUEST, K.OPINION, K.SUGGESTION, K.INFORMATION_REQUEST])
def test_nothing_but_a_tip_off_may_be_unsigned(kind: ApplicationKind):
    story = _told(kind=kind, channel=C.LETTER, **ANONYMOUS)
    assert story.facts_of(NotProcessed) == [NotProcessed(NotProcessedReason.ELEMENTS_MISSING)]


@pytest.mark.requirement("R-D13", "R-D14")
def test_a_fax_that_asks_for_information_without_its_data_is_not_processed():
    story = _told(kind=K.INFORMATION_REQUEST, channel=C.FAX, elements_missing=("national_id",))
    assert story.facts_of(NotProcessed) == [NotProcessed(NotProcessedReason.ELEMENTS_MISSING)]


@pytest.mark.requirement("R-D3", "R-D11", "R-D12")
@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"kind": K.SERVICE_REQUEST, "channel": C.LETTER}, id="a letter"),
        pytest.param({"kind": K.COMPLAINT, "channel": C.FAX}, id="a complaint by fax"),
        pytest.param({"kind": K.INFORMATION_REQUEST, "channel": C.LETTER}, id="information by letter"),
    ],
)
def test_a_person_looks_at_a_letter_that_lacks_what_the_law_wants(changes):
    story = _told(elements_missing=("signature", "address"), **changes)
    (asked,) = story.facts_of(ScreeningRequested)
    assert asked.because == ScreeningReason.ELEMENTS_MISSING
    assert story.now.elements_missing == ("signature", "address")


def test_the_channel_is_judged_before_the_identity():
    story = _told(kind=K.INFORMATION_REQUEST, channel=C.PHONE, identity_check=IdentityCheck.MISMATCHED)
    assert story.facts_of(NotProcessed) == [NotProcessed(NotProcessedReason.CHANNEL)]


def test_what_one_person_sends_beyond_the_days_number_is_placed_by_a_person_and_not_refused():
    story = Story(registry=wider_registry(), web_applications_a_day=1)
    story.others[APPEALED] = _other()
    story.submitted()
    (asked,) = story.facts_of(ScreeningRequested)
    assert asked.because == ScreeningReason.DAILY_LIMIT
    assert asked.institution_id == CENTRE
    assert story.now.due_on == date(2026, 4, 1)


@pytest.mark.parametrize(
    ("other", "changes", "limit"),
    [
        pytest.param({"received_on": date(2026, 3, 1)}, {}, 1, id="yesterday's"),
        pytest.param({"same_applicant": False}, {}, 1, id="somebody else's"),
        pytest.param({"channel": C.LETTER}, {}, 1, id="a letter"),
        pytest.param({}, {"channel": C.LETTER}, 1, id="a letter after a form"),
        pytest.param({}, {}, 2, id="a second where two are allowed"),
        pytest.param({}, {}, 0, id="no limit"),
    ],
)
def test_the_days_number_counts_one_persons_web_applications_of_one_day(other, changes, limit):
    story = Story(registry=wider_registry(), web_applications_a_day=limit)
    story.others[APPEALED] = _other(**other)
    assert story.submitted(**changes).now.status is ApplicationStatus.ROUTED


_ANY = (
    NotProcessedReason.NO_DEFINITE_SUBJECT,
    NotProcessedReason.ONLY_A_COURT_CAN_SOLVE,
    NotProcessedReason.COURT_DECIDED,
    NotProcessedReason.PROSECUTION_UNDER_WAY,
    NotProcessedReason.INSULT_OR_UNFOUNDED,
    NotProcessedReason.ABSTRACT,
    NotProcessedReason.PERSON_OR_EVENT_NOT_NAMED,
    NotProcessedReason.NO_SERIOUS_EVIDENCE,
    NotProcessedReason.UNDER_PRELIMINARY_EXAMINATION,
    NotProcessedReason.ALREADY_CONCLUDED,
    NotProcessedReason.OUT_OF_THE_SYSTEM,
)


@pytest.mark.requirement("R-E1", "R-E2", "R-E3", "R-E4", "R-E5", "R-E6", "R-E7", "R-E8", "R-E9", "R-E10", "R-E11")
@pytest.mark.parametrize("reason", _ANY)
def test_a_person_who_holds_it_may_refuse_to_process_with_a_reason(reason: NotProcessedReason):
    story = _told()
    story.asks(DeclineToProcess(reason, "Açıklama."))
    (refused,) = story.facts_of(NotProcessed)
    assert (refused.reason, refused.institution_id) == (reason, HEALTH_DIRECTORATE)
    assert refused.text is not None
    assert story.now.status is ApplicationStatus.NOT_PROCESSED
    assert story.now.next_stage_at is None


@pytest.mark.requirement("R-E1", "R-E2", "R-E4", "R-E7")
@pytest.mark.parametrize(
    "body",
    [
        pytest.param("Her şey çok kötü, bıktım artık.", id="no definite subject"),
        pytest.param("Hastane müdürü alçağın tekidir, hepsi hırsız.", id="an insult"),
        pytest.param("Mahkemedeki davamın lehime bitirilmesini istiyorum.", id="a court's matter"),
    ],
)
def test_no_rule_refuses_for_what_was_written(body: str):
    assert not _told(body=body).facts_of(NotProcessed, FoundInvalid)


_PRIVACY = NotProcessedReason.PRIVACY_OF_OTHERS


@pytest.mark.requirement("R-B4", "R-E16")
@pytest.mark.parametrize(
    ("kind", "reason", "fits"),
    [
        pytest.param(K.INFORMATION_REQUEST, _PRIVACY, True, id="privacy of others, asked for information"),
        pytest.param(K.INFORMATION_REQUEST, NotProcessedReason.ALREADY_PUBLISHED, True, id="already published"),
        pytest.param(K.INFORMATION_REQUEST, NotProcessedReason.EXEMPT_INFORMATION, True, id="exempt"),
        pytest.param(K.INFORMATION_REQUEST, NotProcessedReason.SEPARATE_WORK_NEEDED, True, id="separate work"),
        pytest.param(K.INFORMATION_REQUEST, NotProcessedReason.OPINION_ASKED, True, id="an opinion asked"),
        pytest.param(K.COMPLAINT, _PRIVACY, False, id="privacy of others, a complaint"),
        pytest.param(K.SERVICE_REQUEST, NotProcessedReason.EXEMPT_INFORMATION, False, id="exempt, a service"),
        pytest.param(K.COMPLAINT, NotProcessedReason.ETHICS_IN_COURT, False, id="the ethics board's reason"),
        pytest.param(K.COMPLAINT, NotProcessedReason.NO_VIOLATION_ALLEGED, False, id="a human rights board's reason"),
        pytest.param(K.COMPLAINT, NotProcessedReason.ABSTRACT_ANONYMOUS, False, id="signed, so not anonymous"),
    ],
)
def test_a_reason_belongs_to_its_law(kind: ApplicationKind, reason: NotProcessedReason, fits: bool):
    decision = _told(kind=kind).asks(DeclineToProcess(reason, "Açıklama."))
    assert isinstance(decision, Applied) if fits else decision == Refused(RefusalCode.REASON_NOT_FOR_THIS_KIND)


@pytest.mark.requirement("R-E13")
@pytest.mark.parametrize(
    "reason", [NotProcessedReason.ABSTRACT_ANONYMOUS, NotProcessedReason.ANONYMOUS_TERROR_ALLEGATION]
)
def test_an_abstract_anonymous_letter_is_refused_by_a_person(reason: NotProcessedReason):
    story = _told(kind=K.TIP_OFF, channel=C.LETTER, **ANONYMOUS)
    assert isinstance(story.asks(DeclineToProcess(reason, "Somut bilgi yok.")), Applied)


@pytest.mark.requirement("R-E12")
def test_an_anonymous_letter_with_concrete_facts_goes_on_to_its_institution():
    story = _told(kind=K.TIP_OFF, channel=C.LETTER, enclosures=(Enclosure.EVIDENCE,), **ANONYMOUS)
    assert story.now.holder is not None
    assert story.now.holder.institution_id == HEALTH_DIRECTORATE


@pytest.mark.requirement("R-D2")
def test_a_person_in_screening_finds_it_invalid_or_lets_it_go_on():
    invalid, goes_on = (_told(channel=C.LETTER, identity_check=IdentityCheck.MISMATCHED) for _ in range(2))
    invalid.asks(MarkInvalid(InvalidReason.IDENTITY_WRONG, "Numara başkasının."), by=GOVERNORATE)
    assert invalid.now.status is ApplicationStatus.INVALID
    goes_on.asks(PlaceTask(HEALTH_DIRECTORATE), by=GOVERNORATE, role=Role.COORDINATOR)
    assert goes_on.now.status is ApplicationStatus.ROUTED


def test_what_was_answered_in_part_is_answered_to_the_end():
    story = _told(institution_id=None, event_place=None, body="Her şey çok kötü, lütfen düzeltin.")
    story.asks(PlaceTask(HEALTH_DIRECTORATE, also_to=(GOVERNORATE,)), by=CENTRE, role=Role.CENTRE)
    story.answers(by=HEALTH_DIRECTORATE)
    refused = story.asks(DeclineToProcess(NotProcessedReason.ABSTRACT, "Soyut."), by=GOVERNORATE)
    assert refused == Refused(RefusalCode.ANSWERED_IN_PART)


def test_false_statements_found_after_the_answer_make_it_count_as_never_made():
    story = _told()
    story.answers(by=HEALTH_DIRECTORATE)
    story.asks(DeclineToProcess(NotProcessedReason.FALSE_STATEMENT, "Belge sahte çıktı."), at=noon(date(2026, 3, 9)))
    assert story.now.status is ApplicationStatus.NOT_PROCESSED


def test_only_false_statements_undo_an_answer():
    story = _told()
    story.answers(by=HEALTH_DIRECTORATE)
    refused = story.asks(DeclineToProcess(NotProcessedReason.ABSTRACT, "Soyut."))
    assert refused == Refused(RefusalCode.APPLICATION_CLOSED)


def appeal_story(**changes) -> Story:
    story = Story(registry=wider_registry())
    story.others[APPEALED] = _other(open=False, **changes.pop("original", {}))
    copies = (Enclosure.APPLICATION_COPY, Enclosure.ANSWER_COPY)
    written = {"kind": K.INFORMATION_REQUEST, "channel": C.LETTER, "appeal_of": APPEALED, "enclosures": copies}
    return story.submitted(**(written | changes))


@pytest.mark.requirement("R-I4", "R-I5")
@pytest.mark.parametrize("channel", [C.LETTER, C.IN_PERSON])
def test_a_written_appeal_goes_to_the_review_board(channel: Channel):
    story = appeal_story(channel=channel)
    assert story.now.holder is not None
    assert story.now.holder.institution_id == REVIEW_BOARD


@pytest.mark.requirement("R-I8")
def test_the_review_board_has_thirty_working_days_and_nobody_may_take_its_silence_for_a_refusal():
    story = appeal_story()
    assert story.now.due_on == date(2026, 4, 14)
    assert "deemed_refusal" not in {stage.stage for stage in story.facts_of(ClockSet)[0].stages}


@pytest.mark.requirement("R-I5", "R-I11")
@pytest.mark.parametrize("channel", [C.EMAIL, C.FAX, C.WEB, C.PHONE])
def test_an_appeal_that_is_not_written_is_not_processed(channel: Channel):
    story = appeal_story(channel=channel)
    assert story.facts_of(NotProcessed) == [NotProcessed(NotProcessedReason.APPEAL_NOT_WRITTEN)]


@pytest.mark.requirement("R-I10", "R-I11")
@pytest.mark.parametrize(
    ("enclosed", "original", "accepted"),
    [
        pytest.param((), {}, False, id="nothing enclosed"),
        pytest.param((Enclosure.ANSWER_COPY,), {}, False, id="no copy of the application"),
        pytest.param((Enclosure.APPLICATION_COPY,), {"outcome": "negative"}, False, id="no copy of the answer"),
        pytest.param((Enclosure.APPLICATION_COPY,), {}, True, id="there was no answer to copy"),
        pytest.param(
            (Enclosure.APPLICATION_COPY, Enclosure.ANSWER_COPY), {"outcome": "negative"}, True, id="both copies"
        ),
    ],
)
def test_an_appeal_needs_the_copies(enclosed, original, accepted: bool):
    story = appeal_story(enclosures=enclosed, original=original)
    refused = [] if accepted else [NotProcessed(NotProcessedReason.APPEAL_COPIES_MISSING)]
    assert story.facts_of(NotProcessed) == refused


@pytest.mark.requirement("R-I4")
@pytest.mark.parametrize(
    "original",
    [
        pytest.param({"legal_regime": LegalRegime.PETITION}, id="of a petition"),
        pytest.param({"is_appeal": True}, id="of an appeal"),
        pytest.param({"same_applicant": False}, id="of somebody else"),
    ],
)
def test_an_appeal_against_what_the_board_does_not_judge_is_looked_at_by_a_person(original):
    (asked,) = appeal_story(original=original).facts_of(ScreeningRequested)
    assert asked.because == ScreeningReason.APPEAL_UNCLEAR


@pytest.mark.parametrize("enclosures", [(), tuple(Enclosure)])
def test_whether_a_number_exists_and_whose_it_is_nobody_learns_by_appealing(enclosures):
    of_somebody = appeal_story(original={"same_applicant": False, "outcome": "negative"}, enclosures=enclosures)
    of_nobody = appeal_story(appeal_of=ApplicationId("7f0f2a55-4cf4-5a4f-8b52-0d3f6c6a0009"), enclosures=enclosures)
    assert of_somebody.facts[1:] == of_nobody.facts[1:]
    assert of_somebody.now.status is ApplicationStatus.SCREENING


@pytest.mark.requirement("R-H1", "R-B1")
@pytest.mark.conflict(5)
def test_an_ethics_complaint_about_a_general_director_goes_to_the_board():
    accused = AboutOfficial("Genel Müdür", "Genel Müdür", HEALTH_DIRECTORATE, OfficialRank.GENERAL_DIRECTOR_OR_ABOVE)
    story = _told(kind=K.ETHICS_COMPLAINT, institution_id=None, about_official=accused)
    assert story.now.holder is not None
    assert story.now.holder.institution_id == ETHICS_BOARD


@pytest.mark.requirement("R-C1", "R-C6")
def test_an_application_says_at_which_bureau_it_was_brought():
    assert _told(channel=C.IN_PERSON, bureau_institution_id=GOVERNORATE).now.bureau_institution_id == GOVERNORATE


def test_the_days_number_is_that_of_the_day_of_receipt_however_late_it_is_read():
    story = Story(registry=wider_registry(), web_applications_a_day=1)
    story.others[APPEALED] = _other(same_applicant=True, channel=C.WEB, received_on=date(2026, 3, 2))
    submission = a_submission(received_at=noon(date(2026, 3, 2)))
    story.happens(submission, noon(date(2026, 3, 3)))
    assert story.now.status is ApplicationStatus.SCREENING
