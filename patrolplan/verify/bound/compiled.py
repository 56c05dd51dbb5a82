"""One way to compile a kernel: to machine code, remembered on disk, free of the interpreter's lock."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

import numba

from patrolplan.kernels import keep_by_source

keep_by_source()

Kernel = TypeVar("Kernel", bound=Callable[..., object])


def compiled(kernel: Kernel) -> Kernel:
    """The kernel compiled by numba on its first call; strict arithmetic (no fast-math)."""
    return cast(Kernel, numba.njit(cache=True, nogil=True, fastmath=False)(kernel))
