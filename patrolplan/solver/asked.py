"""Requirements as the search and the bound know them: rows that looks meet, weights that coverage adds.

A row at price m pays m to every look that meets it. What a look on slots [p, q) of a sector earns so is
the sum over rows that begin before q less the sum over rows that end by p: two tables, by its first slot
and by its last, that `gains` adds to what looks see. A coverage row at price m adds m × its own weight to
the slots'. In the bound prices are the certificate's; in a best response they are those of missing the
rows that nobody meets yet. A rule has a price that nothing else can outweigh.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from patrolplan.problem.types import Problem
from patrolplan.solver.jit import kernel

if TYPE_CHECKING:
    from patrolplan.solver.arena import Arena
    from patrolplan.solver.levels import Day

Tables = tuple[NDArray[np.float64], NDArray[np.float64]]
"""(n, K + 1) each: a look on slots [p, q) of sector s earns `begun[s, q] - ended[s, p]`."""


@kernel
def _tables(
    sector: np.ndarray,
    row: np.ndarray,
    first: np.ndarray,
    last: np.ndarray,
    counts: np.ndarray,
    price: np.ndarray,
    ended: np.ndarray,
    begun: np.ndarray,
) -> None:
    """Fill the two tables from (sector, row) pairs; rows with `counts` false or no price are left out."""
    ended[:] = 0.0
    begun[:] = 0.0
    K = ended.shape[1] - 1
    for i in range(sector.shape[0]):
        r = row[i]
        if counts[r] and price[r] > 0.0:
            ended[sector[i], last[r]] += price[r]
            if first[r] + 1 <= K:
                begun[sector[i], first[r] + 1] += price[r]
    for s in range(ended.shape[0]):
        for k in range(1, K + 1):
            ended[s, k] += ended[s, k - 1]
            begun[s, k] += begun[s, k - 1]


@kernel
def tally(
    met: np.ndarray,
    begin: np.ndarray,
    row: np.ndarray,
    first: np.ndarray,
    last: np.ndarray,
    mover: np.ndarray,
    within: np.ndarray,
    first_tick: np.ndarray,
    last_tick: np.ndarray,
    looks: np.ndarray,
    T: int,
    step: int,
    who: int,
    sign: int,
) -> None:
    """Add `sign` to the count of every row for every look (sector, start, end; units) that meets it."""
    for x in range(looks.shape[0]):
        s = looks[x, 0]
        p = looks[x, 1] // T
        q = (looks[x, 2] - 1) // T + 1
        for i in range(begin[s], begin[s + 1]):
            r = row[i]
            if first[r] >= q or last[r] <= p or (mover[r] >= 0 and mover[r] != who):
                continue
            if within[r] and (looks[x, 1] * step < first_tick[r] or looks[x, 2] * step > last_tick[r]):
                continue
            met[r] += sign


@dataclass(frozen=True)
class Asked:
    """The requirements of a problem over an arena's n sectors; rows are numbered as the problem's."""

    begin: NDArray[np.int64]
    """(n + 1,) the rows of sector s are `row[begin[s] : begin[s + 1]]`."""
    row: NDArray[np.int64]
    sector: NDArray[np.int64]
    """(pairs,) the sector of each entry of `row`."""
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    mover: NDArray[np.int64]
    within: NDArray[np.bool_]
    first_tick: NDArray[np.int64]
    last_tick: NDArray[np.int64]
    price: NDArray[np.float64]
    """(R,) of missing each row, that of a rule included."""
    rule: NDArray[np.bool_]
    own: NDArray[np.bool_]
    """(R,) rules that only one ship can keep, once each: priced in full in every bound."""
    cover_sector: tuple[NDArray[np.int64], ...]
    cover_weight: tuple[NDArray[np.float64], ...]
    cover_price: NDArray[np.float64]
    cover_need: NDArray[np.float64]
    most: float
    """That all rows but rules together can cost."""
    unit: float
    """By which prices move in the bound: what a rich slot weighs."""
    shape: tuple[int, int]

    @property
    def rows(self) -> int:
        """How many meeting rows there are; coverage rows come after them."""
        return len(self.first)

    def tables(self, price: NDArray[np.float64], mover: int, exact: bool, out: Tables) -> Tables:
        """What looks of a mover earn at these prices (R,), written into `out`. Rows that count only looks
        within a span are left out if `exact`: `spans` has those; else all that touch the span count.
        """
        counts = (self.mover < 0) | (self.mover == mover)
        if exact:
            counts &= ~self.within
        _tables(self.sector, self.row, self.first, self.last, counts, price, *out)
        return out

    def blank(self) -> Tables:
        """Tables to be filled."""
        n, K = self.shape
        return np.zeros((n, K + 1)), np.zeros((n, K + 1))

    def spans(self, price: NDArray[np.float64], mover: int, step: int) -> NDArray[np.float64]:
        """(m, 4) sector, first and last unit, price: what looks within a span earn."""
        found = []
        for i in np.flatnonzero(self.within[self.row]).tolist():
            r = self.row[i]
            if price[r] > 0.0 and self.mover[r] in (-1, mover):
                a, b = -(-self.first_tick[r] // step), self.last_tick[r] // step
                found.append((self.sector[i], a, b, price[r]))
        return np.array(found, dtype=np.float64).reshape(-1, 4)

    def weight(self, plain: NDArray[np.float64], price: NDArray[np.float64]) -> NDArray[np.float64]:
        """(n, K) weights with what coverage rows add at these prices; `plain` itself where they add none."""
        if not (price > 0.0).any():
            return plain
        out = plain.copy()
        for sector, own, each in zip(self.cover_sector, self.cover_weight, price.tolist(), strict=True):
            out[sector] += each * own
        return out

    def covered(self, seen: NDArray[np.float64]) -> NDArray[np.float64]:
        """(rows,) what is seen of each coverage row's own; `seen` (n, K): 1 - Π (1 - POD)."""
        pairs = zip(self.cover_sector, self.cover_weight, strict=True)
        return np.array([float((own * seen[sector]).sum()) for sector, own in pairs])

    def owed(self, price: NDArray[np.float64]) -> float:
        """Σ price × what is asked, over all rows."""
        return float(price[: self.rows].sum() + (price[self.rows :] * self.cover_need).sum())


