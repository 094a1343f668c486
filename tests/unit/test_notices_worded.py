"""Does every notice say its number, what happened, who holds the application, by when, and where to turn?"""

from collections.abc import Callable
from itertools import product

import pytest

from domain.facts import Registered
from domain.identifiers import InstitutionId
from domain.inputs import AnswerBy, NoticeChannel, NoticeKind
from domain.notice import notice_channel_of
from services.notifier.content import Stored, said_in
from services.notifier.letters import written
from services.notifier.notice import Notice
from tests.support.builders import EDUCATION_DIRECTORATE, GOVERNORATE, HEALTH_DIRECTORATE
from tests.support.tales import (
    AROUND,
    INFORMATION,
    TRACKING_URL,
    Tale,
    answered,
    answered_in_part,
    begun,
    calendar_changed,
    extended,
    fee_asked,
    interim,
    invalid,
    merged,
    named,
    not_processed,
    questioned,
    referred,
    reopened,
    right_ending,
    silent,
    succeeded,
    withdrawn,
)

TALES: dict[NoticeKind, Callable[[], Tale]] = {
    NoticeKind.RECEIPT: begun,
    NoticeKind.REFERRED: referred,
    NoticeKind.INTERIM_RESPONSE: interim,
    NoticeKind.RESPONSE: answered,
    NoticeKind.DEEMED_REFUSAL: silent,
    NoticeKind.WITHDRAWN: withdrawn,
    NoticeKind.INVALID: invalid,
    NoticeKind.NOT_PROCESSED: not_processed,
    NoticeKind.EXTENDED: extended,
    NoticeKind.FEE: fee_asked,
    NoticeKind.QUESTION: questioned,
    NoticeKind.PART_RESPONSE: answered_in_part,
    NoticeKind.RIGHT_ENDING: right_ending,
    NoticeKind.DUE_DATE_CHANGED: calendar_changed,
    NoticeKind.REOPENED: reopened,
    NoticeKind.MERGED: merged,
}
LEAKS = ("Randevu sisteminiz", "Ayşe", "Yılmaz", "TR00", "Bakanlığın", "poliklinik", "Mektup geri", "istek bulunmuyor")
"""Words of the person, of officers and of answers in the tales."""


def test_there_is_a_tale_for_every_kind_of_notice() -> None:
    assert {kind: tale().notice().kind for kind, tale in TALES.items()} == {kind: kind for kind in NoticeKind}


@pytest.mark.parametrize("kind", list(NoticeKind))
def test_every_notice_names_the_number_in_subject_short_form_and_letter(kind: NoticeKind) -> None:
    tale = TALES[kind]()
    letter = tale.letter()
    number = tale.now.tracking_number

    assert all(number in part for part in (letter.subject, letter.short, letter.text))
    assert letter.text.startswith("Sayın Ayşe Yılmaz,\n\n")


@pytest.mark.parametrize("kind", list(NoticeKind))
def test_a_short_form_fits_two_messages_even_without_the_turkish_alphabet_of_the_network(kind: NoticeKind) -> None:
    """Two joined messages hold 134 UCS-2 characters; Turkish letters outside GSM-7 force that alphabet."""
    assert len(TALES[kind]().letter().short) <= 134 + len(TRACKING_URL)


@pytest.mark.parametrize("kind", list(NoticeKind))
def test_a_short_form_says_nothing_that_was_written_and_nothing_of_the_person(kind: NoticeKind) -> None:
    short = TALES[kind]().letter().short

    assert [leak for leak in LEAKS if leak in short] == []


@pytest.mark.parametrize("kind", list(NoticeKind))
def test_a_letter_has_no_ragged_space(kind: NoticeKind) -> None:
    text = TALES[kind]().letter().text

    assert "\n\n\n" not in text
    assert all(line == line.strip() for line in text.split("\n"))


@pytest.mark.parametrize("kind", list(NoticeKind))
def test_every_letter_says_how_to_follow_and_that_nobody_reads_an_answer_to_it(kind: NoticeKind) -> None:
    text = TALES[kind]().letter().text

    assert f"{TRACKING_URL} adresinde takip numaranız ve T.C. kimlik numaranızla izleyebilirsiniz" in text
    assert "Alo 150" in text
    assert "lütfen cevaplamayın" in text


@pytest.mark.requirement("R-F6", "R-F5")
@pytest.mark.parametrize("kind", list(NoticeKind))
def test_no_letter_shows_by_which_ids_the_house_knows_the_application_and_its_parts(kind: NoticeKind) -> None:
    tale = TALES[kind]()
    notice, letter = tale.notice(), tale.letter()
    assert tale.submission is not None
    tasks = [value for task in tale.now.tasks for value in (task.task_id, task.officer)]
    inside = [tale.submission.application_id, tale.submission.input_id, notice.told.fact_id, *tale.texts, *tasks]

    assert [one for one in inside if one and one in letter.text + letter.subject + letter.short] == []
    assert "memur-1" not in letter.text


@pytest.mark.requirement("R-G14", "R-I3")
@pytest.mark.parametrize(("kind", "answer_by"), list(product(NoticeKind, set(AnswerBy) - {AnswerBy.NONE})))
def test_every_template_can_be_written_for_every_road(kind: NoticeKind, answer_by: AnswerBy) -> None:
    tale = TALES[kind]()
    caused = tale.notice()
    notice = Notice.of(caused.told, notice_channel_of(answer_by, identity_confidential=False))
    assert notice is not None
    said = said_in(notice, Stored(tale.now, tale.texts, tale.numbers), AROUND)

    letter = written(kind, {**said, "greeting": "Sayın Başvuru Sahibi,"})

    assert notice.channel == NoticeChannel(answer_by.value)
    assert letter.text.startswith("Sayın Başvuru Sahibi,")


