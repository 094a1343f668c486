"""For which institution, and in which role, does somebody act?"""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import jwt

from domain.identifiers import InstitutionId
from domain.inputs import Role
from runtime.clock import wall_now
from runtime.keys import TOKEN, Keys

ALGORITHM = "HS256"
LIFETIME = timedelta(days=30)
_REQUIRED = ["institution_id", "role", "sub", "iat", "exp", "jti"]


class InvalidToken(Exception):
    """The token is forged, worn out or incomplete; the message says which."""


@dataclass(frozen=True, slots=True)
class Principal:
    """Who acts: an officer, by name, of one institution in one role."""

    institution_id: InstitutionId
    role: Role
    officer: str


def issue(
    keys: Keys, institution_id: InstitutionId, role: Role, officer: str, *, lifetime: timedelta = LIFETIME
) -> str:
    """Make a token that is good for `lifetime` on the wall clock."""
    now = wall_now()
    claims: dict[str, Any] = {
        "institution_id": institution_id,
        "role": role.value,
        "sub": officer,
        "iat": now,
        "exp": now + lifetime,
        "jti": secrets.token_urlsafe(12),
    }
    return jwt.encode(claims, keys.secret(TOKEN), algorithm=ALGORITHM)


def read(keys: Keys, token: str) -> Principal:
    """Tell for whom a token speaks; raises InvalidToken."""
    try:
        claims = jwt.decode(token, keys.secret(TOKEN), algorithms=[ALGORITHM], options={"require": _REQUIRED})
        return Principal(InstitutionId(str(claims["institution_id"])), Role(claims["role"]), str(claims["sub"]))
    except (jwt.PyJWTError, ValueError) as wrong:
        raise InvalidToken(type(wrong).__name__) from None
