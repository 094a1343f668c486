"""The router as a process of its own that ends itself, as a power cut would, the first time it reaches a step.

`BIMER_TEST_KILL` names the step; only this module reads it.
"""

import os
import signal

from runtime.processor import NAME
from runtime.service import run_service
from services.router.__main__ import main
from tests.support.faults import STEPS, with_fault

VARIABLE = "BIMER_TEST_KILL"

if __name__ == "__main__":
    if name := os.environ.get(VARIABLE):
        step = STEPS[name]
        setattr(step.owner, step.method, with_fault(step, lambda: os.kill(os.getpid(), signal.SIGKILL)))
    run_service(NAME, main)
