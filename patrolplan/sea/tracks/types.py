"""What a search track is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

Fix = tuple[float, float, datetime]
"""Longitude, latitude [degrees] and time."""


@dataclass(frozen=True)
class Track:
    """A task's track from its start to its end; each part begins where and when the one before it ends."""

    passage_in: tuple[Fix, ...]
    """From the entry to where the search commences, at transit speed; empty if there is no way to go."""
    search: tuple[Fix, ...]
    """At search speed. Two equal places when the asset can only hold."""
    passage_out: tuple[Fix, ...]
    spacing_nm: float
    """Between neighbouring legs; 0 where there is one line."""
    note: str
    """Why the track is other than asked for, in words; empty if it is not."""

    @property
    def fixes(self) -> tuple[Fix, ...]:
        """All fixes in order, each once."""
        joined = self.passage_in + self.search + self.passage_out
        return tuple(fix for k, fix in enumerate(joined) if not k or fix != joined[k - 1])
