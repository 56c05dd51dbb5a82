"""What the exit code of every command means."""

from typing import Final

DONE: Final = 0
INPUT_WRONG: Final = 1
"""The scenario, the plan or another input cannot be used as it stands."""
USAGE: Final = 2
"""The command line itself is wrong."""
RULES_BROKEN: Final = 3
"""A plan breaks a rule, or no plan keeps them all."""
INTERRUPTED: Final = 130
"""Ctrl-C; what had been found so far is saved where the command saves at all."""
