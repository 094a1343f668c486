"""Does a person get a page, and a program problem details, when something goes wrong that nobody foresaw?"""

import httpx
import pytest
from fastapi import FastAPI

from services.desk.screen import desk_pages
from services.desk.wrong_turns import answer_wrong_turns

SITE = FastAPI()
SITE.state.pages = desk_pages()
answer_wrong_turns(SITE)


@SITE.get("/gelen")
@SITE.get("/v1/inbox")
async def fails() -> None:
    raise TypeError("secret")


async def asked(path: str) -> httpx.Response:
    transport = httpx.ASGITransport(SITE, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://desk.example") as http:
        return await http.get(path)


@pytest.mark.parametrize(
    ("path", "told"),
    [
        pytest.param("/gelen", "Beklenmeyen bir sorun oluştu.", id="a person"),
        pytest.param("/gelen?lang=en", "Something went wrong.", id="a person who reads English"),
    ],
)
async def test_a_person_is_told_on_a_page(path: str, told: str):
    answer = await asked(path)
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert told in answer.text
    assert "secret" not in answer.text


async def test_a_program_gets_problem_details():
    answer = await asked("/v1/inbox")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "unforeseen"
