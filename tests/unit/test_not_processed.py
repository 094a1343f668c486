"""What is registered but not processed, by which rule or by whose judgement, and with which reason?"""

from typing import TypeAlias

import pytest

from domain.decision import Applied, Refused
from domain.facts import NotProcessed, RefusalCode, ScreeningRequested
from domain.grounds import InvalidReason, NotProcessedReason
from domain.inputs import AnswerBy, DeclineToProcess, IdentityCheck, MarkInvalid
from domain.legal_regime import ApplicationKind, Channel
from domain.routing_decision import ScreeningReason
from domain.status import ApplicationStatus
from tests.support.builders import CENTRE, Story, names_of

K: TypeAlias = ApplicationKind
R: TypeAlias = NotProcessedReason

UNNAMED = {"kind": K.COMPLAINT, "channel": Channel.LETTER, "applicant": None, "answer_by": AnswerBy.NONE}
WHY = "Gerekçe yazıldı."


def declined(reason: R, **said: object) -> Story:
    """An application that its holder does not process."""
    story = Story().submitted(**said)
    story.asks(DeclineToProcess(reason, WHY))
    return story


@pytest.mark.parametrize(
    "reason",
    [
        pytest.param(R.NO_DEFINITE_SUBJECT, id="no definite subject", marks=pytest.mark.requirement("R-E1")),
        pytest.param(R.INSULT_OR_UNFOUNDED, id="an insult", marks=pytest.mark.requirement("R-E2", "R-B7")),
        pytest.param(
            R.ONLY_A_COURT_CAN_SOLVE, id="a matter of the courts", marks=pytest.mark.requirement("R-E3", "R-E4")
        ),
        pytest.param(R.COURT_DECIDED, id="a court decided", marks=pytest.mark.requirement("R-E5")),
        pytest.param(R.PROSECUTION_UNDER_WAY, id="prosecutors are at it", marks=pytest.mark.requirement("R-E6")),
        pytest.param(R.ABSTRACT, id="abstract", marks=pytest.mark.requirement("R-E7")),
        pytest.param(R.PERSON_OR_EVENT_NOT_NAMED, id="nobody is named", marks=pytest.mark.requirement("R-E8")),
        pytest.param(R.NO_SERIOUS_EVIDENCE, id="nothing it rests on", marks=pytest.mark.requirement("R-E9")),
        pytest.param(
            R.UNDER_PRELIMINARY_EXAMINATION, id="it is being examined", marks=pytest.mark.requirement("R-E10")
        ),
        pytest.param(R.ALREADY_CONCLUDED, id="it was concluded before", marks=pytest.mark.requirement("R-E11")),
    ],
)
def test_a_person_declines_a_complaint_with_a_reason_and_it_stays_on_record(reason: R) -> None:
    story = declined(reason)
    assert [(fact.reason, fact.text is not None) for fact in story.facts_of(NotProcessed)] == [(reason, True)]
    assert story.now.status is ApplicationStatus.NOT_PROCESSED
    assert story.now.next_stage_at is None


@pytest.mark.requirement("R-E2", "R-E7", "R-B7")
@pytest.mark.parametrize(
    "body", ["Bu müdür hırsızdır, ahlaksızdır, hepsi böyledir!", "Her yerde yolsuzluk var, herkes biliyor."]
)
def test_no_rule_judges_what_was_written(body: str) -> None:
    story = Story().submitted(body=body)
    assert story.facts_of(NotProcessed) == []
    assert story.now.open


@pytest.mark.requirement("R-E12")
def test_an_unnamed_complaint_by_letter_is_taken_as_a_tip_off() -> None:
    story = Story().submitted(**UNNAMED)
    assert (story.now.kind, story.now.status) == (K.TIP_OFF, ApplicationStatus.ROUTED)


@pytest.mark.requirement("R-E13")
def test_an_abstract_complaint_is_declined_for_being_unnamed_only_where_nobody_signed() -> None:
    assert declined(R.ABSTRACT_ANONYMOUS, **UNNAMED).now.status is ApplicationStatus.NOT_PROCESSED
    signed = Story().submitted().asks(DeclineToProcess(R.ABSTRACT_ANONYMOUS, WHY))
    assert signed == Refused(RefusalCode.REASON_NOT_FOR_THIS_KIND)


