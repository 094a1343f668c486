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
from data.sample_table import load_samples
from domain.applicant import is_email, is_name, is_tax_number
from domain.identifiers import is_foreigner_number, is_national_id
from domain.institution import Registry
from domain.legal_regime import ApplicationKind, Channel
from domain.subject_table import SUBJECTS
from domain.submission import Known, submission_refusals
from operations.simulation.arrivals import arrivals
from operations.simulation.filings import Filing, Filings, tax_number
from operations.simulation.people import Population
from services.intake.places import PlaceNames
from services.intake.reading import read_application

ON = date(2026, 11, 23)


@cache
def registry() -> Registry:
    return Registry(load_institutions())


def population(seed: int = 1) -> Population:
    return Population(load_populations(), random.Random(seed))


@cache
def filings(count: int, seed: int = 1) -> tuple[Filing, ...]:
    pile = Filings(load_samples(), registry(), population(seed), random.Random(seed), ON)
    return tuple(pile.next() for _ in range(count))


def test_everybody_has_a_valid_number_of_a_citizen_and_nobody_comes_twice():
    crowd = population()
    people = [crowd.somebody() for _ in range(2_000)]
    assert all(is_national_id(person.national_id) for person in people)
    assert not any(is_foreigner_number(person.national_id) for person in people)
    for unique in ("national_id", "email", "mobile"):
        assert len({getattr(person, unique) for person in people}) == len(people)


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
