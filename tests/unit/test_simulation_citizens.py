"""Are the invented citizens possible ones, and do they come as citizens do?"""

import json
import random
from collections import Counter
from datetime import date
from functools import cache
from itertools import pairwise
from statistics import mean

import pytest

from data.loaders import load_gazetteer, load_institutions, load_populations
from data.person_table import PersonRecord
from data.sample_table import load_samples
from domain.applicant import is_email, is_name, is_tax_number
from domain.identifiers import is_foreigner_number, is_national_id
from domain.institution import Registry
from domain.legal_regime import ApplicationKind, Channel
from domain.subject_table import SUBJECTS
from domain.submission import Known, submission_refusals
from operations.simulation.arrivals import arrivals
from operations.simulation.filings import MISTAKEN, Filing, Filings
from operations.simulation.people import (
    Population,
    invented_legal_person,
    invented_person,
    national_id,
    tax_number,
)
from services.intake.places import PlaceNames
from services.intake.reading import read_application

ON = date(2026, 11, 23)
PLACES = PlaceNames(load_gazetteer())


@cache
def registry() -> Registry:
    return Registry(load_institutions())


def population(seed: int = 1) -> Population:
    return Population(load_populations(), random.Random(seed))


@cache
def filings(count: int, seed: int = 1) -> tuple[Filing, ...]:
    pile = Filings(load_samples(), registry(), population(seed), random.Random(seed), ON)
    return tuple(pile.next() for _ in range(count))


def test_everybody_has_a_valid_number_and_nobody_comes_twice():
    crowd = population()
    people = [crowd.somebody() for _ in range(2_000)]
    assert all(is_national_id(person.national_id) for person in people)
    for unique in ("national_id", "email", "mobile"):
        assert len({getattr(person, unique) for person in people}) == len(people)


@pytest.mark.requirement("R-B2")
def test_a_few_of_those_who_apply_are_foreign_residents():
    crowd = population()
    assert 0.01 < mean(is_foreigner_number(crowd.somebody().national_id) for _ in range(2_000)) < 0.03


def test_the_registry_of_persons_knows_everybody_invented_here_and_nobody_else():
    crowd = population()
    for person in (crowd.somebody() for _ in range(500)):
        names = (person.given_name, person.family_name, person.mother_maiden_name)
        assert invented_person(person.national_id) == PersonRecord(*names)
    strangers = ["10000000146", "99000000042", national_id(979_999_999), national_id(990_000_000), "98", ""]
    assert [invented_person(number) for number in strangers] == [None] * len(strangers)
    assert invented_legal_person(tax_number(980_000_000)) is not None
    assert [invented_legal_person(number) for number in ("1234567890", "9800000001", "")] == [None] * 3


def test_everybody_has_a_possible_name_and_address_and_lives_where_there_is_a_place():
    crowd, places = population(), load_gazetteer()
    for person in (crowd.somebody() for _ in range(500)):
        assert is_name(person.given_name)
        assert is_name(person.family_name)
        assert is_email(person.email)
        assert person.residence in places


def test_people_live_where_people_live():
    crowd = population()
    provinces = Counter(crowd.somewhere().province for _ in range(5_000))
    assert provinces.most_common(1)[0][0] == "34"
    assert 0.14 < provinces["34"] / 5_000 < 0.23  # İstanbul holds 18 %
    assert len(provinces) == 81


def test_the_same_seed_gives_the_same_crowd_and_another_seed_another():
    assert [population(7).somebody() for _ in range(3)] == [population(7).somebody() for _ in range(3)]
    assert population(7).somebody() != population(8).somebody()


def test_tax_numbers_carry_their_check_digit():
    assert all(is_tax_number(tax_number(nine)) for nine in random.Random(1).sample(range(10**8, 10**9), 500))


def test_citizens_come_at_the_rate_asked_for_and_independently_of_each_other():
    times = list(arrivals(20.0, random.Random(3), most=4_000))
    gaps = [after - before for before, after in pairwise(times)]
    assert len(times) == 4_000
    assert mean(gaps) == pytest.approx(0.05, rel=0.1)
    assert mean((gap - 0.05) ** 2 for gap in gaps) == pytest.approx(0.05**2, rel=0.2)  # exponential: spread = mean


def test_one_round_of_filings_covers_every_kind_and_every_channel():
    round_of_all = filings(len(load_samples()))
    assert {filing.request["kind"] for filing in round_of_all} == {kind.value for kind in ApplicationKind}
    assert {filing.request["channel"] for filing in round_of_all} == {channel.value for channel in Channel}
    assert any(filing.request["applicant"] is None for filing in round_of_all)
    assert any(filing.request["identity_confidential"] for filing in round_of_all)


def test_many_filings_come_from_everywhere_some_twice_and_few_are_withdrawn():
    many = filings(3_000)
    assert len({filing.idempotency_key for filing in many}) == len(many)
    assert len({filing.request["event_place"]["province"] for filing in many if filing.request["event_place"]}) == 81
    assert 0.02 < mean(filing.sent_twice for filing in many) < 0.06
    assert 0.01 < mean(filing.withdrawn_after is not None for filing in many) < 0.03
    assert 0.5 < mean(filing.reachable for filing in many) < 0.95


def test_a_staff_channel_has_an_operator_and_a_citizens_own_has_none():
    for filing in filings(600):
        assert (filing.operator_of is None) == (filing.request["channel"] == Channel.WEB)


def test_intake_refuses_none_of_them():
    gazetteer = load_gazetteer()
    known = Known(gazetteer, registry(), {subject.code for subject in SUBJECTS})
    for filing in filings(1_500):
        read = read_application(json.dumps(filing.request).encode(), PlaceNames(gazetteer))
        assert (*read.refusals, *submission_refusals(read.submission, known, ON)) == (), filing.request


def test_few_give_a_wrong_identity_and_all_others_are_whom_the_registry_knows():
    claims = [read_application(json.dumps(f.request).encode(), PLACES).submission.applicant for f in filings(3_000)]
    named = [claim for claim in claims if claim is not None and claim.legal_person is None]
    wrong = 0
    for claim in named:
        record = invented_person(claim.national_id or "")
        assert record is not None
        assert (claim.given_name, claim.family_name) == (record.given_name, record.family_name)
        mother = record.mother_maiden_name
        told = claim.mother_maiden_name or claim.mother_maiden_letters
        wrong += told not in (mother, mother[0] + mother[-1])
    assert MISTAKEN / 2 < wrong / len(named) < MISTAKEN * 2
    for legal in (claim.legal_person for claim in claims if claim is not None and claim.legal_person is not None):
        record_of_it = invented_legal_person(legal.tax_number or "")
        assert record_of_it is not None
        assert (legal.title, legal.signatory) == (record_of_it.title, record_of_it.signatory)
