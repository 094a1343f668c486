"""What do the people of a year do at intake? They apply, themselves or through a bureau, withdraw, and answer."""

import random
from dataclasses import dataclass, replace

from domain.business_calendar import local_date
from domain.identifiers import ApplicationId, InputId, TrackingNumber
from domain.inputs import ApplicationWithdrawn, QuestionAnsweredByApplicant, Role
from domain.institution import Registry
from operations.live_year.cases import Case
from operations.live_year.record import YearRecord
from operations.live_year.requests import Filing, application_request, registering_bureau
from operations.observed import Receipt
from operations.simulation.doors import Badges, Door
from operations.simulation.replies import in_words, opened_by, receipt_of, until_known
from runtime.clock import LegalClock


@dataclass(slots=True)
class Citizens:
    """Everybody who applies in one year."""

    intake: Door
    badges: Badges
    registry: Registry
    clock: LegalClock
    record: YearRecord
    seed: int

    async def apply(self, filing: Filing, name: str, *, first: bool) -> Case | None:
        """Hand in an application, which `name` tells from every other; None where it was refused."""
        bureau = registering_bureau(filing, self.registry, local_date(self.clock.now()))
        badge = {} if bureau is None else self.badges(bureau, Role.OPERATOR)
        headers = {"Idempotency-Key": f"{self.seed}-{name}", **badge}
        reply = await self.intake.ask("POST", "/v1/applications", application_request(filing), headers)
        if reply.status != 201:
            self.record.find(f"an application was refused: {in_words(reply)}")
            return None
        receipt, rng = receipt_of(reply.content, reachable=False), random.Random(f"{self.seed}|{name}")
        return Case(_registered(filing, receipt), receipt, reply.content["tracking_secret"], rng, first)

    async def say(self, case: Case, said: ApplicationWithdrawn | QuestionAnsweredByApplicant) -> None:
        """Withdraw or answer a question, under number and secret."""
        opened = opened_by(case.receipt.tracking_number, case.tracking_secret)
        if isinstance(said, ApplicationWithdrawn):
            reply = await until_known(self.intake, "/v1/tracking/withdrawal", {**opened, "reason": said.reason})
        else:
            answer = {**opened, "question_id": said.question_id, "body": said.body}
            reply = await until_known(self.intake, "/v1/tracking/answers", answer)
        if reply.status == 202:
            if isinstance(said, ApplicationWithdrawn):
                self.record.withdrawn.append(case.receipt.application_id)
        elif reply.status == 409:
            self.record.asked_in_vain[str(reply.content.get("code"))] += 1
        else:
            self.record.find(f"{case.receipt.application_id}: {type(said).__name__}: {in_words(reply)}")


def _registered(filing: Filing, receipt: Receipt) -> Filing:
    """Give what was handed in the numbers and the moment of its receipt."""
    submitted = replace(
        filing.submitted,
        input_id=InputId(receipt.application_id),
        application_id=ApplicationId(receipt.application_id),
        tracking_number=TrackingNumber(receipt.tracking_number),
        received_at=receipt.received_at,
    )
    return filing.again(submitted, filing.appeal_of)
