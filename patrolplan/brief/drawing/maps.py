"""A small map for each period: coverage of the water, and where everybody went. They need no script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from patrolplan.brief.drawing import shapes
from patrolplan.brief.drawing.palette import SHADES, shade
from patrolplan.brief.drawing.projection import WIDE, Projection
from patrolplan.brief.drawing.tracks import Track, within
from patrolplan.brief.html import Html, joined, tag
from patrolplan.geo.sun import night
from patrolplan.measures.accounts.by_water import by_period
from patrolplan.measures.seen.matrix import matrix
from patrolplan.measures.times.dtg import short
from patrolplan.measures.times.periods import Period
from patrolplan.record.types import Record

MOST: Final = 120
"""Maps on the page; where there are more periods, they are shown by every second, third …"""


def maps(record: Record, projection: Projection, tracks: dict[tuple[str, str | None], Track]) -> Html:
    """All maps, each with its period's date-time groups, coverage, and whether it is mostly night."""
    return joined(_maps(record, projection, tracks))


def _maps(
    record: Record, projection: Projection, tracks: dict[tuple[str, str | None], Track]
) -> Iterator[Html]:
    found, accounts = matrix(record), by_period(record)
    coverage = found.coverage
    outlines = [
        shapes.path(_coarse(shapes.rings(projection, sector.polygon)), closed=True)
        for sector in record.sectors
    ]
    every = -(-len(found.periods) // MOST)
    for column, span in list(enumerate(found.periods))[::every]:
        by_shade: dict[int, list[int]] = {}
        for row in range(len(outlines)):
            by_shade.setdefault(shade(float(coverage[row, column])), []).append(row)
        water = [
            tag("path", d="".join(outlines[row] for row in by_shade[one]), class_=f"c{one}")
            for one in SHADES
            if one in by_shade
        ]
        start_s = span.first * record.model.slot_s
        end_s = span.last * record.model.slot_s
        dark = _dark(record, span)
        name = f"{short(span.start)} to {short(span.end)}"
        share = f"{accounts[column][1].coverage * 100:.0f} %"
        picture = tag(
            "svg",
            tag("title", f"{name}{', night' if dark else ''}: {share} of what begins is identified"),
            tag("rect", class_="sea", width=WIDE, height=projection.high),
            tag("g", water),
            tag("use", href="#land"),
            tag("path", d=_lines(tracks, True, start_s, end_s), class_="track air"),
            tag("path", d=_lines(tracks, False, start_s, end_s), class_="track"),
            viewBox=f"0 0 {WIDE} {projection.high}", role="img", class_="small",
        )  # fmt: skip
        words = tag("figcaption", tag("b", name), f" {share}", " night" if dark else "")
        yield tag("figure", picture, words, class_="dark" if dark else None, data_p=column)


def _dark(record: Record, span: Period) -> bool:
    """Whether it is night in the middle of the water in the middle of the period."""
    middle = span.start + (span.end - span.start) / 2
    dark = night([sector.point for sector in record.sectors], [middle])
    return bool(dark.mean() > 0.5) if record.sectors else False


def _lines(tracks: dict[tuple[str, str | None], Track], air: bool, start_s: int, end_s: int) -> str:
    lines = [
        _thinned(within(track, start_s, end_s))
        for (_, sortie), track in tracks.items()
        if (sortie is not None) == air
    ]
    return shapes.path(lines)


def _thinned(line: list[tuple[int, int]], units: int = 40) -> list[tuple[int, int]]:
    """Without points that a map of a fifth the size cannot show; both ends stay."""
    kept: list[tuple[int, int]] = []
    for number, place in enumerate(line):
        ends = number in (0, len(line) - 1)
        if ends or abs(place[0] - kept[-1][0]) + abs(place[1] - kept[-1][1]) >= units:
            kept.append(place)
    return kept


def _coarse(rings: list[shapes.Places]) -> list[shapes.Places]:
    return [ring if len(ring) <= 12 else _thinned(list(ring)) for ring in rings]
