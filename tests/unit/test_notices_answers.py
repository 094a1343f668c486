"""Does an answer say what was decided by whom, together with what else, and which remedies are left until when?"""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from domain.grounds import AppealOutcome, BoardDecision
from domain.identifiers import ApplicationId
from domain.inputs import (
    AnswerBy,
    AppealReported,
    AppealStep,
    ClockFellDue,
    Eye,
    IssueResponse,
    NoticeKind,
    PlaceTask,
    RemedyOffered,
    Reopen,
    RequestFee,
    ResponseOutcome,
    Role,
)
from domain.ladder import Stage, opening
from domain.legal_regime import ApplicationKind, LegalRegime
from domain.status import ApplicationStatus
from tests.support.builders import CENTRE, GOVERNORATE, HEALTH_DIRECTORATE, REVIEW_BOARD, a_submission, noon
from tests.support.tales import (
    ANSWER,
    INFORMATION,
    Tale,
    answered,
    answered_by_two,
    answered_in_part,
    answered_together,
    appealed,
    begun,
    decided,
    named,
    referred,
    silent,
    upheld,
)

KIND_OF = {
    LegalRegime.PETITION: ApplicationKind.COMPLAINT,
    LegalRegime.RIGHT_TO_INFORMATION: ApplicationKind.INFORMATION_REQUEST,
    LegalRegime.ETHICS: ApplicationKind.ETHICS_COMPLAINT,
    LegalRegime.HUMAN_RIGHTS: ApplicationKind.HUMAN_RIGHTS_COMPLAINT,
}
BY_POST: dict[str, Any] = {"answer_by": AnswerBy.POST}
NEGATIVE = ResponseOutcome.NEGATIVE


@pytest.mark.requirement("R-I3", "R-G14", "R-I1")
@pytest.mark.parametrize("answer_by", [AnswerBy.EMAIL, AnswerBy.SMS, AnswerBy.POST, AnswerBy.PHONE])
@pytest.mark.parametrize("outcome", list(ResponseOutcome))
@pytest.mark.parametrize("kind", [ApplicationKind.COMPLAINT, ApplicationKind.INFORMATION_REQUEST])
def test_an_answer_says_outcome_reasons_and_remedies_whatever_the_road(
    kind: ApplicationKind, outcome: ResponseOutcome, answer_by: AnswerBy
) -> None:
    text = answered(outcome, kind=kind, answer_by=answer_by).letter().text
    refused, information = outcome is not ResponseOutcome.POSITIVE, kind is ApplicationKind.INFORMATION_REQUEST

    said = {ResponseOutcome.POSITIVE: "olumlu", ResponseOutcome.PARTIAL: "kısmen olumlu", NEGATIVE: "olumsuz"}
    assert f"Sonuç: {said[outcome]}\n" in text
    assert ANSWER in text
    assert ("İdare mahkemesinde dava" in text, "60 gün" in text) == (refused, refused)
    assert ("Bilgi Edinme Değerlendirme Kuruluna yazılı itiraz" in text) == (refused and information)
    assert ("(Anayasa, m. 40/2)" in text) == refused


@pytest.mark.parametrize("regime", list(LegalRegime))
def test_every_law_leaves_whoever_is_refused_the_suit(regime: LegalRegime) -> None:
    tale = begun(kind=KIND_OF[regime])
    if tale.now.status is ApplicationStatus.SCREENING:
        tale.does(PlaceTask(GOVERNORATE), by=CENTRE, role=Role.COORDINATOR)
    holder = tale.now.holder
    assert holder is not None
    tale.does(IssueResponse(NEGATIVE, ANSWER), by=holder.institution_id)

    assert "İdare mahkemesinde dava" in tale.letter().text


@pytest.mark.requirement("R-I4")
@pytest.mark.parametrize(
    ("said_on", "appeal_until", "suit_until"),
    [
        pytest.param(date(2026, 3, 5), "23 Mart 2026 Pazartesi", "4 Mayıs 2026 Pazartesi", id="last day on the feast"),
        pytest.param(date(2026, 3, 9), "24 Mart 2026 Salı", "8 Mayıs 2026 Cuma", id="plain"),
    ],
)
def test_a_mail_names_the_last_days_counted_from_its_own_day(said_on: date, appeal_until: str, suit_until: str) -> None:
    text = begun(**INFORMATION).does(IssueResponse(NEGATIVE, ANSWER), at=noon(said_on)).letter().text

    assert f"yazılı itiraz, 15 gün (4982 sayılı Kanun, m. 13), son gün: {appeal_until}" in text
    assert f"dava, 60 gün (2577 sayılı Kanun, m. 7), son gün: {suit_until}" in text
    assert "günü ulaştığı kabul edilerek hesaplandı" in text


