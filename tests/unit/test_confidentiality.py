"""Is the applicant really hidden: in his own words, and from those who may not know him?"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.application import Application, Task, TaskStatus
from domain.confidentiality import IdentityAccess, asks_for_secrecy, redact_for
from domain.facts import TextRef
from domain.identifiers import InstitutionId, TaskId, TrackingNumber
from domain.inputs import AnswerBy, Role, TaskPurpose
from domain.legal_regime import ApplicationKind, Channel, LegalRegime
from domain.masking import (
    EMAIL_MASK,
    NAME_MASK,
    NUMBER_MASK,
    Identity,
    aligned_fold,
    clean_text,
    mask,
    mask_all_numbers_and_emails,
)
from domain.turkish_text import fold

AYSE = Identity(("Ayşe Nur", "Yılmaz"), ("10000000146", "5321234567"), ("ayse@example.org",))


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        pytest.param("Ben Ayşe Nur Yılmaz.", "Ben [ad gizli].", id="the whole name"),
        pytest.param("AYŞE YILMAZ yazdı", "[ad gizli] yazdı", id="in capitals"),
        pytest.param("ben ayse yilmaz", "ben [ad gizli]", id="without diacritics"),
        pytest.param("Yılmaz'ın evi", "[ad gizli]'ın evi", id="genitive after the apostrophe"),
        pytest.param("YILMAZ’A gönderin", "[ad gizli]’A gönderin", id="dative after a typographic apostrophe"),
        pytest.param("yılmazın evi, yılmazlardan", "[ad gizli] evi, [ad gizli]", id="endings without apostrophe"),
        pytest.param("Ayşeciğim değil, Yılmazgillerden", "Ayşeciğim değil, [ad gizli]", id="the family of that name"),
        pytest.param("ayşeyılmaz85", "[ad gizli]", id="parts written together"),
        pytest.param("Ayşe_Yılmaz", "[ad gizli]_[ad gizli]", id="parts joined by an underscore"),
        pytest.param("Yılmazoğlu Apartmanı", "Yılmazoğlu Apartmanı", id="another name that begins like it"),
        pytest.param("Ay\u200bşe, Ays\u0327e", "[ad gizli], [ad gizli]", id="invisible signs and decomposed letters"),
    ],
)
def test_the_name_is_masked_as_turks_write_it(text: str, masked: str) -> None:
    assert mask(text, AYSE) == masked


@pytest.mark.parametrize(
    "number",
    [
        "05321234567", "5321234567", "+905321234567", "00905321234567", "0532 123 45 67", "0 532 123 4567",
        "(0532) 123-45-67", "+90 (532) 123.45.67", "0532/1234567", "５３２１２３４５６７",
        "sıfır beş yüz otuz iki yüz yirmi üç kırk beş altmış yedi", "BEŞYÜZOTUZİKİ YÜZYİRMİÜÇ KIRKBEŞ ALTMIŞYEDİ",
        "sıfır beş üç iki bir iki üç dört beş altı yedi", "0532 yüz yirmi üç 45 67",
        "10000000146", "100 000 001 46", "1000-0000-146",
        "bir sıfır sıfır sıfır sıfır sıfır sıfır sıfır bir dört altı",
    ],
)  # fmt: skip
def test_a_number_is_masked_in_every_written_form(number: str) -> None:
    masked = mask(f"Numaram: {number} teşekkürler, 112 ve 150 aranmadı.", AYSE)
    assert NUMBER_MASK in masked
    assert "4567" not in masked
    assert "yedi" not in fold(masked)
    assert masked.endswith(" teşekkürler, 112 ve 150 aranmadı.")


@pytest.mark.parametrize(
    "email", ["ayse@example.org", "AYSE@EXAMPLE.ORG", "ayse.yilmaz@mail.example", "y5321234567@x.tr"]
)
def test_an_email_address_that_is_hers_or_tells_her_name_is_masked(email: str) -> None:
    assert mask(f"Adresim {email}.", AYSE) == f"Adresim {EMAIL_MASK}."


def test_what_the_application_is_about_stays() -> None:
    text = (
        "Çankaya Belediyesi 12. Sokak'ta aydınlatma yok. Fatma Demir Hanım 0533 999 88 77 ile aradı, "
        "belediye@example.org yanıtlamadı. Yüz on iki gün geçti."
    )
    assert mask(text, AYSE) == text


def test_a_name_of_two_letters_does_not_drown_the_water() -> None:
    su = Identity(("Su", "Demir"))
    assert mask("Mahallede su kesildi, sular akmıyor.", su) == "Mahallede su kesildi, sular akmıyor."
    assert mask("Ben Su Demir, Su'ya yazın.", su) == "Ben [ad gizli], [ad gizli]'ya yazın."


def test_without_a_name_at_hand_all_numbers_and_emails_go() -> None:
    text = "Vazgeçtim. 10000000146, 0533 999 88 77, biri@example.org; 17 gün, 06100 Ankara."
    masked = mask_all_numbers_and_emails(text)
    assert masked == f"Vazgeçtim. {NUMBER_MASK}, {EMAIL_MASK}; 17 gün, 06100 Ankara."


LETTERS = "abcçdefgğhıijklmnoöprsştuüvyzâ"
names = st.text(LETTERS, min_size=3, max_size=12)
prose = st.text(LETTERS + LETTERS.upper() + "İI 0123456789.,;:'’-()@\n\u200b\u0327", max_size=80)
endings = st.sampled_from(
    ["", "'ın", "’a", "'dan", "'ları", "a", "ı", "da", "dan", "ın", "la", "lar", "lara", "ların", "nın", "yı", "ım"]
)
cases = st.sampled_from([str, str.title, str.upper, str.lower, fold])


@given(names, names, prose, prose, endings, cases)
def test_redaction_never_leaks_a_name(
    given_name: str, family_name: str, before: str, after: str, ending: str, case: Callable[[str], str]
) -> None:
    written = case(f"{given_name} {family_name}{ending}")
    masked = fold(mask(f"{before} {written} {after}", Identity((given_name, family_name))))
    words = masked.replace(fold(NAME_MASK), " ").split()
    assert fold(given_name) not in words
    assert fold(family_name) not in words


separators = st.sampled_from(["", " ", "-", ".", "/", " - ", ") "])


@given(st.integers(5_000_000_000, 5_999_999_999).map(str), prose, prose, st.data())
def test_redaction_never_leaks_a_number(number: str, before: str, after: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(1, 9), max_size=9)))
    groups = [number[a:b] for a, b in zip([0, *cuts], [*cuts, 10], strict=True)]
    written = "".join(group + data.draw(separators) for group in groups)
    masked = mask(f"{before} {written} {after}", Identity(numbers=(number,)))
    assert number not in "".join(c for c in masked if c.isdigit()) or number in "".join(
        c for c in before if c.isdigit()
    )


@given(prose)
def test_masking_twice_changes_nothing(text: str) -> None:
    once = mask(text, AYSE)
    assert mask(once, AYSE) == once


@given(st.text(max_size=60))
def test_folding_keeps_every_letter_in_its_place(text: str) -> None:
    assert len(aligned_fold(text)) == len(text)


def test_a_cleaned_text_has_one_spelling() -> None:
    assert clean_text(" s\u0327u\r\nbu\x00\u200b\tson ") == "şu\nbu\tson"


@pytest.mark.requirement("R-F7")
@pytest.mark.parametrize(
    "text",
    [
        "... kimlik bilgilerimin gizli kalmasını istiyorum.",
        "Kimlik bilgilerimin saklı tutulmasını talep ediyorum",
        "KİMLİK BİLGİLERİMİN GİZLİ KALMASINI İSTİYORUM",
        "kimliğimin gizli tutulmasını rica ederim",
        "Kimlik ve iletişim bilgilerimin\ngizli kalmasını önemle arz ederim",
    ],
)
def test_the_wish_for_secrecy_counts_where_it_stands_in_the_text(text: str) -> None:
    assert asks_for_secrecy(text)


@pytest.mark.requirement("R-F7")
@pytest.mark.parametrize("text", ["Kimlik kartım çıkmadı, gizli ücret istiyorlar.", "Gizli kalmasını istiyorum", ""])
def test_other_talk_of_identity_is_no_such_wish(text: str) -> None:
    assert not asks_for_secrecy(text)


HOLDER, OTHER = InstitutionId("12345678"), InstitutionId("87654321")
RECEIVED_AT = datetime(2026, 3, 2, 21, 30, tzinfo=UTC)
ORDINARY = Application(
    tracking_number=TrackingNumber("1" * 18),
    kind=ApplicationKind.COMPLAINT,
    legal_regime=LegalRegime.PETITION,
    channel=Channel.WEB,
    subject_code="22",
    place=None,
    received_at=RECEIVED_AT,
    received_on=date(2026, 3, 3),
    due_on=date(2026, 4, 2),
    due_derivation=(),
    due_rule="test",
    deemed_refusal_on=date(2026, 4, 2),
    identity_confidential=False,
    anonymous=False,
    answer_by=AnswerBy.SMS,
    about_an_official=False,
    content=TextRef.of("t", "Çöp toplanmıyor"),
    content_hash="0" * 64,
    tasks=(Task(TaskId("t"), HOLDER, TaskPurpose.ACTION, TaskStatus.WAITING, 1, RECEIVED_AT),),
)
HIDDEN = replace(ORDINARY, identity_confidential=True)
ANONYMOUS = replace(ORDINARY, anonymous=True)
A = IdentityAccess


@pytest.mark.parametrize(
    ("application", "role", "institution_id", "access"),
    [
        pytest.param(ORDINARY, Role.OFFICER, HOLDER, A.WITH_A_REASON, id="the holder, with a reason"),
        pytest.param(ORDINARY, Role.COORDINATOR, OTHER, A.NEVER, id="who only watches has no reason"),
        pytest.param(
            HIDDEN,
            Role.OFFICER,
            HOLDER,
            A.NEVER,
            id="hidden from the institution that answers (R-F5)",
            marks=pytest.mark.requirement("R-F5"),
        ),
        pytest.param(
            HIDDEN,
            Role.COORDINATOR,
            HOLDER,
            A.NEVER,
            id="and from its coordinator",
            marks=pytest.mark.requirement("R-F5"),
        ),
        pytest.param(
            HIDDEN,
            Role.VAULT,
            OTHER,
            A.WITH_A_REASON_AND_A_SECOND_APPROVER,
            id="but not from BİMER's officials (R-F5)",
            marks=pytest.mark.requirement("R-F5"),
        ),
        pytest.param(ANONYMOUS, Role.VAULT, OTHER, A.NOBODY_SIGNED, id="nobody can tell what nobody knows"),
    ],
)
def test_who_may_learn_who_applied(
    application: Application, role: Role, institution_id: InstitutionId, access: IdentityAccess
) -> None:
    assert redact_for(role, institution_id, application).identity_access is access


@pytest.mark.requirement("R-F5", "R-F6")
def test_of_a_hidden_applicant_the_institution_learns_neither_hour_nor_channel_of_answer() -> None:
    seen = redact_for(Role.OFFICER, HOLDER, HIDDEN)
    assert seen.application.received_at == datetime(2026, 3, 2, 21, 0, tzinfo=UTC)  # midnight in Istanbul
    assert seen.application.answer_by is AnswerBy.EMAIL
    assert seen.answered_through_relay
    assert seen.application.received_on == HIDDEN.received_on


def test_an_ordinary_application_is_shown_as_it_is() -> None:
    seen = redact_for(Role.OFFICER, HOLDER, ORDINARY)
    assert seen.application == ORDINARY
    assert not seen.answered_through_relay
    assert NAME_MASK not in seen.applicant_label
