"""Which 42 subjects are there, and which kind of institution answers for each first?

The rulebook's table 7. A step is a kind of institution and its branch; the steps of a target are tried in order, the
nearest to the citizen first (R-G7): in a central district there is no district directorate, so the next step, the
provincial directorate, is found. A target with cues of its own goes before the plain one when the text has them.
"""

from dataclasses import dataclass
from typing import TypeAlias

from domain.institution_kind import Branch, InstitutionKind

Step: TypeAlias = tuple[InstitutionKind, Branch | None]


@dataclass(frozen=True, slots=True)
class Target:
    """Who answers, step by step; `when_said` are the stems that make it the right one, none for the plain target."""

    steps: tuple[Step, ...]
    when_said: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """One row of the table; a subject without targets takes its institution from the matter of the text."""

    code: str
    name: str
    targets: tuple[Target, ...] = ()


OFFICIAL_COMPLAINED_OF = "39"
HUMAN_RIGHTS = "40"
INFORMATION_REQUESTED = "41"
ABOUT_THE_SYSTEM = "42"
UNIVERSITIES = "08"

OVERLAYS = frozenset({OFFICIAL_COMPLAINED_OF, INFORMATION_REQUESTED})
"""Subjects that lie over another one: an official of some service, a document about some matter."""


def _in_the_district(branch: Branch, when_said: str = "") -> Target:
    """Name the district directorate, else the provincial one."""
    steps = ((InstitutionKind.DISTRICT_DIRECTORATE, branch), (InstitutionKind.PROVINCIAL_DIRECTORATE, branch))
    return Target(steps, when_said)


def _in_the_province(branch: Branch, when_said: str = "") -> Target:
    return Target(((InstitutionKind.PROVINCIAL_DIRECTORATE, branch),), when_said)


def _in_the_region(branch: Branch, when_said: str = "", *, or_else: Step | None = None) -> Target:
    first: Step = (InstitutionKind.REGIONAL_DIRECTORATE, branch)
    return Target((first,) if or_else is None else (first, or_else), when_said)


def _in_the_ministry(branch: Branch, when_said: str = "") -> Target:
    """Name the ministry's unit of the branch, else the ministry itself."""
    return Target(((InstitutionKind.MINISTRY_UNIT, branch), (InstitutionKind.MINISTRY, branch)), when_said)


def _affiliated(branch: Branch, when_said: str = "") -> Target:
    return Target(((InstitutionKind.AFFILIATED_BODY, branch),), when_said)


_MUNICIPALITY: Step = (InstitutionKind.MUNICIPALITY, Branch.MUNICIPAL_SERVICES)
_DISTRICT_MUNICIPALITY = Target((_MUNICIPALITY,))

HUMAN_RIGHTS_BOARDS = Target(
    (
        (InstitutionKind.DISTRICT_HUMAN_RIGHTS_BOARD, Branch.HUMAN_RIGHTS),
        (InstitutionKind.PROVINCIAL_HUMAN_RIGHTS_BOARD, Branch.HUMAN_RIGHTS),
    )
)

