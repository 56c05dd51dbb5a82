"""Mistakes in what a planner asks for: pins, forbidden tasks, presence, gaps, coverage, replenishment."""

from __future__ import annotations

from tests.scenario.mistakes import M

_PIN = "pins:\n  P: {{asset: {asset}, {where}, from: {start}, to: {end}}}\ncaveats:"


def _pin(
    asset: str = "HMAS Melbourne",
    where: str = "sector: 609LC",
    start: str = "250000ZSEP18",
    end: str = "251200ZSEP18",
) -> str:
    return _PIN.format(asset=asset, where=where, start=start, end=end)


def _forbid(keys: str) -> str:
    return f"forbid:\n  F: {{{keys}}}\ncaveats:"


ASKED = [
    M("wrong-shape", "    night: 1.2", "    presence: «24h", "neither true nor false", "write true"),
    M("bad-choice", "    night: 1.2", "    presence: {per: «cell}", "'cell' is none of", "sector, area"),
    M("bad-number", "    night: 1.2", "    presence: {price: «-1}", "is negative", "0 to"),
    M(
        "time-order",
        "    night: 1.2",
        "    presence: {from: 260000ZSEP18, to: «250000ZSEP18}",
        "before it",
        "later",
    ),
    M("gap-steps", "    night: 1.2", "    max_gap: «90min", "not a whole number of steps of 1h", "1h or 2h"),
    M(
        "gap-steps",
        "    night: 1.2",
        "    max_gap: {length: «30min}",
        "not a whole number of steps",
        "write 1h",
    ),
    M("missing-key", "    night: 1.2", "    «max_gap: {per: area}", "has no 'length'", "add length: 24h"),
    M("bad-number", "    night: 1.2", "    min_coverage: «120%", "is no share of one", "write"),
    M(
        "relief-long",
        "stay: 6h",
        "stay: 6h\nrelief: «90min",
        "longer than the step of 1h",
        "relief: 1h",
        sets=("areas.NORTH.presence=true",),
    ),
    M("bad-duration", "stay: 6h", "stay: 6h\nrelief: «2d", "out of range", "0min to 24h"),
    M(
        "replenish-order",
        "    min_task: 6h",
        "    replenish: {every: 4h, takes: «4h}",
        "leaves no time at sea",
        "longer every",
    ),
    M(
        "wrong-base",
        "    min_task: 6h",
        "    replenish: {every: 2d, takes: 4h, at: «RODN}",
        "a ship replenishes in a port or at sea",
        "any",
    ),
    M("unknown-asset", "caveats:", _pin(asset="«HMAS Perth"), "no ship or aircraft detachment", "ships"),
    M(
        "one-place",
        "caveats:",
        "pins:\n  «P: {asset: Kadena P-8, from: 250000ZSEP18, to: 260000ZSEP18}\ncaveats:",
        "neither sector nor at",
        "write sector:",
    ),
    M("unknown-sector", "caveats:", _pin(where="sector: «611ZZ"), "no sector is called '611ZZ'", "30' cell"),
    M(
        "unknown-sector",
        "caveats:",
        _pin(where="sector: «609LC3"),
        "no sector is called '609LC3'",
        "30' cell",
    ),
    M("unknown-sector", "caveats:", _pin(where="sector: «001AA"), "lies in no area", "label of a sector"),
    M(
        "pin-steps",
        "caveats:",
        _pin(where="at: 31-00N 124-00E", start="«250030ZSEP18"),
        "no edge of a step",
        "on the step",
    ),
    M(
        "pin-away",
        "caveats:",
        _pin(where="at: 31-00N 124-00E", start="«240300ZSEP18"),
        "is not with the cell",
        "in-chop",
    ),
    M(
        "outside-horizon",
        "caveats:",
        _pin(where="at: 31-00N 124-00E", end="«021200ZOCT18"),
        "after the horizon",
        "within",
    ),
    M(
        "pin-short",
        "caveats:",
        _pin("Kadena P-8", "at: 31-00N 124-00E", "250000ZSEP18", "«250010ZSEP18"),
        "no look of 30min fits",
        "longer span",
    ),
    M(
        "one-bound",
        "caveats:",
        "forbid:\n  «F: {areas: NORTH}\ncaveats:",
        "neither asset nor nation",
        "asset: NAME",
    ),
    M(
        "unknown-area",
        "caveats:",
        _forbid("asset: HMAS Melbourne, areas: «NROTH"),
        "no area",
        "did you mean 'NORTH'",
    ),
    M(
        "unknown-sector",
        "caveats:",
        _forbid("asset: HMAS Melbourne, sectors: [«611ZZ]"),
        "no sector is called",
        "cell",
    ),
    M(
        "binds-nobody",
        "caveats:",
        _forbid("nation: «FRA, areas: NORTH"),
        "binds nobody",
        "check the nation",
        severity="warning",
    ),
    M("not-yet", "caveats:", _forbid("nation: AUS, areas: NORTH, «daily: {}"), "every day", "delete it"),
]
