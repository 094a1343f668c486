"""Does every notice say its number, what happened, who holds the application, by when, and where to turn?"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

import pytest

from domain.decision import Applied
from domain.facts import Fact
from domain.identifiers import ApplicationId, FactId, InstitutionId
from domain.inputs import (
    Action,
    AnswerBy,
    ApplicationWithdrawn,
    IssueInterimResponse,
    IssueResponse,
    NoticeKind,
    ReferTask,
    ResponseOutcome,
    TaskPurpose,
)
from domain.ladder import Stage
from domain.legal_regime import ApplicationKind
from services.notifier.content import Surroundings, greeting, said_in
from services.notifier.letters import Letter, written
from services.notifier.notice import Notice, Told
from tests.support.builders import GOVERNORATE, HEALTH_DIRECTORATE, Story, input_id, noon, small_registry, turkey

AROUND = Surroundings(small_registry(), turkey(), "https://bimer.example/takip")
ANSWER = "Randevu sisteminiz düzeltildi.\n\n<b>Bilginize</b> sunulur."


@dataclass
class Tale:
    """A story that keeps the texts, too, and the legal time of each fact."""

    story: Story = field(default_factory=Story)
    texts: dict[str, str] = field(default_factory=dict)

    def notice(self, at: datetime) -> Notice:
        """The notice of the newest fact that causes one."""
        made = [Notice.of(told_of(fact, at), AnswerBy.EMAIL) for fact in self.story.facts]
        return [notice for notice in made if notice is not None][-1]

    def letter(self, at: datetime) -> Letter:
        """The newest notice in words."""
        notice = self.notice(at)
        said = said_in(notice, self.story.now, self.texts, AROUND)
        return written(notice.kind, {**said, "greeting": greeting("Ayşe Yılmaz")})

    def asks(self, action: Action) -> "Tale":
        """The holder acts."""
        decision = self.story.asks(action)
        assert isinstance(decision, Applied), decision
        self.texts |= decision.texts
        return self


def told_of(fact: Fact, at: datetime) -> Told:
    fact_id = FactId(str(uuid5(NAMESPACE_URL, repr(fact))))
    return Told(fact_id, ApplicationId("application"), fact, at, datetime.now(UTC))


def begun(**changes: object) -> Tale:
    tale = Tale()
    tale.story.submitted(**changes)
    return tale


def registered() -> Tale:
    return begun()


def referred() -> Tale:
    return begun().asks(ReferTask(GOVERNORATE, TaskPurpose.ACTION, "Konu valiliğin görevidir."))


def interim() -> Tale:
    return begun().asks(IssueInterimResponse("İnceleme sürüyor."))


def answered(outcome: ResponseOutcome = ResponseOutcome.NEGATIVE, **changes: object) -> Tale:
    return begun(**changes).asks(IssueResponse(outcome, ANSWER))


def silent() -> Tale:
    tale = begun()
    application = tale.story.now
    tale.story.falls_due(Stage.DEEMED_REFUSAL, noon(application.deemed_refusal_on + timedelta(days=1)))
    return tale


def withdrawn() -> Tale:
    tale = begun()
    assert tale.story.submission is not None
    withdrawal = ApplicationWithdrawn(input_id("withdrawal"), tale.story.submission.application_id, None)
    tale.story.happens(withdrawal, noon(date(2026, 3, 5)))
    return tale


TALES: dict[NoticeKind, Callable[[], Tale]] = {
    NoticeKind.RECEIPT: registered,
    NoticeKind.REFERRED: referred,
    NoticeKind.INTERIM_RESPONSE: interim,
    NoticeKind.RESPONSE: answered,
    NoticeKind.DEEMED_REFUSAL: silent,
    NoticeKind.WITHDRAWN: withdrawn,
}
AT = noon(date(2026, 3, 5))


def test_there_is_a_tale_for_every_kind_of_notice() -> None:
    assert {kind: tale().notice(AT).kind for kind, tale in TALES.items()} == {kind: kind for kind in NoticeKind}


@pytest.mark.parametrize("kind", list(NoticeKind))
def test_every_notice_names_the_number_in_subject_short_form_and_letter(kind: NoticeKind) -> None:
    tale = TALES[kind]()
    letter = tale.letter(AT)
    number = tale.story.now.tracking_number

    assert all(number in part for part in (letter.subject, letter.short, letter.text))
    assert letter.text.startswith("Sayın Ayşe Yılmaz,\n\n")


@pytest.mark.parametrize("kind", list(NoticeKind))
def test_a_short_form_fits_two_messages_even_without_the_turkish_alphabet_of_the_network(kind: NoticeKind) -> None:
    """Two joined messages hold 134 UCS-2 characters; Turkish letters outside GSM-7 force that alphabet."""
    assert len(TALES[kind]().letter(AT).short) <= 134 + len(AROUND.tracking_url)


@pytest.mark.parametrize("kind", list(NoticeKind))
def test_a_letter_has_no_ragged_space(kind: NoticeKind) -> None:
    text = TALES[kind]().letter(AT).text

    assert "\n\n\n" not in text
    assert all(line == line.strip() for line in text.split("\n"))


@pytest.mark.requirement("R-I1")
@pytest.mark.parametrize(
    ("kind", "said"),
    [
        pytest.param(
            NoticeKind.RECEIPT,
            ["2 Mart 2026 Pazartesi", "Şikâyet", "3071 sayılı", f"Kurum {HEALTH_DIRECTORATE}", "1 Nisan 2026 Çarşamba"],
            id="receipt: day, kind, law, holder, due date",
        ),
        pytest.param(
            NoticeKind.REFERRED,
            [
                f"Gönderen: Kurum {HEALTH_DIRECTORATE}",
                f"Şu anda ilgilenen: Kurum {GOVERNORATE}",
                "1 Nisan 2026 Çarşamba",
            ],
            id="referred: from whom, to whom, due date",
        ),
        pytest.param(
            NoticeKind.INTERIM_RESPONSE,
            ["İnceleme sürüyor.", "kesin cevap değildir", "dört ayı geçemez", "1 Nisan 2026 Çarşamba"],
            id="interim: its text, that it is not the answer, due date",
        ),
        pytest.param(
            NoticeKind.RESPONSE,
            ["Randevu sisteminiz düzeltildi.", "Sonuç: olumsuz", "İdare mahkemesinde dava", "60 gün"],
            id="response: its text, outcome, remedies",
        ),
        pytest.param(
            NoticeKind.DEEMED_REFUSAL,
            ["1 Nisan 2026 Çarşamba gününün sonuna kadar", "İdare mahkemesinde dava", "son gün: 1 Haziran 2026"],
            id="deemed refusal: the last day of silence, remedies with their last day",
        ),
        pytest.param(
            NoticeKind.WITHDRAWN, ["5 Mart 2026 Perşembe", "yeniden başvurabilirsiniz"], id="withdrawn: when, what now"
        ),
    ],
)
def test_a_notice_says_what_the_law_wants_said(kind: NoticeKind, said: list[str]) -> None:
    text = TALES[kind]().letter(AT).text

    assert [phrase for phrase in said if phrase not in text] == []


def test_a_positive_answer_says_nothing_of_remedies() -> None:
    assert "yollar" not in answered(ResponseOutcome.POSITIVE).letter(AT).text


@pytest.mark.requirement("R-I4")
def test_a_refused_information_request_names_the_review_board_and_the_court() -> None:
    text = answered(kind=ApplicationKind.INFORMATION_REQUEST).letter(AT).text

    assert "- Bilgi Edinme Değerlendirme Kuruluna yazılı itiraz" in text
    assert "- İdare mahkemesinde dava" in text


def test_what_an_officer_wrote_stands_in_the_page_as_text_and_not_as_markup() -> None:
    html = answered().letter(AT).html()

    assert "&lt;b&gt;Bilginize&lt;/b&gt; sunulur." in html
    assert '<html lang="tr">' in html


def test_a_text_that_is_not_stored_stops_the_notice() -> None:
    tale = answered()
    tale.texts.clear()

    with pytest.raises(KeyError):
        tale.letter(AT)


def test_an_institution_that_the_registry_does_not_know_still_has_a_name() -> None:
    assert AROUND.name_of(HEALTH_DIRECTORATE) == f"Kurum {HEALTH_DIRECTORATE}"
    assert AROUND.name_of(InstitutionId("99999999")) == "ilgili kurum"


@pytest.mark.parametrize("kind", list(NoticeKind))
def test_a_notice_is_read_from_the_queue_as_it_was_put_there(kind: NoticeKind) -> None:
    notice = TALES[kind]().notice(AT)

    assert Notice.from_row(notice.row()) == notice


def test_the_same_fact_read_twice_is_the_same_notice_and_another_fact_another() -> None:
    tale = answered()
    first, again = tale.notice(AT), tale.notice(AT)

    assert first.notice_id == again.notice_id
    assert first.notice_id != registered().notice(AT).notice_id


@pytest.mark.requirement("R-F2")
def test_who_gave_no_road_back_is_told_nothing() -> None:
    fact = begun().story.facts[0]

    assert Notice.of(told_of(fact, AT), AnswerBy.NONE) is None
