"""How the page writes figures."""

from __future__ import annotations


def amount(count: float) -> str:
    """Three figures or so: 1,204 or 35.1 or 4.27 or 0.031; a dash for none."""
    if not count:
        return "–"
    if abs(count) >= 99.95:
        return f"{count:,.0f}"
    if abs(count) >= 9.995:
        return f"{count:.1f}"
    return f"{count:.2f}" if abs(count) >= 0.9995 else f"{count:.3f}"


def percent(share: float) -> str:
    """38.2 %; a dash for none."""
    return f"{share * 100:.1f} %" if share else "–"


def hours(count: float) -> str:
    """26.0; a dash for none."""
    return f"{count:.1f}" if count else "–"


def number(count: int) -> str:
    """1,204; a dash for none."""
    return f"{count:,}" if count else "–"


def counted(count: int, one: str) -> str:
    """`1 ship`, `3 ships`."""
    return f"{count:,} {one if count == 1 else one + 's'}"


def capital(text: str) -> str:
    """The first letter large, the rest as it is."""
    return text[:1].upper() + text[1:]
