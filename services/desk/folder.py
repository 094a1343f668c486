"""How does the open folder of an application look to an officer: to read, to act, and after something went wrong?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from fastapi.responses import HTMLResponse

from domain.grounds import BoardDecision, ExtensionGround, InvalidReason, ReturnReason
from domain.identifiers import ApplicationId, InputId, InstitutionId
from domain.inputs import ResponseOutcome
from domain.institution import InstitutionKind
from runtime.application_documents import state_of
from runtime.web.problem import FieldError
from services.desk.application_view import view_application
from services.desk.asking import ActionOutcome
from services.desk.filters import InstitutionFilter
from services.desk.institution_view import InstitutionItem
from services.desk.page_words import fresh_key
from services.desk.problems import ProblemCode, problem
from services.desk.refusal_wordings import REFUSAL_WORDINGS
from services.desk.screen import Screen
from services.desk.view_shapes import ApplicationView

TARGETED: Final = frozenset({"refer", "place"})
"""Actions that first need an institution to be found: each has a page of its own."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What an officer sent and why it was not done: nothing of what was written is lost."""

    action: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    chosen: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The fields of which several may be ticked."""
    errors: Sequence[FieldError] = ()
    notice: str = ""
    status: int = 200
    form_key: str = field(default_factory=fresh_key)
    """The Idempotency-Key of the next try; the old one again where the action may already be on its way."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One institution that may be chosen, and why it is listed."""

    institution_id: str
    name: str
    because: str
    item: InstitutionItem | None = None


@dataclass(frozen=True, slots=True)
class Folder:
    """One application before one officer."""

    screen: Screen
    view: ApplicationView

    @classmethod
    async def open(cls, screen: Screen, application_id: ApplicationId) -> "Folder":
        """Read an application; raises Problem 404 where there is none to be seen."""
        caller, office = screen.caller, screen.office
        document = await office.reading.application(caller.viewer, application_id)
        if document is None:
            raise problem(ProblemCode.APPLICATION_NOT_FOUND, caller.language)
        related = await office.reading.related(caller.viewer, state_of(document))
        return cls(screen, view_application(document, caller.viewer, office.around(caller.language), related))

    async def show(
        self, *, action_id: str | None = None, attempt: Attempt | None = None, masked: bool = False
    ) -> HTMLResponse:
        """Show the application with its forms, and what became of the action asked for just now."""
        attempt = attempt or Attempt()
        holder = next((task for task in self.view.tasks if task.open and task.purpose != "information"), None)
        return self.screen.show(
            "application.html",
            attempt.status,
            view=self.view,
            holder=holder,
            attempt=attempt,
            outcome=await self._outcome(action_id),
            masked=masked,
            refusal_wordings=REFUSAL_WORDINGS,
            lists=self._lists(),
            today=self.screen.office.reading.today,
        )

    def show_target(self, action: str, wanted: InstitutionFilter, attempt: Attempt | None = None) -> HTMLResponse:
        """Show where the application may be referred or placed: proposals, and what a search by name found."""
        attempt = attempt or Attempt(action)
        office = self.screen.office
        return self.screen.show(
            "target.html",
            attempt.status,
            view=self.view,
            action=action,
            attempt=attempt,
            wanted=wanted,
            candidates=self._candidates(action, wanted, attempt),
            provinces=office.provinces(),
            kinds=self.screen.words.choices(InstitutionKind),
        )

    def _candidates(self, action: str, wanted: InstitutionFilter, attempt: Attempt) -> tuple[Candidate, ...]:
        """List whom one may choose: what was chosen before, what the rules propose, what was found; each once."""
        office = self.screen.office
        chosen = [
            attempt.values.get("to_institution_id", ""),
            *(each for ids in attempt.chosen.values() for each in ids),
        ]
        proposals = self.view.proposals if action == "place" else ()
        found = office.institutions(wanted) if wanted.given else ()
        own = self.screen.caller.principal.institution_id
        listed = {
            **{each: Candidate(each, office.name_of(InstitutionId(each)), "") for each in chosen if each},
            **{
                each.institution_id: Candidate(each.institution_id, each.institution_name, "proposed")
                for each in proposals
            },
            **{
                each.institution_id: Candidate(each.institution_id, each.name, "found", each)
                for each in found
                if each.open
            },
        }
        return tuple(each for each in listed.values() if action == "place" or each.institution_id != own)

    def _lists(self) -> dict[str, list[tuple[str, str]]]:
        """List what the forms let one choose from; of the reasons only those that the application's law knows."""
        words = self.screen.words
        return {
            "outcome": words.choices(ResponseOutcome),
            "ground": words.choices(ExtensionGround),
            "code": words.choices(ReturnReason),
            "decision": words.choices(BoardDecision),
            "invalid": words.choices(InvalidReason),
            "not_processed": [(reason, words.label(reason)) for reason in self.view.reasons_not_to_process],
        }

    async def _outcome(self, action_id: str | None) -> ActionOutcome | None:
        if action_id is None:
            return None
        return await self.screen.office.asking.outcome_of(self.screen.caller.principal, InputId(action_id))
