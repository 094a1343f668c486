"""What does an officer meet while the log, the store or the registry is away?"""

from pathlib import Path

import pytest

from operations.machine import free_ports
from runtime.keys import ensure_local_keys
from runtime.registry_feed import RegistryFeed
from runtime.settings import Settings
from runtime.store import connect
from tests.support.desk_alone import serving
from tests.support.desk_facts import Filed

pytestmark = pytest.mark.integration

AWAY = "127.0.0.1"


@pytest.fixture
def settings(store_uri: str, database: str, tmp_path: Path) -> Settings:
    """A stack whose log is away."""
    settings = Settings(
        state_directory=tmp_path,
        mongodb_uri=store_uri,
        mongodb_database=database,
        kafka_bootstrap_servers=f"{AWAY}:{free_ports(1)[0]}",
    )
    ensure_local_keys(settings.keys_path)
    return settings


async def filed(settings: Settings) -> str:
    """Put one application into the store; returns its id."""
    story = Filed()
    story.submitted()
    store = connect(settings)
    await store.applications.put(story.document)
    await store.close()
    return str(story.document["_id"])


async def test_without_the_log_an_action_is_told_to_come_again(settings: Settings):
    application_id = await filed(settings)
    async with serving(settings) as http:
        answer = await http.post(
            f"/v1/applications/{application_id}/actions",
            json={"action": "open"},
            headers={"If-Match": '"2"', "Idempotency-Key": "k"},
        )
        assert answer.status_code == 503, answer.text
        assert int(answer.headers["retry-after"]) > 0
        assert (await http.get("/v1/inbox")).json()["items"][0]["application_id"] == application_id


async def test_without_the_log_what_was_written_stays_on_the_page_with_its_key(settings: Settings):
    application_id = await filed(settings)
    form = {"task_version": "2", "form_key": "key-of-the-form", "outcome": "positive", "body": "Uzun bir cevap."}
    async with serving(settings) as http:
        answer = await http.post(f"/basvuru/{application_id}/respond", data=form)
    assert answer.status_code == 503
    assert "Yazdıklarınız duruyor" in answer.text
    assert "Uzun bir cevap.</textarea>" in answer.text
    assert 'name="form_key" value="key-of-the-form"' in answer.text
    assert 'value="positive" required checked' in answer.text


@pytest.mark.parametrize(
    "path", ["/v1/inbox", "/v1/applications/x", "/v1/search?q=su", "/v1/actions/x", "/v1/reports/monthly", "/gelen"]
)
async def test_without_the_store_a_reader_is_told_to_come_again(settings: Settings, path: str):
    away = Settings(
        **{**settings.model_dump(exclude_unset=True), "mongodb_uri": f"mongodb://{AWAY}:{free_ports(1)[0]}"}
    )
    async with serving(away) as http:
        answer = await http.get(path)
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) > 0
    assert "Şu anda işleminizi tamamlayamıyoruz." in answer.text


@pytest.mark.parametrize("path", ["/v1/inbox", "/v1/institutions", "/gelen"])
async def test_before_the_institutions_are_known_nobody_is_told_that_nothing_is_there(settings: Settings, path: str):
    async with serving(settings, RegistryFeed) as http:
        answer = await http.get(path)
    assert answer.status_code == 503
