"""Do the institutions people look for exist, and are their names written as people write them?"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

import pytest

from data.composition import tables
from domain.institution import Branch
from domain.institution import InstitutionKind as Kind
from domain.place import Place
from domain.turkish_text import fold
from tests.unit.state import REGISTRY, STATE, TODAY, found

CAPITALISED = re.compile(r"[A-ZÇĞİÖŞÜ][a-zçğıöşüâî]+(-[A-ZÇĞİÖŞÜ][a-zçğıöşüâî]+)?")
CONJUNCTIONS = frozenset({"ve", "ile"})
SHORT_NAMES = frozenset({"DSİ", "PTT", "TCDD", "TEİAŞ", "TRT", "TV"}) | frozenset(
    tables.water_authority_names().values()
)
NUMERAL = re.compile(r"\d{1,3}\.?")


@pytest.mark.parametrize(
    ("kind", "branch", "number"),
    [
        pytest.param(Kind.PROVINCIAL_DIRECTORATE, Branch.POPULATION_REGISTRY, 81, id="01 in a central district"),
        pytest.param(Kind.DISTRICT_DIRECTORATE, Branch.POPULATION_REGISTRY, 922, id="01 population registry"),
        pytest.param(Kind.DISTRICT_DIRECTORATE, Branch.POLICE, 922, id="02 public order"),
        pytest.param(Kind.DISTRICT_DIRECTORATE, Branch.GENDARMERIE, 922, id="02 public order in the country"),
        pytest.param(Kind.PROVINCIAL_DIRECTORATE, Branch.POLICE, 81, id="03 traffic"),
        pytest.param(Kind.PROVINCIAL_DIRECTORATE, Branch.MIGRATION, 81, id="04 migration"),
        pytest.param(Kind.PROVINCIAL_DIRECTORATE, Branch.DISASTER, 81, id="05 disaster"),
        pytest.param(Kind.DISTRICT_DIRECTORATE, Branch.NATIONAL_EDUCATION, 922, id="06 schools"),
        pytest.param(Kind.MINISTRY_UNIT, Branch.TEACHER_PERSONNEL, 1, id="07 teacher personnel"),
        pytest.param(Kind.UNIVERSITY, Branch.HIGHER_EDUCATION, 109, id="08 universities"),
        pytest.param(Kind.AFFILIATED_BODY, Branch.HIGHER_EDUCATION, 1, id="08 the council"),
        pytest.param(Kind.AFFILIATED_BODY, Branch.EXAMINATIONS, 1, id="08 examinations"),
        pytest.param(Kind.PROVINCIAL_DIRECTORATE, Branch.DORMITORIES, 81, id="09 dormitories"),
        pytest.param(Kind.PROVINCIAL_DIRECTORATE, Branch.HEALTH, 81, id="10 health care"),
        pytest.param(Kind.PROVINCIAL_DIRECTORATE, Branch.SOCIAL_SECURITY, 81, id="11 social security"),
        pytest.param(Kind.PROVINCIAL_DIRECTORATE, Branch.EMPLOYMENT, 81, id="12 work"),
        pytest.param(Kind.MINISTRY_UNIT, Branch.LABOUR_INSPECTION, 1, id="12 labour inspection"),
        pytest.param(Kind.AFFILIATED_BODY, Branch.PUBLIC_RECRUITMENT, 1, id="13 public recruitment"),
        pytest.param(Kind.SOCIAL_AID_FOUNDATION, Branch.SOCIAL_AID, 973, id="14 social aid"),
        pytest.param(Kind.PROVINCIAL_DIRECTORATE, Branch.FAMILY, 81, id="15 family"),
        pytest.param(Kind.PROVINCIAL_DIRECTORATE, Branch.TAX, 81, id="16 tax"),
        pytest.param(Kind.PROVINCIAL_DIRECTORATE, Branch.FINANCE, 81, id="17 state property"),
        pytest.param(Kind.DISTRICT_DIRECTORATE, Branch.LAND_REGISTRY, 922, id="18 land registry"),
        pytest.param(Kind.PROVINCIAL_DIRECTORATE, Branch.CADASTRE, 81, id="18 cadastre"),
        pytest.param(Kind.MUNICIPALITY, Branch.MUNICIPAL_SERVICES, 973, id="19, 22 building, streets"),
        pytest.param(Kind.PROVINCIAL_DIRECTORATE, Branch.ENVIRONMENT, 81, id="19, 21 risky buildings, environment"),
        pytest.param(Kind.AFFILIATED_BODY, Branch.HOUSING, 1, id="20 social housing"),
        pytest.param(Kind.WATER_AUTHORITY, Branch.WATER, 30, id="23 water"),
        pytest.param(Kind.METROPOLITAN_DEPARTMENT, Branch.CITY_TRANSPORT, 30, id="24 city transport"),
        pytest.param(Kind.REGIONAL_DIRECTORATE, Branch.ROADS, 18, id="25 state roads"),
        pytest.param(Kind.REGIONAL_DIRECTORATE, Branch.STATE_WATER_WORKS, 25, id="26 dams"),
        pytest.param(Kind.REGIONAL_DIRECTORATE, Branch.FORESTS, 28, id="27 forests"),
        pytest.param(Kind.REGIONAL_DIRECTORATE, Branch.NATURE_PARKS, 15, id="27 nature parks"),
        pytest.param(Kind.DISTRICT_DIRECTORATE, Branch.AGRICULTURE, 922, id="28 agriculture"),
        pytest.param(Kind.PROVINCIAL_DIRECTORATE, Branch.TRADE, 81, id="29, 30 consumer, trade"),
        pytest.param(Kind.REGIONAL_DIRECTORATE, Branch.CUSTOMS, 18, id="30 customs"),
        pytest.param(Kind.AFFILIATED_BODY, Branch.ENERGY_MARKET, 1, id="31 electricity, gas"),
        pytest.param(Kind.AFFILIATED_BODY, Branch.TELECOMMUNICATIONS, 1, id="32 telecommunications"),
        pytest.param(Kind.PROVINCIAL_DIRECTORATE, Branch.POST, 81, id="32 post"),
        pytest.param(Kind.AFFILIATED_BODY, Branch.BANKING, 1, id="33 banks"),
        pytest.param(Kind.AFFILIATED_BODY, Branch.TREASURY, 1, id="33 insurance"),
        pytest.param(Kind.AFFILIATED_BODY, Branch.CAPITAL_MARKETS, 1, id="33 capital markets"),
        pytest.param(Kind.MINISTRY, Branch.JUSTICE, 1, id="34 justice services"),
        pytest.param(Kind.MINISTRY_UNIT, Branch.PRISONS, 1, id="34 prisons"),
        pytest.param(Kind.LOCAL_OFFICE, Branch.MILITARY_SERVICE, 81, id="35 military service"),
        pytest.param(Kind.DISTRICT_DIRECTORATE, Branch.RELIGION, 922, id="36 religion"),
        pytest.param(Kind.PROVINCIAL_DIRECTORATE, Branch.CULTURE_AND_TOURISM, 81, id="37 culture"),
        pytest.param(Kind.PROVINCIAL_DIRECTORATE, Branch.YOUTH_AND_SPORT, 81, id="37 sport"),
        pytest.param(Kind.MINISTRY_UNIT, Branch.CONSULAR_SERVICES, 1, id="38 citizens abroad"),
        pytest.param(Kind.PRIME_MINISTRY_UNIT, Branch.ETHICS_BOARD, 1, id="39 ethics board"),
        pytest.param(Kind.MINISTRY_UNIT, Branch.DISCIPLINARY_BOARD, 21, id="39 disciplinary boards"),
        pytest.param(Kind.DISTRICT_HUMAN_RIGHTS_BOARD, Branch.HUMAN_RIGHTS, 922, id="40 human rights, district"),
        pytest.param(Kind.PROVINCIAL_HUMAN_RIGHTS_BOARD, Branch.HUMAN_RIGHTS, 81, id="40 human rights, province"),
        pytest.param(Kind.AFFILIATED_BODY, Branch.HUMAN_RIGHTS, 1, id="40 human rights, nation"),
        pytest.param(Kind.PRIME_MINISTRY_UNIT, Branch.INFORMATION_REVIEW_BOARD, 1, id="41 information review"),
        pytest.param(Kind.PRIME_MINISTRY_UNIT, Branch.PUBLIC_RELATIONS, 1, id="42 the centre"),
    ],
)
def test_every_institution_a_subject_leads_to_exists(kind: Kind, branch: Branch, number: int) -> None:
    """The right-hand side of the rulebook's table 7, by subject code."""
    assert len(found(kind, branch)) == number


