"""Do faust's own topics stand in the contract, so that provisioning makes them?"""

from runtime.settings import Settings
from schemas.topics import topic_specs
from services.deadline_watcher.faust_worker import PARTITIONS, changelog_topic_name


def test_the_changelog_that_faust_will_look_for_is_made_with_as_many_partitions_as_its_source() -> None:
    settings = Settings()
    changelog = topic_specs()[changelog_topic_name(settings).removeprefix(settings.topic_prefix)]

    assert changelog.partitions == PARTITIONS == topic_specs()["routings"].partitions
    assert changelog.configuration()["cleanup.policy"] == "compact"
