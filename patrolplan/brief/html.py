"""Elements of HTML and SVG, escaped where they are made: no other module writes an angle bracket."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_VOID: Final = frozenset(("meta", "input", "br", "col", "link"))
_SIGNS: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
# No page shows control characters, halves of surrogate pairs, or signs that turn what follows around.
_UNFIT: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)


class Html(str):
    """Text that is markup already. Only this module makes it from text that is not."""

    __slots__ = ()


Child = Html | str | int | float | None
Value = str | int | float | bool | None


def shown(text: str) -> str:
    """The text without what no page should show; what is taken out leaves U+FFFD."""
    return _UNFIT.sub("\ufffd", text)


def escaped(text: str) -> Html:
    """Text as markup, fit for contents and for quoted attributes."""
    return Html(shown(text).translate(_SIGNS))


def tag(name: str, /, *children: Child | Iterable[Child], **attributes: Value) -> Html:
    """An element.

    Children that are `Html` stay as they are, other text is escaped, None is left out. In names of
    attributes `_` stands for `-` and one at the end is dropped (`class_`); an attribute of None or False is
    left out, one of True stands without a value.
    """
    parts = [f"<{name}"]
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        word = key.rstrip("_").replace("_", "-")
        parts.append(f" {word}" if value is True else f' {word}="{escaped(str(value))}"')
    parts.append(">")
    if name in _VOID:
        return Html("".join(parts))
    parts.append(joined(*children))
    parts.append(f"</{name}>")
    return Html("".join(parts))


def joined(*children: Child | Iterable[Child]) -> Html:
    """Several pieces one after the other, escaped where they are text."""
    parts: list[str] = []
    for child in children:
        if child is None:
            continue
        if isinstance(child, Html):
            parts.append(child)
        elif isinstance(child, str | int | float):
            parts.append(escaped(str(child)))
        else:
            parts.extend(joined(one) for one in child)
    return Html("".join(parts))


def raw(text: str) -> Html:
    """Markup that was made elsewhere: for the page's own scripts and styles, never for a scenario's text."""
    return Html(text)
