"""The packing script: what it reads from TopoJSON is what the reader gives back."""

import csv
import importlib.util
import io
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from shapely import Point, Polygon

from patrolplan.geo import coastfile

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def packer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("pack_coast", ROOT / "tools" / "pack_coast.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# Two states that share a border (arc 0), one with a lake, one with a far island; an outline that crosses
# itself; an island of which the grid left nothing.
TOPOLOGY = {
    "transform": {"scale": [0.01, 0.02], "translate": [-10.0, -5.0]},
    "arcs": [
        [[1000, 0], [0, 400]],
        [[1000, 400], [-600, 0], [0, -400], [600, 0]],
        [[1000, 400], [700, 0], [0, -400], [-700, 0]],
        [[600, 100], [0, 100], [100, 0], [0, -100], [-100, 0]],
        [[3000, 3000], [5, 0], [0, 5], [-5, 0], [0, -5]],
        [[100, 100], [50, 50], [0, -50], [-50, 50], [0, -50]],
        [[9, 9], [0, 0]],
    ],
    "objects": {
        "countries": {
            "geometries": [
                {"type": "Polygon", "id": "392", "properties": {"name": "Japan"}, "arcs": [[1, 0], [3]]},
                {
                    "type": "MultiPolygon",
                    "id": "344",
                    "properties": {"name": "Hong Kong"},
                    "arcs": [[[~0, ~2]], [[4]], [[6]]],
                },
                {"type": "Polygon", "properties": {"name": "Spratly Is."}, "arcs": [[5]]},
            ]
        }
    },
}
ISLETS = "name,state,lon,lat,radius_nm,note\nRock,KOR,20.0,30.0,30,\n"


def read(packed: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> coastfile.CoastFile:
    """The reader's view of packed bytes."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "coast.npz").write_bytes(packed)
    monkeypatch.setattr(coastfile, "files", lambda _: tmp_path)
    coastfile.load.cache_clear()
    try:
        return coastfile.load()
    finally:
        coastfile.load.cache_clear()


def test_a_small_world_goes_there_and_back(
    packer: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Arcs, holes, borders read backwards, steps over a byte, mended outlines, islets, codes."""
    file = read(packer.pack(TOPOLOGY, ISLETS), tmp_path, monkeypatch)
    assert file.states == {"JPN", "HKG", "CHN", "XXX", "KOR"}
    by_state = {state: file.polygons(file.of_states(frozenset([state]))) for state in file.states}
    assert by_state["HKG"] == by_state["CHN"]
    (japan,) = by_state["JPN"]
    lake = [(-4, -3), (-4, -1), (-3, -1), (-3, -3)]
    assert japan.equals(Polygon([(-6, -5), (0, -5), (0, 3), (-6, 3)], [lake]))
    mainland, island = by_state["HKG"]
    assert mainland.equals(Polygon([(0, -5), (7, -5), (7, 3), (0, 3)]))
    assert island.bounds == pytest.approx((20, 55, 20.05, 55.1))
    assert all(part.is_valid for part in by_state["XXX"])
    assert sum(part.area for part in by_state["XXX"]) > 0
    (rock,) = by_state["KOR"]
    assert rock.contains(Point(20, 30))
    assert rock.bounds[3] == pytest.approx(30.5, abs=0.02)


def test_the_same_source_gives_the_same_bytes(packer: ModuleType) -> None:
    """No clock and no hash order in the file."""
    assert packer.pack(TOPOLOGY, ISLETS) == packer.pack(TOPOLOGY, ISLETS)


def test_the_file_that_stands_holds_its_islets(packer: ModuleType) -> None:
    """islets.csv and coast.npz go together: every islet is packed as the script draws it, with its state."""
    data = ROOT / "patrolplan" / "geo" / "data"
    text = (data / "islets.csv").read_text(encoding="utf-8")
    file = coastfile.load()
    with np.load(data / "coast.npz") as packed:
        scale, origin = packed["scale"], packed["origin"]
    rows = list(csv.DictReader(io.StringIO(text)))
    drawn = list(packer.islet_polygons(text, scale, origin))
    for row, (state, polygon) in zip(rows, drawn, strict=True):
        here = float(row["lon"]), float(row["lat"])
        candidates = file.polygons(file.meeting(*here, *here) & file.of_states(frozenset([state])))
        corners = np.asarray(polygon.exterior.coords) * scale + origin
        assert any(shape.equals_exact(Polygon(corners), 1e-9) for shape in candidates), row["name"]


def test_every_code_is_one(packer: ModuleType) -> None:
    """The table of codes is a one-to-one one, and territories have states."""
    codes = list(packer.ALPHA3.values())
    assert len(codes) == len(set(codes))
    assert all(len(code) == 3 and code.isupper() for code in codes)
    children = [child for group in packer.TERRITORIES.values() for child in group.split()]
    assert len(children) == len(set(children))
    assert set(children) | set(packer.TERRITORIES) <= set(codes)
