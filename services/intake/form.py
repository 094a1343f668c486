"""What does the web form say, as the request it stands for? The page is a client of the API like any other."""

from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import parse_qsl

import orjson

from domain.legal_regime import Channel
from runtime.web.problem import FieldError
from services.intake.error_texts import ProblemCode
from services.intake.problems import problem

MOST_FIELDS: Final = 60

FIELDS: Final = (
    "kind",
    "body",
    "subject_code",
    "event_place.province",
    "event_place.district",
    "about_official.name",
    "about_official.title",
    "about_official.rank",
    "applicant.national_id",
    "applicant.given_name",
    "applicant.family_name",
    "applicant.mother_maiden_name",
    "applicant.mobile",
    "applicant.email",
    "applicant.address.line",
    "applicant.address.province",
    "applicant.address.district",
    "applicant.answer_by",
    "applicant.legal_person.title",
    "applicant.legal_person.tax_number",
    "applicant.legal_person.signatory",
    "applicant.legal_person.authority_document",
    "verification",
    "email_verification",
)
"""The form's fields that stand in the request, by the same names."""

_SHOWN_AT: Final = {
    "applicant": "anonymous",
    "applicant.address": "applicant.address.line",
    "applicant.legal_person": "applicant.legal_person.title",
    "about_official": "about_official.name",
    "mobile": "applicant.mobile",
    "email": "applicant.email",
    "verification": "code",
    "email_verification": "email_code",
}
"""Where an error is shown whose field is no single control."""

_PLACES: Final = {name: place for place, name in enumerate((*FIELDS[:8], "anonymous", *FIELDS[8:]), start=1)}

Values = Mapping[str, str]


def values_of(content: bytes) -> dict[str, str]:
    """Read a form; raises Problem 400 for what is none."""
    try:
        pairs = parse_qsl(content.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")
    except UnicodeDecodeError:
        raise problem(ProblemCode.WRONG_ENCODING) from None
    except ValueError:
        raise problem(ProblemCode.CONTENT_TOO_LARGE) from None
    return dict(pairs)


def request_of(values: Values, channel: Channel = Channel.WEB) -> bytes:
    """Write the application that the form says; what is left empty is left out."""
    request: dict[str, Any] = {"channel": channel, "identity_confidential": bool(values.get("identity_confidential"))}
    anonymous = bool(values.get("anonymous"))
    for name in FIELDS:
        value = values.get(name, "").strip()
        if not value or (anonymous and name.startswith("applicant.")):
            continue
        *above, last = name.split(".")
        within = request
        for step in above:
            within = within.setdefault(step, {})
        within[last] = value
    return orjson.dumps(request)


def shown_errors(errors: Iterable[FieldError]) -> list[FieldError]:
    """Move each error to the control where it can be mended, in the order of the page."""
    moved = (FieldError(_SHOWN_AT.get(error.field, error.field), error.code, error.message) for error in errors)
    return sorted(moved, key=lambda error: _PLACES.get(error.field, 0))
