"""Lengths of time."""

from __future__ import annotations

from datetime import datetime


def span_h(start: datetime, end: datetime) -> float:
    """Hours from one time to another; 0 where they stand the wrong way round."""
    return max(0.0, (end - start).total_seconds() / 3600)
