"""What may still lack its proof? Nothing else may, and nothing that has it may stand here.

A requirement of behaviour needs a test and a mutation that the test notices, a conflict a test; `conflict 4` names one.
"""

NOT_YET: frozenset[str] = frozenset(
    {
        "R-B4",
        "R-C5",
        "R-C10",
        "R-C11",
        "R-D3",
        "R-D6",
        "R-D12",
        "R-D13",
        "R-D14",
        "R-E1",
        "R-E2",
        "R-E3",
        "R-E4",
        "R-E5",
        "R-E6",
        "R-E7",
        "R-E9",
        "R-E10",
        "R-E11",
        "R-E12",
        "R-E13",
        "R-E14",
        "R-E15",
        "R-E16",
        "R-I8",
        "R-I9",
        "R-I10",
        "R-I11",
        "R-J7",
        "R-J8",
        "R-J9",
    }
)
