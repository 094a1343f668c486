"""How does an officer come to be refused what the law of one kind, a fee, a board or a merger does not allow?

One story a code, for the actions beyond the first seven.
"""

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

import httpx

from domain.facts import RefusalCode
from domain.identifiers import ApplicationId
from domain.inputs import Enclosure, Role, SealedApplicant
from domain.legal_regime import ApplicationKind, Channel
from tests.support.builders import CENTRE, GOVERNORATE, HEALTH_DIRECTORATE, MUNICIPALITY, noon
from tests.support.desk import DeskUnderTest, eventually

Refused = Callable[[DeskUnderTest], httpx.Response]

ANSWER = {"outcome": "positive", "body": "Randevunuz açıldı."}
EXTENSION = {"ground": "other_unit", "reason": "Arşivden istenecek."}
FEE: dict[str, Any] = {"pages": 20, "amount": 1250, "how_to_pay": "Ziraat Bankası, TR33 0006 1005 1978 6457 8413 26"}


def information(desk: DeskUnderTest, **changes: Any) -> ApplicationId:
    """Let somebody ask for information."""
    return desk.submitted(kind=ApplicationKind.INFORMATION_REQUEST, **changes)


def two_of_one_person(desk: DeskUnderTest) -> tuple[ApplicationId, ApplicationId]:
    """Let one person write two letters."""
    person = SealedApplicant("sealed", "sealed", uuid.uuid4().hex)
    first, second = (desk.submitted(applicant=person, channel=Channel.LETTER) for _ in range(2))
    return first, second


def _holder(desk: DeskUnderTest, application_id: ApplicationId, *wishes: tuple[str, dict[str, Any]]) -> httpx.Response:
    """Let the holder ask one thing after the other; what came before the last must be applied."""
    for action, fields in wishes[:-1]:
        assert desk.officer().asks(application_id, action, **fields).status_code == 200, action
    action, fields = wishes[-1]
    return desk.officer().asks(application_id, action, **fields)


def _answered_in_part(desk: DeskUnderTest) -> httpx.Response:
    application_id = desk.submitted()
    refer: dict[str, Any] = {"to_institution_id": MUNICIPALITY, "for": "action", "keep": True, "reason": "Birlikte"}
    assert desk.officer().asks(application_id, "refer", **refer).status_code == 200
    assert desk.officer(MUNICIPALITY).asks(application_id, "respond", **ANSWER).status_code == 200
    return desk.officer().asks(application_id, "not_processed", reason="abstract", body="Soyut.")


def _merged_twice(desk: DeskUnderTest) -> httpx.Response:
    first, second = two_of_one_person(desk)
    merge = ("merge", {"into_application_id": first})
    return _holder(desk, second, merge, merge)


def _appeal(desk: DeskUnderTest) -> ApplicationId:
    """Let somebody appeal against what another was refused: a person must place that."""
    appealed = information(desk)
    assert desk.officer().asks(appealed, "respond", outcome="negative", body="Yok.").status_code == 200
    appeal = desk.submission(
        kind=ApplicationKind.INFORMATION_REQUEST,
        channel=Channel.LETTER,
        appeal_of=appealed,
        institution_id=None,
        enclosures=tuple(Enclosure),
    )
    desk.happen(appeal)
    desk.until_seen(desk.officer(CENTRE, Role.CENTRE), appeal.application_id)
    return appeal.application_id


def _placing_an_appeal_elsewhere(desk: DeskUnderTest) -> httpx.Response:
    centre = desk.officer(CENTRE, Role.CENTRE)
    return centre.asks(_appeal(desk), "place", to_institution_id=HEALTH_DIRECTORATE)


def _answering_an_appeal(desk: DeskUnderTest) -> httpx.Response:
    """Place it until the router has read of the board, and let the board answer."""
    board, appeal_id, centre = desk.review_board(), _appeal(desk), desk.officer(CENTRE, Role.CENTRE)
    eventually(lambda: centre.asks(appeal_id, "place", to_institution_id=board).status_code == 200 or None)
    return desk.officer(board).asks(appeal_id, "respond", **ANSWER)