@pytest.mark.requirement("R-I4")
def test_a_letter_by_post_counts_from_its_service_and_names_no_day() -> None:
    text = answered(**INFORMATION, **BY_POST).letter().text

    assert "cevabın size ulaştığı günü izleyen günden başlayarak 15 gün (4982 sayılı Kanun, m. 13)" in text
    assert "cevabın size ulaştığı günü izleyen günden başlayarak 60 gün (2577 sayılı Kanun, m. 7)" in text
    assert "son gün:" not in text


@pytest.mark.requirement("R-I5", "R-I10", "R-I11")
@pytest.mark.parametrize("tale", [pytest.param(answered, id="refused"), pytest.param(silent, id="unanswered")])
def test_who_may_appeal_reads_how(tale: Callable[..., Tale]) -> None:
    text = tale(**INFORMATION).letter().text

    assert "İtiraz yazılı yapılır ve dava açma süresini durdurur." in text
    assert "başvurunuzun ve varsa kurumun cevabının birer suretini ekleyin" in text
    assert "Mektupla gönderin ya da şahsen verin." in text
    assert "telefon numaranızı yazmanız önerilir" in text
    assert "e-posta, faks ya da telefonla yapılan veya sureti eksik olan itirazlar işleme konulmaz" in text


def test_who_may_not_appeal_reads_nothing_of_it() -> None:
    assert "itiraz" not in answered().letter().text.lower()


@pytest.mark.requirement("R-I6", "R-I7")
def test_silence_is_told_with_the_last_days_of_what_it_opens() -> None:
    text = silent(**INFORMATION).letter().text

    assert "1 Nisan 2026 Çarşamba gününün sonuna kadar cevap verilmedi" in text
    assert "yazılı itiraz (4982 sayılı Kanun, m. 13), son gün: 16 Nisan 2026 Perşembe" in text
    assert "dava (2577 sayılı Kanun, m. 7), son gün: 1 Haziran 2026 Pazartesi" in text


def test_remedies_that_an_institution_names_stand_as_it_wrote_them() -> None:
    remedy = RemedyOffered("İl İdare Kuruluna itiraz", "2026-05-04")
    text = begun().does(IssueResponse(NEGATIVE, ANSWER, (remedy,))).letter().text

    assert "- İl İdare Kuruluna itiraz, son gün: 4 Mayıs 2026 Pazartesi" in text
    assert "İdare mahkemesinde" not in text


def test_an_answer_that_is_not_the_last_says_who_is_still_to_come_and_its_own_remedies() -> None:
    letter = answered_in_part(NEGATIVE).letter()

    assert letter.template.startswith("part_response/")
    assert f"Cevabı veren: {named(HEALTH_DIRECTORATE)}" in letter.text
    assert f"Cevabı beklenen: {named(GOVERNORATE)}" in letter.text
    assert "bütün cevaplar size tek yazıda bildirilecek" in letter.text
    assert "İdare mahkemesinde dava, 60 gün" in letter.text


def test_the_last_answer_tells_all_of_them_each_with_its_outcome_and_one_over_all() -> None:
    letter = answered_by_two().letter()

    assert letter.template.startswith("response/")
    assert "Cevap veren kurum sayısı: 2\nGenel sonuç: kısmen olumlu" in letter.text
    assert f"1. {named(HEALTH_DIRECTORATE)}\nSonuç: olumlu\n\n{HEALTH_DIRECTORATE} cevap verdi." in letter.text
    assert f"2. {named(GOVERNORATE)}\nSonuç: olumsuz\n\n{GOVERNORATE} cevap verdi." in letter.text
    assert "Bu cevaplara karşı" in letter.text


