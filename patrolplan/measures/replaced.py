"""Which plan a plan replaces, in words."""

from __future__ import annotations

import re

_HASH = re.compile(r"[0-9a-f]{64}")
SHORT = 12


def replaced(name: str) -> str:
    """The name of the plan that is replaced; one known by its hash is called by the first figures of it."""
    return f"plan {name[:SHORT]}" if _HASH.fullmatch(name) else name
