"""A nation's products show its own tasking in full, and of the others water and time alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import cache

import pytest

from patrolplan.export import all_files
from patrolplan.export.errors import ExportError
from patrolplan.export.table import FORMATS, Choices
from patrolplan.export.view import build
from patrolplan.export.view.build import narrowed, view
from patrolplan.export.view.release import WITHHELD, Names, disclosed
from patrolplan.export.view.types import UNDISCLOSED
from patrolplan.measures.nations import nations
from tests.export.leaks import Secrets, texts
from tests.export.plans import PLANS, shown
from tests.export.readers import members
from tests.record.samples import sample

NATIONS = sorted(set(nations(sample()).values()))
WHOLE = [(name, ending) for name, form in FORMATS.items() for ending in form.endings if not form.single]
ZIPS = [("rtz", ".zip"), ("tasking", ".zip")]


@pytest.mark.parametrize(
    ("nation", "plan"), [*((nation, "sample") for nation in NATIONS), ("CAN", "antimeridian")]
)
def test_no_product_leaks(nation, plan):
    """Every file of every format for every nation: no name, id, position or time of the others."""
    record = PLANS[plan]()
    secrets = Secrets(record, disclosed(record, nation))
    assert len(secrets.words) > 10
    assert len(secrets.places) > 20
    assert len(secrets.times) > 20
    seen = shown(plan, nation)
    older = replace(record, tasks=record.tasks[::2])
    count = 0
    for name, data in all_files.all_files(seen, Choices(older=older)):
        assert secrets.leaks(data) == [], name
        assert secrets.leaks(name.encode()) == [], name
        count += 1
    assert count >= len(WHOLE) - 1
    for form, ending in ZIPS:
        try:
            assert secrets.leaks(FORMATS[form].endings[ending](seen, Choices())) == []
        except ExportError:
            assert not any(mover.medium == "ship" for mover in seen.movers)


@pytest.mark.parametrize(("form", "ending"), [*WHOLE, *ZIPS])
def test_the_search_finds_a_seeded_leak(form, ending, monkeypatch):
    """Were the others' assets let through, the search would find them in each format: names and places."""
    record = sample()
    secrets = Secrets(record, disclosed(record, "CAN"))
    monkeypatch.setattr(build, "disclosed", lambda record, nation: frozenset(nations(record)))
    found = secrets.leaks(FORMATS[form].endings[ending](view(record, "CAN"), Choices()))
    assert "HMAS Melbourne" in found
    assert any(word[0].isdigit() for word in found)


@pytest.mark.parametrize("leak", ["HMAS Melbourne", "national tasking", "Kadena P-8/2", "27-23.6N 124-00.0E"])
@pytest.mark.parametrize("form", ["csv", "geojson", "tasking"])
def test_a_single_seeded_word_is_found(form, leak):
    """One forbidden word or place in one file is enough for the leak test to fail."""
    record = sample()
    secrets = Secrets(record, disclosed(record, "CAN"))
    seen = shown("sample", "CAN")
    make = next(iter(FORMATS[form].endings.values()))
    data = make(narrowed(seen, "HMCS Calgary") if form == "tasking" else seen, Choices())
    assert secrets.leaks(data) == []
    if leak[2] == "-":  # a real place of another's track, as planners write it
        from patrolplan.export.spots import ddm

        leak = ddm(sorted(secrets.places)[0])
    assert leak in secrets.leaks(data + f"\n{leak}\n".encode())
    lon, lat = sorted(secrets.places)[3]
    assert secrets.leaks(data + f"\n{lat:.6f},{lon:.6f}\n".encode()) != []


@cache
def named_after_a_ship():
    """The sample with a zone, an area and the scenario called after ships: written in their own way."""
    record = sample()
    zones = tuple(
        replace(zone, name=f"Box of HMAS  melbourne {number}") for number, zone in enumerate(record.zones)
    )
    sectors = tuple(
        replace(
            one, areas={name.replace("SOUTH", "HMAS Melbourne South"): n for name, n in one.areas.items()}
        )
        for one in record.sectors
    )
    scenario = record.scenario | {"name": "WEEK OF HMAS MELBOURNE"}
    return replace(record, zones=zones, sectors=sectors, scenario=scenario)


@pytest.mark.parametrize("nation", NATIONS)
def test_water_named_after_an_undisclosed_ship_has_no_name(nation):
    """Zones keep their water and hours for all; a name that tells of a ship is told to its nation alone."""
    record = named_after_a_ship()
    seen = view(record, nation)
    assert [(zone.polygons, zone.start, zone.end) for zone in seen.zones] == [
        (zone.polygons, zone.start, zone.end) for zone in record.zones
    ]
    for name, data in all_files.all_files(seen, Choices()):
        found = any("melbourne" in text.casefold() for text in texts(data))
        assert found == (nation == "AUS"), name
        assert Secrets(record, disclosed(record, nation)).leaks(data) == [], name
    assert view(record).zones == record.zones


