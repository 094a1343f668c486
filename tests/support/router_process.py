"""The router as a process of its own that ends or freezes itself the first time it reaches a step.

`BIMER_TEST_KILL` names the step at which it ends as a power cut would, `BIMER_TEST_FREEZE` the one at which it stands
still until somebody wakes it; only this module reads them.
"""

import os
import signal

from runtime.processor import NAME
from runtime.service import run_service
from services.router.__main__ import main
from tests.support.faults import STEPS, with_fault

VARIABLE = "BIMER_TEST_KILL"
FREEZE_VARIABLE = "BIMER_TEST_FREEZE"
_SIGNALS = {VARIABLE: signal.SIGKILL, FREEZE_VARIABLE: signal.SIGSTOP}


def _plant(name: str, number: signal.Signals) -> None:
    step = STEPS[name]
    setattr(step.owner, step.method, with_fault(step, lambda: os.kill(os.getpid(), number)))


if __name__ == "__main__":
    for variable, number in _SIGNALS.items():
        if name := os.environ.get(variable):
            _plant(name, number)
    run_service(NAME, main)
