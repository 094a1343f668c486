"""Is each service given its own keys and no other's, and does a signature say who wrote what?"""

import base64
import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import jwt
import pytest
from nacl.signing import SigningKey

from domain.identifiers import ApplicationId, InstitutionId, NationalId
from domain.inputs import Role
from runtime import tokens
from runtime.errors import FatalFault, RejectedRecord
from runtime.keys import Keys, ensure_local_keys
from runtime.settings import METRICS_PORTS, Settings
from runtime.signing import BadSignature, Signer, Verifier, signed_bytes
from runtime.vault import Macs, open_box, same, seal
from schemas.catalogue import Writer, to_wire
from schemas.envelope import SIGNATURE, SIGNATURE_KEY, Envelope, wrap
from tests.support.builders import a_submission

CAME = a_submission()
ENVELOPE = wrap(to_wire(CAME), ce_id=CAME.input_id, source="intake", subject=CAME.application_id, at=CAME.received_at)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    said = Settings(state_directory=tmp_path_factory.mktemp("state"))
    ensure_local_keys(said.keys_path)
    return said


@pytest.fixture(scope="module")
def signed(settings: Settings) -> Envelope:
    return Signer.of(Keys.load(settings, "intake"), Writer.INTAKE).sign(ENVELOPE)


@pytest.fixture(scope="module")
def verifier(settings: Settings) -> Verifier:
    return Verifier(Keys.load(settings, "router"))


def test_local_keys_are_made_once_and_are_their_owners_alone(tmp_path: Path) -> None:
    ensure_local_keys(tmp_path)
    first = {path.name: path.read_text() for path in tmp_path.iterdir()}
    ensure_local_keys(tmp_path)
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == first
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o600}
    assert len(set(first.values())) == len(first)


@pytest.mark.parametrize("service", [*METRICS_PORTS, "operations"])
def test_every_service_finds_its_keys(settings: Settings, service: str) -> None:
    assert Keys.load(settings, service).service == service


@pytest.mark.parametrize(
    ("service", "name"),
    [
        ("intake", "vault"),
        ("intake", "contact"),
        ("intake", "sign-desk"),
        ("desk", "sign-intake"),
        ("desk", "mac-person"),
        ("notifier", "vault"),
        ("notifier", "token"),
        ("router", "contact"),
        ("deadline_watcher", "sign-intake"),
    ],
)
def test_no_service_is_given_anothers_key(settings: Settings, service: str, name: str) -> None:
    with pytest.raises(FatalFault, match="was not given"):
        Keys.load(settings, service).secret(name)


def test_only_who_must_verify_is_given_public_keys(settings: Settings) -> None:
    assert [name for name in METRICS_PORTS if Keys.load(settings, name).verify_keys] == ["router"]


def test_keys_do_not_show_in_a_traceback_or_a_log(settings: Settings) -> None:
    keys = Keys.load(settings, "intake")
    secret = base64.b64encode(keys.secret("token")).decode()
    assert secret not in repr(keys)
    assert repr(keys.secret("token")) not in repr(keys)