def test_the_answer_after_it_was_taken_up_again_tells_no_part_of_an_earlier_round() -> None:
    tale = referred(keep=True, **INFORMATION)
    tale.does(RequestFee(40, 28_680, "Hesaba."), by=GOVERNORATE, at=noon(date(2026, 3, 4)))
    tale.answers(NEGATIVE, by=HEALTH_DIRECTORATE, at=noon(date(2026, 3, 5)))
    (unpaid,) = tale.now.tasks_to_act_on
    assert unpaid.clock is not None
    missed = {"task_id": unpaid.task_id, "clock_version": unpaid.clock.version, "stage": Stage.PAYMENT_MISSED}
    tale.hears(ClockFellDue, opening(date(2026, 4, 10)), eye=Eye.LOG, **missed)
    tale.does(Reopen("Ödeme yapılmış."), by=GOVERNORATE, role=Role.COORDINATOR, at=noon(date(2026, 4, 13)))
    tale.answers(by=GOVERNORATE, at=noon(date(2026, 4, 14)))
    text = tale.letter().text

    assert f"{GOVERNORATE} cevap verdi." in text
    assert f"{HEALTH_DIRECTORATE} cevap verdi." not in text
    assert "kısmen olumlu" not in text


@pytest.mark.parametrize(
    ("last", "remedies"),
    [
        pytest.param(ResponseOutcome.POSITIVE, False, id="the rest was granted"),
        pytest.param(NEGATIVE, True, id="the rest was refused, too"),
    ],
)
def test_the_last_answer_opens_no_new_period_against_a_refusal_that_was_served_before(
    last: ResponseOutcome, remedies: bool
) -> None:
    tale = answered_in_part(NEGATIVE)
    tale.served(NoticeKind.PART_RESPONSE, date(2026, 3, 4), task_id=tale.now.tasks[0].task_id)
    tale.answers(last, by=GOVERNORATE, at=noon(date(2026, 3, 5)))
    text = tale.letter().text

    assert "o yazının size ulaştığı günü izleyen günden işler" in text
    assert ("Bu yazıyla ilk kez bildirilen cevaba karşı" in text) is remedies
    assert ("İdare mahkemesinde dava, 60 gün" in text) is remedies


def _opens_no_new_period(tale: Tale) -> bool:
    text = tale.letter().text
    return "o yazının size ulaştığı günü izleyen günden işler" in text and ", son gün:" not in text


@pytest.mark.requirement("R-I4")
def test_nor_does_it_under_a_law_whose_rights_nobody_is_reminded_of() -> None:
    tale = begun(kind=ApplicationKind.HUMAN_RIGHTS_COMPLAINT)
    tale.does(PlaceTask(HEALTH_DIRECTORATE, also_to=(GOVERNORATE,)), by=CENTRE, role=Role.COORDINATOR)
    tale.answers(NEGATIVE, by=HEALTH_DIRECTORATE, at=noon(date(2026, 3, 4)))
    (part,) = (task for task in tale.now.tasks if task.institution_id == HEALTH_DIRECTORATE)
    tale.served(NoticeKind.PART_RESPONSE, date(2026, 3, 4), task_id=part.task_id)
    tale.answers(ResponseOutcome.POSITIVE, by=GOVERNORATE, at=noon(date(2026, 3, 25)))

    assert _opens_no_new_period(tale)


@pytest.mark.requirement("R-I4")
def test_nor_does_it_while_an_appeal_is_before_the_board() -> None:
    tale = answered_in_part(NEGATIVE, **INFORMATION)
    lodged = {"appeal_id": ApplicationId("appeal"), "step": AppealStep.LODGED, "lodged_at": noon(date(2026, 3, 5))}
    tale.hears(AppealReported, noon(date(2026, 3, 5)), **lodged)
    tale.served(NoticeKind.PART_RESPONSE, date(2026, 3, 6), task_id=tale.now.tasks[0].task_id)
    tale.answers(ResponseOutcome.POSITIVE, by=GOVERNORATE, at=noon(date(2026, 3, 16)))

    assert _opens_no_new_period(tale)


def test_what_was_answered_anew_while_others_still_had_to_answer_is_told_once() -> None:
    tale = answered_in_part(NEGATIVE, **INFORMATION)
    told = {"appeal_id": ApplicationId("appeal"), "step": AppealStep.LODGED, "lodged_at": noon(date(2026, 3, 5))}
    tale.hears(AppealReported, noon(date(2026, 3, 5)), **told)
    told = {"appeal_id": ApplicationId("appeal"), "step": AppealStep.DECIDED, "decision": AppealOutcome.UPHELD}
    tale.hears(AppealReported, noon(date(2026, 3, 12)), **told)
    tale.answers(ResponseOutcome.POSITIVE, by=HEALTH_DIRECTORATE, at=noon(date(2026, 3, 13)))
    tale.answers(ResponseOutcome.POSITIVE, by=GOVERNORATE, at=noon(date(2026, 3, 16)))

    assert "Genel sonuç: olumlu" in tale.letter().text
    assert tale.letter().text.count(f"{HEALTH_DIRECTORATE} cevap verdi.") == 1


