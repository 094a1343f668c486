"""What do applicants do after they applied? They withdraw, write again, pay, answer what they are asked, and appeal."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256

from domain.business_calendar import BusinessCalendar
from domain.facts import DeemedRefused, FeeRequested, NoticeRecorded, QuestionAsked, Registered
from domain.identifiers import (
    InputId,
    action_id_of,
    application_id_of,
    tracking_number_of,
    withdrawal_id_of,
)
from domain.inputs import (
    ApplicationWithdrawn,
    Enclosure,
    NoticeKind,
    NoticeOutcome,
    QuestionAnsweredByApplicant,
    ResponseOutcome,
)
from domain.legal_regime import Channel, LegalRegime
from operations.simulation.behaviour import Deed
from operations.year.habits import ApplicantHabits
from operations.year.intents import Happened, Intent, Plan, Scene, Sent
from operations.year.office_hours import OfficeHours

NO_LONGER_NEEDED = "Sorun çözüldü."
IN_MORE_DETAIL = "Olay geçen salı günü öğleden sonra mahallemizde oldu."
APPEAL = "İstediğim bilgi verilmedi; kararın kaldırılmasını ve bilginin tarafıma verilmesini talep ediyorum."


class Applicants:
    """All applicants of a state."""

    def __init__(self, calendar: BusinessCalendar, habits: ApplicantHabits) -> None:
        self._hours = OfficeHours(calendar)
        self._habits = habits

    def plans_after(self, happened: Happened) -> Iterator[Plan]:
        """Plan what an applicant does because of a fact."""
        scene, habits = happened.scene, self._habits
        match happened.fact:
            case Registered():
                yield from self._withdraws(scene)
                yield from self._sends_again(scene) if scene.first else ()
            case FeeRequested(task_id=task_id) if scene.rng.random() < habits.pays:
                at = self._hours.after(scene.at, scene.rng.uniform(0.5, habits.pays_within_days), scene.rng)
                yield Intent(at, Deed.RECORD_PAYMENT, scene.application_id, task_id)
            case QuestionAsked(question_id=question_id) if scene.rng.random() < habits.answers_question:
                yield self._answer(question_id, scene)
            case NoticeRecorded(kind=NoticeKind.RESPONSE, outcome=NoticeOutcome.SERVED):
                if scene.application.outcome is not ResponseOutcome.POSITIVE:
                    yield from self._appeals(scene, habits.appeals_refusal)
            case DeemedRefused():
                yield from self._appeals(scene, habits.appeals_silence)

    def _withdraws(self, scene: Scene) -> Iterator[Sent]:
        if scene.rng.random() < self._habits.withdraws:
            wish = withdrawal_id_of(scene.application_id)
            withdrawn = ApplicationWithdrawn(wish, scene.application_id, NO_LONGER_NEEDED)
            yield self._sent(withdrawn, self._habits.withdraws_within_days, scene)

    def _sends_again(self, scene: Scene) -> Iterator[Sent]:
        if scene.rng.random() < self._habits.sends_again:
            yield self._submitted(scene, "again", self._habits.sends_again_within_days)

    def _answer(self, question_id: str, scene: Scene) -> Sent:
        answer = QuestionAnsweredByApplicant(
            input_id=action_id_of(scene.application.tasks[-1].institution_id, f"answer {question_id}"),
            application_id=scene.application_id,
            question_id=question_id,
            body=IN_MORE_DETAIL,
        )
        return self._sent(answer, self._habits.answers_within_days, scene)

    def _appeals(self, scene: Scene, share: float) -> Iterator[Sent]:
        """Write to the Review Board about a refusal of information or about silence, with the copies it wants."""
        application = scene.application
        information = application.legal_regime is LegalRegime.RIGHT_TO_INFORMATION and application.appeal_of is None
        if not information or application.appealed or scene.rng.random() >= share:
            return
        copies = [Enclosure.APPLICATION_COPY, *([Enclosure.ANSWER_COPY] if application.responses else [])]
        if scene.rng.random() < self._habits.forgets_copies:
            copies = copies[1:]
        yield self._submitted(
            scene,
            f"appeal {len(scene.ledger)}",
            self._habits.appeals_within_days,
            channel=Channel.LETTER,
            body=APPEAL,
            content_hash=sha256(APPEAL.encode()).hexdigest(),
            enclosures=tuple(copies),
            appeal_of=scene.application_id,
            call_province=None,
        )

    def _submitted(self, scene: Scene, why: str, within_days: float, **changes: object) -> Sent:
        """Send another application of the same person."""
        number = tracking_number_of(sha256(f"{scene.application_id} {why}".encode()).digest())
        application_id = application_id_of(number)
        at = self._moment(within_days, scene)
        another = replace(
            scene.submitted,
            input_id=InputId(application_id),
            application_id=application_id,
            tracking_number=number,
            received_at=at,
            **changes,  # type: ignore[arg-type]
        )
        return Sent(at, another)

    def _sent(self, said: ApplicationWithdrawn | QuestionAnsweredByApplicant, within_days: float, scene: Scene) -> Sent:
        return Sent(self._moment(within_days, scene), said)

    def _moment(self, within_days: float, scene: Scene) -> datetime:
        return scene.at + timedelta(days=scene.rng.uniform(0.05, within_days))
