"""The changes in sentences, and what each nation must be told."""

from __future__ import annotations

from dataclasses import dataclass

from patrolplan.measures.differences.difference import Difference, SortieChange
from patrolplan.measures.differences.pairs import Change
from patrolplan.measures.times.dtg import short
from patrolplan.record.types import Sortie, Task


@dataclass(frozen=True)
class Notice:
    """What one nation must be told: sentences in order of time. Empty: nothing changes for it."""

    nation: str
    sentences: tuple[str, ...]


def span(task: Task) -> str:
    """`608KV 240600Z-241200Z`."""
    return f"{task.sector} {short(task.start)}-{short(task.end)}"


def sentence(change: Change) -> str:
    """A changed task in one sentence."""
    old, new = change.old, change.new
    if old is None:
        assert new is not None
        return f"{new.asset} adds {span(new)}"
    if new is None:
        return f"{old.asset} drops {span(old)}"
    if change.kind == "retimed":
        return f"{new.asset} holds {new.sector} {_when(new)}, not {_when(old)}"
    if change.kind == "moved":
        return f"{new.asset} goes to {span(new)}, not {span(old)}"
    return f"{new.asset} takes {new.sector} over from {old.asset}: {_when(new)}, not {_when(old)}"


def flight_sentence(change: SortieChange) -> str:
    """A changed flight in one sentence."""
    old, new = change.old, change.new
    if old is None:
        assert new is not None
        return f"{new.detachment} adds a sortie: {_flight(new)}"
    if new is None:
        return f"{old.detachment} drops its sortie of {_flight(old)}"
    return f"{new.detachment} flies {_flight(new)}, not {_flight(old)}"


def notices(difference: Difference) -> tuple[Notice, ...]:
    """One for each nation with an asset in either plan, by name."""
    found = []
    for nation in sorted(set(difference.nations.values())):
        told = [(one.start, sentence(one)) for one in difference.of_nation(nation)]
        for flight in difference.sorties:
            if difference.nations[flight.detachment] == nation:
                one = flight.new or flight.old
                assert one is not None
                told.append((one.takeoff, flight_sentence(flight)))
        found.append(Notice(nation, tuple(words for _, words in sorted(told))))
    return tuple(found)


def _when(task: Task) -> str:
    return f"{short(task.start)}-{short(task.end)}"


def _flight(one: Sortie) -> str:
    return f"{short(one.takeoff)}-{short(one.landing)}, airframe {one.airframe}, crew {one.crew}"
