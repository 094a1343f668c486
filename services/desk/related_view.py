"""With which other applications does one have to do, and which of them may the viewer open?

It is named by its number where the ledger or the viewer's own sight gives it, and linked only where he may see it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from domain.application import Application
from domain.facts import DuplicateProposed, Fact, Merged
from domain.grounds import AppealOutcome
from domain.identifiers import ApplicationId, TrackingNumber

Related: TypeAlias = Mapping[ApplicationId, TrackingNumber]
"""The applications that the viewer may see among those related, with their numbers."""


@dataclass(frozen=True, slots=True)
class LinkView:
    """Another application; `application_id` and `tracking_number` are null where the viewer may not see it."""

    application_id: str | None
    tracking_number: str | None


@dataclass(frozen=True, slots=True)
class DuplicateView(LinkView):
    """An earlier application of the same applicant that is alike; `likeness` in per cent. A person decides."""

    likeness: int


@dataclass(frozen=True, slots=True)
class AppealView(LinkView):
    """An appeal against this application's answer, or against silence."""

    lodged_at: datetime
    decision: AppealOutcome | None


@dataclass(frozen=True, slots=True)
class RelatedView:
    """All other applications that one has to do with."""

    duplicates: tuple[DuplicateView, ...]
    merged_into: LinkView | None
    joined: tuple[LinkView, ...]
    appeals: tuple[AppealView, ...]
    appeal_of: LinkView | None


def related_to(application: Application) -> frozenset[ApplicationId]:
    """List the applications that one has to do with."""
    one = (application.merged_into, application.appeal_of)
    return frozenset(
        {
            *application.duplicates_proposed,
            *application.joined,
            *(appeal.appeal_id for appeal in application.appeals),
            *(each for each in one if each is not None),
        }
    )


def view_related(application: Application, facts: Iterable[Fact], related: Related) -> RelatedView:
    """Show what an application has to do with."""
    facts = tuple(facts)
    merged = next((fact for fact in facts if isinstance(fact, Merged)), None)
    return RelatedView(
        duplicates=tuple(_duplicate(fact, related) for fact in facts if isinstance(fact, DuplicateProposed)),
        merged_into=None
        if merged is None
        else _named(merged.into_application_id, merged.into_tracking_number, related),
        joined=tuple(_link(each, related) for each in application.joined),
        appeals=tuple(
            AppealView(*_parts(appeal.appeal_id, related), appeal.lodged_at, appeal.decision)
            for appeal in application.appeals
        ),
        appeal_of=None if application.appeal_of is None else _link(application.appeal_of, related),
    )


def _duplicate(fact: DuplicateProposed, related: Related) -> DuplicateView:
    named = _named(fact.other_application_id, fact.other_tracking_number, related)
    return DuplicateView(named.application_id, named.tracking_number, fact.likeness)


def _named(application_id: ApplicationId, number: TrackingNumber, related: Related) -> LinkView:
    """Name by number what the ledger names by number; link it only where it may be seen."""
    return LinkView(application_id if application_id in related else None, number)


def _link(application_id: ApplicationId, related: Related) -> LinkView:
    return LinkView(*_parts(application_id, related))


def _parts(application_id: ApplicationId, related: Related) -> tuple[str | None, str | None]:
    number = related.get(application_id)
    return (None, None) if number is None else (application_id, number)
