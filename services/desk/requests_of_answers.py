"""How does an officer ask to answer, to ask something, to refuse processing, or to record what a board decided?"""

from typing import Literal

from domain import inputs
from domain.grounds import BoardDecision, InvalidReason, NotProcessedReason
from domain.inputs import Action, ResponseOutcome
from services.desk.request_parts import Letter, Remedies, Request, offered


class InterimResponseRequest(Request):
    """Tell the applicant the state of the work."""

    action: Literal["interim_response"]
    body: Letter

    def wish(self) -> Action:
        """Read it as the domain's wish."""
        return inputs.IssueInterimResponse(self.body)


class RespondRequest(Request):
    """Answer."""

    action: Literal["respond"]
    outcome: ResponseOutcome
    body: Letter
    remedies: Remedies = ()

    def wish(self) -> Action:
        """Read it as the domain's wish."""
        return inputs.IssueResponse(self.outcome, self.body, offered(self.remedies))


class DraftResponseRequest(Request):
    """Write an answer for a superior to approve."""

    action: Literal["draft_response"]
    outcome: ResponseOutcome
    body: Letter
    remedies: Remedies = ()

    def wish(self) -> Action:
        """Read it as the domain's wish."""
        return inputs.DraftResponse(self.outcome, self.body, offered(self.remedies))


class ApproveRequest(Request):
    """Send the drafted answer as it stands."""

    action: Literal["approve"]

    def wish(self) -> Action:
        """Read it as the domain's wish."""
        return inputs.ApproveDraft()


class AskApplicantRequest(Request):
    """Ask the applicant something."""

    action: Literal["ask_applicant"]
    body: Letter

    def wish(self) -> Action:
        """Read it as the domain's wish."""
        return inputs.AskApplicant(self.body)


class NotProcessedRequest(Request):
    """Find that it is not to be processed; for a false statement found after the answer If-Match may be `*`."""

    action: Literal["not_processed"]
    reason: NotProcessedReason
    body: Letter

    def wish(self) -> Action:
        """Read it as the domain's wish."""
        return inputs.DeclineToProcess(self.reason, self.body)


class MarkInvalidRequest(Request):
    """Find that the applicant is not who the application says, or cannot be reached."""

    action: Literal["mark_invalid"]
    reason: InvalidReason
    body: Letter

    def wish(self) -> Action:
        """Read it as the domain's wish."""
        return inputs.MarkInvalid(self.reason, self.body)


class RecordDecisionRequest(Request):
    """Record what a board decided; it is the answer to the applicant."""

    action: Literal["record_decision"]
    decision: BoardDecision
    body: Letter

    def wish(self) -> Action:
        """Read it as the domain's wish."""
        return inputs.RecordDecision(self.decision, self.body)
