"""To whom does an officer send what is not his? To a proposal of the rules, or to somebody beside or below him."""

import random
from collections.abc import Sequence
from datetime import date

from domain.identifiers import InstitutionId
from domain.inputs import Role
from domain.institution import Institution, InstitutionKind, Registry
from domain.referral import Permitted, may_refer

ASKED = 5
"""How many colleagues are considered before an officer gives up."""


class Colleagues:
    """Whom the institutions of one registry choose."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._below: dict[InstitutionId, list[InstitutionId]] = {}

    def place_for(
        self, queue_id: InstitutionId, proposed: Sequence[InstitutionId], rng: random.Random
    ) -> InstitutionId:
        """Follow a proposal of the rules, else pick a directorate or a ministry below, else keep it."""
        choice = proposed or self._below_of(queue_id)
        return rng.choice(choice) if choice else queue_id

    def beside(
        self, holder_id: InstitutionId, held_by: Sequence[InstitutionId], on: date, rng: random.Random
    ) -> InstitutionId | None:
        """Pick somebody under the same coordinator to whom the application may go."""
        beside = self._below_of(self._registry.coordinator_of(holder_id).institution_id)
        for candidate in rng.sample(beside, min(len(beside), ASKED)):
            permission = may_refer(
                holder_id,
                candidate,
                held_by=held_by,
                has_open_task=(),
                for_action=True,
                role=Role.OFFICER,
                registry=self._registry,
                on=on,
            )
            if isinstance(permission, Permitted):
                return candidate
        return None

    def _below_of(self, institution_id: InstitutionId) -> list[InstitutionId]:
        if institution_id not in self._below:
            children = self._registry.children_of(institution_id)
            self._below[institution_id] = [child.institution_id for child in children if _handles_matters(child)]
        return self._below[institution_id]


def _handles_matters(institution: Institution) -> bool:
    return institution.kind in (
        InstitutionKind.PROVINCIAL_DIRECTORATE,
        InstitutionKind.DISTRICT_DIRECTORATE,
        InstitutionKind.MINISTRY,
        InstitutionKind.MINISTRY_UNIT,
    )
