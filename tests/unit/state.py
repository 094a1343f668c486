"""The whole state as it is checked in, read once for all tests."""

from datetime import date

from data.loaders import load_gazetteer, load_institutions
from domain.institution import Branch, Institution, InstitutionKind, Registry

STATE = tuple(load_institutions())
REGISTRY = Registry(STATE)
GAZETTEER = load_gazetteer()
TODAY = date(2026, 3, 2)


def found(kind: InstitutionKind, branch: Branch | None = None) -> tuple[Institution, ...]:
    """The institutions of a kind and branch in the whole state."""
    return REGISTRY.find(kind, branch=branch, on=TODAY)
