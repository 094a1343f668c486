"""Who applies? Invented people with numbers that pass every check, living where people live."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

from domain.place import Place

_GIVEN_NAMES = (
    "Ayşe", "Fatma", "Emine", "Hatice", "Zeynep", "Elif", "Meryem", "Şerife", "Sultan", "Hanife", "Gülsüm",
    "Çiğdem", "Özlem", "Songül", "Ebru", "Yağmur", "Mehmet", "Mustafa", "Ahmet", "Ali", "Hüseyin", "Hasan",
    "İbrahim", "İsmail", "Osman", "Yusuf", "Ömer", "Murat", "Ramazan", "Gökhan", "Şükrü", "Çağlar",
)  # fmt: skip
_FAMILY_NAMES = (
    "Yılmaz", "Kaya", "Demir", "Şahin", "Çelik", "Yıldız", "Yıldırım", "Öztürk", "Aydın", "Özdemir", "Arslan",
    "Doğan", "Kılıç", "Aslan", "Çetin", "Kara", "Koç", "Kurt", "Özkan", "Şimşek", "Polat", "Korkmaz", "Çakır",
    "Erdoğan", "Acar", "Güneş", "Tekin", "Işık", "Bulut", "Ünal", "Avcı", "Taş",
)  # fmt: skip
_STREETS = ("Atatürk Caddesi", "Cumhuriyet Caddesi", "İnönü Sokak", "Gazi Sokak", "Fatih Sokak", "Çınar Sokak")


@dataclass(frozen=True, slots=True)
class Person:
    """An invented citizen; the e-mail address and the mobile number are his alone."""

    national_id: str
    given_name: str
    family_name: str
    mother_maiden_name: str
    mobile: str
    email: str
    residence: Place
    address_line: str


def national_id(nine_digits: int) -> str:
    """Complete nine digits, the first not 0, to an identity number with both check digits (rulebook, section 4)."""
    digits = [int(digit) for digit in str(nine_digits)]
    tenth = (7 * sum(digits[0:9:2]) - sum(digits[1:8:2])) % 10
    return f"{nine_digits}{tenth}{(sum(digits) + tenth) % 10}"


class Population:
    """An endless crowd, the same for the same seed; nobody comes twice."""

    def __init__(self, populations: Mapping[Place, int], rng: random.Random) -> None:
        districts = {place: people for place, people in populations.items() if place.district is not None}
        self._districts = list(districts)
        self._weights = list(accumulate(districts.values()))
        self._rng = rng
        self._met: set[int] = set()

    def somebody(self) -> Person:
        """Meet a person not met before."""
        rng = self._rng
        number = self._fresh_number()
        given, family, mother = rng.choice(_GIVEN_NAMES), rng.choice(_FAMILY_NAMES), rng.choice(_FAMILY_NAMES)
        return Person(
            national_id=national_id(number),
            given_name=given,
            family_name=family,
            mother_maiden_name=mother,
            mobile=f"+90532{len(self._met) % 10_000_000:07d}",
            email=f"citizen-{len(self._met)}@example.org",
            residence=self.somewhere(),
            address_line=f"{rng.choice(_STREETS)} No: {rng.randrange(1, 200)}",
        )

    def somewhere(self) -> Place:
        """Pick a district, as likely as people live there."""
        return self._rng.choices(self._districts, cum_weights=self._weights)[0]

    def _fresh_number(self) -> int:
        """Draw nine digits that nobody has; below 990,000,000, where foreigners' numbers begin."""
        while (number := self._rng.randrange(100_000_000, 990_000_000)) in self._met:
            continue
        self._met.add(number)
        return number
