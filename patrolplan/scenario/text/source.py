"""A text that a scenario is read from, and places in it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property

# Where YAML (and libyaml's line count) ends a line; str.splitlines knows more ends than YAML does.
_LINE_END = re.compile("\r\n|[\r\n\x85\u2028\u2029]")


@dataclass(frozen=True, eq=False)
class Source:
    """A named text: a file, or what followed `--set`. Two are the same only if they are one object."""

    name: str
    """As messages show it: the path that the planner gave."""
    text: str = ""
    data: bytes = b""
    """What was read, before decoding."""

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends; line 1 is `lines[0]`."""
        return _LINE_END.split(self.text)

    @property
    def sha256(self) -> str:
        """Of the bytes as read, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a source. Lines and columns count from 1, in characters; the end is exclusive.

    Line 0 means the source as a whole.
    """

    source: Source
    line: int
    column: int
    end_line: int
    end_column: int

    @property
    def whole(self) -> bool:
        """True where the source as a whole is meant."""
        return self.line == 0


def whole(source: Source) -> Span:
    """The source as a whole."""
    return Span(source, 0, 0, 0, 0)
