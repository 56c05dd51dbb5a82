"""The page's scripts and styles, put into one text each.

Scripts are ES modules, so that they are checked and tested one by one. Here each becomes a function
that gives back what it exports, in the order in which they need each other: no bundler, and names in one
module do not meet those in another.
"""

from __future__ import annotations

import base64
import hashlib
import posixpath
import re
from functools import cache
from importlib.resources import files
from typing import Final

_IMPORT: Final = re.compile(r'^import \{([^}]*)\} from "(\.[./a-z_]+)\.js";\n', re.MULTILINE)
_EXPORT: Final = re.compile(r"^export (?=(?:function|const|class) (\w+))", re.MULTILINE)
_COMMENT: Final = re.compile(r"^[ \t]*/\*\*.*?\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
STYLES: Final = ("shades", "page", "chart", "timelines", "changes", "paper")
_ROOT: Final = re.compile(r":root \{\n(.*?)\}\n", re.DOTALL)
MAIN: Final = "main"


@cache
def script() -> str:
    """All scripts as one, beginning at `main`."""
    order: list[str] = []
    _visit(MAIN, order, ())
    parts = ['"use strict";\n(() => {\n']
    parts += [_wrapped(name) for name in order]
    return "".join(parts) + "})();\n"


@cache
def style() -> str:
    """All styles, in the order in which they build on each other."""
    return _colours() + "".join(_read("styles", f"{name}.css") for name in STYLES)


def _colours() -> str:
    """Colours by day; by night as the system or the reader chooses; on paper those of the day, or its own."""
    day, night, paper = (
        _declared(_read("styles/colours", f"{name}.css")) for name in ("day", "night", "paper")
    )
    system, chosen = ':root:not([data-theme="day"])', ':root[data-theme="night"]'
    return (
        f":root {{\n{day}}}\n"
        f"@media (prefers-color-scheme: dark) {{\n{system} {{\n{night}}}\n}}\n"
        f"{chosen} {{\n{night}}}\n"
        f"@media print {{\n:root, {system}, {chosen} {{\n{day}{paper}}}\n}}\n"
    )


def _declared(text: str) -> str:
    """What stands within the one `:root` of a file."""
    found = _ROOT.search(text)
    if found is None:
        raise ValueError("a file of colours has one :root")
    return found[1]


def sha256(text: str) -> str:
    """The hash by which a content security policy lets a script or style through."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def css_string(text: str) -> str:
    """Any text as a CSS string: everything but plain letters and figures is written as its number."""
    return '"' + "".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):x} " for c in text) + '"'


def _visit(name: str, order: list[str], above: tuple[str, ...]) -> None:
    if name in above:
        raise ValueError(f"scripts import each other in a ring: {' -> '.join((*above, name))}")
    if name in order:
        return
    for found in _IMPORT.finditer(_read("scripts", f"{name}.js")):
        _visit(_target(name, found[2]), order, (*above, name))
    order.append(name)


def _wrapped(name: str) -> str:
    """A module as a constant that holds what it exports."""
    text = _read("scripts", f"{name}.js")
    exported = [found[1] for found in _EXPORT.finditer(text)]
    needs = "".join(
        f"const {{{_names(found[1])}}} = {_constant(_target(name, found[2]))};\n"
        for found in _IMPORT.finditer(text)
    )
    body = _COMMENT.sub("", _EXPORT.sub("", _IMPORT.sub("", text)))
    return f"const {_constant(name)} = (() => {{\n{needs}{body}return {{{', '.join(exported)}}};\n}})();\n"


def _names(text: str) -> str:
    return ", ".join(name.strip() for name in text.split(",") if name.strip())


def _target(name: str, given: str) -> str:
    """The module that an import in another one names."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), given))


def _constant(name: str) -> str:
    return "module_" + name.replace("/", "_")


def _read(folder: str, name: str) -> str:
    text = files("patrolplan.brief").joinpath(folder, name).read_text(encoding="utf-8")
    if "</script" in text or "</style" in text:
        raise ValueError(f"{name} would close its own element")
    return text
