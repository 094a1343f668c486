"""How is it told that an application changed hands, joined another, or was taken up again?"""

from typing import TypeAlias

from domain.facts import (
    DuplicateProposed,
    Joined,
    Merged,
    Referred,
    Reopened,
    Returned,
    Routed,
    ScreeningRequested,
    TaskSucceeded,
)
from domain.inputs import TaskPurpose
from services.desk.labels import label
from services.desk.ledger_words import NameOf
from services.desk.wording import Wording

Way: TypeAlias = (
    Routed | ScreeningRequested | Referred | Returned | TaskSucceeded | Reopened | DuplicateProposed | Merged | Joined
)


def sentence_of_way(fact: Way, name_of: NameOf) -> Wording:
    """Tell who has the application now, or which one it goes with."""
    match fact:
        case Routed(purpose=TaskPurpose.INFORMATION):
            name = name_of(fact.institution_id)
            return Wording(f"Bilgi için gönderildi: {name}.", f"Sent for information to {name}.")
        case Routed():
            name = name_of(fact.institution_id)
            return Wording(f"{name} kurumuna gönderildi.", f"Sent to {name}.")
        case ScreeningRequested():
            name = name_of(fact.institution_id)
            return Wording(f"{name} ön incelemesine alındı.", f"Waits in the screening of {name}.")
        case Returned():
            name, why = name_of(fact.institution_id), label(fact.code)
            return Wording(f"{name} iade etti: {_within(why.turkish)}.", f"{name} returned it: {why.english.lower()}.")
        case Referred():
            return _referred(fact, name_of)
        case TaskSucceeded():
            closed, name = name_of(fact.from_institution_id), name_of(fact.institution_id)
            return Wording(
                f"Kapatılan kurumun ({closed}) işi halefine geçti: {name}.", f"{name} took over from {closed}, closed."
            )
        case Reopened():
            name = name_of(fact.institution_id)
            return Wording(f"Başvuru yeniden açıldı: {name}.", f"Taken up again by {name}.")
        case DuplicateProposed() | Merged() | Joined():
            return _joining(fact)


def _referred(fact: Referred, name_of: NameOf) -> Wording:
    sender, name = name_of(fact.from_institution_id), name_of(fact.institution_id)
    if fact.purpose is TaskPurpose.INFORMATION:
        return Wording(f"{sender} bilgi için gönderdi: {name}.", f"{sender} sent it for information to {name}.")
    if fact.keep:
        return Wording(
            f"{sender} birlikte cevaplamak üzere gönderdi: {name}.", f"{sender} will answer it together with {name}."
        )
    return Wording(f"{sender} gereği için sevk etti: {name}.", f"{sender} referred it for action to {name}.")


def _joining(fact: DuplicateProposed | Merged | Joined) -> Wording:
    match fact:
        case DuplicateProposed():
            number, per_cent = fact.other_tracking_number, fact.likeness
            return Wording(
                f"Aynı kişinin {number} numaralı başvurusuna benziyor (%{per_cent}); bir görevli karar verir.",
                f"Like the same person's application {number} ({per_cent} per cent); a person decides.",
            )
        case Merged():
            number = fact.into_tracking_number
            return Wording(
                f"{number} numaralı başvuruyla birleştirildi; birlikte cevaplanacak.",
                f"Merged with {number}; both are answered together.",
            )
        case Joined():
            return Wording(
                "Aynı kişinin bir başvurusu daha bununla birlikte cevaplanacak.",
                "Another application of the same person is answered together with this one.",
            )


def _within(words: str) -> str:
    """Let a label stand inside a sentence."""
    return words[:1].replace("I", "ı").replace("İ", "i").lower() + words[1:]
