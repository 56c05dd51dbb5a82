"""Pins, presence, longest gaps and least coverage as rows of the problem."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from patrolplan.formulation.asked.places import area_sectors, pinned_sector
from patrolplan.formulation.clock import Clock
from patrolplan.problem.requirements import NOTHING_ASKED, Coverage, Meetings, Requirements
from patrolplan.scenario.model import MaxGap, Pin, Presence, Scenario
from patrolplan.sea.types import Water

TIMES_MEAN = 10.0
"""Default price of a missing slot or look: so many times what begins in a slot of the area in the mean."""
PER_UNIT = 10.0
"""Default price of a missing unit of coverage."""

Rows = NDArray[np.int32]


@dataclass
class _Table:
    """Rows under way."""

    names: list[str] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    sectors: list[Rows] = field(default_factory=list)
    price: list[float] = field(default_factory=list)
    mover: list[int] = field(default_factory=list)
    ticks: list[tuple[int, int] | None] = field(default_factory=list)
    group: list[int] = field(default_factory=list)

    def named(self, name: str) -> int:
        """A new group."""
        self.names.append(name)
        return len(self.names) - 1

    def add(
        self,
        group: int,
        span: tuple[int, int],
        sectors: Rows,
        price: float,
        mover: int = -1,
        ticks: tuple[int, int] | None = None,
    ) -> None:
        """One row."""
        self.spans.append(span)
        self.sectors.append(sectors)
        self.price.append(price)
        self.mover.append(mover)
        self.ticks.append(ticks)
        self.group.append(group)

    def meetings(self, slot_ticks: int) -> Meetings:
        """All rows as arrays."""
        spans = np.array(self.spans, dtype=np.int32).reshape(-1, 2)
        ticks = [
            (first * slot_ticks, last * slot_ticks) if given is None else given
            for given, (first, last) in zip(self.ticks, self.spans, strict=True)
        ]
        inside = np.array(ticks, dtype=np.int32).reshape(-1, 2)
        sizes = [0, *(len(rows) for rows in self.sectors)]
        return Meetings(
            first=np.ascontiguousarray(spans[:, 0]),
            last=np.ascontiguousarray(spans[:, 1]),
            begin=np.cumsum(np.array(sizes, dtype=np.int64)),
            sector=np.concatenate([*self.sectors, np.zeros(0, dtype=np.int32)]).astype(np.int32),
            price=np.array(self.price, dtype=np.float64),
            mover=np.array(self.mover, dtype=np.int32),
            within=np.array([given is not None for given in self.ticks], dtype=np.bool_),
            first_tick=np.ascontiguousarray(inside[:, 0]),
            last_tick=np.ascontiguousarray(inside[:, 1]),
            group=np.array(self.group, dtype=np.int32),
        )


def requirements_of(
    scenario: Scenario, water: Water, clock: Clock, movers: Mapping[str, int]
) -> Requirements:
    """Every row that the scenario asks for, pins first, then area by area.

    Args:
        scenario: resolved.
        water: its sectors and what begins in them.
        clock: its steps and ticks.
        movers: of each asset that has pins, its mover: no other asset's.

    """
    table = _Table()
    for name, pin in scenario.pins.items():
        _pin(table, name, pin, scenario, water, clock, movers)
    covered: list[tuple[str, str]] = []
    for name, area in scenario.areas.items():
        rows = area_sectors(name, water)
        if not len(rows):
            continue
        mean = float(water.beginnings[name][rows].mean())
        if area.presence is not None:
            _presence(table, f"{name}: presence", area.presence, rows, mean, clock)
        if area.max_gap is not None:
            _gaps(table, f"{name}: max_gap", area.max_gap, rows, mean, scenario.horizon.slot_s, clock)
        if area.min_coverage is not None:
            covered.append((name, f"{name}: min_coverage"))
    coverages = []
    for name, title in covered:
        least = scenario.areas[name].min_coverage
        assert least is not None
        rows = area_sectors(name, water)
        weight = np.ascontiguousarray(water.beginnings[name][rows], dtype=np.float64)
        price = PER_UNIT if least.price is None else least.price
        need = least.share * float(weight.sum())
        coverages.append(Coverage(rows, weight, need, price, table.named(title)))
    if not table.names:
        return NOTHING_ASKED
    return Requirements(tuple(table.names), table.meetings(clock.slot_ticks), tuple(coverages))


def _pin(
    table: _Table,
    name: str,
    pin: Pin,
    scenario: Scenario,
    water: Water,
    clock: Clock,
    movers: Mapping[str, int],
) -> None:
    """A ship: each slot of the span. Aircraft: one look within the span. Both are rules."""
    sector = pinned_sector(pin, water)
    if sector is None:  # told as an obstacle
        return
    rows = np.array([sector], dtype=np.int32)
    group, mover = table.named(f"pin {name}"), movers[pin.asset]
    if pin.asset in scenario.ships:
        steps = clock.steps_met(pin.start, pin.end)
        for step in range(steps.start, steps.stop):
            table.add(group, (step, step + 1), rows, np.inf, mover)
        return
    first, last = clock.ceil(pin.start), clock.floor(pin.end)
    steps = clock.steps_met(pin.start, pin.end)
    table.add(group, (steps.start, steps.stop), rows, np.inf, mover, (first, last))


def _presence(table: _Table, title: str, asked: Presence, rows: Rows, mean: float, clock: Clock) -> None:
    group = table.named(title)
    price = TIMES_MEAN * mean if asked.price is None else asked.price
    steps = clock.steps_met(asked.start, asked.end)
    for each in _apart(rows, asked.per):
        for step in range(steps.start, steps.stop):
            table.add(group, (step, step + 1), each, price)


def _gaps(
    table: _Table, title: str, asked: MaxGap, rows: Rows, mean: float, slot_s: int, clock: Clock
) -> None:
    """A row for each stretch of that length that lies within the horizon."""
    group = table.named(title)
    price = TIMES_MEAN * mean if asked.price is None else asked.price
    length = asked.length_s // slot_s
    for each in _apart(rows, asked.per):
        for until in range(length, clock.steps + 1):
            table.add(group, (until - length, until), each, price)


def _apart(rows: Rows, per: str) -> Sequence[Rows]:
    return [rows] if per == "area" else [rows[i : i + 1] for i in range(len(rows))]
