"""Can it be told years later in which words a notice went out?"""

import pytest

from domain.grounds import ExtensionGround
from domain.inputs import NoticeKind
from services.notifier import reasons, versions
from services.notifier.versions import changed_without_a_version, versions_kept, versions_now
from tests.support.tales import begun


def test_the_versions_written_down_are_those_of_the_templates() -> None:
    """After a change of words: raise the version in the template, then `python -m services.notifier.versions`."""
    assert versions_kept() == versions_now()


def test_every_kind_has_a_version() -> None:
    assert set(versions_now()) == {kind.value for kind in NoticeKind}


def test_a_letter_says_its_kind_and_version() -> None:
    assert begun().letter().template == f"receipt/{versions.version_of(NoticeKind.RECEIPT)}"


KEPT = {"fee": {"version": 2, "sha256": "old"}}


@pytest.mark.parametrize(
    ("now", "stale"),
    [
        pytest.param({"fee": {"version": 2, "sha256": "new"}}, ["fee"], id="other words under the same version"),
        pytest.param({"fee": {"version": 1, "sha256": "new"}}, ["fee"], id="other words under an older version"),
        pytest.param({"fee": {"version": 3, "sha256": "new"}}, [], id="other words under a new version"),
        pytest.param({"fee": {"version": 2, "sha256": "old"}}, [], id="nothing changed"),
        pytest.param({"new": {"version": 1, "sha256": "new"}}, [], id="a new template"),
    ],
)
def test_words_that_change_without_their_version_are_found(now: dict[str, dict[str, object]], stale: list[str]) -> None:
    assert changed_without_a_version(KEPT, now) == stale


def test_a_changed_part_or_sentence_changes_every_template_that_says_it(monkeypatch: pytest.MonkeyPatch) -> None:
    before = versions_now()
    real = versions._source
    changed = {"how_to_appeal.txt.j2": "İtiraz sözlü yapılır."}
    monkeypatch.setattr(versions, "_source", lambda name: changed.get(name, real(name)))
    monkeypatch.setitem(reasons.EXTENSION_GROUNDS, ExtensionGround.OTHER_UNIT, "Başka.")

    after = versions_now()
    assert {kind for kind, said in after.items() if said != before[kind]} == {
        NoticeKind.RESPONSE,
        NoticeKind.PART_RESPONSE,
        NoticeKind.DEEMED_REFUSAL,
        NoticeKind.RIGHT_ENDING,
        NoticeKind.NOT_PROCESSED,
        NoticeKind.INVALID,
        NoticeKind.EXTENDED,
    }
