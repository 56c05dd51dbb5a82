"""Letters that tell the parts of one cell or one drawn sector apart."""

from __future__ import annotations


def letters(number: int) -> str:
    """1 is a, 26 z, 27 aa."""
    text = ""
    while number:
        number, digit = divmod(number - 1, 26)
        text = chr(ord("a") + digit) + text
    return text
