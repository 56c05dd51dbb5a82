"""YAML to start from, made of areas and assets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from patrolplan.scenario.files.geojson import Feature
from patrolplan.scenario.starting.fleet import Asset
from patrolplan.scenario.starting.slip import SlipError
from patrolplan.scenario.writing.places import exact_position
from patrolplan.scenario.writing.yaml import scalar

_HEAD = """\
# yaml-language-server: $schema=patrolplan.schema.json
#
# Made by patrolplan init{sources}. Lines that begin with # below this head are choices left out.
#
#   patrolplan schema -o patrolplan.schema.json    # then an editor completes and checks while you type
#   patrolplan check THIS-FILE                     # every mistake at once; --resolved shows all defaults
#   patrolplan solve THIS-FILE -o plan.json

scenario: {name}
horizon: {{start: {start}, length: {length}}}   # put yours here
#sectors: {{grid: 15min}}
#stay: 6h                       # how long a thing of interest remains to be seen

"""
_AREA = """\
areas:
  AREA A:                       # put yours here
    box: {north: 46-00N, south: 45-00N, west: 031-00W, east: 030-00W}
    priority: 1
"""
_SHIP = """\
ships:
  SHIP A:                       # put yours here
    nation: USA
    class: patrol-vessel        # patrolplan catalogue lists the classes
    in_chop: anywhere
"""
_TAIL = """\

#caveats:
#  NOT THERE: {asset: NAME, not_in: AREA, because: national tasking}
#closures:
#  CURFEW: {bases: BASE, daily: {from: 1300Z, to: 2100Z}}
#zones:
#  TERRITORIAL SEA: {coast_buffer: 12nm, of: [CHN], closed_to: [aircraft, tasks]}

notional:
  - "positions, rates and times are as imported: check each of them"
"""


def start_from(
    name: str,
    areas: Iterable[Feature] | None,
    assets: Iterable[Asset] | None,
    sources: Iterable[str],
    start: str,
    length: str,
) -> str:
    """The text of a scenario. What is None is filled in as a placeholder in the North Atlantic.

    Raises SlipError where two areas have one name.
    """
    listed = " and ".join(sources)
    parts = [
        _HEAD.format(
            name=scalar(name), start=start, length=length, sources=f" from {listed}" if listed else ""
        ),
        _AREA if areas is None else _lines("areas", _areas(tuple(areas))),
    ]
    fleet = None if assets is None else tuple(assets)
    if fleet is None:
        parts += ["\n", _SHIP]
    else:
        ships, wings = (tuple(asset for asset in fleet if asset.ship == ship) for ship in (True, False))
        if ships:
            parts += ["\n", _lines("ships", _ships(ships))]
        if wings:
            parts += ["\n", _lines("aircraft", _wings(wings))]
    return "".join((*parts, _TAIL))


def _lines(section: str, lines: Iterator[str]) -> str:
    return f"{section}:\n" + "".join(f"{line}\n" for line in lines)


def _areas(features: tuple[Feature, ...]) -> Iterator[str]:
    rated = [feature for feature in features if _number(feature, "transfers_per_day") is not None]
    key = "transfers_per_day" if len(rated) == len(features) else "priority"
    if rated and key == "priority":
        lacking = next(feature for feature in features if feature not in rated)
        raise SlipError(
            "areas",
            f"{lacking.name!r} has no transfers_per_day, and others have",
            "give every feature one, or none",
        )
    seen: set[str] = set()
    for number, feature in enumerate(features, 1):
        name = feature.name or f"AREA {number}"
        if name in seen:
            raise SlipError("areas", f"two features are called {name!r}", "give each a name of its own")
        seen.add(name)
        yield f"  {scalar(name)}:"
        if len(feature.rings) == 1:
            yield "    polygon:"
            yield from (f"      - {exact_position(corner)}" for corner in feature.rings[0])
        else:
            yield "    polygons:"
            for ring in feature.rings:
                yield f"      - [{', '.join(exact_position(corner) for corner in ring)}]"
        value = _number(feature, key)
        remark = "" if value is not None else "   # put yours here: relative, per nm² and day"
        yield f"    {key}: {1 if value is None else value:g}{remark}"
        night = _number(feature, "night")
        if night is not None:
            yield f"    night: {night:g}"


def _number(feature: Feature, key: str) -> float | None:
    value = feature.properties.get(key)
    sound = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e9
    return float(value) if sound and value is not None else None


def _ships(assets: tuple[Asset, ...]) -> Iterator[str]:
    for asset in assets:
        cells = asset.cells
        yield from _begun(asset)
        yield f"    class: {scalar(cells['class'])}"
        yield f"    in_chop: {_chop(cells.get('in_chop', 'anywhere'), cells.get('in_time'))}"
        if "out_chop" in cells or "out_time" in cells:
            yield f"    out_chop: {_chop(cells.get('out_chop', 'anywhere'), cells.get('out_time'))}"
        yield from (
            f"    {key}: {scalar(cells[key])}" for key in ("transit", "patrol", "min_task") if key in cells
        )


def _wings(assets: tuple[Asset, ...]) -> Iterator[str]:
    for asset in assets:
        cells = asset.cells
        yield from _begun(asset)
        yield from (f"    {key}: {scalar(cells[key])}" for key in ("type", "base"))
        yield from (f"    {key}: {_plain(cells[key])}" for key in ("airframes", "crews") if key in cells)
        if "per_day" in cells:
            yield f"    sorties: {{per_day: {_plain(cells['per_day'])}}}"
        if "min_look" in cells:
            yield f"    min_look: {scalar(cells['min_look'])}"


def _begun(asset: Asset) -> Iterator[str]:
    remark = f"   # {asset.note}" if asset.note else ""
    yield f"  {scalar(asset.name)}:{remark}"
    yield f"    nation: {scalar(asset.cells['nation'])}"


def _chop(place: str, time: str | None) -> str:
    return scalar(place) if time is None else f"{{at: {scalar(place)}, time: {scalar(time)}}}"


def _plain(cell: str) -> str:
    """A number as it stands; anything else quoted where it must be, for `check` to tell."""
    return cell if cell.isdigit() else scalar(cell)
