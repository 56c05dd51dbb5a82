"""What has happened, as a planner writes it: a YAML file beside the plan.

    lost: {HMAS Melbourne: 270600ZSEP18}         # or a list of names: at the time of --at
    late: {HMS Argyll: 12h}                      # her next in-chop, by so much
    cancelled: [Kadena P-8/7]                    # sorties that will not fly
    dropped: {caveats: [MELBOURNE NORTH], zones: [FIRING 3], closures: [TRAMI]}
    weather: {GALE: {area: SOUTH, from: 261200ZSEP18, to: 271200ZSEP18, sea_state: 7}}
    closures: {FOG: {bases: [RODN], from: 270000ZSEP18, to: 270900ZSEP18, because: fog}}

`weather`, `closures`, `zones`, `caveats`, `pins` and `forbid` are written as in a scenario, and join what is
there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from patrolplan.record.types import Record
from patrolplan.scenario.diagnostics import errors
from patrolplan.scenario.model import Caveat, Closure, Forbid, Pin, Scenario, Weather, Zone
from patrolplan.scenario.read import load_bytes
from patrolplan.scenario.render.concise import concise
from patrolplan.scenario.text.compose import compose
from patrolplan.scenario.text.nodes import Mapping, plain
from patrolplan.scenario.text.source import Source
from patrolplan.scenario.values.duration import parse_duration
from patrolplan.scenario.values.problem import BadValueError
from patrolplan.scenario.values.time import parse_time

VERBS = ("lost", "late", "cancelled", "dropped")
LAYERS = ("weather", "closures", "zones", "caveats", "pins", "forbid")
NEAR = 1e-4
"""Degrees within which two bases are one."""
DROPS = ("caveats", "zones", "closures", "weather", "pins", "forbid")


class EventError(ValueError):
    """What has happened cannot be read, or does not fit the plan; the message says what to write instead."""


@dataclass(frozen=True)
class Events:
    """All that has happened."""

    lost: dict[str, datetime | None] = field(default_factory=dict)
    """Ships and detachments that are no more, and from when on; None: the time of the replan."""
    late: dict[str, int] = field(default_factory=dict)
    """By how many seconds a ship's next in-chop is late."""
    cancelled: frozenset[str] = frozenset()
    dropped: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """For `caveats`, `zones`, ... the names that no longer hold."""
    weather: dict[str, Weather] = field(default_factory=dict)
    closures: dict[str, Closure] = field(default_factory=dict)
    zones: dict[str, Zone] = field(default_factory=dict)
    caveats: dict[str, Caveat] = field(default_factory=dict)
    pins: dict[str, Pin] = field(default_factory=dict)
    forbid: dict[str, Forbid] = field(default_factory=dict)

    @property
    def any(self) -> bool:
        """Whether anything has happened."""
        return self != NOTHING

    @property
    def takes_only(self) -> bool:
        """Whether nothing becomes possible that was not: then the old plan's bound holds for the new one."""
        return not (self.weather or self.dropped)

    @property
    def moves_tracks(self) -> bool:
        """Whether tracks of those whose tasks stay may have to be others."""
        return bool(self.weather or self.zones or self.dropped or self.late)


NOTHING = Events()


def read_events(name: str, text: str, scenario: Scenario, record: Record) -> Events:
    """Read an event file against the plan's scenario. Raises EventError."""
    node, found = compose(Source(name, text))
    if found:
        raise EventError(concise(found).strip())
    if node is None:
        return NOTHING
    if not isinstance(node, Mapping):
        raise EventError(f"{name}: write a mapping: {', '.join((*VERBS, *LAYERS))}")
    tree = plain(node)
    unknown = [key for key in tree if key not in (*VERBS, *LAYERS)]
    if "areas" in unknown:
        raise EventError(
            f"{name}: areas make the water, and a plan that has begun keeps its sectors; change the "
            "scenario and solve the days that are left anew"
        )
    if unknown:
        raise EventError(f"{name}: {unknown[0]} is not known; there are {', '.join((*VERBS, *LAYERS))}")
    assets = (*scenario.ships, *scenario.aircraft)
    return Events(
        lost=_lost(name, tree.get("lost"), assets),
        late=_late(name, tree.get("late"), scenario),
        cancelled=frozenset(_names(name, "cancelled", tree.get("cancelled"), [s.id for s in record.sorties])),
        dropped=_dropped(name, tree.get("dropped"), scenario),
        **_layers(name, text, node, scenario),
    )


