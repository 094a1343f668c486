"""Which records tell the world that something became true?

One on `routings` without any text, a copy on the own topic of each institution it concerns, with the texts and the
summary that institution may read, and what it asks of other applications. The same entry always gives the same bytes.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import orjson

from domain.application import Application
from domain.audience import audience
from domain.confidentiality import redact_for
from domain.facts import ActionRefused
from domain.identifiers import ApplicationId, FactId, InstitutionId, fact_id_of
from domain.inputs import Role
from domain.institution import Registry
from domain.related import inputs_for_others
from domain.visibility import is_kept_from
from runtime.kafka_connection import institution_topic, topic
from runtime.ledger import wire_of
from runtime.records import OutgoingRecord
from runtime.settings import Settings
from runtime.signing import Signer
from runtime.work import Told
from schemas.catalogue import to_wire
from schemas.envelope import CAUSATION, SEQUENCE, Envelope, rfc3339, wrap
from schemas.parts import ApplicationSummaryV1

SOURCE = "bimer/router"


class Publisher:
    """Turns facts into records; only institutions of the registry get copies, be it that an input names others.

    Who is involved in what is complained of hears only of what it was given to decide.
    """

    def __init__(self, settings: Settings, registry: Registry, signer: Signer) -> None:
        self._settings = settings
        self._routings = topic(settings, "routings")
        self._inputs = topic(settings, "applications")
        self._registry = registry
        self._signer = signer

    def told(self, told: Told) -> list[OutgoingRecord]:
        """Make the records of an entry of the ledger."""
        entry = told.entry
        envelope = Envelope(
            ce_id=entry["fact_id"],
            ce_type=entry["type"],
            ce_source=SOURCE,
            ce_time=entry["at"],
            ce_subject=told.application_id,
            value=orjson.dumps(entry["data"]),
            extensions={CAUSATION: entry["cause"], SEQUENCE: str(entry["seq"])},
        )
        headers = envelope.headers()
        records = [OutgoingRecord(self._routings, envelope.key, envelope.value, headers)]
        for institution_id in audience(told.fact, told.after):
            institution = self._registry.get(institution_id)
            if institution is not None and not is_kept_from(institution, told.after, self._registry):
                value = orjson.dumps(copy_for(institution_id, entry["data"], told.after, told.texts))
                where = institution_topic(self._settings, institution_id)
                records.append(OutgoingRecord(where, envelope.key, value, headers))
        return [*records, *self._asked_of_others(told)]

    def _asked_of_others(self, told: Told) -> Iterator[OutgoingRecord]:
        """Write what the fact asks of other applications, signed as the router's own inputs."""
        fact_id, at = FactId(told.entry["fact_id"]), datetime.fromisoformat(told.entry["at"])
        for asked in inputs_for_others(told.application_id, told.fact, fact_id, told.after, told.texts):
            plain = wrap(to_wire(asked), ce_id=asked.input_id, source="router", subject=asked.application_id, at=at)
            envelope = self._signer.sign(plain)
            yield OutgoingRecord(self._inputs, envelope.key, envelope.value, envelope.headers())

    def refused(self, application_id: ApplicationId, refused: ActionRefused, at: datetime) -> list[OutgoingRecord]:
        """Make the records of a refusal, which stands in no ledger."""
        ce_type, data = wire_of(refused)
        envelope = Envelope(
            ce_id=fact_id_of(refused.action_id, 0),
            ce_type=ce_type,
            ce_source=SOURCE,
            ce_time=rfc3339(at),
            ce_subject=application_id,
            value=orjson.dumps(data),
            extensions={CAUSATION: refused.action_id},
        )
        topics = [
            self._routings,
            *(
                institution_topic(self._settings, institution_id)
                for institution_id in audience(refused, None)
                if institution_id in self._registry
            ),
        ]
        return [OutgoingRecord(where, envelope.key, envelope.value, envelope.headers()) for where in topics]


def copy_for(
    institution_id: InstitutionId, data: Mapping[str, Any], after: Application, texts: Mapping[str, str]
) -> dict[str, Any]:
    """Add to a fact's JSON the texts it refers to and, where it has a place for it, the application's summary."""
    copy = {name: _with_text(value, texts) for name, value in data.items()}
    if "application" in copy:
        seen = redact_for(Role.OFFICER, institution_id, after).application
        copy["application"] = ApplicationSummaryV1.of(seen).model_dump(mode="json")
    return copy


def _with_text(value: Any, texts: Mapping[str, str]) -> Any:
    if isinstance(value, dict) and "text_id" in value:
        return {**value, "text": texts.get(value["text_id"])}
    return value
