"""What does a citizen send? A sample text, made somebody's own: a person, a place, a way to be answered."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from data.sample_table import Sample, SampleInstitution
from domain.applicant import PAPER_CHANNELS, STAFF_CHANNELS
from domain.identifiers import InstitutionId
from domain.inputs import AnswerBy, OfficialRank
from domain.institution import InstitutionKind, Registry
from domain.legal_regime import ApplicationKind, Channel
from domain.place import Place
from operations.simulation.people import (
    LEGAL_PERSONS,
    Person,
    Population,
    company_of,
    tax_number,
)

ANSWERED_BY = {AnswerBy.EMAIL: 60, AnswerBy.SMS: 26, AnswerBy.POST: 8, AnswerBy.PHONE: 6}
"""How citizens want to be answered, in percent."""
SENT_TWICE = 0.04
WITHDRAWN = 0.02
ELSEWHERE = 0.5
"""Share of the samples that happen somewhere else than where they were written."""
CHOOSES_SUBJECT = 0.3
LEGAL_PERSON = 0.1
MISTAKEN = 0.01
"""Share of those who give a wrong maiden name of their mother: the registry of persons does not know them by it."""


@dataclass(frozen=True, slots=True)
class Filing:
    """One application on its way to intake."""

    request: Mapping[str, Any]
    idempotency_key: str
    operator_of: InstitutionId | None
    """The institution whose operator registers it; None where the citizen does so himself."""
    reachable: bool
    sent_twice: bool
    withdrawn_after: timedelta | None
    """Legal time after which the citizen wants it no more."""


class Filings:
    """An endless pile of applications over all samples, the same for the same seed."""

    def __init__(
        self, samples: Sequence[Sample], registry: Registry, population: Population, rng: random.Random, on: date
    ) -> None:
        self._samples = list(samples)
        self._registry = registry
        self._population = population
        self._rng = rng
        self._on = on
        self._waiting: list[Sample] = []

    def next(self) -> Filing:
        """Take the next one; every sample comes once before any comes again."""
        if not self._waiting:
            self._waiting = self._rng.sample(self._samples, len(self._samples))
        return self._filing(self._waiting.pop())

    def _filing(self, sample: Sample) -> Filing:
        rng, place, person = self._rng, self._place(sample), self._population.somebody()
        confidential = sample.identity_confidential and not sample.anonymous
        answer_by = self._answer_by(sample)
        request = {
            "kind": sample.kind.value,
            "channel": sample.channel.value,
            "body": sample.text,
            "subject_code": sample.subject_code if rng.random() < CHOOSES_SUBJECT else None,
            "institution_id": resolved(sample.chosen_institution, self._registry, self._on),
            "event_place": _place(place),
            "about_official": self._about_official(sample),
            "identity_confidential": confidential,
            "applicant": None if sample.anonymous else self._applicant(sample, person, place, answer_by),
        }
        if sample.channel in PAPER_CHANNELS:
            request["signed"] = not sample.anonymous
        if sample.channel is Channel.PHONE:
            request["call_province"] = sample.call_province or person.residence.province
        return Filing(
            request=request,
            idempotency_key=f"{rng.getrandbits(128):032x}",
            operator_of=self._operator(sample, place or person.residence),
            reachable=answer_by in (AnswerBy.EMAIL, AnswerBy.SMS),
            sent_twice=rng.random() < SENT_TWICE,
            withdrawn_after=timedelta(days=rng.uniform(0.5, 6)) if rng.random() < WITHDRAWN else None,
        )

    def _place(self, sample: Sample) -> Place | None:
        bound = sample.expects_screening or sample.chosen_institution or sample.accused_institution
        if bound or sample.event_place is None or self._rng.random() >= ELSEWHERE:
            return sample.event_place
        return self._population.somewhere()

    def _answer_by(self, sample: Sample) -> AnswerBy:
        if sample.anonymous:
            return AnswerBy.NONE
        if sample.identity_confidential or sample.channel is Channel.EMAIL:
            return AnswerBy.EMAIL
        return self._rng.choices(list(ANSWERED_BY), weights=list(ANSWERED_BY.values()))[0]

    def _applicant(self, sample: Sample, person: Person, place: Place | None, answer_by: AnswerBy) -> dict[str, Any]:
        if self._rng.random() < MISTAKEN:
            person = replace(person, mother_maiden_name="Yanlış")
        lives_in = sample.residence or place or person.residence
        if lives_in.district is None:
            lives_in = person.residence
        applicant: dict[str, Any] = {
            "national_id": person.national_id,
            "mobile": person.mobile,
            "email": person.email,
            "address": {"line": person.address_line, **(_place(lives_in) or {})},
            "answer_by": answer_by.value,
        }
        if sample.kind is ApplicationKind.INFORMATION_REQUEST and self._rng.random() < LEGAL_PERSON:
            del applicant["national_id"]
            return applicant | {"legal_person": self._legal_person()}
        applicant |= {"given_name": person.given_name, "family_name": person.family_name}
        mother = person.mother_maiden_name
        if sample.channel is Channel.PHONE:
            return applicant | {"mother_maiden_letters": mother[0] + mother[-1]}
        return applicant | {"mother_maiden_name": mother}

    def _legal_person(self) -> dict[str, str]:
        number = tax_number(self._rng.choice(LEGAL_PERSONS))
        record = company_of(number)
        return {
            "title": record.title,
            "tax_number": number,
            "signatory": record.signatory,
            "authority_document": "Noter onaylı imza sirküleri",
        }

    def _about_official(self, sample: Sample) -> dict[str, Any] | None:
        if sample.accused_institution is None and sample.accused_rank is None:
            return None
        return {
            "name": "Kemal Örnek",
            "title": "Müdür",
            "institution_id": resolved(sample.accused_institution, self._registry, self._on),
            "rank": sample.accused_rank or OfficialRank.BELOW.value,
        }

    def _operator(self, sample: Sample, near: Place) -> InstitutionId | None:
        if sample.channel not in STAFF_CHANNELS:
            return None
        province = sample.call_province or near.province
        (governorate,) = self._registry.find(InstitutionKind.GOVERNORATE, province=province, on=self._on)
        return governorate.institution_id


def resolved(described: SampleInstitution | None, registry: Registry, on: date) -> InstitutionId | None:
    """Find the institution a sample tells of; None for none. Raises StopIteration where there is no such one."""
    if described is None:
        return None
    found = registry.find(
        described.kind, branch=described.branch, province=described.province, district=described.district, on=on
    )
    return next(
        one.institution_id
        for one in found
        if described.ministry is None
        or any(above.branch is described.ministry for above in registry.line_of(one.institution_id))
    )


def _place(place: Place | None) -> dict[str, str | None] | None:
    return None if place is None else {"province": place.province, "district": place.district}
