"""Do intake and desk read what the people of a year say over HTTP as it was meant?"""

import random
from dataclasses import replace
from datetime import date
from functools import cache

import orjson
import pytest
from pydantic import TypeAdapter

from data.loaders import load_calendar_days, load_gazetteer, load_institutions, load_populations, load_samples
from domain.applicant import STAFF_CHANNELS
from domain.business_calendar import BusinessCalendar
from domain.grounds import BoardDecision, ExtensionGround, InvalidReason, NotProcessedReason, ReturnReason
from domain.identifiers import ApplicationId, InstitutionId, action_id_of
from domain.inputs import (
    Action,
    ActionRequested,
    ApproveDraft,
    AskApplicant,
    DeclineToProcess,
    DraftResponse,
    Enclosure,
    ExtendTask,
    IssueInterimResponse,
    IssueResponse,
    MarkInvalid,
    MergeTask,
    OpenTask,
    PlaceTask,
    RecordDecision,
    RecordPayment,
    ReferTask,
    Reopen,
    RequestFee,
    ResponseOutcome,
    ReturnTask,
    Role,
    TaskPurpose,
)
from domain.institution import InstitutionKind, Registry
from domain.legal_regime import ApplicationKind, Channel
from domain.subject_table import SUBJECTS
from domain.submission import Known, Submission, submission_refusals
from operations.live_year.requests import Filing, action_request, application_request, registering_bureau
from operations.simulation.people import Population
from operations.year.arrivals import ArrivalPlan
from operations.year.matters import Matters, Places, Submissions
from services.desk.requests import ActionRequest
from services.intake.places import PlaceNames
from services.intake.reading import read_application
from tests.support.builders import a_submission

HOLDER = InstitutionId("10000040")
OTHER = InstitutionId("10000041")
FIRST = date(2026, 1, 1)
REQUEST: TypeAdapter[ActionRequest] = TypeAdapter(ActionRequest)


@cache
def registry() -> Registry:
    return Registry(load_institutions())


@cache
def filings() -> tuple[Filing, ...]:
    """A hundredth of a year: every kind by every channel."""
    places, crowd = Places(load_populations()), Population(load_populations(), random.Random(1))
    plan = ArrivalPlan(400, 1, BusinessCalendar.from_table(load_calendar_days()), places.shares)
    submissions = Submissions(Matters(load_samples(), places), registry(), 1)
    arrivals = [arrival for day in plan.days for arrival in plan.on(day)]
    return tuple(
        Filing(submissions.submission_of(each, random.Random(each.number)), crowd.somebody()) for each in arrivals
    )


def as_intake_reads(filing: Filing) -> Submission:
    """Read it as intake does; it must find nothing to mend."""
    read = read_application(orjson.dumps(application_request(filing)), PlaceNames(load_gazetteer()))
    known = Known(load_gazetteer(), registry(), frozenset(subject.code for subject in SUBJECTS))
    assert (*read.refusals, *submission_refusals(read.submission, known, FIRST)) == ()
    return read.submission


def test_every_application_of_a_year_is_taken_as_it_was_meant():
    assert {filing.submitted.kind for filing in filings()} == set(ApplicationKind)
    for filing in filings():
        meant, taken = filing.submitted, as_intake_reads(filing)
        assert (taken.kind, taken.channel, taken.subject_code) == (meant.kind, meant.channel, meant.subject_code)
        assert (taken.event_place, taken.institution_id) == (meant.event_place, meant.institution_id)
        assert taken.about_official == meant.about_official
        assert (taken.applicant is None) == meant.anonymous
        if taken.applicant is not None and taken.applicant.address is not None:
            assert (taken.applicant.address.place, taken.applicant.answer_by) == (meant.residence, meant.answer_by)


def test_an_appeal_goes_on_paper_with_its_copies_and_quotes_the_number():
    sent = next(filing for filing in filings() if filing.submitted.kind is ApplicationKind.INFORMATION_REQUEST)
    copies = (Enclosure.APPLICATION_COPY, Enclosure.ANSWER_COPY)
    letter = replace(
        sent.submitted,
        channel=Channel.LETTER,
        call_province=None,
        enclosures=copies,
        appeal_of=sent.submitted.application_id,
    )
    taken = as_intake_reads(sent.again(letter, sent.submitted.tracking_number))
    assert (taken.appeal_of, taken.enclosures) == (sent.submitted.tracking_number, copies)
    assert taken.signed is True


def test_a_bureau_registers_what_its_citizens_do_not_type_themselves():
    for filing in filings():
        bureau = registering_bureau(filing, registry(), FIRST)
        assert (bureau is not None) == (filing.submitted.channel in STAFF_CHANNELS)
        if bureau is not None:
            assert registry()[bureau].kind is InstitutionKind.GOVERNORATE
        if filing.submitted.call_province is not None and bureau is not None:
            assert registry()[bureau].province == filing.submitted.call_province


@pytest.mark.parametrize(
    "action",
    [
        pytest.param(action, id=f"{type(action).__name__}-{number}")
        for number, action in enumerate(
            (
                OpenTask(),
                ReturnTask("Bizde değil.", ReturnReason.NOT_COMPETENT),
                PlaceTask(OTHER),
                PlaceTask(OTHER, also_to=(HOLDER,)),
                PlaceTask(OTHER, inform=(HOLDER,)),
                ReferTask(OTHER, TaskPurpose.ACTION, "Bizde değil."),
                ReferTask(OTHER, TaskPurpose.ACTION, "Bizde değil.", keep=True),
                ReferTask(OTHER, TaskPurpose.INFORMATION, "Bilginize."),
                MergeTask(a_submission("other").application_id),
                Reopen("Sürüyor."),
                ExtendTask(ExtensionGround.SEVERAL_INSTITUTIONS, "Başka bir birime soruldu."),
                RequestFee(12, 1912, "Vezneye."),
                RecordPayment(date(2026, 3, 4)),
                IssueInterimResponse("İnceleniyor."),
                AskApplicant("Hangi gün oldu?"),
                DeclineToProcess(NotProcessedReason.NO_DEFINITE_SUBJECT, "Konusu belli değil."),
                MarkInvalid(InvalidReason.CONTACT_WRONG, "Ulaşılamadı."),
                DraftResponse(ResponseOutcome.PARTIAL, "Kısmen."),
                ApproveDraft(),
                RecordDecision(BoardDecision.UPHELD, "Kabul."),
                IssueResponse(ResponseOutcome.NEGATIVE, "Mümkün değildir."),
            )
        )
    ],
)
def test_the_desk_reads_a_deed_as_it_was_meant(action: Action):
    asked = ActionRequested(
        input_id=action_id_of(HOLDER, "deed"),
        application_id=ApplicationId(a_submission().application_id),
        institution_id=HOLDER,
        role=Role.OFFICER,
        officer="memur-1",
        expected_task_version=3,
        action=action,
    )
    assert REQUEST.validate_json(orjson.dumps(action_request(asked))).wish() == action
