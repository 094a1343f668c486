"""What is said about a field that cannot be accepted?"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from runtime.web.problem import FieldError
from services.desk.wording import Language, Wording

_ANY_OTHER = Wording("Bu alanın değeri uygun değil.", "This field's value does not fit.")

FIELD_WORDINGS: Mapping[str, Wording] = {
    "missing": Wording("Bu alan gerekli.", "This field is required."),
    "string_type": Wording("Bu alan metin olmalı.", "This field must be text."),
    "string_too_short": Wording("Bu alan boş bırakılamaz.", "This field must not be empty."),
    "string_too_long": Wording("Metin çok uzun; kısaltın.", "The text is too long; shorten it."),
    "string_pattern_mismatch": Wording("Bu alanın biçimi yanlış.", "This field has the wrong form."),
    "enum": Wording("Listedeki değerlerden birini seçin.", "Choose one of the listed values."),
    "literal_error": Wording("Listedeki değerlerden birini seçin.", "Choose one of the listed values."),
    "union_tag_invalid": Wording("Böyle bir işlem yok.", "There is no such action."),
    "union_tag_not_found": Wording("Hangi işlemin istendiğini belirtin.", "Say which action you want."),
    "too_long": Wording("Bu listede çok fazla öge var.", "This list has too many entries."),
    "bool_parsing": Wording("true ya da false yazın.", "Write true or false."),
    "int_parsing": Wording("Bu alan tam sayı olmalı.", "This field must be a whole number."),
    "int_type": Wording("Bu alan tam sayı olmalı.", "This field must be a whole number."),
    "int_from_float": Wording("Bu alan tam sayı olmalı.", "This field must be a whole number."),
    "greater_than_equal": Wording("Bu sayı çok küçük.", "This number is too small."),
    "less_than_equal": Wording("Bu sayı çok büyük.", "This number is too large."),
    "date_parsing": Wording("Tarihi YYYY-AA-GG olarak yazın.", "Write the date as YYYY-MM-DD."),
    "date_from_datetime_parsing": Wording("Tarihi YYYY-AA-GG olarak yazın.", "Write the date as YYYY-MM-DD."),
}


def field_errors(
    errors: Iterable[Mapping[str, Any]], language: Language, action_names: Sequence[str] = ()
) -> tuple[FieldError, ...]:
    """Put pydantic's findings into words; the value that was sent is never repeated."""
    return tuple(
        FieldError(
            field=_path(error["loc"], action_names),
            code=str(error["type"]),
            message=FIELD_WORDINGS.get(str(error["type"]), _ANY_OTHER).say(language),
        )
        for error in errors
    )


def too_long(field: str, language: Language) -> FieldError:
    """Say that a text is too long, also where only what had to be hidden made it so."""
    return FieldError(field, "string_too_long", FIELD_WORDINGS["string_too_long"].say(language))


def _path(where: Sequence[Any], action_names: Sequence[str]) -> str:
    """Name the field as the caller wrote it, without where it stood and which of the actions it belongs to."""
    parts = [str(part) for part in where]
    if parts and parts[0] in ("body", "query", "path", "header"):
        parts = parts[1:]
    if parts and parts[0] in action_names:
        parts = parts[1:]
    return ".".join(parts) or "action"
