"""How a track that passes identifies: at random, within a definite range, or by an inverse cube.

Each law takes a task's moves, things of its sector (when each is there, and where) and a source of chance,
and tells which of them the task identifies. B. O. Koopman, Search and Screening (1980), chapters 2 and 3.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from patrolplan.simulation.moves import Moves

Booleans = NDArray[np.bool_]
Floats = NDArray[np.float64]
Law = Callable[[Moves, Floats, Floats, Floats, float, np.random.Generator], Booleans]
"""(moves, (n,) begins and ends [s], (n, 2) places in the sector's plane [nm], its nm², chance) → (n,)."""

NEAREST_NM = 1e-3
"""Nobody passes nearer than this: the inverse cube has no end there."""


def random_search(
    moves: Moves, begins: Floats, ends: Floats, places: Floats, area_nm2: float, chance: np.random.Generator
) -> Booleans:
    """Looks fall at random over the sector: each small part of it is swept at the rate W·v/A, wherever the
    track happens to be. A thing is identified once what is swept while it is there passes a draw from the
    exponential distribution.
    """
    times, swept = moves.swept(area_nm2)
    seen = np.interp(ends, times, swept) - np.interp(begins, times, swept)
    return np.asarray(seen > chance.standard_exponential(len(begins)))


def definite_range(
    moves: Moves, begins: Floats, ends: Floats, places: Floats, area_nm2: float, chance: np.random.Generator
) -> Booleans:
    """Whatever is there when the track passes within W/2 of it is identified, and nothing else. A move that
    is faster than contacts can be looked at identifies only the share that it has time for.
    """
    along = moves.b - moves.a
    square = np.einsum("mi,mi->m", along, along)
    spans = moves.end_s - moves.start_s
    low = np.clip((begins[:, None] - moves.start_s) / spans, 0.0, 1.0)
    high = np.clip((ends[:, None] - moves.start_s) / spans, 0.0, 1.0)
    offset = places[:, None, :] - moves.a
    nearest = np.einsum("nmi,mi->nm", offset, along) / np.maximum(square, 1e-12)
    nearest = np.clip(nearest, low, high)
    apart = offset - nearest[..., None] * along
    inside = np.einsum("nmi,nmi->nm", apart, apart) <= (moves.width_nm / 2.0) ** 2
    met = inside & (high > low)
    lucky = chance.random(met.shape) < moves.share
    return np.asarray((met & lucky).any(axis=1))


def inverse_cube(
    moves: Moves, begins: Floats, ends: Floats, places: Floats, area_nm2: float, chance: np.random.Generator
) -> Booleans:
    """Sight falls off with the cube of range, as of a wake seen from above.

    A straight pass from y1 to y2 along the track, x to the side, gathers m/x² · (sin θ2 − sin θ1) with
    sin θ = y/√(x² + y²). For a pass from far to far that is 2m/x², and the sweep width ∫ 1 − exp(−2m/x²) dx
    = √(8π m): so m = W²/8π. What is faster than effective speed gathers less in proportion.
    """
    along = moves.b - moves.a
    length = np.hypot(along[:, 0], along[:, 1])
    ahead = along / np.maximum(length, 1e-9)[:, None]
    spans = moves.end_s - moves.start_s
    low = np.clip((begins[:, None] - moves.start_s) / spans, 0.0, 1.0) * length
    high = np.clip((ends[:, None] - moves.start_s) / spans, 0.0, 1.0) * length
    offset = places[:, None, :] - moves.a
    y = np.einsum("nmi,mi->nm", offset, ahead)
    x = np.maximum(np.abs(offset[..., 0] * ahead[:, 1] - offset[..., 1] * ahead[:, 0]), NEAREST_NM)
    sines = [(end - y) / np.hypot(x, end - y) for end in (low, high)]
    gathered = moves.width_nm**2 / (8.0 * np.pi) * moves.share / x**2 * (sines[1] - sines[0])
    return np.asarray(gathered.sum(axis=1) > chance.standard_exponential(len(begins)))


LAWS: Final[dict[str, Law]] = {
    "random": random_search,
    "definite": definite_range,
    "inverse-cube": inverse_cube,
}
"""By the names that planners use."""
