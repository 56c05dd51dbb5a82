"""The bytes of every format, kept: what changes in a product changes here, and is looked at.

The seal is a fixed one: what a product says of the plan is pinned, and not how plan files are laid out.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from syrupy.extensions.single_file import SingleFileSnapshotExtension

from patrolplan.export.table import FORMATS, Choices
from patrolplan.export.view.build import narrowed
from tests.export.plans import shown
from tests.export.readers import members
from tests.record.sample_scenario import at
from tests.record.samples import sample


def fixed(nation=None, asset=None):
    seen = shown("sample", nation)
    if asset is not None:
        seen = narrowed(seen, asset)
    return replace(seen, stamp=replace(seen.stamp, hash="5ea1" * 16, version="0"))


@pytest.fixture
def golden(snapshot):
    def of(ending):
        kind = type("Golden", (SingleFileSnapshotExtension,), {"file_extension": ending.lstrip(".")})
        return snapshot.use_extension(kind)

    return of


def older():
    """The plan before: Melbourne had no last task, and her first began an hour later."""
    tasks = []
    for task in sample().tasks:
        if task.asset == "HMAS Melbourne" and task.start == at(28):
            continue
        if task.asset == "HMAS Melbourne" and task.start == at(14):
            task = replace(task, start=at(15))
        tasks.append(task)
    return replace(sample(), tasks=tuple(tasks), plan=replace(sample().plan, name="ECC WEEK 38"))


@pytest.mark.parametrize("form", ["geojson", "kml", "gpx", "ics", "csv", "cot"])
def test_the_whole_plan(form, golden):
    """One file for the cell."""
    ending, make = next(iter(FORMATS[form].endings.items()))
    assert make(fixed(), Choices()) == golden(ending)


@pytest.mark.parametrize("form", ["geojson", "csv"])
def test_for_a_nation(form, golden):
    """Canada's own tasking, and water reserved by the others."""
    ending, make = next(iter(FORMATS[form].endings.items()))
    assert make(fixed("CAN"), Choices()) == golden(ending)


@pytest.mark.parametrize("revision", ["1.0", "1.2"])
def test_a_route(revision, golden):
    """A ship's route in both revisions."""
    make = FORMATS["rtz"].endings[".rtz"]
    assert make(fixed(asset="HMAS Melbourne"), Choices(revision)) == golden(".rtz")


@pytest.mark.parametrize(
    ("nation", "asset"), [(None, "HMAS Melbourne"), ("CAN", "HMCS Calgary"), (None, "Kadena P-8")]
)
def test_a_tasking(nation, asset, golden):
    """A ship's message, one for a nation's eyes, and a detachment's."""
    make = FORMATS["tasking"].endings[".txt"]
    assert make(fixed(nation, asset), Choices()) == golden(".txt")


@pytest.mark.parametrize("ending", [".txt", ".html"])
def test_a_turnover(ending, golden):
    """A ship's page, from a time within a task, and what has changed."""
    make = FORMATS["turnover"].endings[ending]
    choices = Choices(at=at(16), older=older())
    assert make(fixed(asset="HMAS Melbourne"), choices) == golden(ending)


def test_a_data_package(golden):
    """The manifest; the events are those of the one file, byte for byte but for where they stand."""
    from lxml import etree

    files = members(FORMATS["cot"].endings[".zip"](fixed(), Choices()))
    assert files.pop("MANIFEST/manifest.xml") == golden(".xml")
    together = etree.fromstring(FORMATS["cot"].endings[".xml"](fixed(), Choices()))
    alone = [etree.fromstring(text) for text in files.values()]
    assert [_flat(one) for one in together] == [_flat(one) for one in alone]


def _flat(element):
    return [(one.tag, dict(one.attrib), (one.text or "").strip()) for one in element.iter()]