def _withdrawn_after_the_answer(desk: DeskUnderTest) -> httpx.Response:
    application_id = desk.submitted()
    desk.officer().asks(application_id, "respond", **ANSWER)
    operator = desk.officer(GOVERNORATE, Role.OPERATOR)
    return operator.asks(application_id, "withdraw_on_behalf", version="*", reason="Telefonla istedi.")


NEW_REFUSALS: dict[RefusalCode, Refused] = {
    RefusalCode.NOTHING_TO_WITHDRAW: _withdrawn_after_the_answer,
    RefusalCode.EXTENSION_NOT_PROVIDED: lambda desk: _holder(desk, desk.submitted(), ("extend", EXTENSION)),
    RefusalCode.PERIOD_PASSED: lambda desk: _holder(
        desk, information(desk, received_at=noon(date(2026, 1, 5))), ("extend", EXTENSION)
    ),
    RefusalCode.ALREADY_EXTENDED: lambda desk: _holder(
        desk, information(desk), ("extend", EXTENSION), ("extend", EXTENSION)
    ),
    RefusalCode.FEE_NOT_PROVIDED: lambda desk: _holder(desk, desk.submitted(), ("request_fee", FEE)),
    RefusalCode.FEE_ALREADY_REQUESTED: lambda desk: _holder(
        desk,
        information(desk),
        ("request_fee", FEE),
        ("record_payment", {"paid_on": "2026-03-02"}),
        ("request_fee", FEE),
    ),
    RefusalCode.FIRST_PAGES_ARE_FREE: lambda desk: _holder(
        desk, information(desk), ("request_fee", {**FEE, "pages": 10})
    ),
    RefusalCode.AWAITING_PAYMENT: lambda desk: _holder(
        desk, information(desk), ("request_fee", FEE), ("interim_response", {"body": "Bakıyoruz."})
    ),
    RefusalCode.NO_FEE_REQUESTED: lambda desk: _holder(
        desk, information(desk), ("record_payment", {"paid_on": "2026-03-02"})
    ),
    RefusalCode.PAID_IN_THE_FUTURE: lambda desk: _holder(
        desk, information(desk), ("request_fee", FEE), ("record_payment", {"paid_on": "2027-03-02"})
    ),
    RefusalCode.PAID_BEFORE_ASKED: lambda desk: _holder(
        desk, information(desk), ("request_fee", FEE), ("record_payment", {"paid_on": "2026-03-01"})
    ),
    RefusalCode.NO_DRAFT: lambda desk: desk.officer(role=Role.APPROVER).asks(desk.submitted(), "approve"),
    RefusalCode.NOT_A_BOARD: lambda desk: _holder(
        desk, desk.submitted(), ("record_decision", {"decision": "upheld", "body": "Kabul."})
    ),
    RefusalCode.BOARD_RECORDS_A_DECISION: _answering_an_appeal,
    RefusalCode.NOT_WHERE_APPEALS_GO: _placing_an_appeal_elsewhere,
    RefusalCode.REASON_NOT_FOR_THIS_KIND: lambda desk: _holder(
        desk, desk.submitted(), ("not_processed", {"reason": "exempt_information", "body": "Sır."})
    ),
    RefusalCode.ANSWERED_IN_PART: _answered_in_part,
    RefusalCode.NOT_THE_SAME_APPLICANT: lambda desk: _holder(
        desk, desk.submitted(), ("merge", {"into_application_id": desk.submitted()})
    ),
    RefusalCode.CANNOT_BE_MERGED: _merged_twice,
    RefusalCode.NOTHING_TO_REOPEN: lambda desk: desk.officer(GOVERNORATE, Role.COORDINATOR).asks(
        desk.submitted(), "reopen", version="*", reason="Hata"
    ),
    RefusalCode.UNKNOWN_SUB_SUBJECT: lambda desk: _holder(
        desk,
        desk.submitted(),
        (
            "refer",
            {
                **{"to_institution_id": MUNICIPALITY, "for": "action", "reason": "Sizin"},
                **{"subject_code": "10", "sub_subject_code": "22.01"},
            },
        ),
    ),
}
