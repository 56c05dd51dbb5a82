"""The scenarios that ship with the program, and the templates of `init`: they pass `check`, they say what
is notional, they are what they claim to be, and every sector of theirs can be reached.
"""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from patrolplan.geo.geodesy import distance_nm
from patrolplan.scenario.catalogue import load as catalogue
from patrolplan.scenario.model import Scenario
from patrolplan.scenario.read import load
from patrolplan.scenario.templates import THEATRES, text
from patrolplan.sea.build import build_water
from patrolplan.sea.routes import build_routes

FOLDER = Path(__file__).parent.parent / "scenarios"
FILES = sorted(FOLDER.glob("*.yaml"))
VARIANTS = [(file, None) for file in FILES] + [
    (FOLDER / "east-china-sea.yaml", variant) for variant in ("ships-only", "aircraft-only")
]
CELL = {"USA", "AUS", "CAN", "NZL", "GBR", "FRA", "JPN", "KOR"}


def scenario_of(name: str, variant: str | None = None) -> Scenario:
    loaded = load(FOLDER / f"{name}.yaml", variant=variant)
    assert loaded.scenario is not None
    return loaded.scenario


def test_all_four_are_there():
    """The parametrised tests below defend something only if they find the files."""
    names = {file.stem for file in FILES}
    assert {"east-china-sea", "two-ships", "kadena-day", "gulf-of-aden"} <= names


@pytest.mark.parametrize(
    ("file", "variant"), VARIANTS, ids=[f"{file.stem}-{variant or 'base'}" for file, variant in VARIANTS]
)
def test_it_passes_check(file, variant):
    """A planner's first contact with the program is one of these: not so much as a warning."""
    loaded = load(file, variant=variant)
    assert loaded.diagnostics == ()
    assert loaded.scenario is not None


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_it_is_honest_and_readable(file):
    """It names its schema for editors, says what is notional, fits a screen, and has no tabs."""
    lines = file.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "# yaml-language-server: $schema=patrolplan.schema.json"
    assert sum("NOTIONAL" in line or "assum" in line for line in lines) >= 2
    assert max(map(len, lines)) <= 130
    assert not any("\t" in line or line != line.rstrip() for line in lines)
    assert load(file).scenario.notional


@pytest.mark.parametrize("theatre", THEATRES)
def test_a_template_passes_check_as_it_stands(theatre, tmp_path):
    """`init` promises it; the first edit should be the planner's, not a repair."""
    file = tmp_path / "scenario.yaml"
    file.write_text(text(theatre), encoding="utf-8")
    loaded = load(file)
    assert loaded.diagnostics == ()
    assert loaded.scenario is not None
    if "overrides" in text(theatre):
        (variant,) = load(file).variants
        assert load(file, variant=variant).scenario.aircraft == {}


def test_choices_left_out_of_the_template_can_be_made(tmp_path):
    """The commented keys are examples: with every # taken away, as the head says, the file still passes."""
    head, key, body = text("east-china-sea").partition("scenario: ")
    opened = [line.removeprefix("#") for line in body.splitlines()]
    assert sum(line.startswith("#") for line in body.splitlines()) >= 10
    file = tmp_path / "scenario.yaml"
    file.write_text(head + key + "\n".join(opened), encoding="utf-8")
    loaded = load(file)
    assert loaded.diagnostics == ()
    assert {"ROUND"} <= set(loaded.scenario.areas)
    assert {"FIRING"} <= set(loaded.scenario.zones)
    assert loaded.scenario.closures
    assert loaded.scenario.weather


