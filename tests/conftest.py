"""Which fixtures does every test have?"""

pytest_plugins = ["tests.support.backing"]
