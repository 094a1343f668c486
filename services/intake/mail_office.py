"""What does it take to receive mails? A listener, the drafts, and who answers them."""

from dataclasses import dataclass

from runtime.clock import LegalClock
from runtime.settings import Settings
from runtime.store import Store
from services.intake.mail_answering import Answering
from services.intake.mail_drafts import DraftKeys, MailDrafts
from services.intake.mail_listener import MailGate, MailListener
from services.intake.mail_pages import PAGE
from services.intake.mail_relay import MailRelay
from services.intake.rate_limits import RateLimits


@dataclass(frozen=True, slots=True)
class MailOffice:
    """The parts, each knowing the next."""

    drafts: MailDrafts
    listener: MailListener
    answering: Answering

    @classmethod
    def of(
        cls, settings: Settings, keys: DraftKeys, store: Store, clock: LegalClock, limits: RateLimits
    ) -> "MailOffice":
        """Put the parts together; listens to nothing yet."""
        drafts = MailDrafts(store.mail_drafts, keys)
        answering = Answering(drafts, MailRelay.of(settings), settings.intake_url + PAGE)
        gate = MailGate(
            address=settings.mail_in_address,
            own_sender=settings.smtp_sender,
            drafts=drafts,
            clock=clock,
            limits=limits,
            on_draft=answering.wake,
        )
        return cls(drafts, MailListener(gate, settings), answering)