def badly_written(names: Iterable[str]) -> set[str]:
    """Words that are not in title case, or whose letters lost their Turkish dots and hooks in some of the names."""
    spellings: defaultdict[str, set[str]] = defaultdict(set)
    wrong = set()
    for word in (word for name in names for word in unicodedata.normalize("NFC", name).replace(",", "").split(" ")):
        spellings[fold(word)].add(word)
        if not (CAPITALISED.fullmatch(word) or word in CONJUNCTIONS | SHORT_NAMES or NUMERAL.fullmatch(word)):
            wrong.add(word)
    return wrong.union(*(different for different in spellings.values() if len(different) > 1))


def test_names_are_in_title_case_with_turkish_letters() -> None:
    assert badly_written(each.name for each in STATE) == set()


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("ANKARA Valiliği", id="capitals"),
        pytest.param("ankara Valiliği", id="small letters"),
        pytest.param("Ankara Valiligi", id="a letter without its hook"),
        pytest.param("Cankaya Kaymakamlığı", id="a name written in ASCII"),
        pytest.param("Ankara  Valiliği", id="two spaces"),
        pytest.param("İzmi̇r Valiliği", id="an i with a second dot"),
    ],
)
def test_a_badly_written_name_is_noticed(name: str) -> None:
    assert badly_written([name, "Ankara Valiliği", "Çankaya Kaymakamlığı", "İzmir Valiliği"])