def test_the_environment_wins_over_the_file(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BIMER_KEY_TOKEN", base64.b64encode(b"t" * 32).decode())
    assert Keys.load(settings, "desk").secret("token") == b"t" * 32


@pytest.mark.parametrize("text", ["", "not base64!", base64.b64encode(b"short").decode()])
def test_a_key_that_is_none_is_fatal(settings: Settings, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("BIMER_KEY_TOKEN", text)
    with pytest.raises(FatalFault, match="the key token is not"):
        Keys.load(settings, "desk")


def test_a_missing_key_is_fatal(tmp_path: Path) -> None:
    with pytest.raises(FatalFault, match="is missing"):
        Keys.load(Settings(state_directory=tmp_path), "desk")


def test_a_signature_names_its_writer(signed: Envelope, verifier: Verifier) -> None:
    assert verifier.writer_of(signed) is Writer.INTAKE


def _flipped(envelope: Envelope) -> Envelope:
    raw = bytearray(base64.b64decode(envelope.extensions[SIGNATURE]))
    raw[0] ^= 1
    return replace(envelope, extensions={**envelope.extensions, SIGNATURE: base64.b64encode(raw).decode()})


@pytest.mark.parametrize(
    ("tamper", "code"),
    [
        pytest.param(lambda e: replace(e, value=e.value + b" "), "bad_signature", id="value"),
        pytest.param(lambda e: replace(e, ce_id="other"), "bad_signature", id="id"),
        pytest.param(lambda e: replace(e, ce_subject="other"), "bad_signature", id="subject"),
        pytest.param(lambda e: replace(e, ce_time="other"), "bad_signature", id="time"),
        pytest.param(lambda e: replace(e, ce_type="bimer.application.withdrawn.v1"), "bad_signature", id="type"),
        pytest.param(_flipped, "bad_signature", id="one bit of the signature"),
        pytest.param(
            lambda e: replace(e, extensions={**e.extensions, SIGNATURE: "no base64!"}), "bad_signature", id="no base64"
        ),
        pytest.param(lambda e: replace(e, extensions={}), "unsigned", id="unsigned"),
        pytest.param(
            lambda e: replace(e, extensions={**e.extensions, SIGNATURE_KEY: "intake-00000000"}), "unknown_key", id="key"
        ),
    ],
)
def test_whatever_is_changed_the_signature_fails(
    signed: Envelope, verifier: Verifier, tamper: Callable[[Envelope], Envelope], code: str
) -> None:
    with pytest.raises(BadSignature) as caught:
        verifier.writer_of(tamper(signed))
    assert caught.value.code == code


def test_the_source_and_the_replay_mark_are_outside_the_signature(signed: Envelope, verifier: Verifier) -> None:
    replayed = replace(signed, extensions={**signed.extensions, "bimer_replay_of": "t:0:1"})
    assert verifier.writer_of(replayed) is Writer.INTAKE


@pytest.mark.parametrize("writer", [writer for writer in Writer if writer is not Writer.INTAKE])
def test_nobody_else_may_write_what_intake_writes(settings: Settings, verifier: Verifier, writer: Writer) -> None:
    foreign = Signer.of(Keys.load(settings, writer), writer).sign(ENVELOPE)
    with pytest.raises(BadSignature, match="wrong_signer"):
        verifier.writer_of(foreign)


def test_parts_cannot_be_shifted_into_one_another() -> None:
    one, other = replace(ENVELOPE, ce_id="ab", ce_type="c"), replace(ENVELOPE, ce_id="a", ce_type="bc")
    assert signed_bytes(one, "k") != signed_bytes(other, "k")


def test_two_keys_of_one_writer_are_good_while_they_are_changed(settings: Settings, signed: Envelope) -> None:
    fresh = SigningKey.generate()
    path = settings.keys_path / "sign-intake.pub.key"
    known = path.read_text()
    path.write_text(known + base64.b64encode(fresh.verify_key.encode()).decode() + "\n")
    try:
        both = Verifier(Keys.load(settings, "router"))
    finally:
        path.write_text(known)
    assert both.writer_of(signed) is both.writer_of(Signer(Writer.INTAKE, fresh).sign(ENVELOPE)) is Writer.INTAKE


def test_a_box_opens_with_its_own_key_alone(settings: Settings) -> None:
    keys = Keys.load(settings, "operations")
    sealed = seal(keys.secret("contact.pub"), {"email": "ayşe@example.org"})
    assert open_box(keys.secret("contact"), sealed) == {"email": "ayşe@example.org"}
    with pytest.raises(RejectedRecord, match="box_does_not_open"):
        open_box(keys.secret("vault"), sealed)
    assert seal(keys.secret("contact.pub"), {"email": "ayşe@example.org"}) != sealed


@pytest.mark.parametrize("text", ["", "no base64!", "aGVsbG8="])
def test_what_is_no_box_does_not_open(settings: Settings, text: str) -> None:
    with pytest.raises(RejectedRecord):
        open_box(Keys.load(settings, "notifier").secret("contact"), text)


def test_the_keyed_hashes_tell_people_and_applications_apart(settings: Settings) -> None:
    macs = Macs.of(Keys.load(settings, "intake"))
    ayse, ali = NationalId("10000000146"), NationalId("10000000078")
    one, other = ApplicationId("a-1"), ApplicationId("a-2")
    assert macs.person_mac(ayse) == macs.person_mac(ayse) != macs.person_mac(ali)
    factors = {macs.tracking_factor(person, name) for person in (ayse, ali) for name in (one, other)}
    assert len(factors) == 4
    assert macs.tracking_secret(one) != macs.tracking_secret(other)
    assert len(base64.urlsafe_b64decode(macs.tracking_secret(one) + "==")) == 16
    assert ayse not in repr(macs)


def test_a_number_depends_on_who_asks_with_which_key_and_for_what(settings: Settings) -> None:
    macs = Macs.of(Keys.load(settings, "intake"))
    asked = [("ab", "c", b"d"), ("a", "bc", b"d"), ("ab", "c", b"e"), ("ab", "cd", b"")]
    assert len({macs.number_digest(*parts) for parts in asked}) == 4
    assert macs.number_digest(*asked[0]) == macs.number_digest(*asked[0])


def test_two_secrets_are_compared_whole() -> None:
    assert same("ş1", "ş1")
    assert not same("ş1", "ş2")


def test_a_token_says_for_whom_it_speaks(settings: Settings) -> None:
    keys = Keys.load(settings, "desk")
    token = tokens.issue(keys, InstitutionId("10000040"), Role.APPROVER, "Ayşe Yılmaz")
    assert tokens.read(keys, token) == tokens.Principal(InstitutionId("10000040"), Role.APPROVER, "Ayşe Yılmaz")


def test_a_worn_out_token_is_refused(settings: Settings) -> None:
    keys = Keys.load(settings, "desk")
    token = tokens.issue(keys, InstitutionId("10000040"), Role.OFFICER, "x", lifetime=timedelta(seconds=-1))
    with pytest.raises(tokens.InvalidToken, match="Expired"):
        tokens.read(keys, token)


@pytest.mark.parametrize(
    "claims", [{}, {"institution_id": "1", "role": "sultan", "sub": "x", "iat": 1, "exp": 9e9, "jti": "j"}]
)
def test_a_token_with_wrong_claims_is_refused(settings: Settings, claims: dict[str, object]) -> None:
    keys = Keys.load(settings, "desk")
    with pytest.raises(tokens.InvalidToken):
        tokens.read(keys, jwt.encode(claims, keys.secret("token"), algorithm="HS256"))


def test_a_token_that_nobody_signed_is_refused(settings: Settings) -> None:
    keys = Keys.load(settings, "desk")
    token = tokens.issue(keys, InstitutionId("10000040"), Role.CENTRE, "x")
    forged = jwt.encode(jwt.decode(token, options={"verify_signature": False}), None, algorithm="none")
    with pytest.raises(tokens.InvalidToken):
        tokens.read(keys, forged)
