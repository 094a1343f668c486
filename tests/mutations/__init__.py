"""Would the tests notice if a rule of law were broken?"""
