"""Does the web form say the same as a request to the API?"""

from urllib.parse import urlencode

import orjson
import pytest

from domain.identifiers import application_id_of, tracking_number_of
from domain.legal_regime import ApplicationKind
from runtime.vault import Macs
from runtime.web.problem import FieldError, Problem
from services.intake.cookies import read_receipt, read_tracking, receipt_value, tracking_value
from services.intake.form import request_of, shown_errors, values_of
from tests.support.builders import noon
from tests.support.intake import COMPLAINT
from tests.unit.test_intake_tracking_view import MARCH

MACS = Macs(b"n" * 32, b"t" * 32, b"s" * 32, b"p" * 32)
NUMBER = tracking_number_of(b"12345678")
SECRET = MACS.tracking_secret(application_id_of(NUMBER))


def flat(request: dict, above: str = "") -> dict[str, str]:  # type: ignore[type-arg]
    values: dict[str, str] = {}
    for name, value in request.items():
        if isinstance(value, dict):
            values |= flat(value, f"{above}{name}.")
        elif value:
            values[above + name] = str(value)
    return values


def test_a_filled_form_is_the_request_of_the_contract():
    request = orjson.loads(request_of(flat(COMPLAINT)))
    said = {name: value for name, value in COMPLAINT.items() if value is not None}
    assert request == said


def test_who_does_not_want_to_be_known_is_not_sent_along():
    values = flat(COMPLAINT) | {"anonymous": "1", "kind": "tip_off"}
    assert "applicant" not in orjson.loads(request_of(values))


def test_what_is_left_empty_is_left_out():
    assert orjson.loads(request_of({"kind": "complaint", "body": " ", "event_place.province": ""})) == {
        "channel": "web",
        "identity_confidential": False,
        "kind": "complaint",
    }


def test_a_form_is_read_in_utf8_and_no_larger_than_ours():
    assert values_of(urlencode({"body": "çöp"}).encode()) == {"body": "çöp"}
    with pytest.raises(Problem):
        values_of("body=çöp".encode("iso-8859-9"))
    with pytest.raises(Problem):
        values_of(b"body=%E7")
    with pytest.raises(Problem):
        values_of("&".join(f"a{number}=1" for number in range(100)).encode())


def test_errors_stand_where_they_can_be_mended_in_the_order_of_the_page():
    errors = [
        FieldError("applicant.address", "a", ""),
        FieldError("applicant", "b", ""),
        FieldError("kind", "c", ""),
        FieldError("about_official", "d", ""),
    ]
    assert [error.field for error in shown_errors(errors)] == [
        "kind",
        "about_official.name",
        "anonymous",
        "applicant.address.line",
    ]


def test_a_receipt_is_kept_and_read_again():
    kept = receipt_value(NUMBER, SECRET, ApplicationKind.COMPLAINT, noon(MARCH))
    assert read_receipt(kept, MACS) == (NUMBER, SECRET, ApplicationKind.COMPLAINT, noon(MARCH))


@pytest.mark.parametrize(
    "value",
    ["", "1.2.3.4", f"{NUMBER}.wrong.complaint.1", f"{NUMBER}.{SECRET}.wish.1", f"{NUMBER}.{SECRET}.complaint.x",
     f"{NUMBER}.{SECRET}.complaint.{'9' * 30}", f"{NUMBER}.{SECRET}.complaint"],
)  # fmt: skip
def test_a_forged_receipt_is_none(value: str):
    assert read_receipt(value, MACS) is None


def test_what_opens_the_status_page_is_a_request_like_any_other():
    kept = read_tracking(tracking_value(NUMBER, SECRET))
    assert (kept.tracking_number, kept.tracking_secret, kept.national_id) == (NUMBER, SECRET, None)
    assert read_tracking("x" * 500).tracking_number == "x" * 40
