"""How do report rows stand in the store, and which of them does a report need?

Rows of applications and of tasks stand together. A row is replaced whole, and only by the same or a newer version of
its application: what a router writes that had been frozen meanwhile comes too old and changes nothing.
"""

from collections.abc import AsyncIterator, Collection, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Final, TypeVar

from domain.grounds import AppealOutcome
from domain.identifiers import ApplicationId, InstitutionId
from domain.inputs import ResponseOutcome, TaskPurpose
from domain.legal_regime import ApplicationKind, Channel, LegalRegime
from domain.report_rows import Ending, ReportRow
from domain.report_span import ReportSpan
from runtime.store import Document, Store, Update

EnumT = TypeVar("EnumT", bound=StrEnum)

_WITHOUT_VERSION: Final = {"version": 0}


def row_update(row: ReportRow, version: int) -> Update:
    """Make the write of a row as it follows from this version of its application."""
    document = document_of(row) | {"version": version}
    found_by = {"_id": document.pop("_id"), "version": {"$lte": version}}
    return Update(found_by, {"$set": document}, or_insert=True)


def document_of(row: ReportRow) -> Document:
    """Write a row for the store."""
    return {
        "_id": row.row_id,
        "application_id": row.application_id,
        "institution_id": row.institution_id,
        "purpose": _word(row.purpose),
        "first_hop": row.first_hop,
        "kind": row.kind.value,
        "legal_regime": row.legal_regime.value,
        "channel": row.channel.value,
        "subject_code": row.subject_code,
        "province": row.province,
        "received_on": row.received_on.isoformat(),
        "given_on": row.given_on.isoformat(),
        "due_on": _written(row.due_on),
        "ended_on": _written(row.ended_on),
        "ended_as": _word(row.ended_as),
        "outcome": _word(row.outcome),
        "deemed_refused_on": _written(row.deemed_refused_on),
        "other_due_on": _written(row.other_due_on),
        "is_appeal": row.is_appeal,
        "extended": row.extended,
        "with_fee": row.with_fee,
        "reason": row.reason,
        "appealed_on": _written(row.appealed_on),
        "appeal_decision": _word(row.appeal_decision),
    }


def row_of(document: Mapping[str, Any]) -> ReportRow:
    """Read a row from the store."""
    return ReportRow(
        row_id=document["_id"],
        application_id=ApplicationId(document["application_id"]),
        institution_id=document["institution_id"],
        purpose=_one_of(TaskPurpose, document["purpose"]),
        first_hop=document["first_hop"],
        kind=ApplicationKind(document["kind"]),
        legal_regime=LegalRegime(document["legal_regime"]),
        channel=Channel(document["channel"]),
        subject_code=document["subject_code"],
        province=document["province"],
        received_on=date.fromisoformat(document["received_on"]),
        given_on=date.fromisoformat(document["given_on"]),
        due_on=_day(document["due_on"]),
        ended_on=_day(document["ended_on"]),
        ended_as=_one_of(Ending, document["ended_as"]),
        outcome=_one_of(ResponseOutcome, document["outcome"]),
        deemed_refused_on=_day(document["deemed_refused_on"]),
        other_due_on=_day(document["other_due_on"]),
        is_appeal=document["is_appeal"],
        extended=document["extended"],
        with_fee=document["with_fee"],
        reason=document["reason"],
        appealed_on=_day(document["appealed_on"]),
        appeal_decision=_one_of(AppealOutcome, document["appeal_decision"]),
    )


async def rows_within(
    store: Store,
    span: ReportSpan,
    *,
    institutions: Collection[InstitutionId | None] | None = None,
    regime: LegalRegime | None = None,
) -> AsyncIterator[ReportRow]:
    """Yield the rows of what was in anybody's hands within a span, or was appealed against then.

    `institutions` asks for the rows of their tasks alone; None among them for those of whole applications.
    """
    first_on, last_on = span.first_on.isoformat(), span.last_on.isoformat()
    wanted: Document = {
        "given_on": {"$lte": last_on},
        "$or": [{"ended_on": None}, {"ended_on": {"$gte": first_on}}, {"appealed_on": {"$gte": first_on}}],
    }
    if institutions is not None:
        wanted["institution_id"] = {"$in": list(institutions)}
    if regime is not None:
        wanted["legal_regime"] = regime.value
    async for document in store.report_facts.each(wanted, show=_WITHOUT_VERSION):
        yield row_of(document)


def _written(on: date | None) -> str | None:
    return None if on is None else on.isoformat()


def _day(word: str | None) -> date | None:
    return None if word is None else date.fromisoformat(word)


def _word(value: StrEnum | None) -> str | None:
    return None if value is None else value.value


def _one_of(kind: type[EnumT], word: str | None) -> EnumT | None:
    return None if word is None else kind(word)