SUBJECTS: tuple[Subject, ...] = (
    Subject("01", "Nüfus, kimlik, adres kaydı", (_in_the_district(Branch.POPULATION_REGISTRY),)),
    Subject(
        "02",
        "Asayiş, emniyet",
        (
            _in_the_district(Branch.GENDARMERIE, "jandarma, köy, köyü, mezra, yayla, belde, kırsal"),
            _in_the_district(Branch.POLICE),
        ),
    ),
    Subject("03", "Trafik", (_in_the_province(Branch.POLICE),)),
    Subject("04", "Göç ve yabancılar", (_in_the_province(Branch.MIGRATION),)),
    Subject("05", "Afet ve acil durum", (_in_the_province(Branch.DISASTER),)),
    Subject("06", "Okul eğitimi", (_in_the_district(Branch.NATIONAL_EDUCATION),)),
    Subject("07", "Öğretmen atama ve özlük işleri", (_in_the_ministry(Branch.TEACHER_PERSONNEL),)),
    Subject(
        UNIVERSITIES,
        "Üniversiteler ve sınavlar",
        (
            _affiliated(
                Branch.EXAMINATIONS,
                "ösym, yks, ales, yds, dgs, sınav giriş, sınav merkez, soru iptal, sınav sonuç, tercih sonuç",
            ),
            _affiliated(Branch.HIGHER_EDUCATION),
        ),
    ),
    Subject("09", "Yurtlar, burs ve öğrenim kredisi", (_in_the_province(Branch.YOUTH_AND_SPORT),)),
    Subject("10", "Hastane ve sağlık hizmetleri", (_in_the_province(Branch.HEALTH),)),
    Subject("11", "Sosyal güvenlik, emeklilik", (_in_the_province(Branch.SOCIAL_SECURITY),)),
    Subject(
        "12",
        "Çalışma hayatı, işsizlik",
        (
            _in_the_region(
                Branch.LABOUR_INSPECTION,
                "sigortasız, kıdem, mobbing, fazla mesai, asgari ücret, ihbar tazminat, iş güvenliğ, çocuk işçi, "
                "işten çıkar, ücretimi öde, maaşımı, maaşlarımızı, izin kullan, iş kaza",
                or_else=(InstitutionKind.MINISTRY_UNIT, Branch.LABOUR_INSPECTION),
            ),
            _in_the_province(Branch.EMPLOYMENT),
        ),
    ),
    Subject("13", "Kamuya personel alımı", (_affiliated(Branch.PUBLIC_RECRUITMENT),)),
    Subject("14", "Sosyal yardım", (Target(((InstitutionKind.SOCIAL_AID_FOUNDATION, Branch.SOCIAL_AID),)),)),
    Subject("15", "Aile, çocuk, kadın, engelli, yaşlı", (_in_the_province(Branch.FAMILY),)),
    Subject("16", "Vergi", (_in_the_province(Branch.TAX),)),
    Subject("17", "Hazine taşınmazları", (_in_the_province(Branch.FINANCE),)),
    Subject(
        "18",
        "Tapu ve kadastro",
        (
            _in_the_province(Branch.CADASTRE, "kadastro, aplikasyon, yüzölçüm, röperli, kot, sınır tespit, ölçüm"),
            _in_the_district(Branch.LAND_REGISTRY),
        ),
    ),
    Subject(
        "19",
        "İmar, yapı, kentsel dönüşüm",
        (
            _in_the_province(Branch.ENVIRONMENT, "riskli, kentsel dönüşüm, yapı kayıt"),
            _DISTRICT_MUNICIPALITY,
        ),
    ),
    Subject("20", "Toplu konut", (_affiliated(Branch.HOUSING),)),
    Subject("21", "Çevre kirliliği", (_in_the_province(Branch.ENVIRONMENT),)),
    Subject("22", "Sokak, çöp, park, pazar, sokak hayvanları", (_DISTRICT_MUNICIPALITY,)),
    Subject("23", "Su ve kanalizasyon", (Target(((InstitutionKind.WATER_AUTHORITY, Branch.WATER), _MUNICIPALITY)),)),
    Subject(
        "24",
        "Şehir içi ulaşım",
        (Target(((InstitutionKind.METROPOLITAN_DEPARTMENT, Branch.CITY_TRANSPORT), _MUNICIPALITY)),),
    ),
    Subject("25", "Devlet yolları", (_in_the_region(Branch.ROADS),)),
    Subject(
        "26",
        "Baraj, sulama, taşkın",
        (
            _in_the_region(
                Branch.STATE_WATER_WORKS,
                or_else=(InstitutionKind.PROVINCIAL_DIRECTORATE, Branch.STATE_WATER_WORKS),
            ),
        ),
    ),
    Subject(
        "27",
        "Orman ve doğa",
        (
            _in_the_region(Branch.NATURE_PARKS, "avcı, avlan, kaçak av, av yasak, milli park, tabiat park, yaban, kuş"),
            _in_the_region(Branch.FORESTS),
        ),
    ),
    Subject("28", "Tarım, gıda, hayvancılık", (_in_the_district(Branch.AGRICULTURE),)),
    Subject(
        "29",
        "Tüketici",
        (
            Target(
                (
                    (InstitutionKind.DISTRICT_GOVERNORATE, None),
                    (InstitutionKind.PROVINCIAL_DIRECTORATE, Branch.TRADE),
                )
            ),
        ),
    ),
    Subject(
        "30",
        "Ticaret, fiyatlar, gümrük",
        (_in_the_region(Branch.CUSTOMS, "gümrü, ithal, ihracat"), _in_the_province(Branch.TRADE)),
    ),
    Subject("31", "Elektrik ve doğal gaz", (_affiliated(Branch.ENERGY_MARKET),)),
    Subject(
        "32",
        "Telefon, internet, posta",
        (
            _in_the_province(Branch.POST, "ptt, posta, postacı, kargo, koli, gönderi"),
            _affiliated(Branch.TELECOMMUNICATIONS),
        ),
    ),
    Subject(
        "33",
        "Banka, sigorta, sermaye piyasası",
        (
            _affiliated(Branch.CAPITAL_MARKETS, "borsa, spk, hisse senet, yatırım fon, aracı kurum"),
            _affiliated(Branch.BANKING, "banka, kredi"),
            _affiliated(Branch.TREASURY, "sigorta, kasko, poliçe, eksper, bireysel emeklilik"),
            _affiliated(Branch.BANKING),
        ),
    ),
    Subject(
        "34",
        "Adalet hizmetleri",
        (
            _in_the_ministry(Branch.PRISONS, "cezaevi, infaz kurum, hükümlü, tutuklu, görüş, koğuş"),
            _in_the_ministry(Branch.ENFORCEMENT_OFFICES, "icra"),
            Target(((InstitutionKind.MINISTRY, Branch.JUSTICE),)),
        ),
    ),
    Subject(
        "35",
        "Askerlik",
        (
            Target(
                (
                    (InstitutionKind.LOCAL_OFFICE, Branch.MILITARY_SERVICE),
                    (InstitutionKind.REGIONAL_DIRECTORATE, Branch.MILITARY_SERVICE),
                )
            ),
        ),
    ),
    Subject("36", "Din hizmetleri", (_in_the_district(Branch.RELIGION),)),
    Subject(
        "37",
        "Kültür, turizm, spor",
        (
            _in_the_province(
                Branch.YOUTH_AND_SPORT,
                "spor, halı saha, yüzme havuz, stadyum, stadı, gençlik merkez, amatör, antrenör, antrenman, turnuva",
            ),
            _in_the_province(Branch.CULTURE_AND_TOURISM),
        ),
    ),
    Subject("38", "Yurt dışındaki vatandaşlar, vize", (_in_the_ministry(Branch.CONSULAR_SERVICES),)),
    Subject(OFFICIAL_COMPLAINED_OF, "Kamu görevlisi hakkında şikâyet"),
    Subject(
        HUMAN_RIGHTS,
        "İnsan hakları",
        (HUMAN_RIGHTS_BOARDS,),
    ),
    Subject(INFORMATION_REQUESTED, "Bilgi edinme başvurusu"),
    Subject(
        ABOUT_THE_SYSTEM,
        "BİMER hakkında",
        (Target(((InstitutionKind.PRIME_MINISTRY_UNIT, Branch.PUBLIC_RELATIONS),)),),
    ),
)
