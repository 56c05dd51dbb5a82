"""The catalogue's data: complete, plausible, honest about what is assumed, and quick to read."""

import dataclasses
import itertools
import math
import subprocess
import sys

import pytest

from patrolplan.scenario.catalogue import load
from patrolplan.scenario.catalogue.describe import band, clock, entries, find, quantity
from patrolplan.scenario.model import AircraftType, Base, CrewRules, SeaStateRule, ShipClass

CATALOGUE = load()
UNSOURCED = {"name", "note", "kind"}


def test_what_scenarios_of_2018_need_is_there():
    """The classes, types and bases that the records of 2018 to 2025 name can be named."""
    classes = "halifax anzac adelaide type-23 floreal arleigh-burke san-antonio support-ship murasame"
    assert set(classes.split()) | {"korean-destroyer", "korean-frigate", "patrol-vessel"} <= set(
        CATALOGUE.classes
    )
    assert {"P-8A", "CP-140", "P-3C", "P-3K2", "AP-3C", "P-1", "Falcon 200", "MQ-9B"} <= set(CATALOGUE.types)
    bases = {"Kadena", "Futenma", "Naha", "Kanoya", "Iwakuni", "Atsugi", "Jeju", "White Beach", "Sasebo"}
    assert bases | {"Yokosuka"} <= set(CATALOGUE.bases)


def test_published_figures_are_as_published():
    """Figures with a source are those of the source, and are not called assumptions."""
    speeds = {"halifax": 29, "anzac": 27, "type-23": 28, "adelaide": 29, "floreal": 20, "arleigh-burke": 30}
    for name, knots in speeds.items():
        assert CATALOGUE.classes[name].max_kn == knots
        assert "max_kn" not in CATALOGUE.about["class", name].assumed
    assert CATALOGUE.economical_kn["halifax"] == 13
    for name, knots in {"P-8A": 440, "CP-140": 350, "P-3C": 330, "P-3K2": 330, "AP-3C": 330}.items():
        assert CATALOGUE.types[name].cruise_kn == knots
        assert "cruise_kn" not in CATALOGUE.about["type", name].assumed
    longitude, latitude = CATALOGUE.bases["RODN"].position
    assert math.isclose(latitude, 26 + 21 / 60 + 20 / 3600, abs_tol=1e-4)
    assert math.isclose(longitude, 127 + 46 / 60 + 3 / 3600, abs_tol=1e-4)


def test_an_icao_code_is_another_name_of_the_same_base():
    """Planners write either: both must be one base, or a closure of one would miss the other."""
    for code, name in CATALOGUE.aliases.items():
        assert CATALOGUE.bases[code] is CATALOGUE.bases[name]
        assert len(code) == 4
        assert code.isupper()
    assert CATALOGUE.aliases["RODN"] == "Kadena"


@pytest.mark.parametrize(("kind", "name"), list(CATALOGUE.about))
def test_every_entry_says_where_its_figures_come_from(kind, name):
    """What is assumed names real fields, every band holds its value, and there is a source line."""
    about = CATALOGUE.about[kind, name]
    entry = next(entry for entry in entries(CATALOGUE) if (entry.kind, entry.name) == (kind, name))
    figures = {figure.field: figure for figure in entry.figures}
    assert about.source
    assert set(about.assumed) <= set(figures)
    assert set(about.bands) <= set(figures)
    for field, (low, high) in about.bands.items():
        assert low <= figures[field].value <= high
        assert low < high
    if kind in ("class", "type"):
        widths = {"day_width_nm", "night_width_nm", "detect_width_nm", "contact_time_s"}
        assert widths <= set(about.assumed), "no public source states these"
        assert {"day_width_nm", "night_width_nm"} <= set(about.bands)
    if about.source.startswith("None here"):
        assert set(figures) == set(about.assumed)


def test_every_figure_of_an_entry_is_shown():
    """A field added to the model without words would be missing from `patrolplan catalogue`."""
    shown = {entry.kind: {figure.field for figure in entry.figures} for entry in entries(CATALOGUE)}
    for kind, model in {
        "class": ShipClass,
        "type": AircraftType,
        "sea_state": SeaStateRule,
        "crew_rules": CrewRules,
    }.items():
        assert {field.name for field in dataclasses.fields(model)} - UNSOURCED <= shown[kind]
    assert {field.name for field in dataclasses.fields(Base)} - UNSOURCED - {"closes_s", "gap_s"} <= shown[
        "base"
    ]


