"""Who applies? Invented people with numbers that pass every check, living where people live.

Names follow from the number, so that the local registry of persons knows everybody invented here without a list. The
numbers are taken from bands of their own, which leaves all others to whoever tries the form.
"""

import hashlib
import random
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

from data.person_table import LegalPersonRecord, PersonRecord
from domain.applicant import is_tax_number
from domain.identifiers import is_foreigner_number, is_national_id
from domain.place import Place

CITIZENS = range(980_000_000, 990_000_000)
FOREIGNERS = range(998_000_000, 999_000_000)
LEGAL_PERSONS = range(980_000_000, 990_000_000)
"""The first nine digits of those who are invented: ten million citizens, a million foreigners, as many companies."""

FOREIGN = 0.02
"""Share of the foreign residents among those who apply."""

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
_FOREIGN_GIVEN_NAMES = ("Anna", "Ivan", "Ahmad", "Fatima", "John", "Maria", "Olga", "Sara", "Viktor", "Leyla")
_FOREIGN_FAMILY_NAMES = ("Schmidt", "Petrova", "Khalil", "Hassan", "Smith", "Rossi", "Novak", "Karimi", "Popescu")
_STREETS = ("Atatürk Caddesi", "Cumhuriyet Caddesi", "İnönü Sokak", "Gazi Sokak", "Fatih Sokak", "Çınar Sokak")


@dataclass(frozen=True, slots=True)
class Person:
    """An invented citizen or foreign resident; the e-mail address and the mobile number are his alone."""

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


def tax_number(nine_digits: int) -> str:
    """Complete nine digits to a tax number with its check digit."""
    return next(number for digit in range(10) if is_tax_number(number := f"{nine_digits}{digit}"))


def invented_person(number: str) -> PersonRecord | None:
    """Tell the names that go with an identity number of ours; None for any other."""
    if not is_national_id(number):
        return None
    band = int(number[:9])
    return names_of(number) if band in CITIZENS or band in FOREIGNERS else None


def invented_legal_person(number: str) -> LegalPersonRecord | None:
    """Tell the title and the signatory that go with a tax number of ours; None for any other."""
    return company_of(number) if is_tax_number(number) and int(number[:9]) in LEGAL_PERSONS else None


def names_of(number: str) -> PersonRecord:
    """Derive the names of whoever has this number: the same for ever."""
    drawn = hashlib.sha256(number.encode()).digest()
    foreign = is_foreigner_number(number)
    given_names = _FOREIGN_GIVEN_NAMES if foreign else _GIVEN_NAMES
    family_names = _FOREIGN_FAMILY_NAMES if foreign else _FAMILY_NAMES
    return PersonRecord(
        given_names[drawn[0] % len(given_names)],
        family_names[drawn[1] % len(family_names)],
        family_names[drawn[2] % len(family_names)],
    )


def company_of(number: str) -> LegalPersonRecord:
    """Derive the company that has this tax number."""
    owner = names_of(number)
    title = f"{owner.family_name} Ticaret Limited Şirketi"
    return LegalPersonRecord(title, f"{owner.given_name} {owner.family_name}")


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
        number = national_id(self._fresh_number())
        names = names_of(number)
        return Person(
            national_id=number,
            given_name=names.given_name,
            family_name=names.family_name,
            mother_maiden_name=names.mother_maiden_name,
            mobile=f"+90532{len(self._met) % 10_000_000:07d}",
            email=f"citizen-{len(self._met)}@example.org",
            residence=self.somewhere(),
            address_line=f"{rng.choice(_STREETS)} No: {rng.randrange(1, 200)}",
        )

    def somewhere(self) -> Place:
        """Pick a district, as likely as people live there."""
        return self._rng.choices(self._districts, cum_weights=self._weights)[0]

    def _fresh_number(self) -> int:
        """Draw nine digits that nobody has, of a citizen or now and then of a foreigner (R-B2)."""
        band = FOREIGNERS if self._rng.random() < FOREIGN else CITIZENS
        while (number := self._rng.choice(band)) in self._met:
            continue
        self._met.add(number)
        return number
