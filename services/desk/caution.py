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
from domain.masking import mask_all_numbers_and_emails as masked


def with_nobody_told(action: Action) -> Action:
    """Return the wish with long numbers and e-mail addresses hidden in what the officer wrote."""
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
            return replace(action, body=masked(body))
        case (
            ReferTask(reason=reason)
            | ReturnTask(reason=reason)
            | ExtendTask(reason=reason)
            | WithdrawOnBehalf(reason=reason)
            | Reopen(reason=reason)
        ):
            return replace(action, reason=masked(reason))
        case _:
            return action
