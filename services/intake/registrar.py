"""How does an application get in? Read, judge, number, seal, publish; then, and only then, a receipt.

The API and the pages both come here, so that neither takes what the other refuses.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from domain.applicant import STAFF_CHANNELS, ClaimedApplicant
from domain.business_calendar import BusinessCalendar, local_date
from domain.deadline import due_on
from domain.field_refusal import FieldCode, FieldRefusal, first_of_each_field
from domain.identifiers import ApplicationId, TrackingNumber, application_id_of
from domain.inputs import IdentityCheck, Role
from domain.legal_regime import ApplicationKind, Channel, LegalRegime, answer_period, regime_of
from domain.subject_table import SUBJECTS
from domain.submission import Known, Submission, submission_refusals
from runtime.clock import LegalClock, wall_now
from runtime.keys import Keys
from runtime.registry_feed import RegistryFeed
from runtime.tokens import InvalidToken, Principal, read
from runtime.vault import Macs
from schemas.catalogue import to_wire
from services.intake.error_texts import ProblemCode
from services.intake.key_reuse import KeyRegister, KeyUse
from services.intake.log_gate import LogGate
from services.intake.places import PlaceNames
from services.intake.population_registry import PopulationRegistry
from services.intake.problems import problem, refusal_problem
from services.intake.rate_limits import Purpose, RateLimits
from services.intake.reading import Read, Unreadable, read_application
from services.intake.registering import (
    ANONYMOUS_SCOPE,
    Boxes,
    TextGrewTooLong,
    numbers_of,
    scope_of,
    submitted_of,
)
from services.intake.verification import ProofCheck

REGISTERING_ROLES = frozenset({Role.OPERATOR, Role.CENTRE, Role.COORDINATOR})
"""Who registers what citizens tell, send or bring (R-C3, R-C11)."""

_KEY = re.compile(r"[\x21-\x7e]{1,128}")
_BEARER = re.compile(r"Bearer +(\S+)", re.IGNORECASE)
_SUBJECT_CODES = frozenset(subject.code for subject in SUBJECTS)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the applicant keeps."""

    application_id: ApplicationId
    tracking_number: TrackingNumber
    tracking_secret: str
    kind: ApplicationKind
    legal_regime: LegalRegime
    received_at: datetime
    due_on: date


@dataclass(frozen=True, slots=True)
class _Filed:
    """One submission without faults, who files it, and in whose name its key counts."""

    submission: Submission
    canonical: bytes
    key: str
    scope: str
    principal: Principal | None
    received_at: datetime

    @property
    def counted_by(self) -> str | None:
        """Name whose allowance it uses up: nobody's where an officer registers it, or where nobody is named."""
        return self.scope if self.principal is None and self.scope != ANONYMOUS_SCOPE else None


