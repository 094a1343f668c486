"""Which stacks do the end-to-end tests share?"""

from collections.abc import Iterator

import pytest

from tests.e2e.battered_stack import Aftermath, batter


@pytest.fixture(scope="session")
def aftermath(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Aftermath]:
    """A stack that still runs after each of its services was killed during a simulation."""
    left = batter(tmp_path_factory.mktemp("battered"))
    yield left
    left.stack.down()
