"""How did a request end?"""

from collections.abc import Iterator
from contextlib import contextmanager

from runtime.metrics import INTAKE_REQUESTS
from runtime.web.problem import Problem


@contextmanager
def counted(outcome: str) -> Iterator[None]:
    """Count what is done inside as `outcome`, or under the code of the problem it raises."""
    try:
        yield
    except Problem as refused:
        INTAKE_REQUESTS.labels(refused.code).inc()
        raise
    INTAKE_REQUESTS.labels(outcome).inc()
