"""A drawn week as the YAML of a planner: positions in degrees and minutes, times as DTG."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import yaml

from benchmarks.weeks.draw import Box, Size, Spot, Vessel, Week, drawn
from benchmarks.weeks.seas import Base, LonLat
from patrolplan.geo.positions import format_ddm
from patrolplan.measures.times.dtg import dtg

HEAD = "# Drawn by benchmarks.weeks from seed {seed}: all of it is NOTIONAL but the places of bases.\n"


def scenario_yaml(seed: int, size: Size) -> str:
    """The scenario of a seed. The same text for the same seed and size, always."""
    text = yaml.safe_dump(_tree(seed, drawn(seed, size)), sort_keys=False, width=110, allow_unicode=True)
    return HEAD.format(seed=seed) + str(text)


def _tree(seed: int, week: Week) -> dict[str, Any]:
    sea, size = week.sea, week.size
    names = [f"OPEN SEA {half}" for half in ("NORTH", "SOUTH")]
    names += [f"SPOT {n + 1}" for n in range(len(week.spots) - 2)]
    ships = {f"{v.nation} SHIP {n + 1}": v for n, v in enumerate(week.ships)}
    tree: dict[str, Any] = {
        "scenario": f"{sea.name}, seed {seed}",
        "horizon": {"start": dtg(week.start), "length": f"{size.days}d"},
        "tick": "10min",
        "sectors": {"grid": "30min"},
        "plan": {"name": f"WEEK {seed}", "issue": 1},
        "stay": "6h",
        "areas": {name: _area(spot) for name, spot in zip(names, week.spots, strict=True)},
        "zones": {
            "TERRITORIAL SEA": {
                "coast_buffer": "12nm",
                "of": list(sea.coasts),
                "closed_to": ["aircraft", "tasks"],
            }
        },
        "bases": {base.name: _base(base, "port") for base in sea.ports},
        "ships": {name: _ship(vessel) for name, vessel in ships.items()},
    }
    if week.wing is not None:
        field = sea.airfields[0]
        tree["bases"][field.name] = _base(field, "airfield")
        tree["aircraft"] = {
            "PATROL WING": {
                "nation": week.wing.nation,
                "type": week.wing.type,
                "base": field.name,
                "airframes": week.wing.airframes,
                "crews": week.wing.crews,
                "sorties": {"per_day": week.wing.per_day},
                "min_look": "30min",
            }
        }
    if week.caveat is not None:
        who, where = week.caveat
        tree["caveats"] = {
            "ONE SPOT": {"asset": list(ships)[who], "not_in": [names[where]], "because": "national tasking"}
        }
    tree["weather"] = {
        f"SWELL {n + 1}": {
            "area": names[swell.spot],
            "from": dtg(swell.start),
            "to": dtg(swell.end),
            "sea_state": swell.sea_state,
        }
        for n, swell in enumerate(week.swells)
    }
    if week.wing is not None:
        caveats = {} if week.caveat is None else {"caveats": {"ONE SPOT": None}}
        tree["overrides"] = {
            "ships-only": {"aircraft": None},
            "aircraft-only": {"ships": None, **caveats},
        }
    return tree


def _area(spot: Spot) -> dict[str, Any]:
    return {
        "box": _box(spot.box),
        "transfers_per_day": spot.per_day,
        "night": spot.night,
        "contacts_per_1000nm2": spot.contacts,
    }


def _box(box: Box) -> dict[str, str]:
    west, south, east, north = box
    low, high = format_ddm((west, south)).split(), format_ddm((east, north)).split()
    return {"north": high[0], "south": low[0], "west": low[1], "east": high[1]}


def _base(base: Base, kind: str) -> dict[str, str]:
    return {"kind": kind, "position": format_ddm(base.position), "utc_offset": base.utc_offset}


def _ship(vessel: Vessel) -> dict[str, Any]:
    tree: dict[str, Any] = {
        "nation": vessel.nation,
        "class": vessel.ship_class,
        "in_chop": _chop(vessel.joins_at, vessel.joins),
        "transit": f"{vessel.transit_kn}kn",
        "min_task": "6h",
    }
    if vessel.leaves_at is not None:
        tree["out_chop"] = _chop(vessel.leaves_at, vessel.leaves)
    return tree


def _chop(place: LonLat | str, time: datetime | None) -> dict[str, str]:
    tree = {"at": place if isinstance(place, str) else format_ddm(place)}
    return tree if time is None else {**tree, "time": dtg(time)}
