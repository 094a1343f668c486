"""Does a code open the form for the mobile it was sent to, for three minutes, and for nobody who guesses?"""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import cast

import httpx
import pytest

from runtime.web.problem import Problem
from services.intake.mail_relay import MailRelay, RelayAway
from services.intake.rate_limits import ALLOWANCES, Purpose, RateLimits
from services.intake.verification import (
    CODE_SECONDS,
    MAILED_CODE_SECONDS,
    MOST_TRIES,
    PROOF_SECONDS,
    AddressVerification,
    email_check,
)
from services.intake.verifier import Verifier

AT = datetime(2026, 3, 2, 9, 0, 30, tzinfo=UTC)
MOBILE, OTHER = "+905321234567", "+905339998877"


@pytest.fixture
def verification() -> AddressVerification:
    return AddressVerification(b"k" * 32)


def after(seconds: int) -> datetime:
    return AT + timedelta(seconds=seconds)


@pytest.mark.requirement("R-D5")
def test_a_code_is_six_digits_and_opens_the_form_for_its_mobile(verification: AddressVerification):
    code = verification.code_for(MOBILE, AT)
    assert len(code) == 6
    assert code.isdigit()
    proof = verification.proof_for(MOBILE, code, after(100))
    assert proof is not None
    assert verification.is_proof(proof, MOBILE, after(100))
    assert not verification.is_proof(proof, OTHER, after(100))


def test_another_process_with_the_same_key_takes_the_code(verification: AddressVerification):
    code = verification.code_for(MOBILE, AT)
    assert AddressVerification(b"k" * 32).proof_for(MOBILE, code, AT) is not None
    assert AddressVerification(b"x" * 32).proof_for(MOBILE, code, AT) is None


def test_a_code_runs_out(verification: AddressVerification):
    code = verification.code_for(MOBILE, AT)
    assert verification.proof_for(MOBILE, code, after(CODE_SECONDS - 60)) is not None
    assert verification.proof_for(MOBILE, code, after(CODE_SECONDS)) is None


def test_a_proof_runs_out(verification: AddressVerification):
    proof = verification.proof_for(MOBILE, verification.code_for(MOBILE, AT), AT)
    assert proof is not None
    assert verification.is_proof(proof, MOBILE, after(PROOF_SECONDS))
    assert not verification.is_proof(proof, MOBILE, after(PROOF_SECONDS + 1))


@pytest.mark.parametrize("proof", ["", ".", "x.y", "99999999999.x", "9" * 30 + ".x", "١٢.x", "1772442030"])
def test_what_is_no_proof_is_none(verification: AddressVerification, proof: str):
    assert not verification.is_proof(proof, MOBILE, AT)


@pytest.mark.requirement("R-D5")
@pytest.mark.parametrize("code", ["", "000000", "12345", "abcdef", "٠٠٠٠٠٠"])
def test_wrong_codes_give_no_proof(verification: AddressVerification, code: str):
    right = verification.code_for(MOBILE, AT)
    assert code == right or verification.proof_for(MOBILE, code, AT) is None


def test_after_too_many_tries_even_the_right_code_is_not_taken_until_it_has_run_out(verification: AddressVerification):
    for _ in range(MOST_TRIES):
        verification.proof_for(MOBILE, "wrong", AT)
    assert verification.proof_for(MOBILE, verification.code_for(MOBILE, AT), AT) is None
    assert verification.proof_for(OTHER, verification.code_for(OTHER, AT), AT) is not None
    later = after(CODE_SECONDS + 1)
    assert verification.proof_for(MOBILE, verification.code_for(MOBILE, later), later) is not None


@pytest.mark.requirement("R-D6")
@pytest.mark.conflict(4)
def test_a_mailbox_is_proven_by_its_own_proof_alone_and_only_where_it_is_wanted():
    emails = AddressVerification(b"k" * 32, MAILED_CODE_SECONDS)
    wanted, free = email_check(emails, required=True), email_check(emails, required=False)
    later = after(MAILED_CODE_SECONDS - 60)
    proof = emails.proof_for("ayse@example.org", emails.code_for("ayse@example.org", AT), later)
    assert wanted.refusal("ayse@example.org", proof, later) is None
    missing = wanted.refusal("ayse@example.org", None, later)
    foreign = wanted.refusal("baska@example.org", proof, later)
    assert missing is not None
    assert foreign is not None
    assert (missing.field, missing.code) == ("email_verification", "email_verification_required")
    assert (foreign.field, foreign.code) == ("email_verification", "email_verification_wrong")
    assert wanted.refusal(None, None, later) is None
    assert free.refusal("ayse@example.org", None, later) is None


class Relay:
    """A mail server that takes its time, and as many mails as it may before it is away."""

    def __init__(self, most: int) -> None:
        self.sent, self._most = 0, most

    async def send(self, **mail: str) -> None:
        await asyncio.sleep(0)
        if self.sent >= self._most:
            raise RelayAway(mail["name"])
        self.sent += 1


def _asked_at_once(relay: Relay, limits: RateLimits, verification: AddressVerification) -> list[int]:
    """Ask twenty times at once for a code to one mailbox; give the status of each refusal."""
    nobody = cast("httpx.AsyncClient", None)
    verifier = Verifier(verification, verification, nobody, cast("MailRelay", relay), limits)

    async def ask() -> list[object]:
        asking = [verifier.send_to_email("ayse@example.org") for _ in range(20)]
        return list(await asyncio.gather(*asking, return_exceptions=True))

    return [refused.status for refused in asyncio.run(ask()) if isinstance(refused, Problem)]


def test_who_asks_at_once_gets_no_more_codes_than_one_after_the_other(verification: AddressVerification):
    relay = Relay(most=20)
    refusals = _asked_at_once(relay, RateLimits(enabled=True), verification)
    assert (relay.sent, refusals) == (ALLOWANCES[Purpose.CODES_SENT].at_once, [429] * 17)


def test_a_code_that_could_not_be_sent_is_not_counted(verification: AddressVerification):
    limits = RateLimits(enabled=True)
    assert 503 in _asked_at_once(Relay(most=0), limits, verification)
    relay = Relay(most=20)
    _asked_at_once(relay, limits, verification)
    assert relay.sent == ALLOWANCES[Purpose.CODES_SENT].at_once
