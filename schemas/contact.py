"""What lies in an applicant's sealed contact box?

intake closes the box with the notifier's public key and cannot open it again; the notifier alone reads it, to address a
notice. It holds what a notice needs and nothing else of the identity.
"""

from pydantic import Field

from schemas.base import WireModel
from schemas.parts import Plate


class AddressV1(WireModel):
    """Where a letter goes."""

    line: str = Field(max_length=500)
    province: Plate | None = None
    district: str | None = None


class ContactV1(WireModel):
    """How the applicant is addressed and reached; of the roads at least the one chosen is filled in."""

    name: str | None = Field(None, max_length=300)
    """Given and family name, or the title of a legal person."""
    email: str | None = None
    mobile: str | None = None
    """E.164, for instance +905321234567."""
    address: AddressV1 | None = None
