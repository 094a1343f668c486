"""How is a date written for people?"""

from datetime import date

_MONTHS = (
    "Ocak",
    "Şubat",
    "Mart",
    "Nisan",
    "Mayıs",
    "Haziran",
    "Temmuz",
    "Ağustos",
    "Eylül",
    "Ekim",
    "Kasım",
    "Aralık",
)
_WEEKDAYS = ("Pazartesi", "Salı", "Çarşamba", "Perşembe", "Cuma", "Cumartesi", "Pazar")


def long_date(on: date) -> str:
    """Write a date with its weekday: 5 Haziran 2026 Cuma."""
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year} {_WEEKDAYS[on.weekday()]}"


def month_name(on: date) -> str:
    """Write the month of a date: Haziran 2026."""
    return f"{_MONTHS[on.month - 1]} {on.year}"
