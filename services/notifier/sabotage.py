"""What does the notifier do wrong when the demo asks for it? So that the account can be seen to notice."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from domain.identifiers import NoticeId
from domain.inputs import NoticeKind
from runtime.settings import Settings
from services.notifier.notice import Notice

ONE_IN = 7


@dataclass(frozen=True, slots=True)
class Sabotage:
    """With BIMER_SABOTAGE=drop-notice every seventh answer is taken from the queue and never sent."""

    drops_notices: bool = False

    @classmethod
    def of(cls, settings: Settings) -> "Sabotage":
        """Do nothing wrong unless asked."""
        return cls(settings.sabotage == "drop-notice")

    def dropped(self, notices: Iterable[Notice]) -> list[NoticeId]:
        """Name the notices that get lost."""
        return [notice.notice_id for notice in notices if self.drops_notices and _unlucky(notice)]


def _unlucky(notice: Notice) -> bool:
    return notice.kind is NoticeKind.RESPONSE and UUID(notice.notice_id).int % ONE_IN == 0