def test_the_flagship_is_the_week_that_it_says():
    """Its shape, as the issue asks: week, ships, nations, detachments, areas, zones, caveats, typhoon."""
    scenario = scenario_of("east-china-sea")
    start = datetime(2018, 9, 24, tzinfo=UTC)
    end = start + timedelta(days=7)
    assert scenario.horizon.start == start
    assert scenario.horizon.length_s == 7 * 86400
    assert scenario.horizon.slot_s == 3600
    assert 11 <= len(scenario.ships) <= 13
    assert len({ship.nation for ship in scenario.ships.values()}) >= 6
    nations = {asset.nation for asset in (*scenario.ships.values(), *scenario.aircraft.values())}
    assert nations == CELL == set(scenario.marking.release)
    chops = {(ship.spells[0].in_time, ship.spells[-1].out_time) for ship in scenario.ships.values()}
    assert len(chops) >= 8
    usa = [wing for wing in scenario.aircraft.values() if wing.nation == "USA"]
    assert [(wing.type, wing.base, wing.per_day) for wing in usa] == [("P-8A", usa[0].base, 2)]
    assert scenario.bases[usa[0].base].name == "Kadena"
    allied = [wing for wing in scenario.aircraft.values() if wing.nation != "USA"]
    assert {wing.type for wing in allied} >= {"CP-140", "P-3K2"}
    assert any((wing.start, wing.end) != (start, end) for wing in allied)
    assert all(wing.min_look_s >= 1800 for wing in scenario.aircraft.values())
    assert len(scenario.areas) >= 5
    assert any(area.night > 1 for area in scenario.areas.values())
    assert {zone.of for zone in scenario.zones.values()} >= {("CHN", "TWN"), ("KOR",)}
    assert any(zone.start and zone.polygons for zone in scenario.zones.values())
    assert len(scenario.caveats) == 2


def test_the_flagship_s_rates_agree_with_the_record():
    """263 deliveries in 2018 are 0.7 a day: between 1 and 3 transfers a day, all told, is the assumption."""
    areas = scenario_of("east-china-sea").areas.values()
    assert 1 <= sum(area.transfers_per_day or 0 for area in areas) <= 3


@pytest.mark.parametrize(
    ("area", "centre", "radius_km"),
    [
        ("SHANGHAI EAST", (124.1, 31.2), 110),
        ("SOUTH SOUTH EAST", (123.03, 27.89), 93),
        ("SOUTH SOUTH EAST", (123.21, 27.47), 102),
        ("ZHEJIANG OFFING", (121.47, 27.71), 161),
        ("ZHEJIANG OFFING", (121.47, 27.53), 169),
    ],
)
def test_an_area_lies_where_transfers_were_reported(area, centre, radius_km):
    """Each reported position is a circle of doubt: the area's middle lies within it."""
    ring = scenario_of("east-china-sea").areas[area].polygons[0]
    middle = (sum(p[0] for p in ring) / len(ring), sum(p[1] for p in ring) / len(ring))
    assert distance_nm(middle, centre) * 1.852 <= radius_km


def test_trami_closes_okinawa_and_spreads_north():
    """Bases shut on 29 and 30 September, nobody joins or leaves there then, the sea rises from the south."""
    scenario = scenario_of("east-china-sea")
    (trami,) = scenario.closures.values()
    shut = {scenario.bases[name].name for name in trami.bases}
    assert {"Kadena", "White Beach"} <= shut
    assert trami.start <= datetime(2018, 9, 29, tzinfo=UTC) < datetime(2018, 9, 30, tzinfo=UTC) <= trami.end
    for ship in scenario.ships.values():
        for spell in ship.spells:
            for at, time in ((spell.in_at, spell.in_time), (spell.out_at, spell.out_time)):
                white_beach = at == scenario.bases["White Beach"].position
                assert not (white_beach and trami.start <= time < trami.end)
    first = {
        area: min(weather.start for weather in scenario.weather.values() if weather.area == area)
        for area in ("OPEN SEA SOUTH", "OPEN SEA NORTH", "YELLOW SEA SOUTH")
    }
    assert first["OPEN SEA SOUTH"] < first["OPEN SEA NORTH"] < first["YELLOW SEA SOUTH"]
    worst = max(scenario.weather.values(), key=lambda weather: weather.sea_state)
    assert worst.start < trami.end
    assert worst.end > trami.start


