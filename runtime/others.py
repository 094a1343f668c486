"""What must deciding know of other applications?

Of an applicant the applications he made before (duplicates, the day's number), of an appeal the one appealed against
and whether it is the same person's, of a merging whether both are one person's. Who asked for secrecy is linked to
nothing, in neither direction, but to what he himself appeals against: there his hash is compared, and no more is kept.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from domain.application import Application
from domain.decision import OtherApplication
from domain.identifiers import ApplicationId
from domain.inputs import ActionRequested, ApplicationSubmitted, Input, MergeTask
from domain.status import ENDED_UNANSWERED
from runtime.application_documents import search_words, state_of
from runtime.store import Store

MOST_OF_ONE_PERSON = 20
"""The newest ones: a flood must not hold up everybody else's batch."""
MOST_ROWS = 2_000

_SHOWN = {"state": 1, "search": 1}
_LINKABLE = {"state.identity_confidential": False}
_HIDDEN = {"state.identity_confidential": True}


@dataclass(slots=True)
class Others:
    """The other applications that the inputs of one batch have to do with."""

    by_id: dict[ApplicationId, OtherApplication] = field(default_factory=dict)
    of_person: dict[str, set[ApplicationId]] = field(default_factory=dict)
    """By the keyed hash of the person, which stays in this process."""
    person_of: dict[ApplicationId, str] = field(default_factory=dict)
    appealed: dict[ApplicationId, OtherApplication] = field(default_factory=dict)
    """Those appealed against, of who asked for secrecy among them; no other input is told of these."""
    applicant_of: dict[ApplicationId, str] = field(default_factory=dict)
    """Whose those are, by the same hash."""

    def about(self, asked: Input) -> Mapping[ApplicationId, OtherApplication]:
        """Give those that one input has to do with."""
        match asked:
            case ApplicationSubmitted():
                mac = _linkable_person(asked)
                mine = self.of_person.get(mac, set()) if mac else set()
                wanted = mine - {asked.application_id, asked.appeal_of}
                found = {one: self._seen(one, same_applicant=True) for one in wanted if one in self.by_id}
                return found | self._appealed_against(asked)
            case ActionRequested(action=MergeTask(into_application_id=into)):
                mac = self.person_of.get(asked.application_id)
                same = mac is not None and mac == self.person_of.get(into) and into != asked.application_id
                return {into: self._seen(into, same_applicant=same)} if into in self.by_id else {}
            case _:
                return {}

    def note(self, submitted: ApplicationSubmitted, application: Application) -> None:
        """Remember what this batch registered, so that the next input of the same person meets it."""
        mac = _linkable_person(submitted)
        if mac is None:
            return
        words = search_words(submitted.body)
        self.by_id[submitted.application_id] = _other(submitted.application_id, application, words)
        self.of_person.setdefault(mac, set()).add(submitted.application_id)

    def _appealed_against(self, appeal: ApplicationSubmitted) -> dict[ApplicationId, OtherApplication]:
        """Give what is appealed against, and say whether the same person appeals who had applied."""
        appealed = None if appeal.appeal_of is None else self.appealed.get(appeal.appeal_of)
        if appealed is None:
            return {}
        person = None if appeal.applicant is None else appeal.applicant.person_mac
        same = person is not None and person == self.applicant_of.get(appealed.application_id)
        return {appealed.application_id: appealed.by_the_same_applicant() if same else appealed}

    def _seen(self, application_id: ApplicationId, *, same_applicant: bool) -> OtherApplication:
        other = self.by_id[application_id]
        return other.by_the_same_applicant() if same_applicant else other


async def load_others(store: Store, inputs: Iterable[Input]) -> Others:
    """Load what these inputs have to do with; nothing is asked where there is nothing."""
    asked = list(inputs)
    others = Others()
    submissions = [one for one in asked if isinstance(one, ApplicationSubmitted)]
    people = {mac for one in submissions if (mac := _linkable_person(one)) is not None}
    merges = [one for one in asked if isinstance(one, ActionRequested) and isinstance(one.action, MergeTask)]
    await _of_appeals(store, others, {one.appeal_of for one in submissions if one.appeal_of is not None})
    wanted = await _of_people(store, others, people)
    wanted |= await _of_merges(store, others, merges)
    if wanted:
        for document in await store.applications.find({"_id": {"$in": list(wanted)}, **_LINKABLE}, show=_SHOWN):
            others.by_id[document["_id"]] = _other(document["_id"], state_of(document), document["search"])
    return others


async def _of_appeals(store: Store, others: Others, appealed: Iterable[ApplicationId]) -> None:
    wanted = list(appealed)
    if not wanted:
        return
    for document in await store.applications.find({"_id": {"$in": wanted}}, show=_SHOWN):
        others.appealed[document["_id"]] = _other(document["_id"], state_of(document), document["search"])
    for row in await store.vault.find({"_id": {"$in": wanted}}, show={"person_mac": 1}):
        others.applicant_of[row["_id"]] = row["person_mac"]


async def _of_people(store: Store, others: Others, people: set[str]) -> set[ApplicationId]:
    if not people:
        return set()
    rows = await store.vault.find(
        {"person_mac": {"$in": list(people)}},
        show={"person_mac": 1},
        order=[("received_on", -1)],
        limit=MOST_ROWS,
    )
    for row in rows:
        mine = others.of_person.setdefault(row["person_mac"], set())
        if len(mine) < MOST_OF_ONE_PERSON:
            mine.add(row["_id"])
    return {one for mine in others.of_person.values() for one in mine}


async def _of_merges(store: Store, others: Others, merges: Sequence[ActionRequested]) -> set[ApplicationId]:
    targets = {one.action.into_application_id for one in merges if isinstance(one.action, MergeTask)}
    if not targets:
        return set()
    pairs = list(targets | {one.application_id for one in merges})
    hidden = await store.applications.find({"_id": {"$in": pairs}, **_HIDDEN}, show={"_id": 1})
    hidden_ids = {row["_id"] for row in hidden}
    for row in await store.vault.find({"_id": {"$in": pairs}}, show={"person_mac": 1}):
        if row["_id"] not in hidden_ids:
            others.person_of[row["_id"]] = row["person_mac"]
    return targets


def _linkable_person(submitted: ApplicationSubmitted) -> str | None:
    applicant = submitted.applicant
    return None if applicant is None or submitted.identity_confidential else applicant.person_mac


def _other(application_id: ApplicationId, application: Application, words: Sequence[Any]) -> OtherApplication:
    holder = application.holder
    return OtherApplication(
        application_id=application_id,
        tracking_number=application.tracking_number,
        same_applicant=False,
        kind=application.kind,
        legal_regime=application.legal_regime,
        channel=application.channel,
        received_on=application.received_on,
        open=application.open,
        words=frozenset(words),
        subject_code=application.subject_code,
        institution_id=None if holder is None else holder.institution_id,
        outcome=application.outcome,
        deemed_refused=application.deemed_refused,
        merged=application.merged_into is not None,
        is_appeal=application.appeal_of is not None,
        ended_unanswered=application.status in ENDED_UNANSWERED,
    )