@pytest.mark.requirement("R-E14", "R-E15")
@pytest.mark.parametrize(
    ("said", "because"),
    [
        pytest.param(
            {"channel": Channel.LETTER, "elements_missing": ("signature", "address")},
            ScreeningReason.ELEMENTS_MISSING,
            id="a letter without signature and address",
        ),
        pytest.param(
            {"kind": K.TIP_OFF, "identity_check": IdentityCheck.MISMATCHED},
            ScreeningReason.IDENTITY_UNCLEAR,
            id="a tip-off under a wrong name",
        ),
        pytest.param(
            {"channel": Channel.FAX, "identity_check": IdentityCheck.MISMATCHED},
            ScreeningReason.IDENTITY_UNCLEAR,
            id="a fax under a wrong name",
        ),
    ],
)
def test_an_unsound_identity_is_weighed_by_a_person_and_refused_by_no_rule(
    said: dict[str, object], because: ScreeningReason
) -> None:
    story = Story().submitted(**said)
    assert [fact.because for fact in story.facts_of(ScreeningRequested)] == [because]
    assert story.now.open


@pytest.mark.requirement("R-D2")
@pytest.mark.conflict(1)
def test_a_complaint_under_a_wrong_name_is_invalid_and_a_tip_off_is_not() -> None:
    wrong = {"identity_check": IdentityCheck.MISMATCHED}
    assert Story().submitted(**wrong).now.status is ApplicationStatus.INVALID
    assert Story().submitted(kind=K.TIP_OFF, **wrong).now.status is ApplicationStatus.SCREENING


@pytest.mark.requirement("R-D2")
def test_a_person_finds_an_identity_wrong() -> None:
    story = Story().submitted()
    story.asks(MarkInvalid(InvalidReason.IDENTITY_WRONG, WHY))
    assert story.now.status is ApplicationStatus.INVALID


@pytest.mark.requirement("R-D13", "R-D14")
@pytest.mark.parametrize("missing", ["national_id", "given_name", "address"])
def test_a_fax_that_asks_for_information_without_its_data_is_registered_and_not_processed(missing: str) -> None:
    story = Story().submitted(kind=K.INFORMATION_REQUEST, channel=Channel.FAX, elements_missing=(missing,))
    assert names_of(story.facts) == ["Registered", "NotProcessed"]
    assert story.facts_of(NotProcessed)[0].reason is R.ELEMENTS_MISSING
    assert story.now.elements_missing == (missing,)


@pytest.mark.requirement("R-C9")
@pytest.mark.conflict(7)
@pytest.mark.parametrize("channel", list(Channel))
def test_information_that_came_by_telephone_all_the_same_is_not_processed(channel: Channel) -> None:
    story = Story().submitted(kind=K.INFORMATION_REQUEST, channel=channel)
    reasons = [fact.reason for fact in story.facts_of(NotProcessed)]
    assert reasons == ([R.CHANNEL] if channel is Channel.PHONE else [])


@pytest.mark.requirement("R-B4", "R-E16")
@pytest.mark.parametrize(
    "reason",
    [
        pytest.param(R.PRIVACY_OF_OTHERS, id="others' privacy"),
        pytest.param(R.EXEMPT_INFORMATION, id="another exception of the law"),
        pytest.param(R.ALREADY_PUBLISHED, id="already published"),
        pytest.param(R.SEPARATE_WORK_NEEDED, id="separate work"),
        pytest.param(R.OPINION_ASKED, id="an opinion"),
    ],
)
def test_the_exceptions_of_the_law_on_information_belong_to_it_alone(reason: R) -> None:
    assert declined(reason, kind=K.INFORMATION_REQUEST).now.status is ApplicationStatus.NOT_PROCESSED
    petition = Story().submitted().asks(DeclineToProcess(reason, WHY))
    assert petition == Refused(RefusalCode.REASON_NOT_FOR_THIS_KIND)


@pytest.mark.requirement("R-E1")
def test_what_waits_in_screening_may_be_declined_there() -> None:
    story = Story().submitted(institution_id=None, body="Her şey çok kötü, lütfen düzeltin.")
    decision = story.asks(DeclineToProcess(R.NO_DEFINITE_SUBJECT, WHY), by=CENTRE)
    assert isinstance(decision, Applied)
    assert story.now.status is ApplicationStatus.NOT_PROCESSED
