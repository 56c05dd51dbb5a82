"""The bound that a certificate proves, in exact integers over its scale.

U = Σ ceil(scale · w · R) + Σ over ships of the dearest itinerary + Σ over detachments of the fullest
flying programme at each day's best bid - what requirements ask for at their prices. `looks` proves that U
is at least the value of any plan, `asked` that prices make it a bound of value less what shortfalls
cost; `runs`, `ships` and `private` prove the three short cuts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from multiprocessing.pool import ThreadPool

import numpy as np

from patrolplan.problem.types import Certificate, Detachment, Private, Problem

from .asked import bonuses, fault, owed, priced_weight
from .flights import Flying, dearest, fill_gains, flying_of, forward
from .groups import group_fault
from .leaves import cases, complete, restricted
from .looks import IntArray, Levels, Sight, levels_of, sight_of
from .private import private_bid
from .quotas import day_bids, fill, manned
from .ships import spell_bid, task_tables
from .ways import ways_of

PARTS = 16
"""Into which a table is cut for the threads: more than there are of them, so that none waits long."""
TABLE_BYTES = 320 * 2**20
"""Most memory for one table of gains; longer horizons are taken in stretches."""


class CertificateError(ValueError):
    """The certificate does not fit the problem; the message says how."""


@dataclass(frozen=True)
class BoundParts:
    """A proven bound and what it is made of; integers count 1 / scale."""

    scale: int
    levels: int
    """Σ ceil(scale · w · R): what the levels pay."""
    ships: tuple[int, ...]
    """Bid of each ship."""
    takeoffs: tuple[IntArray, ...]
    """For each detachment the bid of each take-off."""
    days: tuple[tuple[int, ...], ...]
    """For each detachment the best bid of each base-local day, less what its hour costs."""
    fills: tuple[int, ...]
    """For each detachment the most that its quotas let it earn at these, less what take-offs asked for and
    missing cost."""
    owed: int = 0
    """What requirements ask for, at their prices: taken off."""

    @property
    def total(self) -> int:
        """The bound in units of 1 / scale."""
        return self.levels + sum(self.ships) + sum(self.fills) - self.owed

    @property
    def value(self) -> float:
        """The bound in units of the problem's weight."""
        return self.total / self.scale


def levels_cost(problem: Problem, certificate: Certificate) -> int:
    """Σ ceil(w · level), exactly: every float is a fraction of whole numbers."""
    total = 0
    for w, level in zip(problem.weight.ravel().tolist(), certificate.level.ravel().tolist(), strict=True):
        if w > 0.0 and level > 0:
            numerator, denominator = w.as_integer_ratio()
            total -= -numerator * level // denominator
    return total


def _check(problem: Problem, certificate: Certificate) -> None:
    grid, scale = problem.grid, certificate.scale
    if scale < 1:
        raise CertificateError(f"the scale is {scale}: it must be at least 1")
    if certificate.level.shape != (grid.sectors, grid.steps):
        raise CertificateError(
            f"levels are {certificate.level.shape}, the problem has {grid.sectors} × {grid.steps} slots"
        )
    if certificate.level.min(initial=0) < 0 or certificate.level.max(initial=0) > scale:
        raise CertificateError(f"a level lies outside 0 … {scale}")
    wrong = fault(problem, certificate)
    if wrong is not None:
        raise CertificateError(wrong)
    # the kernels' floats hold whole numbers up to 2^53, their integers up to 2^63
    priced = priced_weight(problem, certificate)
    worth = scale * float(priced.max(initial=0.0))
    reach = scale * float(priced.sum()) * (grid.stay + 2 * grid.slot_ticks)
    if worth >= 2.0**52 or reach >= 2.0**62:
        raise CertificateError(
            f"the scale {scale} is too fine for weights that sum to {problem.weight.sum():g}"
        )
    for private in certificate.private:
        _check_private(problem, certificate, private)


def _check_private(problem: Problem, certificate: Certificate, private: Private) -> None:
    grid = problem.grid
    if not 0 <= private.detachment < len(problem.detachments):
        raise CertificateError(f"private levels for detachment {private.detachment}: there is none")
    where = f"private levels for the take-off at {private.takeoff}"
    if private.takeoff not in problem.detachments[private.detachment].takeoffs:
        raise CertificateError(f"{where}: no such take-off")
    if private.claim < 0:
        raise CertificateError(f"{where}: the claim {private.claim} is negative")
    if not len(private.sector) == len(private.step) == len(private.level):
        raise CertificateError(f"{where}: sectors, steps and levels differ in number")
    wrong = group_fault(private)
    if wrong is not None:
        raise CertificateError(f"{where}: {wrong}")
    if len(private.sector) == 0:
        return
    if min(private.sector.min(), private.step.min()) < 0 or (
        private.sector.max() >= grid.sectors or private.step.max() >= grid.steps
    ):
        raise CertificateError(f"{where}: a slot lies outside the problem")
    if private.level.min() < 0 or private.level.max() > certificate.scale:
        raise CertificateError(f"{where}: a level lies outside 0 … {certificate.scale}")


def ship_bids(
    problem: Problem, certificate: Certificate, levels: Levels, pool: ThreadPool
) -> tuple[int, ...]:
    """The dearest itinerary of each ship: the sum over its spells."""
    bids = [0] * len(problem.ships)
    groups = {
        m: [i for i, ship in enumerate(problem.ships) if ship.mover == m] for m in range(len(problem.movers))
    }

    def of_group(m: int) -> None:
        earned = bonuses(problem, certificate, m)
        tables = task_tables(problem.movers[m], problem.grid, levels, earned)
        ways = ways_of(problem.movers[m].arcs, problem.grid.sectors)
        for i in groups[m]:
            bids[i] = sum(spell_bid(tables, ways, spell) for spell in problem.ships[i].spells)

    pool.map(of_group, [m for m, ships in groups.items() if ships], chunksize=1)
    return tuple(bids)


