"""Can a draft be opened by whoever got its link, for as long as it may, and by nobody else?"""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest
from aiosmtpd.smtp import Envelope

from runtime.clock import LegalClock
from services.intake.mail_answering import FIRST_WAIT, LONGEST_WAIT, wait_after
from services.intake.mail_drafts import SLIP_LIFETIME, Draft, DraftKeys, MailDrafts, Slip
from services.intake.mail_listener import TAKEN, TOO_MANY, MailGate
from services.intake.mail_texts import ATTACHMENTS, CUT, NO_TEXT, answer_text
from services.intake.rate_limits import ALLOWANCES, Purpose, RateLimits

KEYS = DraftKeys(b"m" * 32, b"l" * 32)
AT = datetime(2026, 3, 2, 20, 59, tzinfo=UTC)
LINK = "https://bimer.example/basvuru/e-posta/x"
DRAFT = Draft(
    draft_id=KEYS.id_of("<a1@example.org>", "ayse@example.org", b"h"),
    email="ayse@example.org",
    body="Çöp toplanmıyor.",
    message_id="<a1@example.org>",
    attachments=0,
    cut=False,
    received_at=AT,
)


def test_the_same_mail_has_the_same_id_and_any_other_has_another():
    mails = [("<a1>", "a@x.org", b"h"), ("<a2>", "a@x.org", b"h"), ("<a1>", "b@x.org", b"h"), ("<a1>", "a@x.org", b"i")]
    assert len({KEYS.id_of(*mail) for mail in mails}) == len(mails)
    assert KEYS.id_of(*mails[0]) == KEYS.id_of(*mails[0])
    assert DraftKeys(b"x" * 32, b"l" * 32).id_of(*mails[0]) != KEYS.id_of(*mails[0])


def test_a_token_opens_its_own_draft_and_says_nothing_of_anybody():
    token = KEYS.token_of(DRAFT.draft_id)
    assert KEYS.id_in(token) == DRAFT.draft_id
    assert len(token) == 43
    assert "ayse" not in token


@pytest.mark.requirement("R-D6")
def test_nobody_makes_a_token_without_the_key():
    """Who reads the store knows the ids, and still cannot open a form."""
    stranger = DraftKeys(b"x" * 32, b"l" * 32)
    assert KEYS.id_in(stranger.token_of(DRAFT.draft_id)) is None
    token = KEYS.token_of(DRAFT.draft_id)
    changed = ["A" if sign != "A" else "B" for sign in token[:-1]]
    assert [KEYS.id_in(token[:n] + sign + token[n + 1 :]) for n, sign in enumerate(changed)] == [None] * 42


@pytest.mark.parametrize("token", ["", "=", "a", "ş" * 43, "A" * 43, "A" * 44, "A" * 4000, "../../etc"])
def test_what_is_no_token_opens_nothing(token: str):
    assert KEYS.id_in(token) is None


def test_a_slip_says_whose_address_was_confirmed_until_it_runs_out():
    slip = KEYS.slip_of(DRAFT, AT)
    assert KEYS.slip_in(slip, DRAFT.draft_id, AT + SLIP_LIFETIME) == Slip(DRAFT.draft_id, DRAFT.email, AT)
    assert KEYS.slip_in(slip, DRAFT.draft_id, AT + SLIP_LIFETIME + timedelta(seconds=1)) is None
    assert KEYS.slip_in(slip, "0" * 32, AT) is None
    assert DraftKeys(b"m" * 32, b"x" * 32).slip_in(slip, DRAFT.draft_id, AT) is None
    assert "ayse" not in slip


@pytest.mark.parametrize("text", ["", "x", "ş", "A" * 200])
def test_what_is_no_slip_says_nothing(text: str):
    assert KEYS.slip_in(text, DRAFT.draft_id, AT) is None


def test_nothing_of_a_draft_shows_in_a_traceback():
    shown = repr(DRAFT) + repr(KEYS) + repr(KEYS.slip_in(KEYS.slip_of(DRAFT, AT), DRAFT.draft_id, AT))
    assert not any(word in shown for word in ("ayse", "Çöp", "mmmm", "llll"))


@pytest.mark.requirement("R-D6")
def test_the_answer_says_the_day_the_link_and_the_time_and_quotes_nothing():
    text = answer_text(DRAFT, LINK)
    assert "2 Mart 2026 Pazartesi" in text
    assert LINK in text.splitlines()
    assert "7 gün içinde" in text
    assert DRAFT.body not in text
    assert DRAFT.email not in text


@pytest.mark.parametrize(
    ("changes", "remark"),
    [
        pytest.param({"attachments": 2}, ATTACHMENTS, id="attachments"),
        pytest.param({"body": ""}, NO_TEXT, id="no text"),
        pytest.param({"cut": True}, CUT, id="too long"),
    ],
)
def test_the_answer_says_what_of_the_mail_is_not_in_the_form(changes: dict[str, object], remark: str):
    assert remark in answer_text(replace(DRAFT, **changes), LINK)  # type: ignore[arg-type]
    assert remark not in answer_text(DRAFT, LINK)


def test_a_mail_server_that_is_away_is_asked_ever_more_rarely():
    waits = [wait_after(attempt) for attempt in (1, 2, 3, 8, 9, 1_000_000)]
    assert waits[:3] == [FIRST_WAIT, FIRST_WAIT * 2, FIRST_WAIT * 4]
    assert waits[3:] == [timedelta(seconds=256), LONGEST_WAIT, LONGEST_WAIT]


class Shelf:
    """Drafts in a store that takes its time."""

    def __init__(self) -> None:
        self.keys, self.ids = KEYS, list[str]()

    async def keep(self, draft: Draft) -> bool:
        await asyncio.sleep(0)
        self.ids.append(draft.draft_id)
        return self.ids.count(draft.draft_id) == 1


def _sent_at_once(shelf: Shelf, limits: RateLimits, mails: list[bytes]) -> list[str]:
    """Deliver mails at the same time; give the answers."""
    drafts, clock = cast("MailDrafts", shelf), LegalClock(AT, AT)
    gate = MailGate("basvuru@x.org", "bimer@x.org", drafts, clock, limits, lambda: None)

    async def deliver(content: bytes) -> str:
        envelope = Envelope()
        envelope.mail_from, envelope.original_content = "ayse@example.org", content
        nobody = cast("Any", None)
        return await gate.handle_DATA(nobody, nobody, envelope)

    async def deliver_all() -> list[str]:
        return list(await asyncio.gather(*map(deliver, mails)))

    return asyncio.run(deliver_all())


def test_of_mails_that_come_at_once_no_more_are_kept_than_one_after_the_other():
    shelf = Shelf()
    mails = [b"From: ayse@example.org\n\n%d" % number for number in range(30)]
    answers = _sent_at_once(shelf, RateLimits(enabled=True), mails)
    assert len(shelf.ids) == answers.count(TAKEN) == ALLOWANCES[Purpose.MAILS].at_once
    assert set(answers) == {TAKEN, TOO_MANY}


def test_a_mail_delivered_again_and_again_is_counted_once():
    same = b"From: ayse@example.org\n\nUzak"
    shelf, limits = Shelf(), RateLimits(enabled=True)
    for _ in range(3):
        assert set(_sent_at_once(shelf, limits, [same] * 9)) == {TAKEN}