def asked_of(problem: Problem, sectors: NDArray[np.int64]) -> Asked | None:
    """The requirements over some of the problem's sectors; None where nothing is asked."""
    asked = problem.requirements
    if not len(asked):
        return None
    rows, n = asked.meetings, len(sectors)
    place = np.full(problem.grid.sectors, -1, np.int64)
    place[sectors] = np.arange(n)
    entry = np.repeat(np.arange(len(rows)), np.diff(rows.begin))
    where = place[rows.sector]
    order = np.argsort(where, kind="stable")
    order = order[where[order] >= 0]
    rule = np.isinf(rows.price)
    finite = float(rows.price[~rule].sum()) + sum(c.price * c.need for c in asked.coverages)
    huge = 2.0 * (float(problem.weight.sum()) + finite) + 1.0
    crews = {det.mover for det in problem.detachments}
    sailors = [ship.mover for ship in problem.ships]
    own = [
        bool(rule[r]) and not rows.within[r] and rows.last[r] - rows.first[r] == 1 and m not in crews
        and sailors.count(m) == 1
        for r, m in enumerate(rows.mover.tolist())
    ]  # fmt: skip
    inside = [place[c.sector] for c in asked.coverages]
    positive = problem.weight[problem.weight > 0.0]
    return Asked(
        begin=np.searchsorted(where[order], np.arange(n + 1)).astype(np.int64),
        row=entry[order].astype(np.int64),
        sector=where[order].astype(np.int64),
        first=rows.first.astype(np.int64),
        last=rows.last.astype(np.int64),
        mover=rows.mover.astype(np.int64),
        within=rows.within.copy(),
        first_tick=rows.first_tick.astype(np.int64),
        last_tick=rows.last_tick.astype(np.int64),
        price=np.where(rule, huge, rows.price),
        rule=rule,
        own=np.array(own, dtype=np.bool_),
        cover_sector=tuple(x[x >= 0] for x in inside),
        cover_weight=tuple(
            np.ascontiguousarray(c.weight[x >= 0]) for c, x in zip(asked.coverages, inside, strict=True)
        ),
        cover_price=np.array([c.price for c in asked.coverages], dtype=np.float64),
        cover_need=np.array([c.need for c in asked.coverages], dtype=np.float64),
        most=finite,
        unit=float(np.quantile(positive, 0.95)) if len(positive) else 0.0,
        shape=(n, problem.grid.steps),
    )


def rules_first(
    arena: Arena, jobs: Sequence[tuple[str, int]], days: Sequence[Day], order: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Jobs ("ship", number) and ("day", number) in this order, but those of movers with rules before all."""
    asked = arena.asked
    if asked is None or not asked.rule.any():
        return order
    bound = set(asked.mover[asked.rule].tolist())
    movers = [
        arena.ships[i].mover if kind == "ship" else arena.problem.detachments[days[i].detachment].mover
        for kind, i in jobs
    ]
    return np.array(sorted(order.tolist(), key=lambda x: movers[x] not in bound), dtype=np.int64)


def asked_sectors(problem: Problem) -> NDArray[np.int64]:
    """Sectors that some requirement names: a search must not leave them out."""
    asked = problem.requirements
    named = [asked.meetings.sector, *(c.sector for c in asked.coverages)]
    return np.unique(np.concatenate(named)).astype(np.int64)
