"""What does the router make of an input?"""

from domain.application import Application
from domain.decide import decide
from domain.decision import Decision, Refused, World
from domain.facts import RefusalCode
from domain.inputs import ActionRequested, Input

ACTIONS_END_AT = 500
"""Entries of the ledger from which on only actions that lead to an end are judged: what is left is for these, for
clocks and for notices."""


def judge(application: Application | None, asked: Input, world: World, entries: int) -> Decision:
    """Decide one input; an application whose ledger is nearly full can only be led to its end."""
    if entries >= ACTIONS_END_AT and isinstance(asked, ActionRequested) and not asked.leads_to_an_end:
        return Refused(RefusalCode.LEDGER_FULL)
    return decide(application, asked, world)
