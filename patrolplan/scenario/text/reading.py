"""A file's bytes into text, or the reason why not."""

from __future__ import annotations

import re
import stat
from pathlib import Path
from typing import Final

from patrolplan.scenario.diagnostics import Diagnostic
from patrolplan.scenario.text.source import Source, Span, whole

MOST_BYTES: Final = 2 * 1024 * 1024
"""A scenario of 300 areas and 200 ships has some 100 kB."""

_BOM: Final = "\ufeff"
# What YAML 1.2.2 (production c-printable) does not allow in a file, except the tab.
_UNPRINTABLE: Final = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


def read_source(path: Path | str) -> tuple[Source, tuple[Diagnostic, ...]]:
    """The file as a source; with a diagnostic, and no text, where it cannot be read."""
    name = str(path)
    path = Path(path)
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            return _refused(
                name, "file-folder", "this is a folder, not a scenario", "name the YAML file in it"
            )
        if not stat.S_ISREG(kind):
            return _refused(name, "file-kind", "this is no ordinary file", "name a YAML file")
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return _refused(
            name, "file-missing", "there is no such file", "check the path; patrolplan init writes one"
        )
    except PermissionError:
        return _refused(
            name, "file-unreadable", "you have no right to read this file", "ask its owner for it"
        )
    except (OSError, ValueError) as error:  # ValueError: a path that holds a null byte
        reason = getattr(error, "strerror", None) or str(error)
        return _refused(name, "file-unreadable", f"this file cannot be read: {reason}", "check the path")
    if len(data) > MOST_BYTES:
        limit = MOST_BYTES // 2**20
        return _refused(
            name, "file-size", f"this file is larger than {limit} MB", "a scenario is text of some kilobytes"
        )
    return decode(name, data)


def decode(name: str, data: bytes) -> tuple[Source, tuple[Diagnostic, ...]]:
    """UTF-8 with or without a byte order mark; what cannot be text of YAML is refused with its place."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _refused(name, "not-utf8", "this file is UTF-16", "save it as UTF-8")
    try:
        text = data.decode("utf-8").removeprefix(_BOM)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").removeprefix(_BOM)
        # The rest is shown as it can be: only the place matters.
        source = Source(name, data.decode("utf-8", errors="replace").removeprefix(_BOM), data)
        span = _at(source, before)
        message = f"this file is not UTF-8: byte {data[error.start]:#04x} is no part of it"
        return source, (Diagnostic("not-utf8", "error", message, span, "save it as UTF-8"),)
    source = Source(name, text, data)
    odd = _UNPRINTABLE.search(text)
    if odd:
        message = f"a character that no text holds stands here (U+{ord(odd.group()):04X})"
        return source, (
            Diagnostic("control-character", "error", message, _at(source, text[: odd.start()]), "delete it"),
        )
    return source, ()


def _at(source: Source, before: str) -> Span:
    """The place just behind `before`, the text's beginning."""
    lines = Source("", before).lines
    line, column = len(lines), len(lines[-1]) + 1
    return Span(source, line, column, line, column + 1)


def _refused(name: str, id: str, message: str, cure: str) -> tuple[Source, tuple[Diagnostic, ...]]:
    source = Source(name)
    return source, (Diagnostic(id, "error", message, whole(source), cure),)
