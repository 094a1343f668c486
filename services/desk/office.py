"""What do all faces of the desk stand before?"""

from dataclasses import dataclass

from domain.identifiers import InstitutionId
from domain.place import Gazetteer
from domain.turkish_text import fold
from runtime.keys import Keys
from runtime.registry_feed import RegistryFeed
from runtime.store import Store
from services.desk.application_view import Surroundings
from services.desk.asking import Asking
from services.desk.filters import InstitutionFilter
from services.desk.follow_up import FollowingUp, SignIns
from services.desk.institution_view import InstitutionItem, institution_items
from services.desk.reading import Reading
from services.desk.wording import Language


@dataclass(frozen=True, slots=True)
class Office:
    """The desk's reads, its wishes, and what it knows of institutions, places and keys."""

    reading: Reading
    asking: Asking
    feed: RegistryFeed
    gazetteer: Gazetteer
    keys: Keys
    sign_ins: SignIns
    following_up: FollowingUp
    store: Store

    def name_of(self, institution_id: InstitutionId) -> str:
        """Name an institution; one that the registry does not know is named by its number."""
        return self.around(Language.TURKISH).name_of(institution_id)

    def around(self, language: Language) -> Surroundings:
        """Give a view what it needs besides the application."""
        return Surroundings(self.reading.today, self.gazetteer, self.feed.registry, language)

    def institutions(self, wanted: InstitutionFilter) -> tuple[InstitutionItem, ...]:
        """Find institutions."""
        found = self.feed.registry.search(wanted.words, province=wanted.province, kind=wanted.kind, limit=wanted.limit)
        return institution_items(found, self.reading.today, self.gazetteer)

    def provinces(self) -> list[tuple[str, str]]:
        """List the provinces to choose from, by name."""
        by_name = sorted(self.gazetteer.provinces(), key=lambda province: fold(province.name))
        return [(province.plate, province.name) for province in by_name]
