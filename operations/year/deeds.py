"""How is a deed put into words? As the action an officer's screen would send, chosen by the task as it stands."""

from domain.answering import BOARDS, reason_fits
from domain.application import Task
from domain.business_calendar import local_date
from domain.facts import ScreeningRequested
from domain.grounds import BoardDecision, ExtensionGround, InvalidReason, NotProcessedReason, ReturnReason
from domain.identifiers import InstitutionId, action_id_of
from domain.inputs import (
    Action,
    ActionRequested,
    ApproveDraft,
    AskApplicant,
    DeclineToProcess,
    DraftResponse,
    ExtendTask,
    IssueInterimResponse,
    IssueResponse,
    MarkInvalid,
    MergeTask,
    OpenTask,
    PlaceTask,
    RecordDecision,
    RecordPayment,
    ReferTask,
    Reopen,
    RequestFee,
    ResponseOutcome,
    ReturnTask,
    Role,
    TaskPurpose,
)
from domain.institution import Registry
from domain.legal_regime import LegalRegime
from operations.simulation.behaviour import Deed
from operations.simulation.colleagues import Colleagues
from operations.simulation.officers import MEANWHILE, NOT_OURS
from operations.year.habits import YearHabits
from operations.year.intents import Intent, Ledger, Scene

ANSWERS = {
    ResponseOutcome.POSITIVE: "Başvurunuz incelenmiş, talebiniz uygun görülerek gereği yapılmıştır.",
    ResponseOutcome.PARTIAL: "Talebinizin bir kısmı karşılanmış, kalan kısmı gelecek yılın programına alınmıştır.",
    ResponseOutcome.NEGATIVE: "Başvurunuz incelenmiş, talebinizin karşılanması mümkün görülmemiştir.",
}
OUTCOMES = {LegalRegime.RIGHT_TO_INFORMATION: (84.6, 8.3, 7.1)}
"""Percent positive, partial and negative."""
USUAL_OUTCOMES = (60.0, 15.0, 25.0)
DECISIONS = {
    BoardDecision.UPHELD: 30.0,
    BoardDecision.PARTLY_UPHELD: 15.0,
    BoardDecision.REJECTED: 45.0,
    BoardDecision.DISMISSED: 10.0,
}
"""How boards decide, in percent (assumption)."""
DECIDED = "Kurul başvuruyu görüşmüş ve karara bağlamıştır; kararın gerekçesi ekte yer almaktadır."
MORE_TIME = "Bilgi başka bir birimden istenmiştir; bu nedenle cevap süresi uzatılmıştır."
QUESTION = "Bildirdiğiniz olayın tarihini ve yerini biraz daha ayrıntılı yazabilir misiniz?"
HOW_TO_PAY = "Ücreti vezneye ya da banka hesabımıza yatırabilirsiniz."
NOT_FOR_US_TO_PROCESS = "Başvurunuz bu nedenle işleme konulamamıştır."
NOT_REACHED = "Bildirdiğiniz iletişim bilgileriyle size ulaşılamamıştır."
TAKEN_UP_AGAIN = "Başvuru sahibi sorunun sürdüğünü bildirmiştir."
REASONS = (
    NotProcessedReason.NO_DEFINITE_SUBJECT,
    NotProcessedReason.ONLY_A_COURT_CAN_SOLVE,
    NotProcessedReason.INSULT_OR_UNFOUNDED,
    NotProcessedReason.ALREADY_CONCLUDED,
    NotProcessedReason.ALREADY_PUBLISHED,
    NotProcessedReason.SEPARATE_WORK_NEEDED,
    NotProcessedReason.ABSTRACT_ANONYMOUS,
    NotProcessedReason.ETHICS_OUT_OF_SCOPE,
    NotProcessedReason.NO_VIOLATION_ALLEGED,
)
PAGES, KURUS_A_PAGE = (11, 60), 956
"""Of the pages beyond the free ones, what one cost at a ministry in 2024."""


