"""GeoJSON (RFC 7946): one collection; kinds of things are told apart by `kind`."""

from __future__ import annotations

import json
from typing import Any, Final

from patrolplan.export.formats.features import Feature, features
from patrolplan.export.spots import iso
from patrolplan.export.view.types import Stamp, View

_TYPES: Final = {"point": "Point", "line": "LineString", "shape": "Polygon"}


def geojson(view: View) -> bytes:
    """The view as a FeatureCollection, one feature a line, so that two issues can be compared.

    Lines carry `times`, nested like their coordinates. Lines and shapes that cross the antimeridian are
    cut there. The stamp stands in the collection's member `patrolplan`, and its seal with each feature,
    since many readers drop the former.
    """
    stamp = view.stamp
    head = {
        "type": "FeatureCollection",
        "name": stamp.title,
        "patrolplan": {
            "plan": stamp.plan,
            "issue": stamp.issue,
            "supersedes": stamp.supersedes,
            "scenario": stamp.scenario,
            "marking": stamp.marking,
            "seal": stamp.seal,
            "start": iso(stamp.start),
            "end": iso(stamp.end),
            "audience": stamp.audience,
            "notional": list(stamp.notional),
            "version": stamp.version,
            "not_for_navigation": True,
        },
    }
    rows = ",\n".join(_dump(_feature(stamp, one)) for one in features(view))
    return f'{_dump(head)[:-1]}, "features": [\n{rows}\n]}}\n'.encode()


def _feature(stamp: Stamp, one: Feature) -> dict[str, Any]:
    properties: dict[str, Any] = {"kind": one.kind, "name": one.name}
    if one.start is not None:
        properties["start"] = iso(one.start)
    if one.end is not None:
        properties["end"] = iso(one.end)
    properties |= dict(one.fields)
    if one.times:
        times = [[iso(when) for when in part] for part in one.times]
        properties["times"] = times[0] if len(times) == 1 else times
    properties |= {"plan": stamp.title, "marking": stamp.marking, "seal": stamp.seal}
    return {"type": "Feature", "geometry": _geometry(one), "properties": properties}


def _geometry(one: Feature) -> dict[str, Any]:
    name = _TYPES[one.shape]
    if one.shape == "point":
        return {"type": name, "coordinates": one.parts[0][0][0]}
    parts: list[Any] = one.parts[0] if one.shape == "line" else one.parts
    if len(parts) == 1:
        return {"type": name, "coordinates": parts[0]}
    return {"type": f"Multi{name}", "coordinates": parts}


def _dump(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    # So that the text stays inert where a page takes it up as it stands.
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
