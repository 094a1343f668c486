"""Does each road to the applicant understand what its provider says, and send what it should?"""

import email
import email.policy
import inspect
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import httpx
import pytest
from aiosmtplib import errors as e

from domain.inputs import NoticeKind
from services.notifier import letters
from services.notifier.attempts import Accepted, Attempt, Postponed, Refused
from services.notifier.channels import sms
from services.notifier.channels.email import fate_of
from services.notifier.channels.mail import UnusableAddress, mail
from services.notifier.letters import Letter

NOTICE = "7d5ed0f2-98ff-5a9c-8f7c-3f5c9d8b7a61"
LETTER = Letter(
    "Başvurunuz cevaplandı (1)", "BİMER: kısa", "Sayın Ayşe Yılmaz,\n\nCevabınız: <hazır>\nTeşekkürler.", "response/1"
)


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
    assert fate_of(error) == fate


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
    assert fate_of(refused(code)) == fate


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


AT = datetime(2026, 11, 22, 4, tzinfo=UTC)


def sent(letter: Letter = LETTER) -> EmailMessage:
    raw = mail(letter, notice_id=NOTICE, sender="bimer@bimer.example", to="ayse@example.org", at=AT)
    return email.message_from_bytes(raw, policy=email.policy.default)


def test_a_mail_carries_the_notices_id_as_its_own() -> None:
    assert sent()["Message-ID"] == f"<{NOTICE}@bimer.example>"


def test_a_mail_names_the_version_of_the_words_it_carries() -> None:
    assert sent()["X-Bimer-Template"] == "response/1"


@pytest.mark.requirement("R-F6")
def test_a_mail_comes_from_the_centre_and_shows_no_more_headers_than_these() -> None:
    message = sent()

    assert (message["From"], message["To"]) == ("bimer@bimer.example", "ayse@example.org")
    assert set(message.keys()) == {
        "Message-ID",
        "Date",
        "From",
        "To",
        "Subject",
        "X-Bimer-Template",
        "Auto-Submitted",
        "Content-Language",
        "MIME-Version",
        "Content-Type",
    }


def test_a_mail_is_plain_text_and_a_page_of_the_same_words() -> None:
    plain, page = (sent().get_body((kind,)) for kind in ("plain", "html"))
    assert plain is not None
    assert page is not None

    assert plain.get_content().replace("\r\n", "\n").strip() == LETTER.text
    assert "Cevabınız: &lt;hazır&gt;<br>" in page.get_content()


def test_a_mail_asks_for_no_answer_from_machines_and_says_its_language() -> None:
    assert (sent()["Auto-Submitted"], sent()["Content-Language"]) == ("auto-generated", "tr")


def test_a_mail_is_read_by_others_without_a_defect() -> None:
    subject = "Başvurunuz hakkında: " * 20 + "ğ"
    message = sent(replace(LETTER, subject=subject, text="ğ" * 3000))

    assert message["Subject"] == subject
    assert (message["To"], message["Date"].datetime) == ("ayse@example.org", AT)
    assert [defect for part in message.walk() for defect in part.defects] == []
    assert all(len(line) <= 78 for line in message.as_bytes().splitlines())


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("a@b.c\r\nBcc: x@y.z", id="another header"),
        pytest.param("a b@c.d", id="a space"),
        pytest.param("ayşe@example.org", id="a letter that needs an extension of SMTP"),
        pytest.param("nobody", id="no domain"),
        pytest.param("", id="nothing"),
    ],
)
def test_an_address_that_cannot_stand_in_a_header_is_refused(address: str) -> None:
    with pytest.raises(UnusableAddress):
        mail(LETTER, notice_id=NOTICE, sender="bimer@bimer.example", to=address, at=AT)


def test_there_is_a_template_for_every_kind() -> None:
    templates = (Path(letters.__file__).parent / "templates").glob("*.txt.j2")

    parts = {"closing", "remedies", "how_to_appeal"}
    assert {path.name.removesuffix(".txt.j2") for path in templates} == {*NoticeKind, *parts}
