"""Which record keeps a partition from going on, when no server is to blame?

A batch that failed three times is taken record by record; the one that fails alone is given up.
"""

from collections.abc import Sequence

from runtime.errors import RejectedRecord
from runtime.records import RawRecord

AT_ONCE = 200
MOST_FAILURES = 3


class Stumbling:
    """What one partition's loop remembers of failures that trying again will not heal."""

    def __init__(self) -> None:
        self._first, self._last, self._times = -1, -1, 0
        self._guilty: tuple[int, RejectedRecord] | None = None

    @property
    def at_once(self) -> int:
        """Say how many records the next batch may have."""
        return 1 if self._times >= MOST_FAILURES else AT_ONCE

    def failed(self, batch: Sequence[RawRecord], error: Exception) -> None:
        """Note that a batch failed; a record that was alone in it is guilty."""
        first, last = batch[0].offset, batch[-1].offset
        if self.at_once == 1:
            if not isinstance(error, RejectedRecord):
                error = RejectedRecord("processing_failed", type(error).__name__)
            self._guilty = (first, error)
            return
        self._times = self._times + 1 if first == self._first else 1
        self._first, self._last = first, max(self._last, last)

    def fault_of(self, batch: Sequence[RawRecord]) -> RejectedRecord | None:
        """Return why the one record of this batch must be given up, None where it need not be."""
        if self._guilty is None or self._guilty[0] != batch[0].offset:
            return None
        return self._guilty[1]

    def passed(self, batch: Sequence[RawRecord]) -> None:
        """Note that a batch is done with."""
        self._guilty = None
        if batch[-1].offset >= self._last:
            self._first, self._last, self._times = -1, -1, 0
