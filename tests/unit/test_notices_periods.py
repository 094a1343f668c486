"""Does the applicant read how a period changed, what it costs, and until when a right can be used?"""

from datetime import date

import pytest

from domain.grounds import ExtensionGround
from domain.inputs import AnswerBy, ClockFellDue, Eye, IssueInterimResponse, NoticeKind, ResponseOutcome
from domain.ladder import Stage
from services.notifier import reasons
from services.notifier.letters import written
from tests.support.builders import HEALTH_DIRECTORATE, a_submission, noon
from tests.support.tales import (
    INFORMATION,
    TRACKING_URL,
    Tale,
    answered,
    begun,
    calendar_changed,
    extended,
    fee_asked,
    merged,
    named,
    payment_ending,
    questioned,
    right_ending,
    silent,
    unpaid,
)


@pytest.mark.parametrize("ground", list(ExtensionGround))
def test_an_extension_is_told_with_its_ground_its_reason_and_both_days(ground: ExtensionGround) -> None:
    letter = extended(ground).letter()

    assert f"Dayanak: {reasons.EXTENSION_GROUNDS[ground]}" in letter.text
    assert "Kurumun gerekçesi:\n\nBakanlığın görüşü soruldu." in letter.text
    assert "Önceki son cevap günü: 24 Mart 2026 Salı\nYeni son cevap günü: 14 Nisan 2026 Salı" in letter.text
    assert f"Süreyi uzatan: {named(HEALTH_DIRECTORATE)}" in letter.text
    assert "4982 sayılı Kanun, m. 11" in letter.text
    assert "14.04.2026" in letter.short


def test_a_fee_is_told_with_its_amount_how_to_pay_until_when_and_what_follows_otherwise() -> None:
    letter = fee_asked().letter()

    assert "Sayfa sayısı: 20 (ilk 10 sayfa ücretsiz)\nÜcret: 95,60 TL" in letter.text
    assert "Nasıl ödenir:\n\nZiraat Bankası, TR00 0000." in letter.text
    assert "Son ödeme günü: 25 Mart 2026 Çarşamba" in letter.text
    assert "cevap süresi kesilir" in letter.text
    assert "isteğinizden vazgeçmiş sayılırsınız" in letter.text
    assert "95,60 TL" in letter.short
    assert "25.03.2026" in letter.short


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        pytest.param(5, "0,05 TL", id="a few kuruş"),
        pytest.param(9560, "95,60 TL", id="lira and kuruş"),
        pytest.param(123456789, "1.234.567,89 TL", id="thousands"),
    ],
)
def test_an_amount_is_written_as_people_here_write_it(amount: int, said: str) -> None:
    tale = fee_asked()
    notice = tale.notice()

    assert said in written(notice.kind, {**tale.said(notice), "amount": amount, "greeting": "Sayın,"}).text


def test_who_did_not_pay_reads_that_he_counts_as_having_given_up_and_may_apply_again() -> None:
    letter = unpaid().letter()

    assert letter.template.startswith("withdrawn/")
    assert letter.subject.startswith("Ücret ödenmediği için başvurunuz kapatıldı")
    assert "on beş iş günü içinde ödenmedi" in letter.text
    assert "isteğinizden vazgeçmiş sayılırsınız (4982 sayılı Kanun, m. 11)" in letter.text
    assert "yeniden başvurabilirsiniz" in letter.text
    assert "isteğiniz üzerine" not in letter.text


def test_before_the_time_to_pay_is_over_the_applicant_reads_until_when() -> None:
    letter = payment_ending().letter()

    assert letter.subject.startswith("Ücret ödeme süreniz bitiyor")
    assert "Son gün: 25 Mart 2026 Çarşamba\nÜcret: 95,60 TL" in letter.text
    assert "kapatılır" in letter.text


