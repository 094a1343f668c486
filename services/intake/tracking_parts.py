"""Of what is the applicant's view of an application made? Answers, questions, a fee, an extension, an end, his rights.

Pure: each part from the stored application, its ledger and its texts.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.application import Application, Fee, TaskStatus
from domain.facts import Fact, PeriodExtended, TextRef
from domain.grounds import InvalidReason
from domain.identifiers import InstitutionId
from domain.inputs import RemedyOffered, ResponseOutcome, TaskPurpose
from domain.refusals import RefusedBy
from domain.rights import HeldRight
from services.intake.reason_words import EXTENSION_GROUNDS, INVALID, NOT_PROCESSED
from services.intake.rights_words import right_named, right_told
from services.intake.steps_of_work import NameOf

Written = Callable[[TextRef], str]


@dataclass(frozen=True, slots=True)
class HolderView:
    """An institution in whose hands the application is, or was last, and by when it must answer."""

    institution_id: InstitutionId
    name: str
    due_on: date | None = None
    other_due_on: date | None = None


@dataclass(frozen=True, slots=True)
class RightView:
    """One right in plain words: what it is, and how it stands."""

    held: HeldRight
    name: str
    told: str
    institution: str | None


@dataclass(frozen=True, slots=True)
class ResponseView:
    """One institution's answer."""

    outcome: ResponseOutcome
    body: str
    institution: str
    issued_at: datetime
    remedies: tuple[RemedyOffered, ...]
    served_on: date | None = None


@dataclass(frozen=True, slots=True)
class QuestionView:
    """What the applicant was asked, and what he answered."""

    question_id: str
    body: str
    institution: str
    asked_at: datetime
    answer: str | None
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class FeeView:
    """What access costs, and how to pay it."""

    institution: str
    fee: Fee
    how_to_pay: str


@dataclass(frozen=True, slots=True)
class ExtensionView:
    """A longer period, with the reason that the law wants told."""

    institution: str
    due_on_before: date
    due_on: date
    ground: str
    reason: str


@dataclass(frozen=True, slots=True)
class EndView:
    """Why it was not processed or found invalid, in the institution's own words too, and what can be done now."""

    why: str
    what_to_do: str
    body: str
    institution: str | None


@dataclass(frozen=True, slots=True)
class Source:
    """Where the parts come from: the application, its ledger, its texts, and how institutions are called."""

    application: Application
    ledger: Sequence[tuple[Fact, datetime]]
    written: Written
    name_of: NameOf
    language: str

    def holders(self) -> tuple[HolderView, ...]:
        """Name all who must still act, else who answered last or had it last."""
        application = self.application
        if application.tasks_to_act_on:
            ordered = sorted(application.tasks_to_act_on, key=lambda task: task.purpose is not TaskPurpose.ACTION)
            return tuple(
                HolderView(task.institution_id, self.name_of(task.institution_id), task.due_on, task.other_due_on)
                for task in ordered
            )
        if application.response is not None:
            last = application.response.institution_id
            return (HolderView(last, self.name_of(last)),)
        acted = [task.institution_id for task in application.tasks if task.purpose is not TaskPurpose.INFORMATION]
        return tuple(HolderView(last, self.name_of(last)) for last in acted[-1:])

    def rights(self, held: Sequence[HeldRight]) -> tuple[RightView, ...]:
        """Put the rights into words."""
        return tuple(
            RightView(
                right,
                right_named(right.right, self.language),
                right_told(right, self.language),
                None if right.against.institution_id is None else self.name_of(right.against.institution_id),
            )
            for right in held
        )

    def responses(self, rights: Sequence[HeldRight]) -> tuple[ResponseView, ...]:
        """Show every answer, oldest first, each with what can be done against it."""
        return tuple(
            ResponseView(
                outcome=response.outcome,
                body=self.written(response.text),
                institution=self.name_of(response.institution_id),
                issued_at=response.issued_at,
                remedies=response.remedies or tuple(_remedies_against(place, rights, self.language)),
                served_on=response.served_on,
            )
            for place, response in enumerate(self.application.responses)
        )

    def questions(self) -> tuple[QuestionView, ...]:
        """Show every question, oldest first."""
        return tuple(
            QuestionView(
                question_id=question.question_id,
                body=self.written(question.text),
                institution=self.name_of(question.institution_id),
                asked_at=question.asked_at,
                answer=None if question.answer is None else self.written(question.answer),
                answered_at=question.answered_at,
            )
            for question in self.application.questions
        )

    def fees(self) -> tuple[FeeView, ...]:
        """Show every fee that was asked; that of a closed institution is its successor's."""
        return tuple(
            FeeView(self.name_of(task.institution_id), fee, self.written(fee.how_to_pay))
            for task in self.application.tasks
            if task.status is not TaskStatus.SUCCEEDED
            for fee in task.fees
        )

    def extensions(self) -> tuple[ExtensionView, ...]:
        """Show every extension that was taken, with old and new date."""
        return tuple(
            ExtensionView(
                institution=self.name_of(fact.institution_id),
                due_on_before=fact.due_on_before,
                due_on=fact.due_on,
                ground=EXTENSION_GROUNDS[fact.ground].in_language(self.language),
                reason=self.written(fact.reason),
            )
            for fact, _ in self.ledger
            if isinstance(fact, PeriodExtended)
        )

    def end(self) -> EndView | None:
        """Show why it ended without an answer; None where it did not."""
        ended = self.application.ended_unanswered
        if ended is None:
            return None
        invalid = isinstance(ended.reason, InvalidReason)
        guidance = INVALID[InvalidReason(ended.reason)] if invalid else NOT_PROCESSED[ended.reason]  # type: ignore[index]
        return EndView(
            why=guidance.why.in_language(self.language),
            what_to_do=guidance.what_to_do.in_language(self.language),
            body="" if ended.text is None else self.written(ended.text),
            institution=None if ended.institution_id is None else self.name_of(ended.institution_id),
        )


def _remedies_against(place: int, rights: Sequence[HeldRight], language: str) -> Iterator[RemedyOffered]:
    """Name what may still be done against one answer; a day where one can be named, else how it is counted."""
    for right in rights:
        against = right.against
        if right.usable and against.by is RefusedBy.ANSWER and against.answer == place:
            name = right_named(right.right, language)
            if right.until_on is not None:
                yield RemedyOffered(name, right.until_on.isoformat())
            else:
                yield RemedyOffered(f"{name}: {right_told(right, language)}")
