"""What follows from one input? The one door into the rules.

`decide` is pure: the same application, input and world give the same decision. No input vanishes: what has no effect
says why.
"""

from domain.actions import decide_action
from domain.answering import decide_answered_together, decide_applicants_answer
from domain.application import Application
from domain.decision import Decision, World
from domain.handing_over import decide_succession
from domain.inputs import (
    ActionRequested,
    AnsweredTogether,
    AppealReported,
    ApplicationJoined,
    ApplicationSubmitted,
    ApplicationWithdrawn,
    CalendarChanged,
    ClockFellDue,
    Input,
    InstitutionSucceeded,
    NoticeConcluded,
    QuestionAnsweredByApplicant,
)
from domain.period_changes import decide_calendar_change
from domain.registration import decide_notice, decide_submission, decide_withdrawal
from domain.related import decide_appeal_reported, decide_joined
from domain.stages import decide_clock


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
        case QuestionAnsweredByApplicant():
            return decide_applicants_answer(application, asked, world)
        case CalendarChanged():
            return decide_calendar_change(application, asked, world)
        case InstitutionSucceeded():
            return decide_succession(application, asked, world)
        case AppealReported():
            return decide_appeal_reported(application, asked, world)
        case ApplicationJoined():
            return decide_joined(application, asked, world)
        case AnsweredTogether():
            return decide_answered_together(application, asked, world)
