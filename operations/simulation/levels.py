"""At which level of the state does an institution stand?"""

from enum import StrEnum

from domain.institution import InstitutionKind

_K = InstitutionKind


class Level(StrEnum):
    """The levels of the hierarchy, from the top."""

    CENTRAL = "central"
    REGION = "region"
    PROVINCE = "province"
    DISTRICT = "district"
    MUNICIPAL = "municipal"


_LEVELS = {
    Level.REGION: {_K.REGIONAL_DIRECTORATE},
    Level.PROVINCE: {
        _K.GOVERNORATE,
        _K.GOVERNORATE_UNIT,
        _K.PROVINCIAL_DIRECTORATE,
        _K.SPECIAL_PROVINCIAL_ADMINISTRATION,
        _K.INVESTMENT_MONITORING_UNIT,
        _K.PROVINCIAL_HUMAN_RIGHTS_BOARD,
    },
    Level.DISTRICT: {
        _K.DISTRICT_GOVERNORATE,
        _K.DISTRICT_GOVERNORATE_UNIT,
        _K.DISTRICT_DIRECTORATE,
        _K.DISTRICT_HUMAN_RIGHTS_BOARD,
        _K.SOCIAL_AID_FOUNDATION,
        _K.LOCAL_OFFICE,
    },
    Level.MUNICIPAL: {_K.METROPOLITAN_MUNICIPALITY, _K.MUNICIPALITY, _K.METROPOLITAN_DEPARTMENT, _K.WATER_AUTHORITY},
}
_LEVEL_OF = {kind: level for level, kinds in _LEVELS.items() for kind in kinds}


def level_of(kind: InstitutionKind) -> Level:
    """Name the level of a kind; what serves the whole country is central."""
    return _LEVEL_OF.get(kind, Level.CENTRAL)
