"""How is what people do in a year said over HTTP? Applications as intake takes them, deeds as the desk does."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from domain.applicant import PAPER_CHANNELS, STAFF_CHANNELS
from domain.identifiers import InstitutionId, TrackingNumber
from domain.inputs import ActionRequested, ApplicationSubmitted, ReferTask
from domain.institution import InstitutionKind, Registry
from domain.legal_regime import Channel
from domain.place import Place
from operations.simulation.people import Person
from schemas.catalogue import to_wire


@dataclass(frozen=True, slots=True)
class Filing:
    """What somebody hands in: the application as the rules will see it, and who he is."""

    submitted: ApplicationSubmitted
    person: Person
    appeal_of: TrackingNumber | None = None

    def again(self, submitted: ApplicationSubmitted, appeal_of: TrackingNumber | None) -> "Filing":
        """Let the same person hand in something else."""
        return replace(self, submitted=submitted, appeal_of=appeal_of)


def application_request(filing: Filing) -> dict[str, Any]:
    """Write an application as `POST /v1/applications` takes it."""
    submitted = filing.submitted
    request: dict[str, Any] = {
        "kind": submitted.kind.value,
        "channel": submitted.channel.value,
        "body": submitted.body,
        "subject_code": submitted.subject_code,
        "institution_id": submitted.institution_id,
        "event_place": _place(submitted.event_place),
        "call_province": submitted.call_province,
        "about_official": _about_official(submitted),
        "identity_confidential": submitted.identity_confidential,
        "applicant": None if submitted.anonymous else _applicant(filing),
        "appeal_of": filing.appeal_of,
    }
    if submitted.channel in PAPER_CHANNELS:
        request |= {"signed": not submitted.anonymous, "enclosures": [each.value for each in submitted.enclosures]}
    return request


def registering_bureau(filing: Filing, registry: Registry, on: date) -> InstitutionId | None:
    """Name the governorate whose bureau registers it; None where the citizen does so himself."""
    submitted = filing.submitted
    if submitted.channel not in STAFF_CHANNELS:
        return None
    near = submitted.event_place or submitted.residence or filing.person.residence
    province = submitted.call_province or near.province
    (governorate,) = registry.find(InstitutionKind.GOVERNORATE, province=province, on=on)
    return governorate.institution_id


def action_request(asked: ActionRequested) -> dict[str, Any]:
    """Write a deed as `POST /v1/applications/{id}/actions` takes it."""
    action: dict[str, Any] = to_wire(asked).model_dump(mode="json")["action"]
    if isinstance(asked.action, ReferTask):
        action["for"] = action.pop("purpose")
    return action


def _applicant(filing: Filing) -> dict[str, Any]:
    submitted, person = filing.submitted, filing.person
    mother = person.mother_maiden_name
    asked = (
        {"mother_maiden_letters": mother[0] + mother[-1]}
        if submitted.channel is Channel.PHONE
        else {"mother_maiden_name": mother}
    )
    return {
        "national_id": person.national_id,
        "given_name": person.given_name,
        "family_name": person.family_name,
        "mobile": person.mobile,
        "email": person.email,
        "address": {"line": person.address_line, **(_place(submitted.residence or person.residence) or {})},
        "answer_by": submitted.answer_by.value,
        **asked,
    }


def _about_official(submitted: ApplicationSubmitted) -> dict[str, Any] | None:
    official = submitted.about_official
    if official is None:
        return None
    return {
        "name": official.name,
        "title": official.title,
        "institution_id": official.institution_id,
        "rank": official.rank.value,
    }


def _place(place: Place | None) -> dict[str, str | None] | None:
    return None if place is None else {"province": place.province, "district": place.district}
