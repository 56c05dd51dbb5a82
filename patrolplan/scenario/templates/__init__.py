"""Scenarios to start from, as `patrolplan init` writes them: one YAML file per theatre, each of which
passes `check` as it stands. `text` reads them; nothing else is done here.
"""

from __future__ import annotations

from importlib import resources
from typing import Final

THEATRES: Final = ("east-china-sea", "gulf-of-aden", "blank")


def text(theatre: str) -> str:
    """Return the template of a theatre. Raises KeyError for one that there is none of."""
    if theatre not in THEATRES:
        raise KeyError(theatre)
    return resources.files(__package__).joinpath(f"{theatre}.yaml").read_text(encoding="utf-8")
