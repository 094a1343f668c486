"""How does a test ask the desk in its own event loop, without a registry on the log?"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx

from data.loaders import load_gazetteer
from domain.identifiers import InstitutionId
from domain.inputs import Role
from runtime.clock import LegalClock
from runtime.kafka import InputProducer
from runtime.keys import Keys
from runtime.registry_feed import RegistryFeed
from runtime.settings import Settings
from runtime.signing import Signer
from runtime.store import connect
from runtime.tokens import issue
from schemas.catalogue import Writer
from services.desk.asking import Asking
from services.desk.follow_up import FollowingUp, SignIns
from services.desk.office import Office
from services.desk.principals import COOKIE
from services.desk.reading import Reading
from services.desk.site import site_of
from services.desk.verdicts import VerdictBoard
from tests.support.builders import HEALTH_DIRECTORATE, small_registry

HOST = "desk.example"


class KnownInstitutions(RegistryFeed):
    """A feed that has read a small registry."""

    is_ready = True

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.registry = small_registry()


@asynccontextmanager
async def serving(
    settings: Settings,
    feed: type[RegistryFeed] = KnownInstitutions,
    *,
    institution_id: InstitutionId = HEALTH_DIRECTORATE,
    role: Role = Role.OFFICER,
) -> AsyncIterator[httpx.AsyncClient]:
    """Serve the desk in this event loop, to an officer who is signed in."""
    keys, clock, store = Keys.load(settings, "desk"), LegalClock.of(settings), connect(settings)
    producer = InputProducer(settings, Signer.of(keys, Writer.DESK), patience_seconds=0.5)
    known = feed(settings)
    sign_ins = SignIns(store, clock)
    office = Office(
        reading=Reading(store, known, clock),
        asking=Asking(store, producer, VerdictBoard(), clock),
        feed=known,
        gazetteer=load_gazetteer(),
        keys=keys,
        sign_ins=sign_ins,
        following_up=FollowingUp(store, known, clock, sign_ins),
        store=store,
    )
    token = issue(keys, institution_id, role, "ayla")
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(site_of(office)),
        base_url=f"http://{HOST}",
        headers={"Cookie": f"{COOKIE}={token}", "Origin": f"http://{HOST}"},
    ) as http:
        yield http
    await known.stop()
    await producer.stop()
    await sign_ins.settled()
    await store.close()
