"""GeoPackage for QGIS: a layer of points, one of lines, one of shapes, with typed times."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import shapely

from patrolplan.export.errors import ExportError
from patrolplan.export.formats.features import Feature, Shape, features
from patrolplan.export.spots import iso
from patrolplan.export.view.types import Stamp, View

_LAYERS: Final[tuple[tuple[Shape, str, str], ...]] = (
    ("shape", "water", "MultiPolygon"),
    ("line", "tracks", "MultiLineString"),
    ("point", "points", "Point"),
)
_TEXT: Final = ("kind", "name", "areas", "closed_to", "asset", "nation", "medium", "sortie", "sector", "leg",
                "event", "relieves", "pattern", "remarks")  # fmt: skip


def gpkg(view: View) -> bytes:
    """The view as a GeoPackage.

    Raises:
        ExportError: the extra that writes it is not installed.

    """
    try:
        import pyogrio
    except ImportError:
        raise ExportError(
            "a GeoPackage needs the extra gpkg: pip install 'patrolplan[gpkg]'; GeoJSON needs nothing"
        ) from None
    found = list(features(view))
    # The file's own date of change, else the clock's: it would be the only thing to differ between two runs.
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": iso(view.stamp.start).replace("Z", ".000Z")})
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "plan.gpkg"
            for shape, layer, geometry_type in _LAYERS:
                rows = [one for one in found if one.shape == shape]
                if rows:
                    _layer(pyogrio, path, layer, geometry_type, rows, view.stamp)
            return path.read_bytes()
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})


def _layer(
    pyogrio: Any, path: Path, layer: str, geometry_type: str, rows: Sequence[Feature], stamp: Stamp
) -> None:
    columns: dict[str, np.ndarray[Any, Any]] = {}
    values: list[dict[str, Any]] = [{"kind": one.kind, "name": one.name} | dict(one.fields) for one in rows]
    for name in dict.fromkeys(key for row in values for key in row):
        if name in _TEXT:
            columns[name] = np.array([row.get(name) for row in values], dtype=object)
        else:
            numbers = [row.get(name) for row in values]
            columns[name] = np.array([np.nan if n is None else float(n) for n in numbers])
    for name in ("start", "end"):
        moments = [getattr(one, name) for one in rows]
        columns[name] = np.array(
            [np.datetime64("NaT") if m is None else np.datetime64(iso(m)[:-1], "ms") for m in moments],
            dtype="datetime64[ms]",
        )
    for name, text in (("plan", stamp.title), ("marking", stamp.marking), ("seal", stamp.seal)):
        columns[name] = np.array([text] * len(rows), dtype=object)
    pyogrio.raw.write(
        path,
        shapely.to_wkb(np.array([_geometry(one) for one in rows], dtype=object)),
        list(columns.values()),
        np.array(list(columns)),
        layer=layer,
        driver="GPKG",
        geometry_type=geometry_type,
        crs="EPSG:4326",
        gdal_tz_offsets={name: np.full(len(rows), 100, dtype="int32") for name in ("start", "end")},
        append=path.exists(),
        promote_to_multi=False,
    )


def _geometry(one: Feature) -> shapely.Geometry:
    if one.shape == "point":
        return shapely.Point(one.parts[0][0][0])
    if one.shape == "line":
        return shapely.MultiLineString([part for part in one.parts[0] if len(part) > 1])
    return shapely.MultiPolygon([(part[0], part[1:]) for part in one.parts])
