"""Products on the disk: whole or not at all."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path


def put(path: Path, data: bytes) -> None:
    """Write a file beside itself and give it its name at the end. Raises OSError."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        temporary.write_bytes(data)
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def folder_fault(folder: Path, force: bool) -> str | None:
    """Why products cannot go into a folder; None where they can."""
    if folder.exists() and not folder.is_dir():
        return f"{folder} is a file; --all writes a folder: give another name"
    if folder.is_dir() and any(folder.iterdir()) and not force:
        return f"{folder} is there already and not empty; give another name, or --force to write into it"
    if not folder.exists() and not folder.parent.is_dir():
        return f"there is no folder {folder.parent} to make {folder.name} in; make it first"
    return None
