"""When and where a ship replenishes: as late as each interval allows, in the time her tasks leave free."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from patrolplan.formulation.words.hops import Hop, NoWayError


class SupplyError(NoWayError):
    """The times that tasks leave free do not let a ship replenish as often as she must."""


class NoTimeError(NoWayError):
    """No stop fits in between two ticks."""

    def __init__(self, first: int, last: int) -> None:
        super().__init__(f"no time for it between ticks {first} and {last}")
        self.first = first
        self.last = last


FIT = 6
"""So many stops in a row at most are fitted in at the end of one gap."""


@dataclass(frozen=True)
class Gap:
    """What lies between two tasks, before the first or after the last, in ticks."""

    begin: int
    """She is free from then on."""
    travel: int
    end: int
    """She must be where she goes by then."""


@dataclass(frozen=True)
class Halt:
    """One replenishment in a gap: before she goes on, or where she has gone to."""

    gap: int
    start: int
    end: int
    arrived: bool


def gaps(
    begins: int, ends: int, spans: Sequence[tuple[int, int]], early: Sequence[int], hops: Sequence[Hop | None]
) -> list[Gap]:
    """The gaps of a spell from `begins` to `ends`; `spans` are its tasks, `early` the relief before each."""
    free = [begins, *(end for _, end in spans)]
    due = [*(start - before for (start, _), before in zip(spans, early, strict=True)), ends]
    return [
        Gap(a, 0 if hop is None else hop.arrive - hop.depart, b)
        for a, b, hop in zip(free, due, hops, strict=True)
    ]


def halts(open_: Sequence[Gap], joins: int, leaves: int, every: int, takes: int) -> list[Halt]:
    """Stops such that none comes later than `every` after joining or after the end of the one before, nor
    leaving later than that after the last.

    Raises:
        NoTimeError: the gaps leave no time for it.

    """
    hopeless: set[tuple[int, int, bool]] = set()
    deepest = joins

    def onward(since: int, last: Halt | None) -> list[Halt] | None:
        nonlocal deepest
        deepest = max(deepest, since)
        if leaves - since <= every:
            return []
        state = (since, -1 if last is None else last.gap, last is not None and last.arrived)
        if state in hopeless:
            return None
        for halt in _options(open_, last, since, since + every, takes):
            rest = onward(halt.end, halt)
            if rest is not None:
                return [halt, *rest]
        hopeless.add(state)
        return None

    found = onward(joins, None)
    if found is None:
        raise NoTimeError(deepest, deepest + every)
    return found


def _options(open_: Sequence[Gap], last: Halt | None, since: int, due: int, takes: int) -> list[Halt]:
    """Stops that begin by `due` and after the last, latest first: as late as may be, or such that some more
    fit in behind before the gap ends.
    """
    found: list[Halt] = []
    for number in range(0 if last is None else last.gap, len(open_)):
        gap = open_[number]
        here = last is not None and last.gap == number
        begin = max(gap.begin, since) if here else gap.begin
        gone = here and last is not None and last.arrived
        spans = [(begin + (0 if gone else gap.travel), gap.end, True)]
        if not gone:
            spans.append((begin, gap.end - gap.travel, False))
        for low, high, arrived in spans:
            starts = {min(due, high - takes), *(high - k * takes for k in range(2, FIT + 1))}
            found += [
                Halt(number, x, x + takes, arrived) for x in starts if low <= x <= due and x + takes <= high
            ]
    return sorted(found, key=lambda halt: (-halt.start, halt.gap, halt.arrived))
