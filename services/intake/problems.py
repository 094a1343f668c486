"""How does intake say no? Problem details with the words of its one table."""

from collections.abc import Iterable

from domain.field_refusal import FieldCode, FieldRefusal
from runtime.web.problem import RETRY_AFTER_SECONDS, FieldError, Problem
from services.intake.error_texts import FIELD_TEXTS, PROBLEM_TEXTS, ProblemCode
from services.intake.words import TURKISH

_STATUS = {
    ProblemCode.NOT_JSON: 400,
    ProblemCode.WRONG_ENCODING: 400,
    ProblemCode.IDEMPOTENCY_KEY_REQUIRED: 400,
    ProblemCode.IDEMPOTENCY_KEY_MALFORMED: 400,
    ProblemCode.IDEMPOTENCY_KEY_REUSED: 409,
    ProblemCode.CONTENT_TOO_LARGE: 413,
    ProblemCode.APPLICATION_NOT_ACCEPTABLE: 422,
    ProblemCode.INFORMATION_REQUEST_BY_PHONE: 422,
    ProblemCode.IDENTITY_MISMATCHED: 422,
    ProblemCode.LEGAL_PERSON_MISMATCHED: 422,
    ProblemCode.REQUEST_NOT_ACCEPTABLE: 422,
    ProblemCode.STAFF_TOKEN_REQUIRED: 401,
    ProblemCode.STAFF_TOKEN_WRONG: 401,
    ProblemCode.STAFF_ROLE_MISSING: 403,
    ProblemCode.APPLICATION_NOT_FOUND: 404,
    ProblemCode.NOTHING_TO_WITHDRAW: 409,
    ProblemCode.QUESTION_NOT_OPEN: 409,
    ProblemCode.APPEAL_NOT_PROVIDED: 409,
    ProblemCode.NOTHING_TO_APPEAL: 409,
    ProblemCode.APPEAL_PERIOD_OVER: 409,
    ProblemCode.APPEAL_ALREADY_LODGED: 409,
    ProblemCode.TOO_MANY_REQUESTS: 429,
    ProblemCode.LOG_UNAVAILABLE: 503,
    ProblemCode.STORE_UNAVAILABLE: 503,
    ProblemCode.SMS_UNAVAILABLE: 503,
    ProblemCode.MAIL_UNAVAILABLE: 503,
    ProblemCode.NOT_READY: 503,
    ProblemCode.MONTH_WRONG: 422,
    ProblemCode.MONTH_NOT_OVER: 404,
    ProblemCode.MEDIA_TYPE_NOT_OFFERED: 406,
}


def problem(code: ProblemCode, refusals: Iterable[FieldRefusal] = (), *, retry_after: int | None = None) -> Problem:
    """Make the answer that says why a request was not done."""
    status = _STATUS[code]
    if status == 503 and retry_after is None:
        retry_after = RETRY_AFTER_SECONDS
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return Problem(status, code, PROBLEM_TEXTS[code].tr, errors=field_errors(refusals), headers=headers)


def field_errors(refusals: Iterable[FieldRefusal], language: str = TURKISH) -> tuple[FieldError, ...]:
    """Put each refusal into words."""
    return tuple(
        FieldError(refusal.field, refusal.code, FIELD_TEXTS[refusal.code].in_language(language)) for refusal in refusals
    )


def refusal_problem(refusals: tuple[FieldRefusal, ...]) -> Problem:
    """Refuse an application field by field; a request for information by telephone has a code of its own (R-C9)."""
    by_phone = any(refusal.code is FieldCode.INFORMATION_REQUEST_BY_PHONE for refusal in refusals)
    code = ProblemCode.INFORMATION_REQUEST_BY_PHONE if by_phone else ProblemCode.APPLICATION_NOT_ACCEPTABLE
    return problem(code, refusals)


def http_problem(status: int) -> Problem:
    """Make the answer for an address or a method that there is not."""
    code = ProblemCode.METHOD_NOT_ALLOWED if status == 405 else ProblemCode.NOT_FOUND
    return Problem(status, code, PROBLEM_TEXTS[code].tr)
