"""Older plan files brought up to the present format, one step at a time.

A later format adds to `STEPS` the function that turns a file of the format before it into one of its
own, working on plain JSON values; a file of any age then walks the whole way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from patrolplan.record.types import FORMAT

STEPS: Final[Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]]] = {}
"""Format number → what turns a file of that format into one of the next. Format 1 is the first."""

CURRENT: Final = int(FORMAT.partition("/")[2])


class FormatError(Exception):
    """The file is of a format that this program cannot read; the message says why, in words."""


def number(format_text: object) -> int:
    """The number of a format such as "patrolplan/1".

    Raises:
        FormatError: it is no such text.

    """
    found = (
        re.fullmatch(r"patrolplan/([1-9][0-9]{0,5})", format_text) if isinstance(format_text, str) else None
    )
    if found is None:
        raise FormatError(f"`format` must be {FORMAT!r}, not {format_text!r}: this is no plan of patrolplan")
    return int(found.group(1))


def migrated(
    tree: dict[str, Any],
    steps: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = STEPS,
    current: int = CURRENT,
) -> dict[str, Any]:
    """The same plan in the present format; the very same object where it is in it already.

    Raises:
        FormatError: no format is given, it is newer than this program, or the way from it is not known.

    """
    have = number(tree.get("format"))
    if have > current:
        raise FormatError(
            f"it was written by a newer patrolplan (format {have}; this one reads up to {current}): "
            "update patrolplan to read it"
        )
    while have < current:
        if have not in steps:
            raise FormatError(f"format {have} is too old to be read")
        tree = {**steps[have](tree), "format": f"patrolplan/{have + 1}"}
        have += 1
    return tree
