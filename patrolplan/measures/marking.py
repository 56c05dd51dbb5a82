"""The marking that every product carries."""

from __future__ import annotations

from patrolplan.record.types import Record


def marking(record: Record) -> str:
    """Classification and release in one line: `UNCLASSIFIED  REL TO USA, AUS`."""
    classification = str(record.marking.get("classification", "UNCLASSIFIED"))
    release = ", ".join(record.marking.get("release", ()))
    return f"{classification}  REL TO {release}" if release else classification