def _items(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


def _names(name: str, key: str, value: Any, known: Iterable[str]) -> list[str]:
    """A list of names, each known."""
    known = list(known)
    items = [str(item) for item in _items(value)]
    for item in items:
        if item not in known:
            raise EventError(f"{name}: {key}: there is no {item!r}; there are {', '.join(known) or 'none'}")
    return items


def _lost(name: str, value: Any, assets: tuple[str, ...]) -> dict[str, datetime | None]:
    if not isinstance(value, dict):
        return dict.fromkeys(_names(name, "lost", value, assets))
    _names(name, "lost", list(value), assets)
    found: dict[str, datetime | None] = {}
    for asset, when in value.items():
        try:
            found[str(asset)] = None if when is None else parse_time(str(when))
        except BadValueError as error:
            raise EventError(f"{name}: lost: {asset}: {error.message}; {error.cure}") from None
    return found


def _late(name: str, value: Any, scenario: Scenario) -> dict[str, int]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise EventError(f"{name}: late: write by how much, such as {{HMS Argyll: 12h}}")
    _names(name, "late", list(value), scenario.ships)
    found = {}
    for ship, span in value.items():
        try:
            found[str(ship)] = parse_duration(str(span))
        except BadValueError as error:
            raise EventError(f"{name}: late: {ship}: {error.message}; {error.cure}") from None
    return found


def _dropped(name: str, value: Any, scenario: Scenario) -> dict[str, tuple[str, ...]]:
    if value is None:
        return {}
    if not isinstance(value, dict) or not set(value) <= set(DROPS):
        raise EventError(f"{name}: dropped: write {{caveats: [NAME]}}; there are {', '.join(DROPS)}")
    return {
        str(key): tuple(_names(name, f"dropped: {key}", names, getattr(scenario, str(key))))
        for key, names in value.items()
    }


def _layers(name: str, text: str, node: Mapping, scenario: Scenario) -> dict[str, Any]:
    """What is written as in a scenario, read as one: laid over a stub that has the plan's names."""
    keys = [key for key in node.entries if key in LAYERS]
    if not keys:
        return {}
    lines = text.splitlines()
    starts = sorted((entry.key.line, key) for key, entry in node.entries.items())
    layer = []
    for n, (line, key) in enumerate(starts):
        if key in LAYERS:
            end = starts[n + 1][0] - 1 if n + 1 < len(starts) else len(lines)
            layer += lines[line - 1 : end]
    loaded = load_bytes(name, (_stub(scenario) + "\n".join(layer) + "\n").encode())
    if loaded.scenario is None:
        said = {
            f"{one.message}; {one.cure}" if one.cure else one.message for one in errors(loaded.diagnostics)
        }
        raise EventError("\n".join(f"{name}: {words}" for words in sorted(said)))
    found = {key: getattr(loaded.scenario, key) for key in keys}
    if "closures" in found:
        found["closures"] = {
            key: replace(item, bases=tuple(_own_base(scenario, loaded.scenario, base) for base in item.bases))
            for key, item in found["closures"].items()
        }
    return found


def _own_base(scenario: Scenario, stub: Scenario, name: str) -> str:
    """The plan's own name for a base that the stub may call as the catalogue does."""
    if name in scenario.bases or name not in stub.bases:
        return name
    lon, lat = stub.bases[name].position
    for own, base in scenario.bases.items():
        if abs(base.position[0] - lon) < NEAR and abs(base.position[1] - lat) < NEAR:
            return own
    return name


def _stub(scenario: Scenario) -> str:
    """A scenario in which the plan's areas, assets, bases and hours have their names, and little else."""
    horizon = scenario.horizon
    lines = [f"horizon: {{start: {horizon.start:%Y-%m-%dT%H:%M:%S}Z, length: {horizon.length_s}s}}", "areas:"]
    for area, it in scenario.areas.items():
        west, south = (min(p[n] for ring in it.polygons for p in ring) for n in (0, 1))
        east, north = (max(p[n] for ring in it.polygons for p in ring) for n in (0, 1))
        box = f"{{north: {north:.6f}, south: {south:.6f}, west: {west:.6f}, east: {east:.6f}}}"
        lines.append(f"  {_quoted(area)}: {{box: {box}, priority: 1}}")
    bases = [f"  {_quoted(n)}: {_base(b.position, b.kind)}" for n, b in scenario.bases.items()]
    lines += ["bases:", *bases] if bases else []
    ships = [
        f"  {_quoted(n)}: {{nation: {s.nation}, class: anzac, in_chop: {{at: anywhere}}}}"
        for n, s in scenario.ships.items()
    ]
    lines += ["ships:", *ships] if ships else []
    wings = [
        f"  {_quoted(n)}: {{nation: {a.nation}, type: P-8A, base: {_quoted(a.base)}, "
        f"airframes: {a.airframes}, crews: {a.crews}}}"
        for n, a in scenario.aircraft.items()
    ]
    lines += ["aircraft:", *wings] if wings else []
    return "\n".join(lines) + "\n"


def _base(position: tuple[float, float], kind: str) -> str:
    return f"{{position: {position[1]:.6f} {position[0]:.6f}, kind: {kind}, utc_offset: +0}}"


def _quoted(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
