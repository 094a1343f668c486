"""Which sample applications are there, and where should each go? `samples/applications.yaml` tells, this reads it.

They feed the simulation and measure the router: the texts are invented, the expectations follow the rulebook's table 7.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from domain.institution_kind import Branch, InstitutionKind
from domain.legal_regime import ApplicationKind, Channel
from domain.place import Place

SAMPLE_FILE = Path(__file__).parent / "samples" / "applications.yaml"


@dataclass(frozen=True, slots=True)
class SampleInstitution:
    """An institution told by what it is and where, as far as that is known.

    `ministry` is the branch of the ministry a unit belongs to, where the branch alone would leave it open.
    """

    kind: InstitutionKind
    branch: Branch | None = None
    province: str | None = None
    district: str | None = None
    ministry: Branch | None = None


@dataclass(frozen=True, slots=True)
class Sample:
    """One application as a citizen writes or tells it, and who should get it: an institution or a screening queue."""

    sample_id: str
    kind: ApplicationKind
    channel: Channel
    text: str
    subject_code: str | None
    event_place: Place | None
    residence: Place | None
    call_province: str | None
    chosen_institution: SampleInstitution | None
    accused_institution: SampleInstitution | None
    accused_rank: str | None
    identity_confidential: bool
    anonymous: bool
    expected: SampleInstitution
    expects_screening: bool


@cache
def load_samples() -> tuple[Sample, ...]:
    """Read the sample applications in the order of their ids."""
    return tuple(_sample(record) for record in yaml.safe_load(SAMPLE_FILE.read_text(encoding="utf-8")))


def _sample(record: Mapping[str, Any]) -> Sample:
    expected = dict(record["expected"])
    expects_screening = bool(expected.pop("screening"))
    return Sample(
        sample_id=record["sample_id"],
        kind=ApplicationKind(record["kind"]),
        channel=Channel(record["channel"]),
        text=record["text"],
        subject_code=record["subject_code"],
        event_place=_place(record["event_place"]),
        residence=_place(record.get("residence")),
        call_province=record.get("call_province"),
        chosen_institution=_institution(record.get("chosen_institution")),
        accused_institution=_institution(record.get("accused_institution")),
        accused_rank=record.get("accused_rank"),
        identity_confidential=record.get("identity_confidential", False),
        anonymous=record.get("anonymous", False),
        expected=_described(expected),
        expects_screening=expects_screening,
    )


def _place(record: Mapping[str, str | None] | None) -> Place | None:
    if record is None or record["province"] is None:
        return None
    return Place(record["province"], record["district"])


def _institution(record: Mapping[str, str | None] | None) -> SampleInstitution | None:
    return None if record is None else _described(record)


def _described(record: Mapping[str, str | None]) -> SampleInstitution:
    branch, ministry = record.get("branch"), record.get("ministry")
    return SampleInstitution(
        kind=InstitutionKind(str(record["kind"])),
        branch=None if branch is None else Branch(branch),
        province=record.get("province"),
        district=record.get("district"),
        ministry=None if ministry is None else Branch(ministry),
    )
