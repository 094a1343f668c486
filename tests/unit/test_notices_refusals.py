"""Does whoever is refused read why, what to mend, and where to turn until when?"""

from typing import Any

import pytest

from domain.grounds import BoardDecision, ExtensionGround, InvalidReason, NotProcessedReason
from domain.inputs import (
    Action,
    AnswerBy,
    DeclineToProcess,
    Enclosure,
    IdentityCheck,
    MarkInvalid,
    NoticeKind,
    Role,
    WithdrawOnBehalf,
)
from domain.legal_regime import ApplicationKind, Channel
from services.notifier import reasons
from services.notifier.letters import written
from tests.support.builders import CENTRE, GOVERNORATE, HEALTH_DIRECTORATE
from tests.support.tales import INFORMATION, appealed, begun, invalid, named, not_processed

R = NotProcessedReason
OF_ITS_LAW: dict[NotProcessedReason, ApplicationKind] = {
    R.ALREADY_PUBLISHED: ApplicationKind.INFORMATION_REQUEST,
    R.SEPARATE_WORK_NEEDED: ApplicationKind.INFORMATION_REQUEST,
    R.OPINION_ASKED: ApplicationKind.INFORMATION_REQUEST,
    R.EXEMPT_INFORMATION: ApplicationKind.INFORMATION_REQUEST,
    R.PRIVACY_OF_OTHERS: ApplicationKind.INFORMATION_REQUEST,
}
GIVEN_TO_THE_UNNAMED = {R.ABSTRACT_ANONYMOUS, R.ANONYMOUS_TERROR_ALLEGATION}
OF_BOARDS = {R.ETHICS_OUT_OF_SCOPE, R.ETHICS_OLDER_THAN_TWO_YEARS, R.ETHICS_IN_COURT, R.NO_VIOLATION_ALLEGED}
TOLD = sorted(set(R) - GIVEN_TO_THE_UNNAMED - OF_BOARDS)


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        pytest.param(reasons.NOT_PROCESSED_REASONS, NotProcessedReason, id="not processed"),
        pytest.param(reasons.INVALID_REASONS, InvalidReason, id="invalid"),
        pytest.param(reasons.EXTENSION_GROUNDS, ExtensionGround, id="extension"),
        pytest.param(reasons.DECISIONS, BoardDecision, id="decision"),
    ],
)
def test_every_code_has_its_words(table: dict[Any, Any], codes: Any) -> None:
    assert set(table) == set(codes)


@pytest.mark.parametrize("reason", [*reasons.NOT_PROCESSED_REASONS.values(), *reasons.INVALID_REASONS.values()])
def test_a_reason_and_what_to_mend_are_sentences_of_their_own(reason: reasons.Reason) -> None:
    assert all(text[0].isupper() and text.endswith(".") for text in (reason.why, reason.mend))


def test_no_two_reasons_are_told_in_the_same_words() -> None:
    whys = [reason.why for reason in (*reasons.NOT_PROCESSED_REASONS.values(), *reasons.INVALID_REASONS.values())]

    assert len(set(whys)) == len(whys)


@pytest.mark.requirement("R-D14", "R-E1", "R-E2", "R-E3", "R-E4", "R-E5", "R-E6", "R-E16")
@pytest.mark.parametrize("reason", TOLD)
def test_whatever_the_reason_the_applicant_reads_it_with_a_way_out_and_a_remedy(reason: NotProcessedReason) -> None:
    text = not_processed(reason, kind=OF_ITS_LAW.get(reason, ApplicationKind.COMPLAINT)).letter().text
    words = reasons.NOT_PROCESSED_REASONS[reason]

    assert f"Neden: {words.why}" in text
    assert f"Ne yapabilirsiniz: {words.mend}" in text
    assert f"İşlemi yapan: {named(HEALTH_DIRECTORATE)}" in text
    assert "Kurumun açıklaması:\n\nMetinde istek bulunmuyor." in text
    assert "İdare mahkemesinde dava, 60 gün (2577 sayılı Kanun, m. 7), son gün: 4 Mayıs 2026 Pazartesi" in text


@pytest.mark.requirement("R-I4")
def test_a_refused_request_for_information_may_be_appealed_against() -> None:
    text = not_processed(R.OPINION_ASKED, **INFORMATION).letter().text

    assert "yazılı itiraz, 15 gün (4982 sayılı Kanun, m. 13), son gün: 23 Mart 2026 Pazartesi" in text
    assert "suretini ekleyin" in text


def test_by_post_the_periods_run_from_the_letters_service() -> None:
    text = not_processed(answer_by=AnswerBy.POST).letter().text

    assert "bu yazının size ulaştığı günü izleyen günden başlayarak 60 gün" in text
    assert "son gün:" not in text


@pytest.mark.requirement("R-D2")
@pytest.mark.parametrize(
    ("reason", "said"),
    [
        pytest.param(InvalidReason.IDENTITY_WRONG, "T.C. kimlik numaranızı, adınızı, soyadınızı", id="identity"),
        pytest.param(InvalidReason.CONTACT_WRONG, "e-posta adresinizi doğru yazarak", id="contact"),
    ],
)
def test_an_invalid_application_is_told_with_what_to_mend(reason: InvalidReason, said: str) -> None:
    letter = invalid(reason).letter()

    assert "geçersiz sayıldı" in letter.subject
    assert reasons.INVALID_REASONS[reason].why in letter.text
    assert said in letter.text
    assert "Mektup geri geldi." in letter.text
    assert "İdare mahkemesinde dava, 60 gün" in letter.text