def test_two_positive_answers_leave_nothing_to_appeal_against() -> None:
    tale = answered_in_part(ResponseOutcome.POSITIVE)
    tale.answers(ResponseOutcome.POSITIVE, by=GOVERNORATE)

    assert "Genel sonuç: olumlu" in tale.letter().text
    assert "yollar" not in tale.letter().text


def test_what_was_answered_before_an_upheld_appeal_is_not_told_again() -> None:
    tale = upheld()
    tale.answers(ResponseOutcome.POSITIVE, at=noon(date(2026, 4, 7)))

    assert "Sonuç: olumlu" in tale.letter().text
    assert ANSWER not in tale.letter().text
    assert tale.now.outcome is ResponseOutcome.POSITIVE


def test_an_answer_given_to_another_application_too_names_that_ones_number() -> None:
    text = answered_together().letter().text

    assert f"Birlikte cevaplandığı başvurunuz: {a_submission('earlier').tracking_number}" in text
    assert ANSWER in text


def test_an_answer_to_another_application_is_told_once_however_many_institutions_had_this_one() -> None:
    kinds = [notice.kind for notice in answered_together().notices()]

    assert kinds == [NoticeKind.RECEIPT, NoticeKind.MERGED, NoticeKind.RESPONSE]


@pytest.mark.requirement("R-H3", "R-H4", "R-I8")
@pytest.mark.parametrize(
    ("decision", "said"),
    [
        pytest.param(BoardDecision.UPHELD, "Sonuç: itirazınız haklı bulundu", id="upheld"),
        pytest.param(BoardDecision.PARTLY_UPHELD, "Sonuç: itirazınız kısmen haklı bulundu", id="partly upheld"),
        pytest.param(BoardDecision.REJECTED, "Sonuç: itirazınız reddedildi", id="rejected"),
        pytest.param(BoardDecision.DISMISSED, "Sonuç: itirazınız esası incelenmeden reddedildi", id="dismissed"),
    ],
)
def test_what_the_board_decided_is_told_as_a_decision(decision: BoardDecision, said: str) -> None:
    letter = decided(decision).letter()
    upheld_in_part = decision in (BoardDecision.UPHELD, BoardDecision.PARTLY_UPHELD)

    assert letter.subject.startswith("İtirazınız hakkında karar verildi")
    assert said in letter.text
    assert f"Kararı veren: {named(REVIEW_BOARD)}" in letter.text
    assert "Kurul oybirliğiyle karar verdi." in letter.text
    assert ("Kurum, bu karar gereğince ilk başvurunuza yeniden cevap verecek" in letter.text) == upheld_in_part


@pytest.mark.requirement("R-I9")
def test_against_the_board_there_is_the_suit_alone_whose_period_the_appeal_stopped() -> None:
    text = decided(BoardDecision.REJECTED).letter().text

    assert "İdare mahkemesinde dava: itirazınızla duran 60 günlük süre" in text
    assert "yazılı itiraz" not in text


@pytest.mark.requirement("R-I8", "R-I9")
def test_the_receipt_of_an_appeal_names_the_board_and_its_thirty_working_days() -> None:
    letter = appealed().letter()

    assert letter.subject.startswith("İtirazınız kaydedildi")
    assert f"Şu anda ilgilenen: {named(REVIEW_BOARD)}" in letter.text
    assert "Bilgi Edinme Değerlendirme Kurulu inceler ve kararını otuz iş günü içinde verir" in letter.text
    assert "dava açma sürenizi durdurur" in letter.text
    assert "Son cevap günü: 14 Nisan 2026 Salı" in letter.text


def test_whose_appeal_was_upheld_reads_who_must_answer_anew_and_until_when() -> None:
    letter = upheld().letter()

    assert letter.template.startswith("reopened/")
    assert "Bilgi Edinme Değerlendirme Kurulu itirazınızı haklı buldu" in letter.text
    assert f"Şu anda ilgilenen: {named(HEALTH_DIRECTORATE)}" in letter.text
    assert "Son cevap günü: 28 Nisan 2026 Salı" in letter.text
