"""Does a list take what a form without a script sends: every field, also those that were left empty?"""

from datetime import date
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from domain.status import ApplicationStatus
from services.desk.filters import AmongInstitutions, InInbox, InSearch
from services.desk.page_words import PageWords
from services.desk.queries import SearchFilter
from services.desk.report_asked import MonthlyWanted, YearlyWanted
from services.desk.search_view import filters_told
from services.desk.wording import Language

SITE = FastAPI()


@SITE.get("/inbox")
def inbox(wanted: InInbox) -> Any:
    return wanted


@SITE.get("/search")
def search(wanted: InSearch) -> Any:
    return wanted


@SITE.get("/institutions")
def institutions(wanted: AmongInstitutions) -> Any:
    return {"given": wanted.given, "words": wanted.words, "province": wanted.province}


@SITE.get("/monthly")
def monthly(wanted: MonthlyWanted) -> Any:
    return wanted


@SITE.get("/yearly")
def yearly(wanted: YearlyWanted) -> Any:
    return wanted


FIELDS = {
    "inbox": ("status", "overdue", "subject_code"),
    "search": ("tracking_number", "q", "institution_id", "province", "status", "from_on", "to_on"),
    "institutions": ("q", "province", "kind"),
    "monthly": ("month", "institution_id"),
    "yearly": ("year", "institution_id"),
}


async def sent(form: str, **fields: str) -> httpx.Response:
    transport = httpx.ASGITransport(SITE, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://desk.example") as http:
        return await http.get(f"/{form}", params=fields)


@pytest.mark.parametrize("form", list(FIELDS))
async def test_a_field_left_empty_is_one_that_was_not_sent(form: str):
    empty = await sent(form, **dict.fromkeys(FIELDS[form], ""))
    assert empty.status_code == 200
    assert empty.json() == (await sent(form)).json()


@pytest.mark.parametrize(
    ("form", "field", "text"),
    [
        ("search", "q", "ç" * 201),
        ("search", "tracking_number", "1" * 41),
        ("institutions", "q", "a" * 201),
        ("monthly", "month", "2026-13"),
        ("yearly", "year", "1900"),
    ],
)
async def test_a_field_that_is_too_long_or_of_another_form_is_refused(form: str, field: str, text: str):
    assert (await sent(form, **{field: text})).status_code == 422


async def test_a_number_may_be_typed_in_groups_as_the_receipt_shows_it():
    found = await sent("search", tracking_number=" 413 160 313 760 861 559")
    assert found.json()["tracking_number"] == "413160313760861559"


def test_a_search_names_every_filter_that_it_applies():
    wanted = SearchFilter("413160313760861559", None, "06", ApplicationStatus.ROUTED, date(2026, 3, 2), None, "çöp")
    words = PageWords(Language.TURKISH, "/ara", {})
    assert filters_told(wanted, words, [("06", "Ankara")]) == (
        ("Başvuru numarası", "413160313760861559"),
        ("Metindeki kelimeler", "çöp"),
        ("İl", "Ankara"),
        ("Durum", "Kuruma gönderildi"),
        ("Kayıt günü, en erken", "02.03.2026"),
    )
    assert filters_told(SearchFilter(), words, []) == ()
