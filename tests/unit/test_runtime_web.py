"""Does every answer say what is wrong in one shape, and is every page guarded?"""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from runtime.errors import TransientFault
from runtime.web.headers import CORRELATION, SECURITY_HEADERS, GuardedAnswers
from runtime.web.pages import Pages, day_words, moment_words, serve_static
from runtime.web.problem import FieldError, Problem, answer_problems

PAGE = """{% extends "base.html" %}{% import "parts.html" as parts %}
{% block content %}{{ parts.error_summary(errors) }}
{{ parts.text_field("applicant.name", "Adınız", value, errors, hint="Kimlikteki gibi", required=true) }}
{{ parts.choice_field("kind", "Tür", [("complaint", "Şikâyet")], "complaint") }}{% endblock %}"""


@pytest.fixture
async def client(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    (tmp_path / "page.html").write_text(PAGE)
    pages = Pages(tmp_path, service_name="Deneme")
    api = FastAPI()
    answer_problems(api)
    serve_static(api)
    api.add_middleware(GuardedAnswers)

    @api.get("/refused")
    async def refused() -> None:
        raise Problem(409, "not_the_holder", "Başvuru artık sizde değil.", [FieldError("a", "b", "c")])

    @api.get("/away")
    async def away() -> None:
        raise TransientFault("ServerSelectionTimeoutError")

    @api.get("/mistake")
    async def mistake() -> None:
        raise ValueError("Ayşe Yılmaz")

    @api.get("/number")
    async def number(n: int) -> int:
        return n

    @api.get("/page")
    async def page() -> object:
        errors = [FieldError("applicant.name", "name_required", "Adınızı yazın.")]
        return pages.render("page.html", value='"><script>alert(1)</script>', errors=errors)

    transport = httpx.ASGITransport(api, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        yield client


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/refused", 409, "not_the_holder"),
        ("/away", 503, "temporarily_unavailable"),
        ("/mistake", 500, "unforeseen"),
        ("/number?n=x", 422, "not_acceptable"),
        ("/nowhere", 404, "not_found"),
    ],
)
async def test_every_error_is_answered_in_one_shape(
    client: httpx.AsyncClient, path: str, status: int, code: str
) -> None:
    answer = await client.get(path)
    said = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, said["status"], said["code"], said["type"]) == (status, status, code, "about:blank")
    assert said["title"]


async def test_every_wrong_field_is_named(client: httpx.AsyncClient) -> None:
    assert (await client.get("/refused")).json()["errors"] == [{"field": "a", "code": "b", "message": "c"}]
    assert [error["field"] for error in (await client.get("/number?n=x")).json()["errors"]] == ["n"]


async def test_who_meets_an_outage_hears_when_to_come_again(client: httpx.AsyncClient) -> None:
    assert int((await client.get("/away")).headers["retry-after"]) > 0


async def test_a_mistake_of_ours_quotes_nobody(client: httpx.AsyncClient) -> None:
    assert "Ayşe" not in (await client.get("/mistake")).text


@pytest.mark.parametrize("path", ["/page", "/refused", "/nowhere", "/static/style.css"])
async def test_every_answer_is_guarded(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(path)
    assert {name: answer.headers[name] for name in SECURITY_HEADERS} == SECURITY_HEADERS


async def test_a_callers_correlation_id_is_kept_where_it_is_one(client: httpx.AsyncClient) -> None:
    kept = await client.get("/page", headers={CORRELATION: "abc-123"})
    assert kept.headers[CORRELATION] == "abc-123"
    for wrong in ("x" * 65, "a b", "1;drop"):
        assert (await client.get("/page", headers={CORRELATION: wrong})).headers[CORRELATION] != wrong


async def test_a_page_asks_nobody_else_and_runs_nothing_a_citizen_wrote(client: httpx.AsyncClient) -> None:
    page = (await client.get("/page")).text
    assert "<script>" not in page
    assert "http://" not in page
    assert "https://" not in page


async def test_an_error_is_beside_its_field_and_in_the_summary(client: httpx.AsyncClient) -> None:
    page = (await client.get("/page")).text
    assert '<a href="#applicant-name">Adınızı yazın.</a>' in page
    assert 'aria-describedby="applicant-name-hint applicant-name-error" aria-invalid="true" required' in page
    assert '<label for="applicant-name">' in page
    assert '<html lang="tr">' in page


async def test_the_style_sheet_asks_nobody_else(client: httpx.AsyncClient) -> None:
    style = (await client.get("/static/style.css")).text
    assert "url(" not in style
    assert "@import" not in style


def test_days_and_moments_are_written_for_people_in_turkiye() -> None:
    assert day_words("2026-03-02") == "2 Mart 2026 Pazartesi"
    assert moment_words("2026-03-01T21:30:00Z") == "2 Mart 2026 Pazartesi, 00:30"