def test_the_flagship_s_variants_leave_out_what_they_say():
    """ships-only and aircraft-only share everything else with the flagship."""
    whole = scenario_of("east-china-sea")
    ships = scenario_of("east-china-sea", "ships-only")
    aircraft = scenario_of("east-china-sea", "aircraft-only")
    assert (ships.ships, ships.aircraft) == (whole.ships, {})
    assert (aircraft.ships, aircraft.aircraft) == ({}, whole.aircraft)
    assert ships.areas == aircraft.areas == whole.areas
    assert ships.weather == aircraft.weather == whole.weather


def test_two_ships_is_small_enough_to_read_whole():
    """A page of YAML, a handful of sectors, two ships."""
    assert len((FOLDER / "two-ships.yaml").read_text(encoding="utf-8").splitlines()) <= 60
    scenario = scenario_of("two-ships")
    assert len(scenario.ships) == 2
    assert not scenario.aircraft
    assert 6 <= len(build_water(scenario).sectors) <= 8


def test_kadena_day_is_one_day_of_two_sorties():
    """One base-local day from midnight to midnight, so that the quota means what it says."""
    scenario = scenario_of("kadena-day")
    (wing,) = scenario.aircraft.values()
    assert not scenario.ships
    assert wing.per_day == 2
    assert scenario.horizon.length_s == 86400
    local = scenario.horizon.start + timedelta(seconds=scenario.bases[wing.base].utc_offset_s)
    assert (local.hour, local.minute) == (0, 0)


def test_gulf_of_aden_owes_nothing_to_the_east_china_sea():
    """Its bases are its own, its nations others, its areas have priorities: nothing is hard-coded."""
    scenario = scenario_of("gulf-of-aden")
    assert not set(scenario.bases) & set(catalogue().bases)
    assert not set(scenario.marking.release) <= CELL
    assert all(area.priority and area.transfers_per_day is None for area in scenario.areas.values())
    assert any(base.opens_s is not None for base in scenario.bases.values())


def test_the_flagship_has_the_sectors_that_it_should():
    """110 to 140 sectors, the territorial seas cut out, and Korean water left to Koreans."""
    scenario = scenario_of("east-china-sea")
    water = build_water(scenario)
    assert 110 <= len(water.sectors) <= 140
    assert water.cut["ZHEJIANG OFFING"] > 0
    korean = next(zone for zone in water.zones if zone.exempt == {"KOR"})
    assert any(sector.polygon.intersects(korean.shape) for sector in water.sectors)
    share = water.night.mean()
    assert 0.4 < share < 0.5


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_sector_can_be_reached(file):
    """From every base and chop point, by sea and by air, whatever timed zones are shut."""
    scenario = load(file).scenario
    water = build_water(scenario)
    count = len(water.sectors)
    # Nations that the same zones bind share their ways: one net for all of them.
    ends = defaultdict(set)
    for ship in scenario.ships.values():
        for spell in ship.spells:
            ends["ship", _bound(scenario, ship.nation)] |= {
                (ship.nation, at) for at in (spell.in_at, spell.out_at) if at is not None
            }
    for wing in scenario.aircraft.values():
        base = scenario.bases[wing.base].position
        ends["aircraft", _bound(scenario, wing.nation)].add((wing.nation, base))
    for (kind, _), places in ends.items():
        nation = min(nation for nation, _ in places)
        routes = build_routes(water, scenario, kind, nation, tuple(sorted({at for _, at in places})))
        for shut, nm in routes.nm.items():
            assert np.isfinite(nm[count:, :count]).all(), (kind, nation, shut)


def _bound(scenario: Scenario, nation: str) -> frozenset[str]:
    return frozenset(name for name, zone in scenario.zones.items() if nation not in zone.except_nations)
