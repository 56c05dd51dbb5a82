"""Sectors partition the water: they do not overlap, hold all of it and nothing else, and bear the
labels of their cells.
"""

from __future__ import annotations

from collections.abc import Iterator

import shapely

from patrolplan.geo import gars
from patrolplan.geo.geodesy import area_nm2
from patrolplan.verify.rules.accounts.overlay import polygonal
from patrolplan.verify.rules.case import Case
from patrolplan.verify.rules.finding import Breach, Outcome, outcome
from patrolplan.verify.rules.tolerance import SLIVER, same

SMALLEST = 0.25
"""A remnant under this part of its cell joins a neighbour."""


def partition(case: Case) -> Outcome:
    """Sectors do not overlap; they lie in the areas, off land and off what zones cut; together they hold
    all of that water, but for slivers and ponds that no sector is made of.
    """
    return outcome(
        len(case.record.sectors), (*_faulty(case), *_overlapping(case), *_astray(case), *_missing(case))
    )


def labels(case: Case) -> Outcome:
    """A sector is named for the GARS cell of which it holds most; of its parts in different cells one at
    most is a quarter of its cell or more, the others are remnants. One that is drawn by hand bears its own
    name and lies within its outline. The representative point of each lies inside it.
    """
    return outcome(len(case.places), _misnamed(case))


def measures(case: Case) -> Outcome:
    """A sector's area is that of its polygon on the ellipsoid."""
    return outcome(len(case.places), _mismeasured(case))


def _faulty(case: Case) -> Iterator[Breach]:
    for sector in case.record.sectors:
        if sector.id not in case.places:
            yield Breach(f"sector {sector.id} has an outline that is no polygon, or no area")


def _overlapping(case: Case) -> Iterator[Breach]:
    places = list(case.places.values())
    tree = shapely.STRtree([place.polygon for place in places])
    left, right = tree.query([place.polygon for place in places], predicate="intersects")
    for i, j in sorted(zip(left.tolist(), right.tolist(), strict=True)):
        if i >= j:
            continue
        one, other = places[i], places[j]
        shared = polygonal(one.polygon.intersection(other.polygon))
        nm2 = area_nm2(shared)
        smaller = min(area_nm2(one.polygon), area_nm2(other.polygon))
        if nm2 > SLIVER * smaller:
            at = shared.representative_point()
            yield Breach(
                f"sectors {one.id} and {other.id} overlap on {nm2:.1f} nm²",
                place=(at.x, at.y),
                measured=nm2,
                limit=SLIVER * smaller,
                unit="nm²",
            )


def _astray(case: Case) -> Iterator[Breach]:
    for place in case.places.values():
        if case.water.sea.covers(place.polygon):
            continue
        out = polygonal(place.polygon.difference(case.water.sea))
        nm2 = area_nm2(out)
        if nm2 > SLIVER * area_nm2(place.polygon):
            at = out.representative_point()
            yield Breach(
                f"{nm2:.1f} nm² of sector {place.id} lie outside the areas, on land, or where zones "
                f"cut the water",
                place=(at.x, at.y),
                measured=nm2,
                limit=SLIVER * area_nm2(place.polygon),
                unit="nm²",
            )


def _missing(case: Case) -> Iterator[Breach]:
    held = shapely.union_all([place.polygon for place in case.places.values()])
    for part in shapely.get_parts(polygonal(case.water.sea.difference(held))):
        nm2, at = area_nm2(part), part.representative_point()
        limit = SLIVER * _cell_nm2(case, at.x, at.y)
        if nm2 > limit:
            yield Breach(
                f"{nm2:.1f} nm² of the areas' water lie in no sector",
                place=(at.x, at.y),
                measured=nm2,
                limit=limit,
                unit="nm²",
            )


def _misnamed(case: Case) -> Iterator[Breach]:
    minutes = case.scenario.sectors.grid_min
    for place in case.places.values():
        polygon, point = place.polygon, place.sector.point
        if not polygon.intersects(shapely.Point(point)):
            yield Breach(f"the point of sector {place.id} lies outside it", place=point)
        by_hand = _by_hand(case, place.id)
        if by_hand is not None:
            yield from _beyond_outline(place.id, polygon, by_hand)
            continue
        try:
            own = gars.bounds(place.id.split(" ")[0])
        except gars.GarsError:
            yield Breach(f"sector {place.id} bears no GARS label", place=point)
            continue
        name = place.id.split(" ")[0]
        if abs((own[2] - own[0]) * 60 - minutes) > 1e-6:
            yield Breach(f"sector {place.id} is not named for a cell of {minutes}'", place=point)
            continue
        cells = {label: shapely.box(*edges) for label, edges in gars.cells(polygon.bounds, minutes)}
        shared = {label: polygonal(polygon.intersection(cell)) for label, cell in cells.items()}
        held = {label: area_nm2(part) for label, part in shared.items()}
        most = max(held, key=lambda label: held[label])
        if held.get(name, 0.0) < held[most] * (1 - SLIVER):
            yield Breach(
                f"sector {place.id} has most of its water in cell {most}: {held[most]:.1f} nm² there, "
                f"{held.get(name, 0.0):.1f} nm² in its own",
                place=point,
                measured=held.get(name, 0.0),
                limit=held[most],
                unit="nm²",
            )
        whole = [
            f"{area_nm2(part):.1f} nm² of {label}"
            for label, parts in shared.items()
            for part in shapely.get_parts(parts)
            if area_nm2(part) > SMALLEST * (1 + 10 * SLIVER) * area_nm2(cells[label])
        ]
        if len(whole) > 1:
            yield Breach(
                f"sector {place.id} joins what are no remnants: {', '.join(whole)}",
                place=point,
                measured=float(len(whole)),
                limit=1.0,
                unit="parts",
            )


def _by_hand(case: Case, label: str) -> shapely.Geometry | None:
    """The outline that the scenario draws for a sector; None for one of the grid."""
    drawn = case.scenario.sectors.drawn
    whole, _, part = label.rpartition(" ")
    name = label if label in drawn else whole if whole in drawn and part.isalpha() else None
    return None if name is None else shapely.union_all([shapely.Polygon(ring) for ring in drawn[name]])


def _beyond_outline(label: str, polygon: shapely.Polygon, outline: shapely.Geometry) -> Iterator[Breach]:
    out = polygonal(polygon.difference(outline))
    nm2, limit = area_nm2(out), SLIVER * area_nm2(polygon)
    if nm2 > limit:
        at = out.representative_point()
        yield Breach(
            f"{nm2:.1f} nm² of sector {label} lie outside the outline that the scenario draws for it",
            place=(at.x, at.y),
            measured=nm2,
            limit=limit,
            unit="nm²",
        )


def _mismeasured(case: Case) -> Iterator[Breach]:
    for place in case.places.values():
        due, said = area_nm2(place.polygon), place.sector.area_nm2
        if not same(due, said):
            yield Breach(
                f"sector {place.id} measures {due:.4f} nm², the record says {said:.4f}",
                place=place.sector.point,
                measured=said,
                limit=due,
                unit="nm²",
            )


def _cell_nm2(case: Case, lon: float, lat: float) -> float:
    return area_nm2(shapely.box(*gars.bounds(gars.label(lon, lat, case.scenario.sectors.grid_min))))