def takeoff_bids(
    problem: Problem, certificate: Certificate, detachment: int, levels: Levels, pool: ThreadPool
) -> IntArray:
    """(n,) the bid of each take-off of one detachment: its dearest flight, -1 if none can be home in time."""
    det = problem.detachments[detachment]
    grid, mover = problem.grid, problem.movers[det.mover]
    sight = sight_of(mover, grid, bonuses(problem, certificate, det.mover))
    flying = flying_of(det, mover, grid)
    privates: dict[int, list[Private]] = {}
    for private in certificate.private:
        if private.detachment == detachment:
            privates.setdefault(private.takeoff, []).append(private)
    window = det.max_block // mover.step + 2
    row_bytes = grid.sectors * (int(flying.longest.max(initial=0)) + 1) * 8
    edges = grid.horizon // mover.step + 1
    stretch = max(window, min(edges, TABLE_BYTES // row_bytes))
    bids = np.full(len(det.takeoffs), -1, dtype=np.int64)
    order = np.argsort(det.takeoffs, kind="stable").tolist()
    while order:
        start = int(det.takeoffs[order[0]]) // mover.step
        end = start + stretch
        inside = [i for i in order if min(int(det.takeoffs[i]) // mover.step + window, edges) <= end]
        order = order[len(inside) :]
        table = _gains(pool, grid.sectors, start, stretch, sight, levels, flying)
        one = partial(_bid, problem, certificate, det, table, start, sight, flying, privates)
        bids[inside] = pool.map(one, [int(det.takeoffs[i]) for i in inside], chunksize=8)
    return bids


def _gains(
    pool: ThreadPool, sectors: int, start: int, stretch: int, sight: Sight, levels: Levels, flying: Flying
) -> IntArray:
    """Gains under the common levels of all looks that start within the stretch, shared by its take-offs."""
    table = np.full((stretch, sectors, int(flying.longest.max(initial=0)) + 1), -1, dtype=np.int64)
    cuts = np.linspace(0, sectors, min(sectors, PARTS) + 1).astype(int).tolist()
    parts = [(table, start, sight, levels, flying, low, high) for low, high in pairwise(cuts)]
    pool.starmap(fill_gains, parts, chunksize=1)
    return table


def _bid(
    problem: Problem,
    certificate: Certificate,
    det: Detachment,
    table: IntArray,
    start: int,
    sight: Sight,
    flying: Flying,
    privates: dict[int, list[Private]],
    takeoff: int,
) -> int:
    """The bid of one take-off, sharpened by its private levels where it has any."""
    latest = min(takeoff + det.max_block, problem.grid.horizon)
    first_edge = -(-takeoff // flying.step)
    window = table[first_edge - start : latest // flying.step + 1 - start]
    _, ended = forward(window, first_edge, takeoff, flying)
    best = dearest(ended, first_edge, latest, flying)
    for private in privates.get(takeoff, ()):
        own = private_bid(problem, certificate, private, window, first_edge, latest, sight, flying)
        best = min(best, own)
    return best


def _one(problem: Problem, certificate: Certificate, pool: ThreadPool) -> BoundParts:
    """The bound of one case."""
    off = owed(problem, certificate)
    problem = replace(problem, weight=priced_weight(problem, certificate))
    levels = levels_of(problem.weight, certificate.level, certificate.scale)
    ships = ship_bids(problem, certificate, levels, pool)
    takeoffs = tuple(
        takeoff_bids(problem, certificate, d, levels, pool) for d in range(len(problem.detachments))
    )
    days = tuple(
        day_bids(det, bids, certificate.scale)
        for det, bids in zip(problem.detachments, takeoffs, strict=True)
    )
    return BoundParts(
        scale=certificate.scale,
        levels=levels_cost(problem, certificate),
        ships=ships,
        takeoffs=takeoffs,
        days=days,
        fills=tuple(
            fill(det, bids, manned(det, problem.movers[det.mover]), certificate.scale)
            for det, bids in zip(problem.detachments, days, strict=True)
        ),
        owed=off,
    )


def bound(problem: Problem, certificate: Certificate, threads: int = 2) -> BoundParts:
    """The bound that the certificate proves, and its parts: those of the worst leaf where it has any.

    Raises CertificateError where the certificate does not fit the problem. Takes so many threads and
    well under 1 GiB; the result does not depend on either.
    """
    _check(problem, certificate)
    if not certificate.leaves:
        with ThreadPool(threads) as pool:
            return _one(problem, certificate, pool)
    try:
        found = cases([leaf.decisions for leaf in certificate.leaves])
        problems = [restricted(problem, case) for case in found]
    except ValueError as error:
        raise CertificateError(str(error)) from error
    if not complete(found):
        raise CertificateError("the leaves do not cover every case")
    worst: BoundParts | None = None
    with ThreadPool(threads) as pool:
        for number, (leaf, case) in enumerate(zip(certificate.leaves, problems, strict=True)):
            here = replace(certificate, level=leaf.level, leaves=())
            try:
                _check(case, here)
            except CertificateError as error:
                raise CertificateError(f"leaf {number}: {error}") from error
            parts = _one(case, here, pool)
            if worst is None or parts.total > worst.total:
                worst = parts
    assert worst is not None
    return worst
