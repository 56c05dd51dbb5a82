"""Every product, read by somebody else's parser, has every task at its place and time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from patrolplan.export.spots import wrapped
from patrolplan.export.table import FORMATS, Choices
from patrolplan.export.text import plain
from tests.export.plans import PLANS, shown
from tests.export.readers import READERS

NEAR_DEG = {"ics": 2e-6, "tasking .zip": 1 / 600}
"""What a format's own resolution leaves: GEO of iCalendar is a float of six places, DDM shows tenths."""


def made(seen, name, choices=None):
    form, _, ending = name.partition(" ")
    endings = FORMATS[form].endings
    return endings[ending or next(iter(endings))](seen, choices or Choices())


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("form", READERS)
def test_each_task_at_its_place_and_time(form, plan):
    """Each task once, where its search commences, from its start to its end, to the second."""
    seen = shown(plan)
    jobs = {plain(job.task.id): job for job in seen.jobs}
    if form == "rtz .zip":
        jobs = {name: job for name, job in jobs.items() if job.medium == "ship"}
        if plan == "bare":
            pytest.skip("a plan without tracks has no routes; that is tested by itself")
    found = READERS[form](made(seen, form))
    assert sorted(one.name for one in found) == sorted(jobs)
    minute = timedelta(minutes=1)
    second = timedelta(seconds=1)
    for one in found:
        job = jobs[one.name]
        lon, lat = job.place
        if not (form == "tasking .zip" and job.pattern is None):
            near = NEAR_DEG.get(form, 1e-6)
            assert abs((one.lon - wrapped(lon) + 180) % 360 - 180) <= near
            assert abs(one.lat - lat) <= near
            assert -180 <= one.lon <= 180
        give = minute if form in ("gpx", "tasking .zip") else second
        if one.start is not None and one.end is not None:
            assert abs(one.start - job.task.start) < give
            assert abs(one.end - job.task.end) < give
        if one.commences is not None and job.pattern is not None:
            assert abs(one.commences - job.pattern.commence_time) < second


@pytest.mark.parametrize("form", ["geojson", "kml", "cot", "gpkg"])
def test_nothing_is_drawn_round_the_world(form):
    """At the antimeridian no line and no shape spans the map: it is cut there."""
    import shapely

    from tests.export import readers

    seen = shown("antimeridian")
    data = made(seen, form)
    if form in ("geojson", "gpkg"):
        names = [None] if form == "geojson" else readers.layers(data)
        shapes = [row["geometry"] for name in names for row in readers.layer(data, name)]
    elif form == "kml":
        placemarks = readers.find_all(
            readers.KML.from_string(data.decode().split("\n", 1)[1]), of_type=readers.Placemark
        )
        shapes = [shapely.from_wkt(str(one.geometry)) for one in placemarks if one.geometry is not None]
    else:
        root = readers.etree.fromstring(data)
        shapes = []
        for event in root.iter("event"):
            links = [link.get("point").split(",") for link in event.iter("link")]
            if len(links) > 1:
                shapes.append(shapely.LineString([(float(lon), float(lat)) for lat, lon in links]))
    parts = [part for shape in shapes for part in shapely.get_parts(shape)]
    assert any(shapely.bounds(part)[0] < -179 for part in parts)
    assert any(shapely.bounds(part)[2] > 179 for part in parts)
    assert all(shapely.bounds(part)[2] - shapely.bounds(part)[0] < 20 for part in parts)


@pytest.mark.parametrize("plan", ["sample", "antimeridian", "hostile"])
def test_what_tak_draws_is_what_is_flown(plan):
    """node-cot makes a line of each task's track, through every corner of it, cut at the antimeridian."""
    from tests.export import tak

    seen = shown(plan)
    events = tak.package(made(seen, "cot .zip"))
    if events is None:
        pytest.skip("node-cot is not installed: npm ci")
    drawn: dict[str, list[tuple[float, float]]] = {}
    for one in events:
        if one.uid.startswith("patrolplan.track."):
            assert one.shape.geom_type == "LineString"
            drawn.setdefault(one.callsign.rsplit(" ", 1)[-1], []).extend(one.shape.coords)
    for job in seen.jobs:
        flown = {(wrapped(point.lon), point.lat) for leg in job.legs for point in leg.points}
        if len(flown) < 2:
            continue
        corners = drawn.pop(plain(job.task.id))
        inner = [corner for corner in corners if abs(abs(corner[0]) - 180) > 1e-6]
        assert _far(flown, corners) == []
        assert _far(inner, list(flown)) == []
    assert drawn == {}


def _far(points, others):
    """Those of the points that none of the others lies at."""
    return [p for p in points if min(abs(p[0] - q[0]) + abs(p[1] - q[1]) for q in others) > 1e-6]


@pytest.mark.parametrize("form", [*READERS, "turnover", "turnover .html", "tasking"])
def test_the_same_plan_gives_the_same_bytes(form):
    """No clock and no chance: two runs agree to the byte."""
    from patrolplan.export.view.build import narrowed

    seen = shown("sample")
    if form.startswith(("turnover", "tasking")) and "zip" not in form:
        seen = narrowed(seen, "HMAS Melbourne")
    assert made(seen, form) == made(seen, form)


def test_the_sample_has_tasks_at_the_horizons_edges():
    """Read back above are a task that starts as the horizon opens, and one that ends as it closes."""
    seen = shown("sample")
    assert any(job.task.start == seen.stamp.start for job in seen.jobs)
    assert any(job.task.end == seen.stamp.end for job in seen.jobs)
    months = {(job.task.start.month, job.task.end.month) for job in shown("month").jobs}
    assert len({month for pair in months for month in pair}) == 2
