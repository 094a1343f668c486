"""How does the desk say no? Every code with its status and its words, in one table."""

from collections.abc import Mapping
from enum import StrEnum

from domain.facts import RefusalCode
from runtime.web.problem import FieldError, Problem
from services.desk.refusal_wordings import REFUSAL_WORDINGS
from services.desk.wording import Language, Wording


class ProblemCode(StrEnum):
    """Why a request was not done, when the router was not even asked."""

    TOKEN_REQUIRED = "token_required"  # noqa: S105
    TOKEN_INVALID = "token_invalid"  # noqa: S105
    FOREIGN_ORIGIN = "foreign_origin"
    SCREENING_NOT_ALLOWED = "screening_not_allowed"
    FOLLOW_UP_NOT_ALLOWED = "follow_up_not_allowed"
    APPLICATION_NOT_FOUND = "application_not_found"
    ACTION_NOT_FOUND = "action_not_found"
    INSTITUTION_NOT_FOUND = "institution_not_found"
    IF_MATCH_REQUIRED = "if_match_required"
    IF_MATCH_MALFORMED = "if_match_malformed"
    IDEMPOTENCY_KEY_REQUIRED = "idempotency_key_required"
    IDEMPOTENCY_KEY_MALFORMED = "idempotency_key_malformed"
    IDEMPOTENCY_KEY_REUSED = "idempotency_key_reused"
    CURSOR_MALFORMED = "cursor_malformed"
    NOT_JSON = "not_json"
    NOT_ACCEPTABLE = "not_acceptable"
    CONTENT_TOO_LARGE = "content_too_large"
    REPORT_NOT_ALLOWED = "report_not_allowed"
    MEDIA_TYPE_NOT_OFFERED = "media_type_not_offered"


PROBLEMS: Mapping[ProblemCode, tuple[int, Wording]] = {
    ProblemCode.TOKEN_REQUIRED: (
        401,
        Wording("Bu işlem için giriş yapın ya da kurumunuzun belirtecini gönderin.", "Sign in, or send your token."),
    ),
    ProblemCode.TOKEN_INVALID: (
        401,
        Wording(
            "Belirteç geçersiz ya da süresi dolmuş. Kurumunuzdan yeni bir belirteç isteyin.",
            "The token is not valid or no longer is. Ask your institution for a new one.",
        ),
    ),
    ProblemCode.FOREIGN_ORIGIN: (
        403,
        Wording(
            "İstek başka bir siteden geldiği için işlenmedi. Sayfayı açıp işlemi oradan yapın.",
            "The request came from another site and was not carried out. Open the page and act there.",
        ),
    ),
    ProblemCode.SCREENING_NOT_ALLOWED: (
        403,
        Wording(
            "Ön inceleme kuyruğunu koordinatörler ve merkez görür.", "Coordinators and the centre see screening queues."
        ),
    ),
    ProblemCode.FOLLOW_UP_NOT_ALLOWED: (
        403,
        Wording(
            "Takip listesini koordinatörler ve merkez görür.", "Coordinators and the centre see the follow-up list."
        ),
    ),
    ProblemCode.APPLICATION_NOT_FOUND: (
        404,
        Wording(
            "Böyle bir başvuru yok ya da kurumunuz göremez.", "There is no such application, or you may not see it."
        ),
    ),
    ProblemCode.ACTION_NOT_FOUND: (
        404,
        Wording("Kurumunuzun böyle bir işlemi yok.", "Your institution asked for no such action."),
    ),
    ProblemCode.INSTITUTION_NOT_FOUND: (
        404,
        Wording("Bu numarayla kayıtlı kurum yok.", "No institution has this number."),
    ),
    ProblemCode.IF_MATCH_REQUIRED: (
        428,
        Wording(
            "Gördüğünüz sürümü If-Match başlığında gönderin (başvuruyu okurken gelen ETag).",
            "Send the version you saw in the header If-Match (the ETag of the application).",
        ),
    ),
    ProblemCode.IF_MATCH_MALFORMED: (
        400,
        Wording('If-Match tek bir sürüm olmalı, örneğin "3".', 'If-Match must be one version, for instance "3".'),
    ),
    ProblemCode.IDEMPOTENCY_KEY_REQUIRED: (
        400,
        Wording(
            "Her işlem için yeni bir Idempotency-Key başlığı gönderin.", "Send a new Idempotency-Key for each action."
        ),
    ),
    ProblemCode.IDEMPOTENCY_KEY_MALFORMED: (
        400,
        Wording(
            "Idempotency-Key 1-128 görünür karakter olmalı.", "Idempotency-Key must be 1 to 128 visible characters."
        ),
    ),
    ProblemCode.IDEMPOTENCY_KEY_REUSED: (
        409,
        Wording(
            "Bu Idempotency-Key başka bir işlem için kullanıldı. Yeni işlem için yeni anahtar gönderin.",
            "This Idempotency-Key names another action already. Send a new key for a new action.",
        ),
    ),
    ProblemCode.CURSOR_MALFORMED: (
        400,
        Wording("Sayfa işareti okunamadı. Listeye baştan başlayın.", "The cursor cannot be read. Begin the list anew."),
    ),
    ProblemCode.NOT_JSON: (
        400,
        Wording("İstek gövdesi geçerli bir JSON değil.", "The request's content is no valid JSON."),
    ),
    ProblemCode.NOT_ACCEPTABLE: (
        422,
        Wording("Gönderilen bilgileri alan alan düzeltin.", "Mend what was sent, field by field."),
    ),
    ProblemCode.REPORT_NOT_ALLOWED: (
        403,
        Wording(
            "Bu raporu görme yetkiniz yok: kurumunuzun ve koordine ettiği kurumların raporlarını görebilirsiniz.",
            "You may not read this report: only your institution's and those of whom it coordinates.",
        ),
    ),
    ProblemCode.MEDIA_TYPE_NOT_OFFERED: (
        406,
        Wording(
            "Rapor istediğiniz biçimde verilmiyor. Accept başlığında sunulan biçimlerden birini yazın.",
            "The report is not given in that form. Name one of the forms offered in the header Accept.",
        ),
    ),
    ProblemCode.CONTENT_TOO_LARGE: (
        413,
        Wording("Gönderilen içerik çok büyük; metni kısaltın.", "What was sent is too large; shorten the text."),
    ),
}

REFUSED_BECAUSE_STALE = 412
REFUSED = 409


def problem(code: ProblemCode, language: Language, errors: tuple[FieldError, ...] = ()) -> Problem:
    """Make the answer that says why a request was not done."""
    status, wording = PROBLEMS[code]
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else {}
    return Problem(status, code, wording.say(language), errors, headers)


def refusal(code: RefusalCode, language: Language) -> Problem:
    """Make the answer that says why the router did not apply an action."""
    return Problem(refusal_status(code), code, REFUSAL_WORDINGS[code].say(language))


def refusal_status(code: RefusalCode) -> int:
    """Give the status of a refusal: a version passed by has its own, every other is a conflict."""
    return REFUSED_BECAUSE_STALE if code is RefusalCode.STALE_TASK_VERSION else REFUSED
