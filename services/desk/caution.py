"""What of an officer's text must not be published about an applicant who asked for secrecy?

The desk does not know who applied, so it hides by pattern whatever could tell a person: long numbers and e-mail
addresses. How a fee is paid stays as it is: an account's number is the institution's own.
"""

from dataclasses import replace

from domain.inputs import (
    Action,
    AddNote,
    AskApplicant,
    DeclineToProcess,
    DraftResponse,
    ExtendTask,
    IssueInterimResponse,
    IssueResponse,
    MarkInvalid,
    RecordDecision,
    ReferTask,
    Reopen,
    ReturnTask,
    WithdrawOnBehalf,
)
from domain.masking import mask_all_numbers_and_emails
from schemas.parts import LONGEST_TEXT
from services.desk.request_parts import LONGEST_REASON


class TextTooLong(Exception):
    """A text became too long by what was hidden in it; `field` names it."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


def with_nobody_told(action: Action) -> Action:
    """Return the wish with long numbers and e-mail addresses hidden in what the officer wrote; raises TextTooLong."""
    match action:
        case (
            IssueResponse(body=body)
            | DraftResponse(body=body)
            | IssueInterimResponse(body=body)
            | AskApplicant(body=body)
            | DeclineToProcess(body=body)
            | MarkInvalid(body=body)
            | RecordDecision(body=body)
            | AddNote(body=body)
        ):
            return replace(action, body=_masked("body", body, LONGEST_TEXT))
        case (
            ReferTask(reason=reason)
            | ReturnTask(reason=reason)
            | ExtendTask(reason=reason)
            | WithdrawOnBehalf(reason=reason)
            | Reopen(reason=reason)
        ):
            return replace(action, reason=_masked("reason", reason, LONGEST_REASON))
        case _:
            return action


def _masked(field: str, text: str, longest: int) -> str:
    masked = mask_all_numbers_and_emails(text)
    if len(masked) > longest:
        raise TextTooLong(field)
    return masked
