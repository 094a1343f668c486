"""Which number is meant, and is it a mobile?"""

import re

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType

_REGION = "TR"
_MOBILE_TYPES = frozenset({PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE})


def _pattern_of_turkish_mobiles() -> re.Pattern[str]:
    """Take the library's own pattern: parsing each number anew would cost more than all else in its request."""
    metadata = phonenumbers.PhoneMetadata.metadata_for_region(_REGION)
    if metadata is None or metadata.mobile is None:
        raise LookupError("phonenumbers knows no mobiles of Türkiye")
    return re.compile(rf"(?:\+90|0090|0)?({metadata.mobile.national_number_pattern})")


_TURKISH_MOBILE = _pattern_of_turkish_mobiles()
_GROUPING = str.maketrans("", "", " ()-.")


def mobile_number(text: str) -> str | None:
    """Return the number in E.164 form; None for what is no mobile number (rulebook, section 4)."""
    turkish = _TURKISH_MOBILE.fullmatch(text.translate(_GROUPING))
    if turkish is not None:
        return f"+90{turkish[1]}"
    try:
        number = phonenumbers.parse(text, _REGION)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number) or phonenumbers.number_type(number) not in _MOBILE_TYPES:
        return None
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def is_turkish(mobile: str) -> bool:
    """Tell whether codes and short messages may be sent there: others cost too much to be sent to strangers."""
    return mobile.startswith("+90")


def subscriber_digits(mobile: str) -> str:
    """Return the digits by which people know a number, whatever prefix they put before them."""
    return mobile.removeprefix("+")[-10:]
