"""What does the router make of an input?"""

from domain.application import Application
from domain.decide import decide
from domain.decision import Decision, Refused, World
from domain.facts import RefusalCode
from domain.inputs import ActionRequested, Input

ACTIONS_END_AT = 500
"""Entries of the ledger from which on actions are refused: what is left is for clocks, notices and the end."""


def judge(application: Application | None, asked: Input, world: World, entries: int) -> Decision:
    """Decide one input; an application whose ledger is nearly full takes no more actions."""
    if isinstance(asked, ActionRequested) and entries >= ACTIONS_END_AT:
        return Refused(RefusalCode.LEDGER_FULL)
    return decide(application, asked, world)