def test_names_that_only_look_alike_stay():
    """Part of a name is no name: 'Kadena P-8' does not hide 'KADENA BASE', nor HMCS Calgary 'CALGARY BAY'."""
    names = Names(sample(), frozenset())
    for name in ("KADENA BASE", "CALGARY BAY", "SHANGHAI EAST", "HMAS MELBOURNES"):
        assert names.told(name) == name
    assert names.told("north of kadena_p-8 (2)") == WITHHELD


def test_own_tasking_in_full():
    """What a nation gets of its own is what the cell has, hand-overs with others excepted."""
    whole = {job.task.id: job for job in shown("sample").jobs}
    for nation in NATIONS:
        own = shown("sample", nation)
        assert {mover.nation for mover in own.movers} == {nation}
        assert [job.task.id for job in own.jobs] == [task.id for task in whole_of(nation, whole)]
        for job in own.jobs:
            full = whole[job.task.id]
            assert (job.task, job.legs, job.pattern) == (full.task, full.legs, full.pattern)


def whole_of(nation, whole):
    return [job.task for job in whole.values() if job.nation == nation]


@pytest.mark.parametrize("nation", NATIONS)
def test_water_of_others_is_reserved_exactly(nation):
    """Every moment that another holds a sector is told, and no moment that nobody does."""
    record, own = sample(), shown("sample", nation)
    of = nations(record)
    others = [task for task in record.tasks if of[task.asset] != nation]
    half = timedelta(minutes=15)
    for sector in record.sectors:
        there = [one for one in own.reserved if one.sector.id == sector.id]
        moment = record.model.start + half / 2
        while moment < own.stamp.end:
            told = any(one.start <= moment < one.end for one in there)
            true = any(t.sector == sector.id and t.start <= moment < t.end for t in others)
            assert told == true
            moment += half


def test_an_undisclosed_partner_has_no_name_and_no_place():
    """Whom one relieves or is relieved by is told by sector and time alone."""
    met = [job for job in shown("sample", "FRA").jobs if job.relieved_by is not None]
    assert any(job.relieved_by.who == UNDISCLOSED for job in met)
    for job in met:
        if job.relieved_by.who == UNDISCLOSED:
            assert job.relieved_by.position is None


def test_what_the_scenario_releases_is_shown():
    """An asset released to a nation by name is shown to that nation in full, to others it is not."""
    record = sample()
    ships = record.scenario["ships"]
    calgary = ships["HMCS Calgary"] | {"release": ["AUS"]}
    record = replace(record, scenario=record.scenario | {"ships": ships | {"HMCS Calgary": calgary}})
    assert disclosed(record, "AUS") == {"HMAS Melbourne", "HMCS Calgary"}
    assert "HMCS Calgary" not in disclosed(record, "FRA")
    assert [mover.name for mover in view(record, "AUS").movers] == ["HMAS Melbourne", "HMCS Calgary"]


SCENARIO = """
horizon: {start: 240000ZSEP18, length: 1d}
areas: {A: {box: {north: 29-00N, south: 28-00N, west: 124-00E, east: 125-00E}, transfers_per_day: 0.5}}
ships: {X: {nation: AUS, class: adelaide, in_chop: {at: 28-30N 124-30E}, release: JPN}}
aircraft: {P: {nation: USA, type: P-8A, base: RODN, release: [AUS, JPN]}}
"""


def test_the_scenarios_key_reaches_the_plan(tmp_path):
    """`release` as a planner writes it, one nation or a list, is what exports go by."""
    from patrolplan.scenario.read import load
    from patrolplan.scenario.resolved import to_json

    path = tmp_path / "x.yaml"
    path.write_text(SCENARIO)
    loaded = load(path)
    assert loaded.scenario is not None, loaded.diagnostics
    record = replace(
        sample(), scenario=to_json(loaded.scenario), marking={}, tasks=(), sorties=(), legs=(), events=()
    )
    assert disclosed(record, "AUS") == {"X", "P"}
    assert disclosed(record, "USA") == {"P"}


def test_a_nation_outside_the_marking_gets_nothing():
    """A plan that is not released to a nation is not exported for it, nor for one without an asset."""
    record = replace(sample(), marking={"classification": "RESTRICTED", "release": ["AUS", "CAN"]})
    with pytest.raises(ExportError, match="not released to FRA"):
        view(record, "FRA")
    with pytest.raises(ExportError, match="KOR has no asset"):
        view(record, "KOR")
    assert view(record, "AUS").stamp.marking == "RESTRICTED REL TO AUS"


def test_no_asset_of_another_nation():
    """--asset with --nation does not open a back door."""
    with pytest.raises(ExportError, match="no asset 'HMAS Melbourne' here"):
        narrowed(shown("sample", "CAN"), "HMAS Melbourne")


def test_the_zip_names_no_other_ship():
    """File names in a package are searched too: each is an own asset's."""
    names = members(FORMATS["tasking"].endings[".zip"](shown("sample", "CAN"), Choices()))
    assert sorted(names) == ["HMCS-Calgary.txt", "Kadena-CP-140.txt"]
