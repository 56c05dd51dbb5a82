"""What an answer leaves short of what is asked for, by name, with its price and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from patrolplan.formulation.asked.programme import programme_shortfalls
from patrolplan.formulation.types import Formulation
from patrolplan.formulation.words.looks import Seen, looks_of
from patrolplan.problem.requirements import Coverage
from patrolplan.problem.types import NEVER, Choice, Look, Problem
from patrolplan.record.types import Shortfall

SHOWN = 3
"""Stretches that a reason names; the others are counted."""


def shortfalls(f: Formulation, choice: Choice) -> tuple[Shortfall, ...]:
    """Every requirement that the answer misses, in the scenario's order (rules are another thing)."""
    asked = f.problem.requirements
    programme = tuple(programme_shortfalls(f, choice))
    if not len(asked):
        return programme
    met = rows_met(f, choice)
    rows, found = asked.meetings, {}
    for group in np.unique(rows.group[np.isfinite(rows.price) & ~met]).tolist():
        lost = np.flatnonzero((rows.group == group) & ~met)
        cost = float(rows.price[lost].sum())
        unit = "slots" if asked.names[group].endswith("presence") else "looks"
        found[group] = Shortfall(asked.names[group], float(len(lost)), unit, cost, _why(f, lost))
    for row in asked.coverages:
        seen = _seen(f, choice, row)
        if row.need - seen > 0.0:
            found[row.group] = _uncovered(f, asked.names[row.group], row, seen)
    return (*(found[group] for group in sorted(found)), *programme)


def rows_met(f: Formulation, choice: Choice) -> NDArray[np.bool_]:
    """(R,) the meeting rows that some look of the answer meets."""
    movers = [ship.mover for ship in f.problem.ships]
    looks = [(movers[n], look) for n, mine in enumerate(choice.ships) for look in mine]
    looks += [(f.problem.detachments[x.detachment].mover, look) for x in choice.flights for look in x.looks]
    return met_by(f.problem, looks)


def met_by(problem: Problem, looks: Iterable[tuple[int, Look]]) -> NDArray[np.bool_]:
    """(R,) the meeting rows that some of the looks, each with its mover, meets."""
    rows, T = problem.requirements.meetings, problem.grid.slot_ticks
    met = np.zeros(len(rows), dtype=np.bool_)
    sizes = np.diff(rows.begin)
    row_of = np.repeat(np.arange(len(rows)), sizes)
    for mover, look in looks:
        first, last = look.start // T, -(-look.end // T)
        some = row_of[rows.sector == look.sector]
        touches = (rows.first[some] < last) & (rows.last[some] > first)
        touches &= (rows.mover[some] == -1) | (rows.mover[some] == mover)
        inside = (rows.first_tick[some] <= look.start) & (look.end <= rows.last_tick[some])
        met[some[touches & (inside | ~rows.within[some])]] = True
    return met


def missed_rules(f: Formulation, choice: Choice) -> tuple[str, ...]:
    """Names of the rules (pins) that an answer does not keep."""
    rows = f.problem.requirements.meetings
    broken = rows.group[np.isinf(rows.price) & ~rows_met(f, choice)]
    return tuple(f.problem.requirements.names[group] for group in np.unique(broken).tolist())


def _seen(f: Formulation, choice: Choice, row: Coverage) -> float:
    """What the answer identifies of a row's own weight."""
    ships, flights = looks_of(f.problem, choice)
    seen: list[Seen] = [one for looks in (*ships, *flights) for one in looks]
    miss = np.ones(f.problem.weight.shape)
    for one in seen:
        for step, pod in one.pods:
            miss[one.look.sector, step] *= 1.0 - pod
    return float((row.weight * (1.0 - miss[row.sector])).sum())


def _uncovered(f: Formulation, name: str, row: Coverage, seen: float) -> Shortfall:
    rated = any(area.transfers_per_day is not None for area in f.scenario.areas.values())
    total, short = float(row.weight.sum()), row.need - seen
    reason = (
        f"{seen / total:.1%} of what begins there is identified, {row.need / total:.1%} is asked for; "
        f"no better was found at a price of {row.price:g}"
    )
    return Shortfall(name, short, "transfers" if rated else "value", short * row.price, reason)


def _why(f: Formulation, lost: NDArray[np.intp]) -> str:
    """Where and when rows are missed, and how many nobody could have met."""
    said = _stretches(f, lost)
    closed = open_ = 0
    could = _could(f)
    rows = f.problem.requirements.meetings
    for r in lost.tolist():
        there = could[rows.sector[rows.begin[r] : rows.begin[r + 1]], rows.first[r] : rows.last[r]]
        if there.any():
            open_ += 1
        else:
            closed += 1
    why = []
    if closed:
        why.append(f"{closed} that nobody may or can meet (closed, or out of reach)")
    if open_:
        why.append(f"{open_} for which no better was found at their price")
    return f"{said}: {', '.join(why)}"


def _stretches(f: Formulation, lost: NDArray[np.intp]) -> str:
    """Runs of missed rows, the longest first: 609LC 250600Z to 251200Z."""
    rows, ids = f.problem.requirements.meetings, [sector.id for sector in f.water.sectors]

    def place(r: int) -> str:
        sectors = rows.sector[rows.begin[r] : rows.begin[r + 1]].tolist()
        return ids[sectors[0]] if len(sectors) == 1 else "nobody in it"

    runs: list[tuple[int, str, int, int]] = []
    for where, group in groupby(lost.tolist(), key=place):
        for _, run in groupby(enumerate(group), key=lambda pair: int(rows.first[pair[1]]) - pair[0]):
            mine: Sequence[int] = [r for _, r in run]
            first, last = int(rows.first[mine[0]]), int(rows.last[mine[-1]])
            runs.append((first - last, where, first, last))
    runs.sort()
    T, at = f.clock.slot_ticks, f.clock.at
    named = [
        f"{where} {at(first * T):%d%H%MZ} to {at(last * T):%d%H%MZ}" for _, where, first, last in runs[:SHOWN]
    ]
    more = f" and {len(runs) - SHOWN} more" if len(runs) > SHOWN else ""
    return ", ".join(named) + more


def _could(f: Formulation) -> NDArray[np.bool_]:
    """(S, K) slots that some asset may meet and can be in, everything else aside."""
    problem, T = f.problem, f.clock.slot_ticks
    could = np.zeros(problem.weight.shape, dtype=np.bool_)
    begins = np.arange(problem.grid.steps)[None, :] * T
    for ship in problem.ships:
        for spell in ship.spells:
            inside = (spell.entry[:, None] <= begins) & (begins + T <= spell.exit[:, None])
            could |= inside & problem.movers[ship.mover].allowed
    for det in problem.detachments:
        if not len(det.takeoffs):
            continue
        out = np.full(problem.grid.sectors, NEVER, dtype=np.int64)
        np.minimum.at(out, det.outbound.head, det.outbound.ticks)
        reach = out[:, None] + int(det.takeoffs.min()) < begins + T
        could |= reach & problem.movers[det.mover].allowed
    return could
