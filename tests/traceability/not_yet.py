"""What may still lack its proof? Nothing else may, and nothing that has it may stand here.

A requirement of behaviour needs a test and a mutation that the test notices, a conflict a test; `conflict 4` names one.
"""

NOT_YET: frozenset[str] = frozenset()
