"""Every product says which plan it is of, and the seal is found in every format."""

from __future__ import annotations

import zipfile

import pytest

from patrolplan.export.all_files import all_files
from patrolplan.export.seal import Seal, seals
from patrolplan.export.table import Choices
from patrolplan.record.canonical import plan_hash
from tests.export.plans import PLANS, shown


@pytest.mark.parametrize("plan", ["sample", "hostile", "bare"])
def test_every_product_is_sealed(plan, tmp_path):
    """In a file of each format the one seal is found: folded, zipped or in a database."""
    record = PLANS[plan]()
    wanted = Seal(record.plan.issue, plan_hash(record))
    kinds = set()
    for name, data in all_files(shown(plan), Choices()):
        path = tmp_path / name.replace("/", "_")
        path.write_bytes(data)
        assert seals(path) == {wanted}, name
        kinds.add(path.suffix)
    assert kinds >= {".geojson", ".kml", ".gpx", ".ics", ".csv", ".xml", ".zip", ".txt", ".html", ".gpkg"}


def test_a_name_cannot_forge_a_seal(tmp_path):
    """A second seal in a file is seen, and the file then is of no one plan."""
    path = tmp_path / "x.txt"
    path.write_text(f"{shown('sample').stamp.seal}\npatrolplan-seal/1 issue=9 sha256={'0' * 64}\n")
    assert len(seals(path)) == 2


def test_broken_files(tmp_path):
    """A zip cut short is refused in words."""
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("a.txt", "a" * 1000)
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(ValueError, match="broken zip"):
        seals(path)
