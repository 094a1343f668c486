"""Which place does somebody mean who writes "cankaya" or "ÇANKAYA"?"""

from domain.place import Gazetteer, Place
from domain.turkish_text import fold


class PlaceNames:
    """The districts by plate and folded name; a place that does not exist is left as it was written."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._names = {
            (province.plate, fold(district.name)): district.name
            for province in gazetteer.provinces()
            for district in gazetteer.districts_of(province.plate)
        }

    def place(self, plate: str, district: str | None) -> Place:
        """Give the place with its district's own spelling."""
        if district is None:
            return Place(plate)
        return Place(plate, self._names.get((plate, fold(district)), district))