@pytest.mark.parametrize(
    ("kind", "branch", "place", "name"),
    [
        (Kind.GOVERNORATE, None, Place("06"), "Ankara Valiliği"),
        (Kind.DISTRICT_GOVERNORATE, None, Place("06", "Çankaya"), "Çankaya Kaymakamlığı"),
        (Kind.METROPOLITAN_MUNICIPALITY, None, Place("34"), "İstanbul Büyükşehir Belediye Başkanlığı"),
        (Kind.WATER_AUTHORITY, None, Place("34"), "İSKİ Genel Müdürlüğü"),
        (Kind.WATER_AUTHORITY, None, Place("35"), "İZSU Genel Müdürlüğü"),
        (Kind.MUNICIPALITY, Branch.MUNICIPAL_SERVICES, Place("14", "Merkez"), "Bolu Belediye Başkanlığı"),
        (Kind.SOCIAL_AID_FOUNDATION, None, Place("14", "Merkez"), "Bolu Merkez Sosyal Yardımlaşma ve Dayanışma Vakfı"),
        (Kind.GOVERNORATE_UNIT, Branch.CALL_CENTRE, Place("76"), "Iğdır Valiliği Alo 150 Çağrı Merkezi"),
    ],
)
def test_institutions_have_the_names_people_know(kind: Kind, branch: Branch | None, place: Place, name: str) -> None:
    (only,) = REGISTRY.find(kind, branch=branch, province=place.province, district=place.district, on=TODAY)
    assert only.name == name
