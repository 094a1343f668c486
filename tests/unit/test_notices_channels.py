"""Does each road to the applicant understand what its provider says, and send what it should?"""

import inspect
from email.message import EmailMessage
from pathlib import Path

import httpx
import pytest
from aiosmtplib import errors as e

from domain.inputs import NoticeKind
from services.notifier.attempts import Accepted, Attempt, Postponed, Refused
from services.notifier.channels import email, sms
from services.notifier.letters import Letter

NOTICE = "7d5ed0f2-98ff-5a9c-8f7c-3f5c9d8b7a61"
LETTER = Letter("Başvurunuz cevaplandı (1)", "BİMER: kısa", "Sayın Ayşe Yılmaz,\n\nCevabınız: <hazır>\nTeşekkürler.")


def refused(code: int) -> e.SMTPRecipientsRefused:
    return e.SMTPRecipientsRefused([e.SMTPRecipientRefused(code, "no", "someone@example.org")])


AWAY = Postponed("smtp_unreachable", provider_away=True)

SMTP_ERRORS: list[tuple[Exception, Attempt]] = [
    (e.SMTPRecipientsRefused([]), Postponed("smtp_0")),
    (e.SMTPRecipientRefused(550, "no", "a@b"), Refused("smtp_550")),
    (e.SMTPDataError(554, "no"), Refused("smtp_554")),
    (e.SMTPSenderRefused(550, "no", "a@b"), Postponed("smtp_550")),
    (e.SMTPHeloError(500, "no"), Postponed("smtp_500")),
    (e.SMTPConnectResponseError(554, "no"), Postponed("smtp_554")),
    (e.SMTPAuthenticationError(535, "no"), Postponed("smtp_535")),
    (e.SMTPResponseException(421, "no"), Postponed("smtp_421")),
    (e.SMTPException("no"), AWAY),
    (e.SMTPServerDisconnected("no"), AWAY),
    (e.SMTPNotSupported("no"), AWAY),
    (e.SMTPConnectError("no"), AWAY),
    (e.SMTPTimeoutError("no"), AWAY),
    (e.SMTPConnectTimeoutError("no"), AWAY),
    (e.SMTPReadTimeoutError("no"), AWAY),
]


@pytest.mark.parametrize(("error", "fate"), SMTP_ERRORS, ids=lambda value: type(value).__name__)
def test_what_an_smtp_error_means_for_the_notice(error: Exception, fate: Attempt) -> None:
    assert email.fate_of(error) == fate


def test_every_error_of_the_smtp_library_has_been_thought_of() -> None:
    every = {error for _, error in inspect.getmembers(e, inspect.isclass) if issubclass(error, e.SMTPException)}

    assert every == {type(error) for error, _ in SMTP_ERRORS}


@pytest.mark.parametrize(
    ("code", "fate"),
    [
        pytest.param(550, Refused("smtp_550"), id="no such mailbox"),
        pytest.param(451, Postponed("smtp_451"), id="busy"),
        pytest.param(452, Postponed("smtp_452"), id="mailbox full for now"),
    ],
)
def test_a_refused_recipient_is_refused_for_good_only_if_the_server_says_so(code: int, fate: Attempt) -> None:
    assert email.fate_of(refused(code)) == fate


@pytest.mark.parametrize(
    ("status", "fate"),
    [
        pytest.param(202, Accepted(), id="taken"),
        pytest.param(409, Accepted(), id="taken before, under the same reference"),
        pytest.param(400, Refused("sms_400"), id="a number that is none"),
        pytest.param(408, Postponed("sms_408"), id="timed out"),
        pytest.param(429, Postponed("sms_429"), id="too many at once"),
        pytest.param(503, Postponed("sms_503"), id="out of order"),
    ],
)
def test_what_a_status_of_the_sms_provider_means_for_the_notice(status: int, fate: Attempt) -> None:
    assert sms.fate_of(status) == fate
    assert httpx.codes(status)


def sent() -> EmailMessage:
    return email.mail(LETTER, notice_id=NOTICE, sender="bimer@bimer.example", to="ayse@example.org")


def test_a_mail_carries_the_notices_id_as_its_own() -> None:
    assert sent()["Message-ID"] == f"<{NOTICE}@bimer.example>"


def test_a_mail_is_plain_text_and_a_page_of_the_same_words() -> None:
    plain, page = (sent().get_body((kind,)) for kind in ("plain", "html"))
    assert plain is not None
    assert page is not None

    assert plain.get_content().replace("\r\n", "\n").strip() == LETTER.text
    assert "Cevabınız: &lt;hazır&gt;<br>" in page.get_content()


def test_a_mail_asks_for_no_answer_from_machines_and_says_its_language() -> None:
    assert (sent()["Auto-Submitted"], sent()["Content-Language"]) == ("auto-generated", "tr")


def test_an_address_cannot_add_headers() -> None:
    with pytest.raises(ValueError, match=r"newline|linefeed|carriage"):
        email.mail(LETTER, notice_id=NOTICE, sender="bimer@bimer.example", to="a@b.c\r\nBcc: x@y.z")


def test_there_is_a_template_for_every_kind() -> None:
    templates = (Path(email.__file__).parents[1] / "templates").glob("*.txt.j2")

    assert {path.name.removesuffix(".txt.j2") for path in templates} == {*NoticeKind, "closing"}
