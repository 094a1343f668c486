"""What is hidden in an officer's text about an applicant who asked for secrecy?"""

import pytest

from domain.grounds import ExtensionGround, InvalidReason, NotProcessedReason
from domain.identifiers import InstitutionId
from domain.inputs import (
    Action,
    AddNote,
    ApproveDraft,
    AskApplicant,
    AssignTask,
    DeclineToProcess,
    DraftResponse,
    ExtendTask,
    IssueInterimResponse,
    IssueResponse,
    MarkInvalid,
    OpenTask,
    ReferTask,
    RequestFee,
    ResponseOutcome,
    ReturnTask,
    TaskPurpose,
)
from services.desk.caution import TextTooLong, with_nobody_told

TELLING = "Ayşe Hanım, 0532 123 45 67 ya da ayse@example.org"
HIDDEN = "Ayşe Hanım, [numara gizli] ya da [e-posta gizli]"
POSITIVE = ResponseOutcome.POSITIVE


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        pytest.param(IssueResponse(POSITIVE, TELLING), IssueResponse(POSITIVE, HIDDEN), id="an answer"),
        pytest.param(DraftResponse(POSITIVE, TELLING), DraftResponse(POSITIVE, HIDDEN), id="a draft"),
        pytest.param(IssueInterimResponse(TELLING), IssueInterimResponse(HIDDEN), id="an interim answer"),
        pytest.param(AskApplicant(TELLING), AskApplicant(HIDDEN), id="a question"),
        pytest.param(
            DeclineToProcess(NotProcessedReason.ABSTRACT, TELLING),
            DeclineToProcess(NotProcessedReason.ABSTRACT, HIDDEN),
            id="a refusal to process",
        ),
        pytest.param(
            MarkInvalid(InvalidReason.CONTACT_WRONG, TELLING),
            MarkInvalid(InvalidReason.CONTACT_WRONG, HIDDEN),
            id="what is invalid",
        ),
        pytest.param(AddNote(TELLING), AddNote(HIDDEN), id="a note"),
        pytest.param(ReturnTask(TELLING), ReturnTask(HIDDEN), id="why it is returned"),
        pytest.param(
            ReferTask(InstitutionId("10000040"), TaskPurpose.ACTION, TELLING),
            ReferTask(InstitutionId("10000040"), TaskPurpose.ACTION, HIDDEN),
            id="why it is referred",
        ),
        pytest.param(
            ExtendTask(ExtensionGround.OTHER_UNIT, TELLING),
            ExtendTask(ExtensionGround.OTHER_UNIT, HIDDEN),
            id="why it takes longer",
        ),
        pytest.param(OpenTask(), OpenTask(), id="nothing written"),
        pytest.param(ApproveDraft(), ApproveDraft(), id="a draft that was hidden when it was written"),
        pytest.param(AssignTask("Dr. Kemal"), AssignTask("Dr. Kemal"), id="an officer's name"),
        pytest.param(
            RequestFee(20, 1250, "TR33 0006 1005 1978 6457 8413 26"),
            RequestFee(20, 1250, "TR33 0006 1005 1978 6457 8413 26"),
            id="the institution's own account",
        ),
    ],
)
def test_numbers_and_addresses_are_hidden_in_what_is_written_about_a_hidden_applicant(written: Action, sent: Action):
    assert with_nobody_told(written) == sent


def test_a_text_that_the_hiding_makes_too_long_is_refused_and_not_cut():
    with pytest.raises(TextTooLong) as refused:
        with_nobody_told(ReturnTask("a" * 489 + " 5321234567"))
    assert refused.value.field == "reason"
