"""patrolplan: who watches which sector when, with no two tasked to the same water at once.

The package is a house of rooms; arrows between them run downwards only (see docs/house.md and
the import contracts in pyproject.toml). Nothing is imported here, so that each command pays only
for what it uses.
"""

__version__ = "0.1.0"