@pytest.mark.requirement("R-F2")
@pytest.mark.parametrize("kind", list(NoticeKind))
def test_who_gave_no_road_back_is_told_nothing(kind: NoticeKind) -> None:
    told = TALES[kind]().notice().told

    assert Notice.of(told, notice_channel_of(AnswerBy.NONE, identity_confidential=False)) is None


@pytest.mark.parametrize(
    ("tale", "said"),
    [
        pytest.param(
            begun,
            ["2 Mart 2026 Pazartesi", "Şikâyet", "3071 sayılı", named(HEALTH_DIRECTORATE), "1 Nisan 2026 Çarşamba"],
            id="receipt: day, kind, law, holder, due date",
        ),
        pytest.param(
            referred,
            [
                f"Gönderen: {named(HEALTH_DIRECTORATE)}",
                f"Şu anda ilgilenen: {named(GOVERNORATE)}",
                "3 Mart 2026 Salı günü",
                "Son cevap günü: 1 Nisan 2026 Çarşamba",
            ],
            id="referred: from whom, to whom, when, due date",
        ),
        pytest.param(
            lambda: referred(**INFORMATION),
            ["3 Mart 2026 Salı günü", "Son cevap günü: 25 Mart 2026 Çarşamba"],
            id="referred under Law 4982: the new institution's own fifteen working days",
        ),
        pytest.param(
            lambda: referred(keep=True),
            ["bir kuruma daha gönderildi", f"Gönderilen kurum: {named(GOVERNORATE)}", "her iki kurumun cevabı"],
            id="referred and kept: both go on",
        ),
        pytest.param(
            succeeded,
            [
                f"Kapatılan kurum: {named(HEALTH_DIRECTORATE)}",
                f"Görevi devralan kurum: {named(EDUCATION_DIRECTORATE)}",
                "Cevap süresi değişmedi",
                "Son cevap günü: 1 Nisan 2026 Çarşamba",
            ],
            id="succeeded: from whom, to whom, the same day",
        ),
        pytest.param(
            interim,
            [
                "İnceleme sürüyor.",
                "kesin cevap değildir",
                "en geç 2 Temmuz 2026 Perşembe günü",
                "2 Nisan 2026 Perşembe",
            ],
            id="interim: its text, that it is not the answer, the longest wait, the follow-up",
        ),
        pytest.param(
            withdrawn, ["isteğiniz üzerine 5 Mart 2026 Perşembe", "yeniden başvurabilirsiniz"], id="withdrawn: when"
        ),
        pytest.param(
            reopened,
            ["Cevapta bir konu eksik kalmış.", "9 Mart 2026 Pazartesi", "Son cevap günü: 8 Nisan 2026 Çarşamba"],
            id="reopened: why, when, the new due date",
        ),
    ],
)
@pytest.mark.requirement("R-G14")
def test_a_notice_says_what_the_law_wants_said(tale: Callable[[], Tale], said: list[str]) -> None:
    text = tale().letter().text

    assert [phrase for phrase in said if phrase not in text] == []


@pytest.mark.requirement("R-F6", "R-F5")
@pytest.mark.parametrize("kind", list(NoticeKind))
def test_who_asked_for_secrecy_reads_that_the_institution_does_not_know_him(kind: NoticeKind) -> None:
    tale = TALES[kind]()
    notice = tale.notice()
    said = {**tale.said(notice), "identity_confidential": True, "greeting": "Sayın Başvuru Sahibi,"}

    assert "kurum adınızı ve adresinizi görmez" in written(kind, said).text
    assert "kurum adınızı" not in tale.letter().text


def test_what_an_officer_wrote_stands_in_the_page_as_text_and_not_as_markup() -> None:
    html = answered().letter().html()

    assert "&lt;b&gt;Bilginize&lt;/b&gt; sunulur." in html
    assert '<html lang="tr">' in html


CARRY_A_TEXT = [
    NoticeKind.RESPONSE,
    NoticeKind.PART_RESPONSE,
    NoticeKind.INTERIM_RESPONSE,
    NoticeKind.INVALID,
    NoticeKind.NOT_PROCESSED,
    NoticeKind.EXTENDED,
    NoticeKind.FEE,
    NoticeKind.QUESTION,
    NoticeKind.REOPENED,
]


@pytest.mark.parametrize("kind", CARRY_A_TEXT)
def test_a_text_that_is_not_stored_stops_the_notice(kind: NoticeKind) -> None:
    tale = TALES[kind]()
    tale.texts.clear()

    with pytest.raises(KeyError):
        tale.letter()


@pytest.mark.parametrize("kind", sorted(set(NoticeKind) - set(CARRY_A_TEXT)))
def test_a_notice_without_a_text_needs_none(kind: NoticeKind) -> None:
    tale = TALES[kind]()
    tale.texts.clear()

    assert tale.letter().text


def test_an_institution_that_the_registry_does_not_know_still_has_a_name() -> None:
    assert AROUND.name_of(HEALTH_DIRECTORATE) == f"Kurum {HEALTH_DIRECTORATE}"
    assert AROUND.name_of(InstitutionId("99999999")) == AROUND.name_of(None) == "ilgili kurum"


@pytest.mark.parametrize("kind", list(NoticeKind))
def test_a_notice_is_read_from_the_queue_as_it_was_put_there(kind: NoticeKind) -> None:
    notice = TALES[kind]().notice()

    assert Notice.from_row(notice.row()) == notice


def test_the_same_fact_read_twice_is_the_same_notice_and_another_fact_another() -> None:
    tale = answered()
    receipt, response = tale.notices()

    assert tale.notices() == [receipt, response]
    assert receipt.notice_id != response.notice_id
    assert isinstance(receipt.told.fact, Registered)