@pytest.mark.requirement("R-I7", "R-I10", "R-I11", "R-I5")
def test_before_the_right_to_appeal_ends_the_applicant_reads_how_to_use_it() -> None:
    letter = right_ending(Stage.APPEAL_RIGHT_ENDING).letter()

    assert letter.subject.startswith("İtiraz süreniz bitiyor")
    assert "cevapsız kaldığı için doğan itiraz süreniz" in letter.text
    assert "Son gün: 16 Nisan 2026 Perşembe" in letter.text
    assert "itiraz dilekçenizi hazırlayıp yazdırın, imzalayın" in letter.text
    assert "birer suretini ekleyin" in letter.text
    assert "telefon numaranızı yazmanız önerilir" in letter.text


def test_before_the_right_to_sue_ends_the_applicant_reads_where() -> None:
    letter = right_ending(Stage.SUIT_RIGHT_ENDING).letter()

    assert letter.subject.startswith("Dava açma süreniz bitiyor")
    assert "Son gün: 1 Haziran 2026 Pazartesi" in letter.text
    assert "Yetkili idare mahkemesinde" in letter.text


@pytest.mark.requirement("R-I4")
def test_after_a_served_refusal_the_reminder_counts_from_its_service() -> None:
    tale = answered(ResponseOutcome.NEGATIVE, **INFORMATION)
    tale.served(NoticeKind.RESPONSE, on=date(2026, 3, 9))
    _reach(tale, Stage.APPEAL_RIGHT_ENDING)
    letter = tale.letter()

    assert "sonucuna karşı itiraz süreniz" in letter.text
    assert "Son gün: 24 Mart 2026 Salı" in letter.text


def _reach(tale: Tale, stage: Stage) -> None:
    """A stage of the clock that runs for the applicant's rights falls due."""
    (task,) = tale.now.tasks
    assert task.clock is not None
    (scheduled,) = (each for each in task.clock.stages if each.stage is stage)
    fell_due = {"task_id": task.task_id, "clock_version": task.clock.version, "stage": stage, "eye": Eye.LOG}
    tale.hears(ClockFellDue, scheduled.at, **fell_due)


def test_a_question_is_told_with_how_to_answer_it_and_that_the_clock_goes_on() -> None:
    text = questioned().letter().text

    assert "Soru:\n\nHangi poliklinikten randevu istediniz?" in text
    assert f"Cevaplamak için {TRACKING_URL} adresini açın" in text
    assert "takip numaranızı ve T.C. kimlik numaranızı (başvuruda size bir gizli anahtar verildiyse onu) yazın" in text
    assert "Kurumun cevap süresi bu arada durmaz" in text
    assert f"Soruyu soran: {named(HEALTH_DIRECTORATE)}" in text


def test_a_changed_calendar_is_told_with_both_days() -> None:
    letter = calendar_changed().letter()

    assert "Değişen süre: cevap süresi" in letter.text
    assert "Önceki son gün: 1 Nisan 2026 Çarşamba\nYeni son gün: 3 Nisan 2026 Cuma" in letter.text
    assert "03.04.2026 oldu (önce 01.04.2026)" in letter.short


def test_a_merged_application_is_told_with_which_one_it_is_answered_and_that_its_clock_goes_on() -> None:
    text = merged().letter().text

    assert f"Birlikte cevaplanacağı başvurunuz: {a_submission('earlier').tracking_number}" in text
    assert "süresi işlemeyi sürdürüyor" in text
    assert "1 Nisan 2026 Çarşamba" in text


def test_before_law_7331_the_longest_wait_after_an_interim_answer_is_six_months() -> None:
    tale = begun(received_at=noon(date(2021, 6, 1)))
    tale.does(IssueInterimResponse("İnceleme sürüyor."), at=noon(date(2021, 6, 2)))

    assert "en geç 1 Aralık 2021 Çarşamba günü" in tale.letter().text


@pytest.mark.requirement("R-F2")
def test_no_reminder_and_no_silence_is_told_to_who_cannot_be_reached() -> None:
    tale = silent(applicant=None, answer_by=AnswerBy.NONE)

    assert tale.now.deemed_refused
    assert tale.notices() == []