class Deeds:
    """Puts the deeds of all institutions into words."""

    def __init__(self, registry: Registry, habits: YearHabits) -> None:
        self._registry = registry
        self._habits = habits
        self._colleagues = Colleagues(registry)

    def asked(self, intent: Intent, scene: Scene) -> ActionRequested | None:
        """Put an intent into words as its task stands now; None when there is nothing to be done any more."""
        task = scene.task(intent.task_id)
        if not task.open and intent.deed is not Deed.REOPEN:
            return None
        return ActionRequested(
            input_id=action_id_of(task.institution_id, f"{task.task_id}-{intent.deed}-{intent.at.isoformat()}"),
            application_id=scene.application_id,
            institution_id=task.institution_id,
            role=self._role(intent.deed, task),
            officer="memur-1",
            expected_task_version=task.task_version,
            action=self._action(intent.deed, task, scene),
        )

    def is_board(self, institution_id: InstitutionId) -> bool:
        """Tell whether an institution decides as a board."""
        return self._registry[institution_id].branch in BOARDS

    def _role(self, deed: Deed, task: Task) -> Role:
        if deed is Deed.APPROVE:
            return Role.APPROVER
        if deed is Deed.REOPEN:
            return Role.COORDINATOR
        if task.purpose is not TaskPurpose.SCREENING:
            return Role.OFFICER
        return Role.CENTRE if task.institution_id == self._registry.centre.institution_id else Role.COORDINATOR

    def _action(self, deed: Deed, task: Task, scene: Scene) -> Action:
        match deed:
            case Deed.OPEN:
                return OpenTask()
            case Deed.RETURN:
                return ReturnTask(NOT_OURS, scene.rng.choice(list(ReturnReason)))
            case Deed.PLACE:
                return self._placing(task, scene)
            case Deed.KEEP:
                return PlaceTask(task.institution_id)
            case Deed.REFER | Deed.SHARE | Deed.INFORM:
                return self._referral(deed, task, scene)
            case Deed.MERGE:
                return MergeTask(scene.application.duplicates_proposed[0])
            case Deed.REOPEN:
                return Reopen(TAKEN_UP_AGAIN)
            case Deed.EXTEND:
                return ExtendTask(scene.rng.choice(list(ExtensionGround)), MORE_TIME)
            case Deed.REQUEST_FEE:
                pages = scene.rng.randint(*PAGES)
                return RequestFee(pages, (pages - PAGES[0] + 1) * KURUS_A_PAGE, HOW_TO_PAY)
            case Deed.RECORD_PAYMENT:
                return RecordPayment(local_date(scene.at))
            case _:
                return self._said_to_the_applicant(deed, task, scene)

    def _said_to_the_applicant(self, deed: Deed, task: Task, scene: Scene) -> Action:
        match deed:
            case Deed.INTERIM_RESPONSE:
                return IssueInterimResponse(MEANWHILE)
            case Deed.ASK_APPLICANT:
                return AskApplicant(QUESTION)
            case Deed.NOT_PROCESSED:
                fitting = [reason for reason in REASONS if reason_fits(scene.application, reason)]
                return DeclineToProcess(scene.rng.choice(fitting), NOT_FOR_US_TO_PROCESS)
            case Deed.MARK_INVALID:
                return MarkInvalid(InvalidReason.CONTACT_WRONG, NOT_REACHED)
            case Deed.DRAFT:
                outcome = _outcome(scene)
                return DraftResponse(outcome, ANSWERS[outcome])
            case Deed.APPROVE:
                return ApproveDraft()
            case _ if self.is_board(task.institution_id):
                decision = scene.rng.choices(list(DECISIONS), list(DECISIONS.values()))[0]
                return RecordDecision(decision, DECIDED)
            case _:
                outcome = _outcome(scene)
                return IssueResponse(outcome, ANSWERS[outcome])

    def _placing(self, task: Task, scene: Scene) -> PlaceTask:
        """Place with one institution, now and then with another one besides, for action or for information."""
        proposed, rng = _proposed(task, scene.ledger), scene.rng
        to = self._colleagues.place_for(task.institution_id, proposed, rng)
        if scene.submitted.appeal_of is not None or rng.random() >= self._habits.places_with_several:
            return PlaceTask(to)
        another = self._colleagues.place_for(task.institution_id, (), rng)
        if another in (to, task.institution_id):
            return PlaceTask(to)
        return PlaceTask(to, also_to=(another,)) if rng.random() < 0.5 else PlaceTask(to, inform=(another,))

    def _referral(self, deed: Deed, task: Task, scene: Scene) -> Action:
        """Send it to somebody under the same coordinator; who finds nobody answers himself."""
        on, held_by = local_date(scene.at), scene.application.held_by()
        beside = self._colleagues.beside(task.institution_id, held_by, on, scene.rng)
        if beside is None:
            return self._said_to_the_applicant(Deed.RESPOND, task, scene)
        purpose = TaskPurpose.INFORMATION if deed is Deed.INFORM else TaskPurpose.ACTION
        return ReferTask(beside, purpose, NOT_OURS, keep=deed is Deed.SHARE)


def _outcome(scene: Scene) -> ResponseOutcome:
    weights = OUTCOMES.get(scene.application.legal_regime, USUAL_OUTCOMES)
    return scene.rng.choices(list(ANSWERS), weights)[0]


def _proposed(task: Task, ledger: Ledger) -> list[InstitutionId]:
    """List where the rules would have sent what now waits in this screening task."""
    asked = (fact for fact, _ in ledger if isinstance(fact, ScreeningRequested) and fact.task_id == task.task_id)
    return [proposal.institution_id for fact in asked for proposal in fact.proposals]
