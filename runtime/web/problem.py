"""How does an HTTP API say that something is wrong? RFC 9457 problem details, alike in every service."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from runtime.errors import TransientFault
from runtime.log import logger

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_SECONDS = 5

_log = logger(__name__)

TITLES: Mapping[int, str] = {
    400: "İstek okunamadı",
    401: "Kimliğiniz doğrulanamadı",
    403: "Bu işlem için yetkiniz yok",
    404: "Kayıt bulunamadı",
    405: "Bu adres bu işlemi desteklemiyor",
    406: "Yanıt istenen biçimde verilemiyor",
    409: "İşlem yapılamadı",
    412: "Kayıt bu arada değişti",
    413: "Gönderilen içerik çok büyük",
    415: "Bu içerik türü desteklenmiyor",
    422: "Gönderilen bilgiler kabul edilemedi",
    429: "Çok sık istek gönderdiniz",
    500: "Beklenmeyen bir hata oluştu",
    503: "Sistem şu anda yanıt veremiyor",
}


@dataclass(frozen=True, slots=True)
class FieldError:
    """One thing that is wrong with one field; `message` is Turkish and says what to do."""

    field: str
    code: str
    message: str


@dataclass(eq=False)
class Problem(Exception):
    """An answer other than success; `code` is stable, `detail` Turkish."""

    status: int
    code: str
    detail: str | None = None
    errors: Sequence[FieldError] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    def response(self) -> JSONResponse:
        """Return the answer."""
        content: dict[str, Any] = {
            "type": "about:blank",
            "title": TITLES.get(self.status, HTTPStatus(self.status).phrase),
            "status": self.status,
            "code": self.code,
        }
        if self.detail is not None:
            content["detail"] = self.detail
        if self.errors:
            content["errors"] = [{"field": one.field, "code": one.code, "message": one.message} for one in self.errors]
        return JSONResponse(content, self.status, dict(self.headers), media_type=MEDIA_TYPE)


def unavailable(code: str = "temporarily_unavailable") -> Problem:
    """Say that it will work again soon, and when to try."""
    return Problem(
        503,
        code,
        "Şu anda işleminizi tamamlayamıyoruz. Lütfen biraz sonra yeniden deneyin; aynı istek iki kez kaydedilmez.",
        headers={"Retry-After": str(RETRY_AFTER_SECONDS)},
    )


def unforeseen(error: Exception) -> Problem:
    """Say that something went wrong that nobody foresaw; what it was stands in the log alone."""
    _log.exception("an unforeseen error", exc_info=error)
    return Problem(500, "unforeseen", "Sorun kaydedildi. Lütfen biraz sonra yeniden deneyin.")


def answer_problems(api: FastAPI) -> None:
    """Let every error of this API be answered with problem details; nothing of the request is quoted."""
    api.add_exception_handler(Problem, _problem)
    api.add_exception_handler(RequestValidationError, _validation)
    api.add_exception_handler(HTTPException, _http)
    api.add_exception_handler(TransientFault, _transient)
    api.add_exception_handler(Exception, _unforeseen)


async def _problem(_: Request, problem: Exception) -> JSONResponse:
    assert isinstance(problem, Problem)  # noqa: S101
    return problem.response()


async def _validation(_: Request, wrong: Exception) -> JSONResponse:
    assert isinstance(wrong, RequestValidationError)  # noqa: S101
    if any(error["type"] == "json_invalid" for error in wrong.errors()):
        return Problem(400, "not_json", "İstek gövdesi geçerli bir JSON değil.").response()
    errors = [
        FieldError(
            ".".join(str(part) for part in error["loc"][1:]), str(error["type"]), "Bu alanın değeri uygun değil."
        )
        for error in wrong.errors()
    ]
    return Problem(422, "not_acceptable", errors=errors).response()


async def _http(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101
    code = HTTPStatus(error.status_code).name.lower()
    return Problem(error.status_code, code, headers=dict(error.headers or {})).response()


async def _transient(_: Request, fault: Exception) -> JSONResponse:
    _log.warning("answered that it is unavailable", error=str(fault))
    return unavailable().response()


async def _unforeseen(_: Request, error: Exception) -> JSONResponse:
    return unforeseen(error).response()
