"""What follows from one input? The one door into the rules.

`decide` is pure: the same application, input and world give the same decision. No input vanishes: what has no effect
says why.
"""

from domain.actions import decide_action
from domain.application import Application
from domain.clocks import decide_clock
from domain.decision import Decision, World
from domain.inputs import (
    ActionRequested,
    ApplicationSubmitted,
    ApplicationWithdrawn,
    ClockFellDue,
    Input,
    NoticeConcluded,
)
from domain.registration import decide_notice, decide_submission, decide_withdrawal


def decide(application: Application | None, asked: Input, world: World) -> Decision:
    """Decide what becomes true when `asked` is read about `application` (None: not registered yet).

    Raises DomainError when the input cannot be right; the runtime sends it to the dead letters with the error's code.
    """
    match asked:
        case ApplicationSubmitted():
            return decide_submission(application, asked, world)
        case ApplicationWithdrawn():
            return decide_withdrawal(application, asked, world)
        case ActionRequested():
            return decide_action(application, asked, world)
        case ClockFellDue():
            return decide_clock(application, asked, world)
        case NoticeConcluded():
            return decide_notice(application, asked, world)
