"""The map: coast, areas, zones, sectors by what is identified there, tracks, chop points and bases."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from shapely import Polygon

from patrolplan.cli.picturing.look import (
    CLOSED,
    COAST,
    DARKEST,
    DOTS,
    LAND,
    SEA,
    colours,
    darkest_share,
    fill,
    shares,
)
from patrolplan.geo.coast import land
from patrolplan.measures.nations import nations
from patrolplan.record.types import Record

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Bounds = tuple[float, float, float, float]


def bounds_of(record: Record, margin_deg: float = 0.35) -> Bounds:
    """West, south, east, north of everything that the plan moves through, with a margin."""
    lons = [point.lon for leg in record.legs for point in leg.points]
    lats = [point.lat for leg in record.legs for point in leg.points]
    for sector in record.sectors:
        lons += [lon for lon, _ in sector.polygon[0]]
        lats += [lat for _, lat in sector.polygon[0]]
    return min(lons) - margin_deg, min(lats) - margin_deg, max(lons) + margin_deg, max(lats) + margin_deg


def chart(axes: Axes, record: Record) -> None:
    """Draw the map: longitude and latitude, true to scale in the middle."""
    from matplotlib import colormaps
    from matplotlib.patheffects import withStroke

    bounds = bounds_of(record)
    west, south, east, north = bounds
    axes.set_facecolor(SEA)
    halo = [withStroke(linewidth=2.4, foreground="white")]
    grey, seen, most, of = colormaps["Greys"], shares(record), darkest_share(record), colours(record)
    for sector in record.sectors:
        shade = grey(DARKEST * seen[sector.id] / most)
        fill(axes, _polygon(sector.polygon), facecolor=shade, edgecolor="#B5B5B5", linewidth=0.4, zorder=1)
        if seen[sector.id] >= 0.005:
            said = f"{100 * seen[sector.id]:.0f}"
            number: dict[str, Any] = {"size": 7.5, "weight": "bold", "ha": "center", "va": "center"}
            axes.text(*sector.point, said, zorder=10, path_effects=halo, **number)
    for zone in record.zones:
        for rings in zone.polygons:
            edge: dict[str, Any] = {"edgecolor": CLOSED, "linewidth": 0.7, "linestyle": DOTS}
            fill(axes, _polygon(rings), facecolor="none", zorder=2, **edge)
    fill(axes, land(bounds), facecolor=LAND, edgecolor=COAST, linewidth=0.5, zorder=3)
    nation = nations(record)
    for leg in record.legs:
        line = np.array([(point.lon, point.lat) for point in leg.points])
        width, alpha = (0.3, 0.5) if leg.sortie else (1.5, 0.9) if leg.kind == "transit" else (0.4, 0.5)
        colour = of[nation[leg.asset]]
        axes.plot(
            line[:, 0], line[:, 1], color=colour, linewidth=width, alpha=alpha, zorder=4 + 2 * (width > 1)
        )
    for event in record.events:
        if event.kind in ("join", "leave") and event.at is not None:
            mark: dict[str, Any] = {"marker": "^" if event.kind == "join" else "v", "markersize": 6}
            rim: dict[str, Any] = {"markeredgecolor": "white", "markeredgewidth": 0.7}
            axes.plot(*event.at, color=of[nation[event.asset]], zorder=7, **mark, **rim)
    for name, area in record.scenario.get("areas", {}).items():
        for ring in area["polygons"]:
            fill(axes, Polygon(ring), facecolor="none", edgecolor="#333333", linewidth=0.9, zorder=5)
            lon, lat = min(ring, key=lambda corner: (corner[0] - corner[1], corner))  # the north-west one
            axes.text(lon + 0.05, lat + 0.05, name, size=7, va="bottom", zorder=9, path_effects=halo)
    _bases(axes, record, halo)
    axes.set(xlim=(west, east), ylim=(south, north), aspect=1 / math.cos(math.radians((south + north) / 2)))
    axes.set_anchor("W")
    axes.xaxis.set_major_locator(_whole())
    axes.yaxis.set_major_locator(_whole())
    axes.xaxis.set_major_formatter(lambda lon, _: _degrees((lon + 180) % 360 - 180, "EW"))
    axes.yaxis.set_major_formatter(lambda lat, _: _degrees(lat, "NS"))
    axes.tick_params(labelsize=8, length=2, pad=2)
    axes.grid(color="#DDDDDD", linewidth=0.4, zorder=0)


def _bases(axes: Axes, record: Record, halo: list[Any]) -> None:
    """Bases and ports; the names of those within a quarter of a degree of one another stand together."""
    groups: list[tuple[float, float, list[str]]] = []
    for name, base in sorted(record.scenario.get("bases", {}).items()):
        lon, lat = base["position"]
        axes.plot(lon, lat, "s", color="#222222", markersize=3.5, zorder=8)
        near = next((group for group in groups if math.hypot(group[0] - lon, group[1] - lat) < 0.25), None)
        if near is None:
            groups.append((lon, lat, [name]))
        else:
            near[2].append(name)
    for lon, lat, names in groups:
        beside: dict[str, Any] = {"xytext": (6, 0), "textcoords": "offset points", "va": "center"}
        axes.annotate("\n".join(names), (lon, lat), size=8, zorder=9, path_effects=halo, **beside)


def _polygon(rings: Sequence[Sequence[tuple[float, float]]]) -> Polygon:
    return Polygon(rings[0], rings[1:])


def _degrees(value: float, sides: str) -> str:
    return f"{abs(value):.0f}°{sides[int(value < 0)]}"


def _whole() -> Any:
    from matplotlib.ticker import MaxNLocator

    return MaxNLocator(nbins=8, integer=True)
