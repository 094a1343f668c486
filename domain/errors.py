"""Which broken rules can the domain itself report?

DomainError
├── ImpossibleInput      an input that contradicts what is already true of its application
└── UnknownInstitution   an institution id that no registry version knows
Expected outcomes (a refused action, a stale clock) are values, not errors: see `decision.py`.
"""


class DomainError(Exception):
    """A rule was broken by the caller; `code` is stable and is the metric label and the dead-letter cause."""

    code = "domain_error"


class ImpossibleInput(DomainError):
    """The input cannot belong to this application, for instance other content under one application id."""

    code = "impossible_input"


class UnknownInstitution(DomainError):
    """No version of the registry knows this institution."""

    code = "unknown_institution"
