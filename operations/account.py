"""Does the account balance? Receipts, topics and mailboxes against each other, seen from outside.

No service's counter is believed: the account is computed from the receipts citizens hold, the records a subscriber
reads with read_committed, and the mails and messages that arrived.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from domain.business_calendar import BusinessCalendar, local_date
from domain.identifiers import FactId, notice_id_of
from domain.inputs import NoticeChannel
from domain.ladder import RUNGS, Stage, schedule
from domain.routing_decision import ScreeningReason
from operations.observed import ENDS_WAITING, ENDS_WITH_A_REASON, GIVES_TASK, Evidence, ObservedFact, Receipt

MOST_LATENESS = timedelta(seconds=15)
"""Wall time after a legal moment within which a rung counts as climbed in time on a scaled stack."""


@dataclass(slots=True)
class Account:
    """What was promised and what was kept; `differences` is empty when it balances."""

    figures: Counter[str] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)
    lateness_seconds: list[float] = field(default_factory=list)

    @property
    def balances(self) -> bool:
        """Tell whether every promise was kept."""
        return not self.differences

    def differ(self, sentence: str) -> None:
        """Note a broken promise."""
        self.differences.append(sentence)


def draw_up(evidence: Evidence) -> Account:
    """Compare everything promised with everything kept."""
    account = Account()
    by_application: defaultdict[str, list[ObservedFact]] = defaultdict(list)
    for fact in evidence.routings:
        by_application[fact.application_id].append(fact)
    _receipts_kept(evidence, by_application, account)
    _ledgers_whole(by_application, account)
    _copies_delivered(evidence, account)
    _answers_told(evidence, by_application, account)
    _withdrawals_kept(evidence, by_application, account)
    _rungs_climbed(evidence, by_application, account)
    account.differences += evidence.findings
    return account


def _of_type(facts: Iterable[ObservedFact], *event_types: str) -> list[ObservedFact]:
    return [fact for fact in facts if fact.event_type in event_types]


def _receipts_kept(evidence: Evidence, by_application: Mapping[str, list[ObservedFact]], account: Account) -> None:
    """Every receipt was registered once and placed, or screened or refused with a reason; nothing came from nowhere."""
    account.figures["receipts"] = len(evidence.receipts)
    held = {receipt.application_id for receipt in evidence.receipts}
    if len(held) != len(evidence.receipts):
        account.differ(f"{len(evidence.receipts) - len(held)} receipts share an application")
    for application_id in sorted(held):
        facts = by_application.get(application_id, [])
        if len(_of_type(facts, "application.registered.v1")) != 1:
            account.differ(f"{application_id}: not registered exactly once")
        routed = _of_type(facts, "application.routed.v1")
        screening = _of_type(facts, "application.screening_requested.v1")
        account.figures["routed"] += bool(routed)
        refused = _of_type(facts, *ENDS_WITH_A_REASON)
        account.figures["screened"] += bool(screening)
        account.figures["invalid or not processed"] += bool(refused)
        reasons = [*(fact.value.get("because") for fact in screening), *(fact.value.get("reason") for fact in refused)]
        if not routed and not any(reasons):
            account.differ(f"{application_id}: neither routed, nor in screening or refused with a reason")
    for application_id in sorted(set(by_application) - held):
        account.differ(f"{application_id}: on the log without a receipt")


def _ledgers_whole(by_application: Mapping[str, list[ObservedFact]], account: Account) -> None:
    """Each fact was seen once and each application's facts follow each other without a gap."""
    for application_id, facts in by_application.items():
        account.figures["facts"] += len(facts)
        numbers = [fact.sequence for fact in facts if fact.event_type != "action.refused.v1"]
        if numbers != list(range(1, len(numbers) + 1)):
            account.differ(f"{application_id}: ledger numbers are {numbers}")
        repeated = [fact_id for fact_id, times in Counter(fact.fact_id for fact in facts).items() if times > 1]
        if repeated:
            account.differ(f"{application_id}: {len(repeated)} facts were seen more than once")


def _copies_delivered(evidence: Evidence, account: Account) -> None:
    """Whoever was given a task found it on its own topic, once, with the text; no copy came twice or from nowhere."""
    copies = Counter((fact.topic.rsplit(".", 1)[-1], fact.fact_id) for fact in evidence.institutions)
    account.figures["copies"] = len(evidence.institutions)
    published = {fact.fact_id for fact in evidence.routings}
    for (institution_id, fact_id), times in copies.items():
        if times > 1:
            account.differ(f"{institution_id}: its copy of {fact_id} came {times} times")
        if fact_id not in published:
            account.differ(f"{institution_id}: its copy of {fact_id} is not on routings")
    with_text = {fact.fact_id for fact in evidence.institutions if _has_text(fact)}
    for fact in _of_type(evidence.routings, *GIVES_TASK):
        times = copies[str(fact.value["institution_id"]), fact.fact_id]
        account.figures["deliveries"] += times
        if times != 1:
            account.differ(f"{fact.application_id}: given to {fact.value['institution_id']}, delivered {times} times")
        elif fact.fact_id not in with_text:
            account.differ(f"{fact.application_id}: delivered to {fact.value['institution_id']} without its text")


def _has_text(fact: ObservedFact) -> bool:
    content = fact.value.get("content")
    return isinstance(content, Mapping) and bool(content.get("text"))


