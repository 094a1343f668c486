"""What does the router make of an input?"""

from domain.application import Application
from domain.decide import decide
from domain.decision import Decision, Refused, World
from domain.facts import RefusalCode
from domain.inputs import LEADING_TO_AN_END, ActionRequested, Input

ACTIONS_END_AT = 500
"""Entries of the ledger from which on only actions that lead to an end are judged: what is left is for these, for
clocks and for notices."""


def judge(application: Application | None, asked: Input, world: World, entries: int) -> Decision:
    """Decide one input; an application whose ledger is nearly full can only be led to its end."""
    may_come_again = isinstance(asked, ActionRequested) and not isinstance(asked.action, LEADING_TO_AN_END)
    if may_come_again and entries >= ACTIONS_END_AT:
        return Refused(RefusalCode.LEDGER_FULL)
    return decide(application, asked, world)
