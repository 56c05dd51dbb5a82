"""What every kind of diagnostic means: one entry each, with a bad and a good example, which
`patrolplan rule` prints and tests run. The entries are YAML files in this folder, by what they are about.
"""

from __future__ import annotations

from patrolplan.scenario.rules.entries import Entry, entries, titles

__all__ = ["Entry", "entries", "titles"]
