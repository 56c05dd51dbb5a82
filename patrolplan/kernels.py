"""Where compiled kernels are kept: by what the sources of all of them say.

numba remembers a kernel by its own file alone. One that calls a kernel of another file would go on with
what that file said before, and a plan would depend on what had been compiled when.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import numba

ROOT = Path(__file__).parent
ROOMS = ("solver", "verify/bound")


def digest(root: Path) -> str:
    """What the sources of the rooms with kernels say, in sixteen characters."""
    said = hashlib.blake2b(digest_size=8)
    for room in ROOMS:
        for file in sorted((root / room).rglob("*.py")):
            said.update(file.relative_to(root).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return said.hexdigest()


def keep_by_source() -> None:
    """Have numba keep what it compiles from here on in a folder of these very sources: beside the package,
    or where NUMBA_CACHE_DIR says. Where nothing can be written there, numba's own choice stands.
    """
    name = f"kernels-{digest(ROOT)}"
    chosen = str(numba.config.CACHE_DIR)  # type: ignore[attr-defined]
    if Path(chosen).name == name:
        return
    folder = Path(chosen) if chosen else ROOT / "__pycache__"
    try:
        (folder / name).mkdir(parents=True, exist_ok=True)
    except OSError:
        return
    if os.access(folder / name, os.W_OK):
        numba.config.CACHE_DIR = str(folder / name)  # type: ignore[attr-defined]
