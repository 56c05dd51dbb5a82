"""The zones in the record are those of the scenario, drawn again from the coastline."""

from __future__ import annotations

from collections.abc import Iterator

import shapely
from shapely.geometry.base import BaseGeometry

from patrolplan.record import types as record
from patrolplan.verify.rules.case import Case
from patrolplan.verify.rules.finding import Breach, Outcome, outcome
from patrolplan.verify.rules.tolerance import PLACE_NM
from patrolplan.verify.rules.water.flat import flatten
from patrolplan.verify.rules.water.shapes import ZoneShape, polygon_of
from patrolplan.verify.rules.words import said


def zones(case: Case) -> Outcome:
    """Each zone of the scenario stands in the record once, with its shape, hours, and whom it binds."""
    return outcome(len(case.scenario.zones), _differing(case))


def _differing(case: Case) -> Iterator[Breach]:
    recorded: dict[str, record.Zone] = {}
    for zone in case.record.zones:
        if zone.name not in case.scenario.zones:
            yield Breach(f"the scenario has no zone {zone.name}, the record has")
        elif zone.name in recorded:
            yield Breach(f"zone {zone.name} stands in the record twice")
        recorded.setdefault(zone.name, zone)
    window = shapely.box(*case.water.theatre)
    for drawn in case.water.zones:
        mine = recorded.get(drawn.name)
        if mine is None:
            yield Breach(f"zone {drawn.name} of the scenario is not in the record")
            continue
        yield from _keys(drawn, mine)
        shape = _shape(mine)
        if shape is None:
            yield Breach(f"zone {drawn.name} has an outline that is no polygon")
            continue
        yield from _outline(drawn.name, shape.intersection(window), drawn.shape.intersection(window))


def _keys(drawn: ZoneShape, mine: record.Zone) -> Iterator[Breach]:
    zone = drawn.zone
    for word, says, is_so, none in (
        ("is in force from", mine.start, zone.start, "the opening"),
        ("is in force to", mine.end, zone.end, "the close"),
        ("is closed to", sorted(mine.closed_to), sorted(zone.closed_to), "nobody"),
        ("exempts", sorted(mine.except_nations), sorted(zone.except_nations), "nobody"),
    ):
        if says != is_so:
            yield Breach(
                f"zone {drawn.name} {word} {said(says or none)}; in the scenario {said(is_so or none)}",
                start=mine.start,
                end=mine.end,
            )


def _outline(name: str, shape: BaseGeometry, due: BaseGeometry) -> Iterator[Breach]:
    if shape.equals(due):
        return
    difference = shape.symmetric_difference(due)
    if difference.is_empty:
        return
    _, south, _, north = difference.bounds
    flat = flatten(difference, (south + north) / 2)
    if flat.buffer(-PLACE_NM).is_empty:
        return
    at = difference.representative_point()
    yield Breach(
        f"zone {name} is not drawn as the scenario has it: {flat.area:.1f} nm² differ",
        place=(at.x, at.y),
        measured=flat.area,
        limit=0.0,
        unit="nm²",
    )


def _shape(zone: record.Zone) -> BaseGeometry | None:
    polygons = [polygon_of(rings) for rings in zone.polygons]
    if any(polygon is None for polygon in polygons):
        return None
    return shapely.union_all(polygons)
