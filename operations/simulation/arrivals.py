"""When do citizens come? Independently of each other: a Poisson process."""

import random
from collections.abc import Iterator
from itertools import islice


def arrivals(rate: float, rng: random.Random, *, most: int | None = None) -> Iterator[float]:
    """Yield the seconds since the start at which one comes, `rate` a second on average, `most` of them in all."""
    return islice(_endless(rate, rng), most)


def _endless(rate: float, rng: random.Random) -> Iterator[float]:
    at = 0.0
    while True:
        at += rng.expovariate(rate)
        yield at
