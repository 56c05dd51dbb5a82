"""One place for how kernels are compiled: cached on disk, without the GIL, IEEE arithmetic."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

from patrolplan.kernels import keep_by_source

keep_by_source()

F = TypeVar("F", bound=Callable[..., Any])


def kernel(function: F) -> F:
    """Compile for speed; no fastmath, so that backtracking may compare sums exactly."""
    return cast(F, numba.njit(cache=True, nogil=True, error_model="numpy")(function))


def inlined(function: F) -> F:
    """As `kernel`, inlined into its callers."""
    return cast(F, numba.njit(cache=True, nogil=True, error_model="numpy", inline="always")(function))
