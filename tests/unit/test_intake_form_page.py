"""Can whoever made a mistake in the form find his way from the summary to each field?"""

import re

import pytest
from starlette.requests import Request

from data.loaders import load_gazetteer
from runtime.web.problem import FieldError
from services.intake.form import FIELDS
from services.intake.form_page import FormPage
from services.intake.showing import Showing

FORM_PAGE = FormPage(Showing(), load_gazetteer())
CODES = ("code", "email_code")
HIDDEN = ("verification", "email_verification")
WRONG = [FieldError(name, "wrong", f"{name}?") for name in (*FIELDS, "anonymous", *CODES) if name not in HIDDEN]


def page(language: str = "tr", errors: tuple[FieldError, ...] = (), asked: tuple[str, ...] = (), **values: str) -> str:
    query = b"lang=en" if language == "en" else b""
    scope = {"type": "http", "method": "POST", "path": "/basvuru", "headers": [], "query_string": query}
    return bytes(FORM_PAGE.show(Request(scope), values, errors=list(errors), asked=asked).body).decode()


@pytest.mark.parametrize("language", ["tr", "en"])
def test_each_error_of_the_summary_leads_to_its_field(language: str):
    shown = page(language, tuple(WRONG), CODES)
    led_to = re.findall(r'<li><a href="#([^"]+)">', shown)
    assert len(led_to) == len(WRONG)
    assert set(led_to) <= set(re.findall(r' id="([^"]+)"', shown))


def test_two_fields_with_one_name_are_told_apart_in_the_summary():
    wrong = [
        FieldError(name, "wrong", "İlçeyi seçin.") for name in ("event_place.district", "applicant.address.district")
    ]
    shown = page(errors=tuple(wrong))
    assert re.findall(r"<li><a [^>]+>([^<]+)</a>", shown) == [
        "Olay nerede oldu? İlçeyi seçin.",
        "Ev veya iş adresiniz: İlçeyi seçin.",
    ]


@pytest.mark.parametrize(
    ("said", "begins"),
    [
        pytest.param({}, "Başvuru yap", id="empty"),
        pytest.param({"asked": CODES}, "Bir adım kaldı: Başvuru yap", id="a code is asked for"),
        pytest.param({"asked": CODES, "errors": (WRONG[0],)}, "Hata: Başvuru yap", id="something is wrong"),
    ],
)
def test_the_title_says_where_the_applicant_stands(said: dict[str, tuple[FieldError, ...]], begins: str):
    assert f"<title>{begins} · BİMER</title>" in page(**said)  # type: ignore[arg-type]
