"""The seal that every product carries: which plan a file was made from."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_SEAL: Final = re.compile(rb"patrolplan-seal/1 issue=(\d{1,9}) sha256=([0-9a-f]{64})")
_FOLD: Final = re.compile(rb"\r?\n[ \t]+")
LIMIT: Final = 256 * 1024 * 1024
"""Most that is read of a file, unpacked, in bytes."""


@dataclass(frozen=True, order=True)
class Seal:
    """A plan file: its issue, and the SHA-256 of its bytes."""

    issue: int
    hash: str


def seals(path: Path) -> frozenset[Seal]:
    """Every seal in a product, whatever its format; of a zip, those of what is in it.

    Raises:
        OSError: the file cannot be read.
        ValueError: it is too large, or a broken zip.

    """
    with path.open("rb") as file:
        data = file.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise ValueError(f"is larger than {LIMIT // 2**20} MiB: that is no product of patrolplan")
    return frozenset(
        Seal(int(issue), digest.decode())
        for part in _parts(data)
        # iCalendar and our own messages break long lines; a seal may stand across a break.
        for text in (part, _FOLD.sub(b"", part), _FOLD.sub(b" ", part))
        for issue, digest in _SEAL.findall(text)
    )


def _parts(data: bytes) -> Iterator[bytes]:
    if data[:4] != b"PK\x03\x04":
        yield data
        return
    left = LIMIT
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for entry in package.infolist():
                if entry.flag_bits & 1:
                    raise ValueError(f"is a locked zip: {entry.filename}")
                with package.open(entry) as member:
                    part = member.read(left + 1)
                left -= len(part)
                if left < 0:
                    raise ValueError(f"unpacks to more than {LIMIT // 2**20} MiB")
                yield part
    except (zipfile.BadZipFile, NotImplementedError, EOFError) as error:
        raise ValueError(f"is a broken zip: {error}") from None
