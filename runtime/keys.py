"""Which keys are there, where do they come from, and who may have which?

A key is one line of base64 in a file of the keys' folder, or in the environment variable `BIMER_KEY_<NAME>`, which
wins. A service is given what it needs and nothing else: intake cannot open what it seals, nobody can
sign as another.
"""

import base64
import hashlib
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from nacl.public import PrivateKey
from nacl.signing import SigningKey

from runtime.errors import FatalFault
from runtime.settings import Settings
from schemas.catalogue import Writer

MACS = ("number", "tracking", "secret", "person", "verification", "mail")
"""The keyed hashes, one key a purpose: a leak of one opens no other."""
TOKEN = "token"  # noqa: S105
BOXES = ("vault", "contact")
DRAFTS = "drafts"
"""Locks what intake keeps for itself; nobody else ever opens it."""

_GIVEN: Mapping[str, tuple[str, ...]] = {
    "intake": ("sign-intake", "vault.pub", "contact.pub", *(f"mac-{name}" for name in MACS), TOKEN, DRAFTS),
    "router": ("sign-router",),
    "deadline_watcher": ("sign-deadline_watcher",),
    "notifier": ("sign-notifier", "contact"),
    "desk": ("sign-desk", TOKEN),
    "operations": (
        "sign-operations",
        *BOXES,
        *(f"{box}.pub" for box in BOXES),
        *(f"mac-{name}" for name in MACS),
        TOKEN,
    ),
}
_VERIFIERS = ("router", "operations")


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys one service was given, by name; asking for another is a fatal fault."""

    service: str
    _known: Mapping[str, bytes]
    verify_keys: Mapping[str, tuple[Writer, bytes]] = field(default_factory=dict)
    """Key id -> whose it is, and the public key; several a writer while keys are changed."""

    @classmethod
    def load(cls, settings: Settings, service: str) -> Self:
        """Read what the service may have; raises FatalFault where a key is missing."""
        known = {name: _read(settings.keys_path, name)[0] for name in _GIVEN[service]}
        verify: dict[str, tuple[Writer, bytes]] = {}
        if service in _VERIFIERS:
            for writer in Writer:
                for public in _read(settings.keys_path, f"sign-{writer}.pub"):
                    verify[key_id_of(writer, public)] = (writer, public)
        return cls(service, known, verify)

    def secret(self, name: str) -> bytes:
        """Return a key by its name, for instance `mac-number` or `contact.pub`."""
        if name not in self._known:
            raise FatalFault(f"{self.service} was not given the key {name}")
        return self._known[name]

    def __repr__(self) -> str:
        return f"Keys({self.service}: {', '.join(self._known)})"


def key_id_of(writer: Writer, public: bytes) -> str:
    """Name a public key: its writer and the first eight hex digits of its SHA-256."""
    return f"{writer}-{hashlib.sha256(public).hexdigest()[:8]}"


def ensure_local_keys(directory: Path) -> None:
    """Make the keys that are missing, readable by their owner alone; those that are there stay."""
    directory.mkdir(parents=True, exist_ok=True, mode=0o700)
    for writer in Writer:
        seed = _ensure(directory, f"sign-{writer}", secrets.token_bytes(32))
        _ensure(directory, f"sign-{writer}.pub", SigningKey(seed).verify_key.encode())
    for box in BOXES:
        private = _ensure(directory, box, PrivateKey.generate().encode())
        _ensure(directory, f"{box}.pub", PrivateKey(private).public_key.encode())
    for name in (*(f"mac-{mac}" for mac in MACS), TOKEN, DRAFTS):
        _ensure(directory, name, secrets.token_bytes(32))


def _ensure(directory: Path, name: str, fresh: bytes) -> bytes:
    """Write the key unless it stands; a half-written one can never be seen."""
    path = directory / f"{name}.key"
    if not path.exists():
        arriving = directory / f".{name}.{os.getpid()}"
        arriving.touch(mode=0o600)
        arriving.write_text(base64.b64encode(fresh).decode() + "\n")
        try:
            os.link(arriving, path)  # fails where another process was quicker: its key counts
        except FileExistsError:
            pass
        finally:
            arriving.unlink()
    return base64.b64decode(path.read_text().split()[0])


def _read(directory: Path, name: str) -> list[bytes]:
    """Read the lines of one key; more than one only for public keys while they are changed."""
    text = os.environ.get("BIMER_KEY_" + name.upper().replace("-", "_").replace(".", "_"))
    path = directory / f"{name}.key"
    if text is None:
        try:
            text = path.read_text()
        except OSError as missing:
            raise FatalFault(f"the key {name} is missing: {path}: {missing.strerror}") from missing
    try:
        lines = [base64.b64decode(line, validate=True) for line in text.split()]
    except ValueError as wrong:
        raise FatalFault(f"the key {name} is not base64") from wrong
    if not lines or any(len(line) != 32 for line in lines):
        raise FatalFault(f"the key {name} is not 32 bytes long")
    return lines
