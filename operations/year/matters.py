"""What do those who apply write, about where, and how do they want to be answered? Sample texts, dealt by the hour."""

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import accumulate
from typing import Generic, TypeVar

from data.sample_table import Sample
from domain.identifiers import InputId, TrackingNumber, application_id_of, tracking_number_of
from domain.inputs import AboutOfficial, AnswerBy, ApplicationSubmitted, OfficialRank, SealedApplicant
from domain.institution import Registry
from domain.legal_regime import ApplicationKind, Channel
from domain.place import Place
from operations.simulation.filings import ANSWERED_BY, CHOOSES_SUBJECT, resolved
from operations.year.arrivals import FIRST_DAY, Arrival
from operations.year.load_shape import KINDS, Daypart, Surge, favour_of

Thing = TypeVar("Thing")

SEALED = SealedApplicant(contact="sealed", identity="sealed", person_mac="sealed")
"""In the pure domain nobody opens an applicant's boxes."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What one arrival is about."""

    sample: Sample
    subject_code: str | None
    """The subject that the applicant chose; None where the text must tell."""
    event_place: Place | None
    residence: Place
    answer_by: AnswerBy
    anonymous: bool


class _Dealt(Generic[Thing]):
    """Things to pick from by their weights."""

    def __init__(self, things: Sequence[Thing], weights: Iterable[float]) -> None:
        self._things = things
        self._ends = list(accumulate(weights))

    def pick(self, rng: random.Random) -> Thing:
        return rng.choices(self._things, cum_weights=self._ends)[0]


class Places:
    """Where people live, as many as live there."""

    def __init__(self, populations: Mapping[Place, int]) -> None:
        districts = {place: people for place, people in populations.items() if place.district is not None}
        self.shares = _shares_of_provinces(districts)
        self._all = _Dealt(list(districts), districts.values())
        self._of_province = {province: _within(province, districts) for province in self.shares}

    def anywhere(self, rng: random.Random) -> Place:
        """Pick a district of the country."""
        return self._all.pick(rng)

    def within(self, provinces: frozenset[str], rng: random.Random) -> Place:
        """Pick a district of one of these provinces."""
        names = sorted(provinces)
        province = rng.choices(names, weights=[self.shares[name] for name in names])[0]
        return self._of_province[province].pick(rng)


class Matters:
    """Deals a matter to each arrival."""

    def __init__(self, samples: Sequence[Sample], places: Places) -> None:
        self._samples = samples
        self._places = places
        self._usual = {(kind, daypart): _dealt_samples(samples, kind, daypart) for kind in KINDS for daypart in Daypart}

    def matter_of(self, arrival: Arrival, rng: random.Random) -> Matter:
        """Choose text, place and the way of being answered."""
        sample = self._sample(arrival, rng)
        anonymous = sample.anonymous and arrival.kind is ApplicationKind.TIP_OFF
        residence = self._places.anywhere(rng)
        chooses = sample.subject_code is not None and rng.random() < CHOOSES_SUBJECT
        return Matter(
            sample=sample,
            subject_code=sample.subject_code if chooses else None,
            event_place=self._event_place(sample, arrival.surge, rng),
            residence=residence,
            answer_by=_answer_by(sample, arrival.channel, rng, anonymous=anonymous),
            anonymous=anonymous,
        )

    def _sample(self, arrival: Arrival, rng: random.Random) -> Sample:
        if arrival.surge is not None:
            about = [each for each in self._samples if each.subject_code == arrival.surge.subject_code]
            same_kind = [each for each in about if each.kind is arrival.kind]
            return rng.choice(same_kind or about)
        return self._usual[arrival.kind, Daypart.of(arrival.hour)].pick(rng)

    def _event_place(self, sample: Sample, surge: Surge | None, rng: random.Random) -> Place | None:
        if surge is not None and surge.provinces:
            return self._places.within(surge.provinces, rng)
        bound = sample.expects_screening or sample.chosen_institution or sample.accused_institution
        if bound or sample.event_place is None:
            return sample.event_place
        return self._places.anywhere(rng)


class Submissions:
    """Turns arrivals into the inputs that intake would publish."""

    def __init__(self, matters: Matters, registry: Registry, seed: int) -> None:
        self._matters = matters
        self._registry = registry
        self._seed = seed
        self._hashes: dict[str, str] = {}

    def submission_of(self, arrival: Arrival, rng: random.Random) -> ApplicationSubmitted:
        """Write the application of an arrival."""
        matter = self._matters.matter_of(arrival, rng)
        sample, number = matter.sample, tracking_number_of(arrival.number.to_bytes(8, "big"))
        application_id = application_id_of(TrackingNumber(f"{self._seed}-{number}"))
        return ApplicationSubmitted(
            input_id=InputId(application_id),
            application_id=application_id,
            tracking_number=number,
            kind=arrival.kind,
            channel=arrival.channel,
            body=sample.text,
            received_at=arrival.at,
            answer_by=matter.answer_by,
            content_hash=self._hash_of(sample),
            tracking_factor=None,
            subject_code=matter.subject_code,
            institution_id=resolved(sample.chosen_institution, self._registry, FIRST_DAY),
            event_place=matter.event_place,
            residence=matter.residence,
            call_province=matter.residence.province if arrival.channel is Channel.PHONE else None,
            about_official=self._about_official(sample),
            identity_confidential=sample.identity_confidential and not matter.anonymous,
            applicant=None if matter.anonymous else SEALED,
        )

    def _about_official(self, sample: Sample) -> AboutOfficial | None:
        if sample.accused_institution is None and sample.accused_rank is None:
            return None
        institution_id = resolved(sample.accused_institution, self._registry, FIRST_DAY)
        rank = OfficialRank(sample.accused_rank or OfficialRank.BELOW)
        return AboutOfficial(name="Kemal Örnek", title="Müdür", institution_id=institution_id, rank=rank)

    def _hash_of(self, sample: Sample) -> str:
        if sample.sample_id not in self._hashes:
            self._hashes[sample.sample_id] = sha256(sample.text.encode()).hexdigest()
        return self._hashes[sample.sample_id]


def _within(province: str, districts: Mapping[Place, int]) -> _Dealt[Place]:
    within = {place: people for place, people in districts.items() if place.province == province}
    return _Dealt(list(within), within.values())


def _dealt_samples(samples: Sequence[Sample], kind: ApplicationKind, daypart: Daypart) -> _Dealt[Sample]:
    of_kind = [sample for sample in samples if sample.kind is kind]
    return _Dealt(of_kind, [favour_of(sample.subject_code, daypart) for sample in of_kind])


def _shares_of_provinces(districts: Mapping[Place, int]) -> dict[str, float]:
    people: defaultdict[str, int] = defaultdict(int)
    for place, number in districts.items():
        people[place.province] += number
    return {province: number / sum(people.values()) for province, number in people.items()}


def _answer_by(sample: Sample, channel: Channel, rng: random.Random, *, anonymous: bool) -> AnswerBy:
    if anonymous:
        return AnswerBy.NONE
    if sample.identity_confidential or channel is Channel.EMAIL:
        return AnswerBy.EMAIL
    return rng.choices(list(ANSWERED_BY), weights=list(ANSWERED_BY.values()))[0]
