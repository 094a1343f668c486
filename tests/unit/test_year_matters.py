"""Do applications of a year come from where people live, about what moves them, in the form intake would send?"""

import random
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from data.loaders import load_gazetteer, load_institutions, load_populations, load_samples
from domain.identifiers import is_tracking_number
from domain.inputs import AnswerBy, ApplicationSubmitted
from domain.institution import Registry
from domain.legal_regime import ApplicationKind, Channel
from operations.year.arrivals import Arrival
from operations.year.load_shape import Surge
from operations.year.matters import Matters, Places, Submissions

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
FIRE = Surge("fire", date(2026, 3, 1), date(2026, 3, 9), 2.0, "27", frozenset({"48", "07"}))


@cache
def submissions(seed: int = 1) -> Submissions:
    matters = Matters(load_samples(), Places(load_populations()))
    return Submissions(matters, Registry(load_institutions()), seed)


def submitted(number: int = 0, seed: int = 1, **said: Any) -> ApplicationSubmitted:
    complaint = Arrival(number=number, at=AT, hour=12, kind=ApplicationKind.COMPLAINT, channel=Channel.WEB)
    arrival = replace(complaint, **said)
    return submissions(seed).submission_of(arrival, random.Random(f"{seed}|{number}"))


def test_the_same_arrival_of_the_same_seed_always_sends_the_same():
    assert submitted(3) == submitted(3)
    assert submitted(3).body != submitted(4).body or submitted(3).residence != submitted(4).residence


def test_everybody_has_a_number_of_his_own_and_no_other_seed_has_the_same_application():
    sent = [submitted(number) for number in range(500)]
    assert all(is_tracking_number(each.tracking_number) for each in sent)
    assert len({each.application_id for each in sent}) == len({each.tracking_number for each in sent}) == 500
    assert submitted(1, seed=1).application_id != submitted(1, seed=2).application_id


def test_people_write_from_where_people_live():
    sent, places = [submitted(number) for number in range(3_000)], load_gazetteer()
    assert all(each.residence is not None and each.residence in places for each in sent)
    homes = Counter(each.residence.province for each in sent if each.residence)
    assert homes.most_common(1)[0][0] == "34"
    assert 0.15 < homes["34"] / 3_000 < 0.22


def test_what_an_event_stirs_up_is_about_it_and_happens_in_its_provinces():
    stirred = [submitted(number, surge=FIRE) for number in range(200)]
    texts = {sample.text for sample in load_samples() if sample.subject_code == "27"}
    assert {each.body for each in stirred} <= texts
    assert {each.event_place.province for each in stirred if each.event_place} == {"48", "07"}


def test_only_tip_offs_are_anonymous_and_who_is_hidden_is_answered_by_mail():
    complaints = [submitted(number) for number in range(300)]
    tip_offs = [submitted(number, kind=ApplicationKind.TIP_OFF) for number in range(600)]
    assert not any(each.anonymous for each in complaints)
    assert any(each.anonymous for each in tip_offs)
    assert {each.answer_by for each in tip_offs if each.anonymous} == {AnswerBy.NONE}
    hidden = [each for each in tip_offs if each.identity_confidential]
    assert {each.answer_by for each in hidden} == {AnswerBy.EMAIL}


def test_a_call_says_from_which_province_it_came():
    assert submitted(1, channel=Channel.PHONE).call_province == submitted(1, channel=Channel.PHONE).residence.province  # type: ignore[union-attr]
    assert submitted(1).call_province is None
