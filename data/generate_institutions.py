"""How is `institutions.csv` made? Run `python -m data.generate_institutions`.

The blocks and their sizes are those of rulebook 5.3; each adds up by itself, and a test holds every sum.
"""

from collections.abc import Callable, Iterator
from itertools import chain

from data.composition import central, district, local_offices, municipal, provincial
from data.composition.draft import VALID_FROM
from data.coverage import gaps
from data.institution_table import INSTITUTION_FILE, institutions_csv
from data.place_table import load_gazetteer
from domain.institution import Institution, Registry

BLOCKS: dict[str, Callable[[], Iterator[Institution]]] = {
    "prime ministry and main units": central.prime_ministry,
    "ministries": central.ministries,
    "ministry main units": central.ministry_units,
    "affiliated bodies": central.affiliated_bodies,
    "affiliated bodies' main units": central.affiliated_body_units,
    "state universities and their units": central.universities,
    "governorates": provincial.governorates,
    "governorate units": provincial.governorate_units,
    "provincial directorates": provincial.provincial_directorates,
    "special provincial administrations and investment monitoring units": provincial.provincial_administrations,
    "provincial human-rights boards": provincial.provincial_human_rights_boards,
    "regional directorates": provincial.regional_directorates,
    "district governorates": district.district_governorates,
    "district governorate bureaus": district.district_bureaus,
    "district directorates": district.district_directorates,
    "district human-rights boards": district.district_human_rights_boards,
    "social aid foundations": district.social_aid_foundations,
    "metropolitan municipalities": municipal.metropolitan_municipalities,
    "municipalities of districts": municipal.municipalities,
    "municipalities of towns": municipal.town_municipalities,
    "metropolitan departments and water authorities": municipal.metropolitan_departments,
    "local offices": local_offices.local_offices,
}


def institutions() -> list[Institution]:
    """Compose all institutions, in the order of their ids."""
    return sorted(chain.from_iterable(compose() for compose in BLOCKS.values()), key=lambda each: each.institution_id)


def main() -> None:
    """Write the table anew, unless it would leave a place without a service it should have."""
    composed = institutions()
    missing = list(gaps(Registry(composed), load_gazetteer(), VALID_FROM))
    if missing:
        raise SystemExit(f"{len(missing)} gaps, the first: {missing[0]}")
    INSTITUTION_FILE.write_text(institutions_csv(composed), encoding="utf-8")


if __name__ == "__main__":
    main()
