"""Which indexes does the store need, and how long do rows live?"""

from typing import Any

from runtime.store import Order, Store

_DAY = 86_400

MAIL_DRAFT_DAYS = 7
"""How long somebody who wrote a mail may take to confirm his address."""

INDEXES: dict[str, tuple[tuple[Order, dict[str, Any]], ...]] = {
    "applications": (
        ((("tasks.institution_id", 1), ("tasks.open", 1), ("due_on", 1), ("_id", 1)), {}),
        ((("next_stage_at", 1),), {}),
        ((("province", 1), ("status", 1), ("received_on", 1)), {}),
        ((("search", 1), ("received_on", 1)), {}),
    ),
    "vault": (((("person_mac", 1), ("received_on", 1)), {}),),
    "verdicts": (((("decided_at", 1),), {"expireAfterSeconds": 30 * _DAY}),),
    "parked": (((("partition", 1),), {}),),
    "notices": (((("status", 1), ("channel", 1), ("next_attempt_at", 1)), {}), ((("application_id", 1),), {})),
    "actions": (((("at", 1),), {"expireAfterSeconds": 30 * _DAY}),),
    "mail_drafts": (
        ((("at", 1),), {"expireAfterSeconds": MAIL_DRAFT_DAYS * _DAY}),
        ((("answered_at", 1), ("next_attempt_at", 1)), {}),
    ),
    "idempotency_keys": (((("at", 1),), {"expireAfterSeconds": 30 * _DAY}),),
    "report_facts": (
        ((("ended_on", 1), ("given_on", 1)), {}),
        ((("appealed_on", 1),), {}),
        ((("institution_id", 1), ("ended_on", 1), ("given_on", 1)), {}),
    ),
}


async def ensure_indexes(store: Store) -> None:
    """Make the indexes that are missing."""
    for name, indexes in INDEXES.items():
        for keys, options in indexes:
            await store.collection(name).ensure_index(keys, **options)
