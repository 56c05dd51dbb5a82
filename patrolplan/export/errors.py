"""Why there is no product."""

from __future__ import annotations


class ExportError(ValueError):
    """What was asked for cannot be made; the message says why, and what to ask for instead."""