@pytest.mark.requirement("R-D14", "R-D13")
def test_a_fax_without_its_data_gets_a_receipt_and_a_refusal_that_names_what_is_missing() -> None:
    tale = begun(**INFORMATION, channel=Channel.FAX, elements_missing=("address", "national_id", "unheard_of"))
    receipt, refusal = tale.notices()

    assert (receipt.kind, refusal.kind) == (NoticeKind.RECEIPT, NoticeKind.NOT_PROCESSED)
    assert "Eksik olan: iş ya da ikamet adresi, T.C. kimlik numarası." in tale.letter().text
    assert "yazılı itiraz, 15 gün" in tale.letter().text


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        pytest.param({"channel": Channel.PHONE, **INFORMATION}, NoticeKind.NOT_PROCESSED, id="information by phone"),
        pytest.param({"identity_check": IdentityCheck.MISMATCHED}, NoticeKind.INVALID, id="a wrong identity"),
    ],
)
@pytest.mark.requirement("R-C9", "R-D2")
def test_what_ends_at_its_registration_gets_a_receipt_that_promises_no_day(
    changes: dict[str, Any], kind: NoticeKind
) -> None:
    tale = begun(**changes)
    receipt = tale.letter(NoticeKind.RECEIPT)

    assert [notice.kind for notice in tale.notices()] == [NoticeKind.RECEIPT, kind]
    assert "Başvuru işleme alınamadı." in receipt.text
    assert "Son cevap günü" not in receipt.text + receipt.short
    assert tale.now.tracking_number in tale.letter().text


def test_who_asked_for_information_by_telephone_is_told_the_ways_that_are_open() -> None:
    text = begun(channel=Channel.PHONE, **INFORMATION).letter().text

    assert "telefonla yapılamaz" in text
    assert "bir müracaat bürosuna yazılı olarak isteyebilirsiniz" in text
    assert "talep olarak telefonla da iletebilirsiniz" in text


def test_an_automatic_refusal_names_no_institution_and_no_explanation() -> None:
    text = begun(channel=Channel.PHONE, **INFORMATION).letter().text

    assert "İşlemi yapan" not in text
    assert "açıklaması:" not in text


@pytest.mark.requirement("R-I10", "R-I11", "R-I5")
@pytest.mark.parametrize(
    ("changes", "why"),
    [
        pytest.param({"channel": Channel.FAX}, "internet, e-posta, faks ya da telefonla yapılan", id="by fax"),
        pytest.param({"channel": Channel.EMAIL}, "internet, e-posta, faks ya da telefonla yapılan", id="by e-mail"),
        pytest.param({"enclosures": ()}, "sureti eklenmemiş", id="without copies"),
        pytest.param({"enclosures": (Enclosure.APPLICATION_COPY,)}, "sureti eklenmemiş", id="without the answer"),
    ],
)
def test_an_appeal_that_is_not_processed_stopped_no_period_and_may_be_mended(changes: dict[str, Any], why: str) -> None:
    letter = appealed(**changes).letter()

    assert letter.subject.startswith("İtirazınız işleme konulmadı")
    assert why in letter.text
    assert "telefon numaranızı yazmanız önerilir" in letter.text
    assert "Bu itiraz işleme konulmadığı için süreleri durdurmadı." in letter.text
    assert "ilk başvurunuza verilen cevabın size ulaştığı günü izleyen günden başlayarak 15 gün" in letter.text
    assert "ilk başvurunuza verilen cevabın size ulaştığı günü izleyen günden başlayarak 60 gün" in letter.text


@pytest.mark.requirement("R-I9")
@pytest.mark.parametrize(
    ("ending", "ended"),
    [
        pytest.param(
            DeclineToProcess(NotProcessedReason.ELEMENTS_MISSING, "İmza yok."), "işleme konulmadığı", id="not processed"
        ),
        pytest.param(MarkInvalid(InvalidReason.IDENTITY_WRONG, "Başkası."), "geçersiz sayıldığı", id="invalid"),
    ],
)
def test_what_a_person_finds_to_be_no_appeal_stopped_no_period(ending: Action, ended: str) -> None:
    letter = appealed(elements_missing=("signature",)).does(ending, by=CENTRE, role=Role.CENTRE).letter()

    assert letter.subject.startswith("İtirazınız")
    assert f"Bu itiraz {ended} için süreleri durdurmadı." in letter.text
    assert "ilk başvurunuza verilen cevabın size ulaştığı günü izleyen günden başlayarak 15 gün" in letter.text


@pytest.mark.requirement("R-I9")
def test_who_withdrew_an_appeal_reads_from_when_the_suit_runs_on() -> None:
    letter = appealed().does(WithdrawOnBehalf("Vazgeçti."), by=GOVERNORATE, role=Role.OPERATOR).letter()

    assert letter.subject.startswith("İtirazınız geri çekildi")
    assert "itirazın geri çekildiği günü izleyen günden başlayarak kaldığı yerden işler" in letter.text
    assert "yeniden başvurabilirsiniz" not in letter.text


@pytest.mark.requirement("R-F2")
@pytest.mark.parametrize("reason", sorted(GIVEN_TO_THE_UNNAMED))
def test_the_unnamed_are_told_nothing_of_a_refusal(reason: NotProcessedReason) -> None:
    tale = begun(applicant=None, answer_by=AnswerBy.NONE)

    assert not_processed(reason, applicant=None, answer_by=AnswerBy.NONE).notices() == tale.notices() == []


@pytest.mark.requirement("R-E12")
def test_a_complaint_taken_as_a_tip_off_says_so_in_its_receipt() -> None:
    tale = begun()
    (receipt,) = tale.notices()
    said = {**tale.said(receipt), "filed_as": "Şikâyet", "application_kind": "İhbar", "greeting": "Sayın,"}

    assert "Şikâyet olarak yaptığınız başvuru" in written(receipt.kind, said).text
    assert "şu türde ele alındı: İhbar." in written(receipt.kind, said).text
