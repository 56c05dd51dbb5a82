"""Reading and writing the plan file: whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path
from typing import Final

from patrolplan.record.canonical import canonical
from patrolplan.record.errors import FileExists, RecordError
from patrolplan.record.types import Record

LIMIT: Final = 256 * 1024 * 1024
"""Largest file read, in bytes: a week of the whole theatre is a tenth of it."""


def read(path: Path | str) -> Record:
    """Read a plan file.

    Args:
        path: the file; text in UTF-8, of any format that `migrations` knows.

    Raises:
        RecordError: it is not there, not readable, larger than `LIMIT`, cut short, no plan, of a
            newer format, or refused by the schema; with what is wrong and where, in words.

    """
    path = Path(path)
    try:
        with path.open("rb") as file:
            data = file.read(LIMIT + 1)
    except OSError as error:
        raise RecordError(path, (_said(error),)) from error
    if len(data) > LIMIT:
        raise RecordError(path, (f"is larger than {LIMIT // 2**20} MiB: that is no plan file",))
    # Imported here, since pydantic takes a tenth of a second and writing does without.
    from patrolplan.record.parse import parse

    try:
        return parse(data)
    except RecordError as error:
        problems = error.problems
        if path.suffix.lower() in (".yaml", ".yml"):
            problems = (f"is a scenario, not a plan: `patrolplan solve {path} -o plan.json` makes one",)
        raise RecordError(path, problems, error.left_off) from None


def write(path: Path | str, record: Record, force: bool = False) -> None:
    """Write a plan file in its canonical form, so that it is there whole or not at all.

    It is written to a temporary file in the same folder, forced to the disk, and only then given its
    name; whatever goes wrong before that leaves what stood there untouched.

    Args:
        path: the file; a symbolic link is followed.
        record: what to write.
        force: replace a file that is there already.

    Raises:
        FileExists: there is one, and `force` was not given.
        RecordError: the folder is missing or not writable, the disk is full, the name is that of
            something other than a file, or the record holds what no plan file can.

    """
    given = Path(path)
    target = Path(os.path.realpath(given))
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        mode = None
    except OSError as error:
        raise RecordError(given, (_said(error),)) from error
    if mode is not None and not stat.S_ISREG(mode):
        raise RecordError(given, ("is no file that a plan can be written to",))
    if mode is not None and not force:
        raise FileExists(given)
    if not target.parent.is_dir():
        raise RecordError(given, (f"there is no folder {target.parent} to write it in",))
    try:
        data = canonical(record)
    except RecordError as error:
        raise RecordError(given, error.problems) from error
    try:
        _replace(target, data, given, force)
    except OSError as error:
        raise RecordError(given, (f"cannot be written: {_said(error)}",)) from error


def _replace(target: Path, data: bytes, given: Path, force: bool) -> None:
    temporary, descriptor = _create(target)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if force:
            temporary.replace(target)
        else:
            _name_once(temporary, target, given)
    except BaseException:  # Ctrl-C too: no temporary file stays behind
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(target.parent)


def _create(target: Path) -> tuple[Path, int]:
    """A new file beside the target, with the rights that an ordinary new file gets."""
    for attempt in range(1000):
        temporary = target.with_name(f".{target.name}.{os.getpid()}-{attempt}.tmp")
        with contextlib.suppress(FileExistsError):
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
            return temporary, os.open(temporary, flags, 0o666)
    raise FileExistsError(f"no free temporary name beside {target}")


def _name_once(temporary: Path, target: Path, given: Path) -> None:
    """Give the file its name unless somebody took it since we looked."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise FileExists(given) from None
    except OSError:  # a file system without hard links: look once more, then rename
        if target.exists():
            raise FileExists(given) from None
        temporary.replace(target)
    else:
        temporary.unlink()


def _sync_folder(folder: Path) -> None:
    """Force the new name to the disk, where the system can."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _said(error: OSError) -> str:
    """The system's reason in a planner's words."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    if isinstance(error, IsADirectoryError):
        return "is a folder, not a file"
    if isinstance(error, PermissionError):
        return "this user may not open it"
    reason = error.strerror or str(error)
    return reason[:1].lower() + reason[1:]
