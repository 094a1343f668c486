"""What does a citizen's browser keep for a while, so that pages can be reloaded without giving everything again?

Nothing but what the citizen holds anyway: the number and the secret of his own application. Scripts cannot read it, no
other site can have it sent, and it is worth nothing without the checks that the API makes too.
"""

from datetime import UTC, datetime
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from domain.identifiers import TrackingNumber, application_id_of, is_tracking_number
from domain.legal_regime import ApplicationKind
from runtime.vault import Macs, same
from services.intake.sent import TrackingSent

FORM: Final = "bimer_form"
"""Set with the form: a browser that does not bring it back keeps no cookies and is shown its receipt at once."""

RECEIPT: Final = "bimer_receipt"
TRACKING: Final = "bimer_tracking"
LIFETIME_SECONDS: Final = 1_800


def keep(answer: Response, request: Request, name: str, value: str, path: str) -> None:
    """Have the browser keep a value for half an hour."""
    answer.set_cookie(
        name,
        value,
        max_age=LIFETIME_SECONDS,
        path=path,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )


def receipt_value(number: str, secret: str, kind: ApplicationKind, received_at: datetime) -> str:
    """Write what the receipt's page is made of."""
    return f"{number}.{secret}.{kind}.{int(received_at.timestamp() * 1000)}"


def read_receipt(value: str, macs: Macs) -> tuple[TrackingNumber, str, ApplicationKind, datetime] | None:
    """Read it again; None for what is no receipt of ours."""
    try:
        number, secret, kind, milliseconds = value.split(".")
        received_at = datetime.fromtimestamp(int(milliseconds) / 1000, UTC)
        known_kind = ApplicationKind(kind)
    except (ValueError, OverflowError, OSError):
        return None
    tracking_number = TrackingNumber(number)
    if not is_tracking_number(number) or not same(macs.tracking_secret(application_id_of(tracking_number)), secret):
        return None
    return tracking_number, secret, known_kind, received_at


def tracking_value(number: str, secret: str) -> str:
    """Write what opens the status page."""
    return f"{number}.{secret}"


def read_tracking(value: str) -> TrackingSent:
    """Read it again, as a request like any other."""
    number, _, secret = value.partition(".")
    return TrackingSent(tracking_number=number[:40], tracking_secret=secret[:40])
