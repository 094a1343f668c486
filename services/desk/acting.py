"""How does what an officer sent become a wish about one application?

Only about what he may see, or, for an applicant who quoted the number, withdraw; and with nothing in it that could tell
who a hidden applicant is.
"""

from dataclasses import dataclass

from domain.grounds import NotProcessedReason
from domain.identifiers import ApplicationId
from domain.inputs import Action, DeclineToProcess, Reopen, WithdrawOnBehalf
from services.desk.asking import Wish
from services.desk.callers import Caller
from services.desk.caution import with_nobody_told
from services.desk.office import Office
from services.desk.problems import ProblemCode, problem
from services.desk.requests import ActionRequest


@dataclass(frozen=True, slots=True)
class Sent:
    """What came: the request, the version its sender saw, and the key that makes it one action."""

    request: ActionRequest
    expected_task_version: int
    idempotency_key: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """A wish ready to be asked; `masked` tells that something was hidden in its text."""

    wish: Wish
    masked: bool


def needs_no_task(action: Action) -> bool:
    """Tell whether an action may be asked by an institution that holds no task: then no version of one is expected."""
    false_statement = NotProcessedReason.FALSE_STATEMENT
    return isinstance(action, WithdrawOnBehalf | Reopen) or (
        isinstance(action, DeclineToProcess) and action.reason is false_statement
    )


async def prepared(office: Office, caller: Caller, application_id: ApplicationId, sent: Sent) -> Prepared:
    """Make the wish; raises Problem 404 about what the caller may not see, and TextTooLong."""
    action = sent.request.wish()
    by_number = isinstance(action, WithdrawOnBehalf)
    application = await office.reading.seen(caller.viewer, application_id, by_number=by_number)
    if application is None:
        raise problem(ProblemCode.APPLICATION_NOT_FOUND, caller.language)
    careful = with_nobody_told(action) if application.identity_confidential else action
    wish = Wish(caller.principal, application_id, sent.expected_task_version, sent.idempotency_key, careful)
    return Prepared(wish, masked=careful != action)
