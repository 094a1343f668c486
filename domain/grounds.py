"""For which reasons may an officer return, extend, refuse or decide? The closed lists.

Each code is stable: it stands in the ledger, in reports and beside a Turkish sentence for people.
"""

from enum import StrEnum


class ReturnReason(StrEnum):
    """Why a holder gives an application back (iade)."""

    NOT_COMPETENT = "not_competent"
    OTHER_PLACE = "other_place"
    OTHER_LEVEL = "other_level"
    COMPLAINT_ABOUT_US = "complaint_about_us"


class ExtensionGround(StrEnum):
    """The three grounds on which Law 4982, art. 11 gives 30 working days instead of 15; there is no fourth."""

    OTHER_UNIT = "other_unit"
    OPINION_NEEDED = "opinion_needed"
    SEVERAL_INSTITUTIONS = "several_institutions"


class NotProcessedReason(StrEnum):
    """Why a registered application is not processed (işleme konulmama; rulebook 1.3)."""

    CHANNEL = "channel"
    ELEMENTS_MISSING = "elements_missing"
    APPEAL_NOT_WRITTEN = "appeal_not_written"
    APPEAL_COPIES_MISSING = "appeal_copies_missing"
    ABSTRACT_ANONYMOUS = "abstract_anonymous"
    ANONYMOUS_TERROR_ALLEGATION = "anonymous_terror_allegation"
    NO_DEFINITE_SUBJECT = "no_definite_subject"
    ONLY_A_COURT_CAN_SOLVE = "only_a_court_can_solve"
    COURT_DECIDED = "court_decided"
    PROSECUTION_UNDER_WAY = "prosecution_under_way"
    INSULT_OR_UNFOUNDED = "insult_or_unfounded"
    ABSTRACT = "abstract"
    PERSON_OR_EVENT_NOT_NAMED = "person_or_event_not_named"
    NO_SERIOUS_EVIDENCE = "no_serious_evidence"
    UNDER_PRELIMINARY_EXAMINATION = "under_preliminary_examination"
    ALREADY_CONCLUDED = "already_concluded"
    FALSE_STATEMENT = "false_statement"
    OUT_OF_THE_SYSTEM = "out_of_the_system"
    ALREADY_PUBLISHED = "already_published"
    SEPARATE_WORK_NEEDED = "separate_work_needed"
    OPINION_ASKED = "opinion_asked"
    EXEMPT_INFORMATION = "exempt_information"
    PRIVACY_OF_OTHERS = "privacy_of_others"
    ETHICS_OUT_OF_SCOPE = "ethics_out_of_scope"
    ETHICS_OLDER_THAN_TWO_YEARS = "ethics_older_than_two_years"
    ETHICS_IN_COURT = "ethics_in_court"
    NO_VIOLATION_ALLEGED = "no_violation_alleged"


class InvalidReason(StrEnum):
    """Why an application counts as invalid (geçersiz): who applied is not who he says (R-D2)."""

    IDENTITY_WRONG = "identity_wrong"
    CONTACT_WRONG = "contact_wrong"


class BoardDecision(StrEnum):
    """How a board decided (R-H3, R-I8)."""

    UPHELD = "upheld"
    PARTLY_UPHELD = "partly_upheld"
    REJECTED = "rejected"
    DISMISSED = "dismissed"


class AppealOutcome(StrEnum):
    """How an appeal ended: as the Board decided, or given up by who had lodged it (R-I8, R-J4)."""

    UPHELD = "upheld"
    PARTLY_UPHELD = "partly_upheld"
    REJECTED = "rejected"
    DISMISSED = "dismissed"
    WITHDRAWN = "withdrawn"