def test_figures_make_sense_together():
    """Order of speeds, widths and times: a slip of the pen in the data shows here."""
    for ship in CATALOGUE.classes.values():
        assert 5 <= ship.patrol_kn <= CATALOGUE.economical_kn[ship.name] * 1.2
        assert CATALOGUE.economical_kn[ship.name] <= ship.max_kn <= 32
        assert ship.night_width_nm <= ship.day_width_nm < ship.detect_width_nm
        assert 60 <= ship.contact_time_s <= 3600
    for aircraft in CATALOGUE.types.values():
        assert 100 <= aircraft.station_kn <= aircraft.cruise_kn <= 500
        assert 0 < aircraft.reserve_s < aircraft.endurance_s / 4
        assert 3600 <= aircraft.turnaround_s <= 12 * 3600
        assert aircraft.night_width_nm <= aircraft.day_width_nm < aircraft.detect_width_nm
    rules = CATALOGUE.crew_rules
    assert rules.brief_s + rules.debrief_s < rules.long_duty_s < rules.duty_s
    assert rules.rest_s < rules.long_rest_s
    assert rules.duty_s + rules.rest_s >= 24 * 3600
    assert rules.hours_7d < rules.hours_30d


def test_a_flight_of_a_manned_type_fits_into_a_duty():
    """Endurance less reserve, brief and debrief included, is within the longest duty of the crew."""
    rules = CATALOGUE.crew_rules
    for name, aircraft in CATALOGUE.types.items():
        longest = aircraft.endurance_s - aircraft.reserve_s + rules.brief_s + rules.debrief_s
        assert longest <= rules.duty_s or name == "MQ-9B"


def test_sea_states_only_get_worse():
    """Ten of them, factors in (0, 1], falling: zero would leave a search with no track spacing."""
    states = CATALOGUE.sea_states
    assert len(states) == 10
    assert states[0] == SeaStateRule(1.0, 1.0)
    for calmer, rougher in itertools.pairwise(states):
        assert 0 < rougher.ship_width <= calmer.ship_width
        assert 0 < rougher.aircraft_width <= calmer.aircraft_width
        assert rougher.ship_width <= rougher.aircraft_width


def test_bases_lie_where_they_are_known_to_lie():
    """Positions in the western Pacific, airfields with their code's letters, Okinawa's together."""
    for base in CATALOGUE.bases.values():
        longitude, latitude = base.position
        assert 126 < longitude < 140
        assert 26 < latitude < 36
        assert base.utc_offset_s == 9 * 3600
    okinawa = [CATALOGUE.bases[name].position for name in ("Kadena", "Futenma", "Naha", "White Beach")]
    assert max(p[1] for p in okinawa) - min(p[1] for p in okinawa) < 0.25


def test_the_catalogue_cannot_be_changed_by_its_readers():
    """`load` returns one object to all: a reader that could write to it would change the others'."""
    assert load() is CATALOGUE
    with pytest.raises(TypeError):
        CATALOGUE.classes["halifax"] = CATALOGUE.classes["anzac"]
    with pytest.raises(dataclasses.FrozenInstanceError):
        CATALOGUE.classes["halifax"].max_kn = 40


@pytest.mark.parametrize(
    ("asked", "kind", "name"),
    [
        ("halifax", "class", "halifax"),
        ("Type 23", "class", "type-23"),
        ("p-8a", "type", "P-8A"),
        ("rodn", "base", "Kadena"),
        ("WHITE BEACH", "base", "White Beach"),
        ("sea-state 5", "sea_state", "5"),
        ("crew_rules", "crew_rules", "default"),
    ],
)
def test_an_entry_is_found_as_planners_write_it(asked, kind, name):
    """Case, hyphens and ICAO codes do not matter when asking."""
    assert [(entry.kind, entry.name) for entry in find(CATALOGUE, asked)] == [(kind, name)]


def test_what_is_not_there_is_not_found():
    """A near miss is not an answer: suggestions are the command's to make."""
    assert find(CATALOGUE, "halifa") == ()
    assert find(CATALOGUE, "5") == ()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("max_kn", 29.0, "29 kn"),
        ("day_width_nm", 7.5, "7.5 nm"),
        ("contact_time_s", 600, "10 min"),
        ("endurance_s", 45000, "12 h 30 min"),
        ("utc_offset_s", 32400, "+9 h"),
        ("utc_offset_s", -12600, "-3 h 30 min"),
        ("opens_s", 23400, "06:30"),
        ("opens_s", None, "round the clock"),
        ("position", (-0.5, -12.25), "12.250°S 0.500°W"),
        ("hours_7d", 40.0, "40 h"),
        ("ship_width", 0.7, "0.7"),
    ],
)
def test_values_are_written_with_their_unit(field, value, words):
    """Units are never left to be guessed."""
    assert quantity(field, value) == words


def test_a_band_is_written_in_the_unit_of_its_figure():
    """Bands of times are read in minutes or hours in the files and in seconds by the model."""
    (entry,) = find(CATALOGUE, "P-8A")
    figures = {figure.field: figure for figure in entry.figures}
    assert band(figures["turnaround_s"]) == "3 h to 4 h"
    assert band(figures["cruise_kn"]) == ""
    assert clock(0) == "0 min"


def test_reading_is_light():
    """`check` answers in under a second: reading the catalogue loads none of the heavy libraries."""
    script = (
        "import sys\nfrom patrolplan.scenario.catalogue import load\nload()\n"
        "heavy = {'numpy', 'shapely', 'pydantic', 'ortools', 'numba', 'rich'} & set(sys.modules)\n"
        "print(*heavy)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