def _answers_told(evidence: Evidence, by_application: Mapping[str, list[ObservedFact]], account: Account) -> None:
    """Every answer given stands on the log, and reached the citizen exactly once where there was an address."""
    delivered = {notice.notice_id: notice for notice in evidence.notices}
    account.figures["notices"] = len(evidence.notices)
    for notice in evidence.notices:
        account.figures["notices delivered again"] += notice.deliveries - 1
    answers = {fact.application_id: fact for fact in _of_type(evidence.routings, "response.issued.v1")}
    account.figures["answered"] = len(answers)
    for application_id in evidence.applied_answers:
        if application_id not in answers:
            account.differ(f"{application_id}: an answer was confirmed and is not on the log")
    for receipt in evidence.receipts:
        answer = answers.get(receipt.application_id)
        if answer is None or not receipt.reachable:
            continue
        ids = [notice_id_of(FactId(answer.fact_id), channel) for channel in NoticeChannel]
        told = [delivered[notice_id] for notice_id in ids if notice_id in delivered]
        if len(told) != 1:
            account.differ(f"{receipt.application_id}: answered, the citizen was told {len(told)} times")
        elif receipt.tracking_number not in told[0].text:
            account.differ(f"{receipt.application_id}: the citizen was told of another number")


def _withdrawals_kept(evidence: Evidence, by_application: Mapping[str, list[ObservedFact]], account: Account) -> None:
    """Who withdrew was heard, unless the answer was quicker."""
    for application_id in evidence.confirmed_withdrawals:
        account.figures["withdrawals"] += 1
        if not _of_type(by_application.get(application_id, ()), *ENDS_WAITING):
            account.differ(f"{application_id}: withdrawn, and still open")


def _rungs_climbed(evidence: Evidence, by_application: Mapping[str, list[ObservedFact]], account: Account) -> None:
    """Whoever stayed silent past a rung's moment was reported there once, never before it, at most 15 s after it."""
    for receipt in evidence.receipts:
        facts = by_application.get(receipt.application_id, [])
        escalated = _of_type(facts, "application.escalated.v1")
        told = [fact.value.get("stage") for fact in escalated]
        if Stage.CENTRE in told and Stage.COORDINATOR not in told:
            account.differ(f"{receipt.application_id}: the centre was told, the coordinator never")
        due_dates = _due_dates(receipt, facts)
        for strange in {str(fact.value.get("due_on")) for fact in escalated} - {day.isoformat() for day in due_dates}:
            account.differ(f"{receipt.application_id}: climbed for {strange}, a day nobody counts to")
        for due_on in due_dates:
            ended = _ended(facts) if due_on == due_dates[-1] else evidence.clock.wall_at(receipt.received_at)
            for stage, legal_moment in _rungs_of(receipt, due_on, evidence.calendar):
                moment = evidence.clock.wall_at(legal_moment)
                climbed = [fact for fact in escalated if _climbs(fact, stage, due_on)]
                if len(climbed) > 1:
                    account.differ(f"{receipt.application_id}: climbed {stage} {len(climbed)} times")
                _in_time(receipt, stage, moment, climbed, ended, evidence, account)


def _climbs(escalated: ObservedFact, stage: Stage, due_on: date) -> bool:
    return escalated.value.get("stage") == stage and escalated.value.get("due_on") == due_on.isoformat()


def _in_time(
    receipt: Receipt,
    stage: Stage,
    moment: datetime,
    climbed: Sequence[ObservedFact],
    ended: datetime | None,
    evidence: Evidence,
    account: Account,
) -> None:
    for fact in climbed:
        lateness = (fact.wall_at - moment).total_seconds()
        account.figures[f"climbed to the {stage}"] += 1
        account.lateness_seconds.append(lateness)
        if lateness < 0:
            account.differ(f"{receipt.application_id}: climbed {stage} {-lateness:.1f} s before it was due")
        elif lateness > MOST_LATENESS.total_seconds():
            account.differ(f"{receipt.application_id}: climbed {stage} {lateness:.1f} s after it was due")
    silent_until = ended or evidence.ended_at
    if not climbed and moment + MOST_LATENESS < silent_until:
        account.differ(f"{receipt.application_id}: silent past the {stage}'s day and nobody there was told")


def _ended(facts: Iterable[ObservedFact]) -> datetime | None:
    return min((fact.wall_at for fact in _of_type(facts, *ENDS_WAITING)), default=None)


_MOVES_THE_DAY = ("interim_response.issued.v1",)
_OWN_PERIOD_AT_ARRIVAL = ("application.referred.v1",)


def _due_dates(receipt: Receipt, facts: Iterable[ObservedFact]) -> list[date]:
    """Name the days that count, the one that counts last at the end.

    It is the receipt's own day, not what the system says of its clocks, unless something happened that moves it by law:
    an information request was referred (Law 4982, art. 7/3), an interim answer given, or who is competent disputed.
    """
    facts = list(facts)
    promised = datetime.fromisoformat(receipt.due_on).date()
    moved = _of_type(facts, *_MOVES_THE_DAY)
    moved += [fact for fact in _of_type(facts, "application.screening_requested.v1") if _is_dispute(fact)]
    if receipt.kind == "information_request":
        moved += _of_type(facts, *_OWN_PERIOD_AT_ARRIVAL)
    if not moved:
        return [promised]
    clocks = [date.fromisoformat(str(fact.value["due_on"])) for fact in _of_type(facts, "clock.set.v1")]
    return [*dict.fromkeys(reversed(clocks))][::-1]


def _is_dispute(fact: ObservedFact) -> bool:
    return fact.value.get("because") == ScreeningReason.JURISDICTION_DISPUTE


def _rungs_of(receipt: Receipt, due_on: date, calendar: BusinessCalendar) -> Iterator[tuple[Stage, datetime]]:
    """Work out both rungs of a due date."""
    for stage in schedule(local_date(receipt.received_at), due_on, due_on, calendar):
        if stage.stage in RUNGS:
            yield stage.stage, stage.at