@dataclass(frozen=True, slots=True)
class Registrar:
    """Registers applications."""

    clock: LegalClock
    keys: Keys
    macs: Macs
    boxes: Boxes
    feed: RegistryFeed
    places: PlaceNames
    gate: LogGate
    key_register: KeyRegister
    mobile_check: ProofCheck
    email_check: ProofCheck
    limits: RateLimits
    population: PopulationRegistry

    async def register(
        self, raw: bytes, idempotency_key: str | None, authorization: str | None, *, warn_first: bool = False
    ) -> Receipt:
        """Register what a request says and return when it cannot be lost any more; raises Problem.

        A wrong identity is registered too, and judged afterwards (TCK 121). Who fills in a form may be warned first.
        """
        key = self._checked_key(idempotency_key)
        request = self._read(raw)
        principal = self._principal(request.submission, authorization)
        return await self._file(request, key, principal, self.clock.now(), warn_first=warn_first)

    async def register_mail(self, raw: bytes, key: str, received_at: datetime, *, warn_first: bool) -> Receipt:
        """Register what the sender of a mail has completed, as of the moment the mail came (R-C5); raises Problem.

        Whoever calls has seen the address confirmed and has put it into the request.
        """
        key = self._checked_key(key)
        return await self._file(self._read(raw), key, None, received_at, warn_first=warn_first)

    async def _file(
        self, request: Read, key: str, principal: Principal | None, at: datetime, *, warn_first: bool
    ) -> Receipt:
        received_at = _to_milliseconds(at)
        self._refuse_faults(request, local_date(received_at))
        scope = scope_of(request.submission, principal, self.macs)
        filed = _Filed(request.submission, request.canonical, key, scope, principal, received_at)
        if filed.counted_by is not None:
            self.limits.check(Purpose.APPLICATIONS, filed.counted_by)
        receipt = await self._publish(filed, await self._identity_check(filed, warn_first=warn_first))
        if filed.counted_by is not None:
            self.limits.spend(Purpose.APPLICATIONS, filed.counted_by)
        return receipt

    def _checked_key(self, key: str | None) -> str:
        """Check an Idempotency-Key, once institutions and calendar are known."""
        if not self.feed.is_ready:
            raise problem(ProblemCode.NOT_READY)
        if not key:
            raise problem(ProblemCode.IDEMPOTENCY_KEY_REQUIRED)
        if _KEY.fullmatch(key) is None:
            raise problem(ProblemCode.IDEMPOTENCY_KEY_MALFORMED)
        return key

    def _read(self, raw: bytes) -> Read:
        try:
            return read_application(raw, self.places)
        except Unreadable as unreadable:
            raise problem(unreadable.code) from None

    def _principal(self, submission: Submission, authorization: str | None) -> Principal | None:
        """Tell which officer registers for the citizen; none on the web, where he types himself."""
        if submission.channel not in STAFF_CHANNELS:
            return None
        bearer = _BEARER.fullmatch(authorization or "")
        if bearer is None:
            raise problem(ProblemCode.STAFF_TOKEN_REQUIRED)
        try:
            principal = read(self.keys, bearer[1])
        except InvalidToken:
            raise problem(ProblemCode.STAFF_TOKEN_WRONG) from None
        if principal.role not in REGISTERING_ROLES:
            raise problem(ProblemCode.STAFF_ROLE_MISSING)
        return principal

    def _refuse_faults(self, request: Read, today: date) -> None:
        known = Known(self.places.gazetteer, self.feed.registry, _SUBJECT_CODES)
        found = submission_refusals(request.submission, known, today)
        refusals = first_of_each_field((*request.refusals, *found, *self._unverified(request)))
        if refusals:
            raise refusal_problem(refusals)

    def _unverified(self, request: Read) -> tuple[FieldRefusal, ...]:
        """Want on the web the proofs of mobile (R-D5) and e-mail address (R-D6; rulebook 1.6, conflict 4)."""
        claim, now = request.submission.applicant, wall_now()
        if request.submission.channel is not Channel.WEB or claim is None:
            return ()
        found = (
            self.mobile_check.refusal(claim.mobile, request.verification, now),
            self.email_check.refusal(claim.email, request.email_verification, now),
        )
        return tuple(refusal for refusal in found if refusal is not None)

    async def _identity_check(self, filed: _Filed, *, warn_first: bool) -> IdentityCheck:
        """Ask the registry of persons (R-D2, R-D4); raises Problem 422 as a warning, 429 for who tried many identities.

        A warning tells whether a guess was right: so they are few, for the number as for the proven address. Who gave
        many wrong identities is refused before anybody is asked, so that a refusal tells nothing.
        """
        claim, counted_by = filed.submission.applicant, filed.counted_by
        if claim is None or counted_by is None:
            return await self.population.check(claim)
        proven = claim.email if filed.submission.channel is Channel.EMAIL else claim.mobile
        tried_by = proven or counted_by
        self.limits.check(Purpose.WRONG_IDENTITIES, tried_by)
        check = await self.population.check(claim)
        if check is not IdentityCheck.MISMATCHED:
            return check
        guessed = {counted_by, tried_by}
        if warn_first and all(self.limits.has_left(Purpose.IDENTITY_WARNINGS, who) for who in guessed):
            for who in guessed:
                self.limits.spend(Purpose.IDENTITY_WARNINGS, who)
            raise problem(_warning_for(claim))
        self.limits.spend(Purpose.WRONG_IDENTITIES, tried_by)
        return check

    async def _publish(self, filed: _Filed, check: IdentityCheck) -> Receipt:
        numbers = numbers_of(filed.scope, filed.key, filed.canonical, self.macs)
        used = await self.key_register.note(filed.scope, filed.key, numbers.digest, filed.received_at)
        if used.use is KeyUse.FOR_OTHER_CONTENT:
            raise problem(ProblemCode.IDEMPOTENCY_KEY_REUSED)
        try:
            submitted = submitted_of(
                filed.submission,
                numbers,
                self.macs,
                self.boxes,
                used.received_at,
                key_reuse_unchecked=used.use is KeyUse.UNCHECKED,
                identity_check=check,
                registered_at=None if filed.principal is None else filed.principal.institution_id,
            )
        except TextGrewTooLong:
            raise refusal_problem((FieldRefusal("body", FieldCode.BODY_TOO_LONG),)) from None
        await self.gate.publish(
            to_wire(submitted),
            input_id=submitted.input_id,
            application_id=numbers.application_id,
            at=used.received_at,
        )
        return self.receipt(numbers.tracking_number, submitted.kind, used.received_at)

    def receipt(self, number: TrackingNumber, kind: ApplicationKind, received_at: datetime) -> Receipt:
        """Write the receipt of an application; it can be written again at any time."""
        application_id, regime = application_id_of(number), regime_of(kind)
        return Receipt(
            application_id=application_id,
            tracking_number=number,
            tracking_secret=self.macs.tracking_secret(application_id),
            kind=kind,
            legal_regime=regime,
            received_at=received_at,
            due_on=_due_on(regime, local_date(received_at), self.feed.calendar),
        )


@lru_cache(maxsize=64)
def _due_on(regime: LegalRegime, received_on: date, calendar: BusinessCalendar) -> date:
    return due_on(received_on, answer_period(regime), calendar).on


def _warning_for(claim: ClaimedApplicant) -> ProblemCode:
    """Choose the words: they name all that was compared, never what differs."""
    return ProblemCode.IDENTITY_MISMATCHED if claim.legal_person is None else ProblemCode.LEGAL_PERSON_MISMATCHED


def _to_milliseconds(at: datetime) -> datetime:
    """Cut a moment to what `ce_time` and the store keep of it."""
    return at.replace(microsecond=at.microsecond // 1000 * 1000)
