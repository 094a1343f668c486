"""May a registered application be processed at once, and if not, who decides?

The order of rulebook 1.3, as far as a rule may decide it alone: the channel, the identity, who may stay unnamed, the
elements of a letter. Everything that judges what was written (a definite subject, a court's matter, an insult, an
exception of Law 4982) is a person's decision with a reason: see `answering`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from domain.applicant import PAPER_CHANNELS
from domain.business_calendar import local_date
from domain.decision import OtherApplication, World
from domain.grounds import InvalidReason, NotProcessedReason
from domain.inputs import ApplicationSubmitted, Enclosure, IdentityCheck
from domain.legal_regime import ApplicationKind, Channel, LegalRegime
from domain.routing_decision import ScreeningReason

APPEAL_CHANNELS = frozenset({Channel.LETTER, Channel.IN_PERSON})
"""An appeal is written, with its copies (R-I5, R-I11): not by web, e-mail, fax or telephone."""


@dataclass(frozen=True, slots=True)
class Admitted:
    """Nothing that a rule may judge stands against it."""


@dataclass(frozen=True, slots=True)
class Inadmissible:
    """It is not processed, and the applicant is told why."""

    reason: NotProcessedReason


@dataclass(frozen=True, slots=True)
class Invalid:
    """It counts as invalid, and the applicant is told what to mend."""

    reason: InvalidReason


@dataclass(frozen=True, slots=True)
class NeedsAPerson:
    """No rule may refuse it, and none may wave it through."""

    because: ScreeningReason


Admission: TypeAlias = Admitted | Inadmissible | Invalid | NeedsAPerson


def admit(submitted: ApplicationSubmitted, world: World) -> Admission:
    """Run the steps of rulebook 1.3 that a rule may decide, in their order; the first that speaks decides."""
    return next((said for said in _steps(submitted, world) if not isinstance(said, Admitted)), Admitted())


def _steps(submitted: ApplicationSubmitted, world: World) -> Iterator[Admission]:
    yield _channel(submitted)
    yield _identity(submitted)
    yield _anonymous(submitted)
    appealed = None if submitted.appeal_of is None else world.others.get(submitted.appeal_of)
    if submitted.appeal_of is not None:
        yield _appealed_against(appealed)
    yield _elements(submitted)
    if appealed is not None:
        yield _copies(submitted, appealed)
    yield _daily_limit(submitted, world)


def kind_taken_as(submitted: ApplicationSubmitted) -> ApplicationKind:
    """Name the kind an application is processed as: an unnamed complaint is taken as a tip-off (R-E12)."""
    if submitted.anonymous and submitted.kind is ApplicationKind.COMPLAINT:
        return ApplicationKind.TIP_OFF
    return submitted.kind


def _channel(submitted: ApplicationSubmitted) -> Admission:
    """Law 4982 is never asked by telephone (R-C9); an appeal comes in writing (R-I5, R-I11)."""
    if submitted.appeal_of is not None:
        written = submitted.channel in APPEAL_CHANNELS
        return Admitted() if written else Inadmissible(NotProcessedReason.APPEAL_NOT_WRITTEN)
    if submitted.kind is ApplicationKind.INFORMATION_REQUEST and submitted.channel is Channel.PHONE:
        return Inadmissible(NotProcessedReason.CHANNEL)
    return Admitted()


def _identity(submitted: ApplicationSubmitted) -> Admission:
    """A wrong identity makes an application invalid (R-D2).

    On paper a person compares; so with a tip-off, whose pursuit does not hang on who gave it (R-E14, R-E15).
    """
    if submitted.identity_check is not IdentityCheck.MISMATCHED:
        return Admitted()
    if submitted.channel in PAPER_CHANNELS or submitted.kind is ApplicationKind.TIP_OFF:
        return NeedsAPerson(ScreeningReason.IDENTITY_UNCLEAR)
    return Invalid(InvalidReason.IDENTITY_WRONG)


def _anonymous(submitted: ApplicationSubmitted) -> Admission:
    """Only a tip-off, or a complaint taken as one, may be unnamed (R-F1, R-E12); whether concrete, a person says."""
    if not submitted.anonymous or kind_taken_as(submitted) is ApplicationKind.TIP_OFF:
        return Admitted()
    return Inadmissible(NotProcessedReason.ELEMENTS_MISSING)


def _elements(submitted: ApplicationSubmitted) -> Admission:
    """A fax that asks for information without its data is not processed (R-D14); other paper a person looks at."""
    if not submitted.elements_missing or submitted.anonymous:
        return Admitted()
    if submitted.kind is ApplicationKind.INFORMATION_REQUEST and submitted.channel is Channel.FAX:
        return Inadmissible(NotProcessedReason.ELEMENTS_MISSING)
    return NeedsAPerson(ScreeningReason.ELEMENTS_MISSING)


def _appealed_against(appealed: OtherApplication | None) -> Admission:
    """Let a person look at what is not plainly the refused applicant's own appeal (Law 4982, art. 13).

    One reason stands for a number that is nobody's and for one that is somebody else's: whether it exists, and whose it
    is, nobody learns by appealing. It is not refused: an heir or an attorney may write under a number of his own.
    """
    if appealed is None or not appealed.same_applicant or not _may_be_appealed_against(appealed):
        return NeedsAPerson(ScreeningReason.APPEAL_UNCLEAR)
    return Admitted()


def _may_be_appealed_against(appealed: OtherApplication) -> bool:
    return appealed.legal_regime is LegalRegime.RIGHT_TO_INFORMATION and not appealed.is_appeal


def _copies(submitted: ApplicationSubmitted, appealed: OtherApplication) -> Admission:
    """Want the copy of the application and of the answer, if there was one (R-I10); the Board judges the rest."""
    wanted = {Enclosure.APPLICATION_COPY} | ({Enclosure.ANSWER_COPY} if appealed.outcome is not None else set())
    if not wanted <= set(submitted.enclosures):
        return Inadmissible(NotProcessedReason.APPEAL_COPIES_MISSING)
    return Admitted()


def _daily_limit(submitted: ApplicationSubmitted, world: World) -> Admission:
    """Take what one person sends beyond the day's number to a person instead of refusing it (rulebook 1.3, 14)."""
    limit = world.web_applications_a_day
    if not limit or submitted.channel is not Channel.WEB:
        return Admitted()
    that_day = [
        other
        for other in world.others.values()
        if other.same_applicant
        and other.channel is Channel.WEB
        and other.received_on == local_date(submitted.received_at)
    ]
    return NeedsAPerson(ScreeningReason.DAILY_LIMIT) if len(that_day) >= limit else Admitted()
