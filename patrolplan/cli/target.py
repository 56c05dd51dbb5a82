"""Where a plan is to be written: told before the work that it cannot be, and never lost after it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from patrolplan.record.errors import RecordError
from patrolplan.record.types import Record


def fault(path: Path, force: bool) -> str | None:
    """Why a file cannot be written there, in words; None where it can, as far as can be told now."""
    target = Path(os.path.realpath(path))
    if target.is_dir():
        return f"{path} is a folder; give a file name in it"
    if target.exists() and not target.is_file():
        return f"{path} is no file that can be written to"
    if target.exists() and not force:
        return f"{path} is there already; give another name, or --force to replace it"
    folder = target.parent
    if not folder.is_dir():
        return f"there is no folder {folder} to write {path.name} in; make it first, or give another name"
    if not os.access(folder, os.W_OK | os.X_OK):
        return f"this user may not write in {folder}; give another place"
    return None


def save(path: Path, record: Record, force: bool) -> tuple[Path, str | None]:
    """Write the plan; if it cannot be written where it was wanted, to the nearest place where it can.

    Returns:
        Where it stands now, and why it is not where it was wanted (None where it is).

    Raises:
        RecordError: it cannot be written anywhere; what stood at `path` is untouched.

    """
    from patrolplan.record.file import write

    try:
        write(path, record, force)
    except RecordError as error:
        for other in _elsewhere(path):
            try:
                write(other, record)
            except RecordError:
                continue
            return other, str(error)
        raise
    return path, None


def _elsewhere(path: Path) -> Iterator[Path]:
    """Names beside the wanted one, then in the folder that we stand in, then among temporary files."""
    for folder in (path.parent, Path.cwd(), Path(tempfile.gettempdir())):
        for number in range(2, 100):
            other = folder / f"{path.stem}-{number}{path.suffix}"
            if not other.exists():
                yield other
                break
