"""Is nothing lost, doubled or told wrongly when each service is killed while citizens and institutions go on?"""

import pytest

from operations.stack_plan import SERVICES
from operations.stack_programs import readiness
from tests.e2e.battered_stack import Aftermath

pytestmark = pytest.mark.e2e


def test_the_account_still_balances(aftermath: Aftermath):
    assert aftermath.account.differences == []
    assert aftermath.account.figures["receipts"] == 80
    assert aftermath.account.figures["answered"] > 40
    assert aftermath.account.figures["climbed to the centre"] > 0


@pytest.mark.parametrize("service", SERVICES)
def test_every_killed_service_runs_again_as_another_process_and_is_ready(aftermath: Aftermath, service: str):
    assert aftermath.stack.status()["pids"][service] != aftermath.killed[service]
    assert readiness(aftermath.stack.plan.metrics_port(service)) == "ready"
