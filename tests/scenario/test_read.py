"""From YAML to the frozen scenario: defaults, catalogue, variants, shapes, and back again."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from patrolplan.geo.geodesy import area_nm2, distance_nm
from patrolplan.scenario import catalogue
from patrolplan.scenario.invariants import problems
from patrolplan.scenario.model import AircraftType, CrewRules, Scenario, ShipClass, Spell
from patrolplan.scenario.read import load, load_bytes, with_variant
from patrolplan.scenario.resolve.catalogue import CLASS_KEYS, TYPE_KEYS
from patrolplan.scenario.resolved import from_json, to_json
from patrolplan.scenario.writing.places import exact_position
from patrolplan.scenario.writing.resolved import resolved_yaml
from tests.scenario.mistakes import SOUND

ROOT = Path(__file__).parents[2]
SHIPPED = sorted(
    [*(ROOT / "scenarios").glob("*.yaml"), *(ROOT / "patrolplan/scenario/templates").glob("*.yaml")]
)

LEAST = """\
horizon: {start: 240000ZSEP18, length: 1d}
areas:
  A: {gars: 611KZ, priority: 1}
aircraft:
  P8: {nation: USA, type: P-8A, base: Kadena}
"""


def scenario(text: str, variant: str | None = None, sets: tuple[str, ...] = ()) -> Scenario:
    loaded = load_bytes("least.yaml", text.encode(), variant, sets)
    assert loaded.diagnostics == (), [(item.span.line, item.message) for item in loaded.diagnostics]
    assert loaded.scenario is not None
    return loaded.scenario


def shipped() -> list[tuple[Path, str | None]]:
    """Every shipped scenario under each of its variants."""
    return [(path, variant) for path in SHIPPED for variant in (None, *load(path).variants)]


def test_least_scenario_and_its_defaults():
    """What must be there is little, and what is not written has the documented default."""
    made = scenario(LEAST)
    stock = catalogue.load()
    assert made.name == made.plan.name == "least"
    assert made.plan.issue == 1
    assert made.marking.classification == "UNCLASSIFIED"
    horizon = made.horizon
    assert (horizon.slot_s, horizon.tick_s, horizon.takeoff_step_s, horizon.period_s) == (
        3600,
        300,
        900,
        21600,
    )
    assert (made.stay_s, made.fatigue, made.sectors.grid_min) == (21600, 0.9, 30)
    wing = made.aircraft["P8"]
    assert (wing.airframes, wing.crews, wing.per_day, wing.per_week, wing.min_look_s) == (1, 2, 1, None, 1800)
    assert wing.crew_rules == stock.crew_rules
    assert (wing.start, wing.end) == (horizon.start, horizon.start + timedelta(days=1))
    assert made.types == {"P-8A": stock.types["P-8A"]}
    assert made.bases == {"Kadena": stock.bases["Kadena"]}
    assert made.sea_states == stock.sea_states
    area = made.areas["A"]
    assert (area.transfers_per_day, area.priority, area.night, area.contacts_per_1000nm2) == (None, 1, 1, 0)
    assert area.polygons == (((125.0, 29.5), (125.5, 29.5), (125.5, 30.0), (125.0, 30.0)),)


@pytest.mark.parametrize(("airframes", "per_day"), [(1, 1), (2, 1), (3, 2), (4, 2), (5, 3)])
def test_half_a_sortie_per_airframe_and_day(airframes, per_day):
    """Rounded up, so that a single aircraft flies every day."""
    text = LEAST.replace("base: Kadena", f"base: Kadena, airframes: {airframes}")
    assert scenario(text).aircraft["P8"].per_day == per_day


@pytest.mark.parametrize(
    ("tick", "step"), [("5min", 900), ("10min", 1200), ("15min", 900), ("20min", 1200), ("1h", 3600)]
)
def test_take_offs_follow_the_tick(tick, step):
    """A quarter of an hour, or the next multiple of the tick above it."""
    text = LEAST.replace("base: Kadena", "base: Kadena, min_look: 1h")
    assert scenario(f"tick: {tick}\n{text}").horizon.takeoff_step_s == step


def test_a_base_has_one_name():
    """RODN, Kadena and kadena are one base: a closure by one name shuts it under the others."""
    text = LEAST.replace("base: Kadena", "base: RODN")
    text += "closures: {X: {bases: [kadena], from: 240600ZSEP18, to: 241200ZSEP18}}\n"
    made = scenario(text)
    assert list(made.bases) == ["Kadena"]
    assert made.aircraft["P8"].base == "Kadena"
    assert made.closures["X"].bases == ("Kadena",)


def test_spells_of_a_ship():
    made = scenario(SOUND)
    start, end = datetime(2018, 9, 24, tzinfo=UTC), datetime(2018, 10, 1, tzinfo=UTC)
    stock = catalogue.load()
    sasebo = stock.bases["Sasebo"].position
    one, two = made.ships["HMNZS Te Kaha"].spells
    assert one == Spell(sasebo, start, sasebo, datetime(2018, 9, 26, tzinfo=UTC))
    assert two == Spell(sasebo, datetime(2018, 9, 27, tzinfo=UTC), None, end)
    melbourne = made.ships["HMAS Melbourne"]
    assert melbourne.spells[0].in_at == pytest.approx((126 + 20 / 60, 27 + 10 / 60), abs=1e-12)
    assert made.ships["HMNZS Te Kaha"].transit_kn == stock.economical_kn["anzac"]
    assert melbourne.patrol_kn == stock.classes["adelaide"].patrol_kn


def test_anywhere_is_no_place():
    text = SOUND.replace("at: 27-10N 126-20E", "at: anywhere").replace("at: White Beach", "at: anywhere", 1)
    loaded = load_bytes("x.yaml", text.encode())
    assert loaded.scenario is not None
    spell = loaded.scenario.ships["HMAS Melbourne"].spells[0]
    assert (spell.in_at, spell.out_at) == (None, None)


def test_a_circle_is_drawn_on_the_ellipsoid():
    """72 corners at exactly the radius; the area within a part in five hundred of the circle's."""
    (ring,) = scenario(SOUND).zones["FIRING"].polygons
    assert len(ring) == 72
    centre = (126.0, 28.5)
    assert [distance_nm(centre, corner) for corner in ring] == pytest.approx([20.0] * 72, rel=1e-9)
    import shapely

    polygon = shapely.Polygon(ring)
    assert polygon.exterior.is_ccw
    assert area_nm2(polygon) == pytest.approx(3.14159265 * 400, rel=2e-3)


def test_own_classes_types_and_bases():
    """Figures of the catalogue with the scenario's own laid over them; new ones like old ones."""
    text = LEAST.replace("type: P-8A, base: Kadena", "type: drone, base: Ishigaki")
    text += (
        "types: {drone: {like: scout, station: 100kn}, scout: {like: P-8A, cruise: 200kn, note: small}}\n"
        "bases: {Ishigaki: {position: 24-23.8N 124-14.7E, opens: 0600, closes: 22:00}}\n"
    )
    made = scenario(text)
    drone, model = made.types["drone"], catalogue.load().types["P-8A"]
    assert (drone.name, drone.cruise_kn, drone.station_kn, drone.note) == ("drone", 200, 100, "small")
    assert drone.endurance_s == model.endurance_s
    base = made.bases["Ishigaki"]
    assert (base.kind, base.utc_offset_s, base.opens_s, base.closes_s) == ("airfield", 8 * 3600, 21600, 79200)
    changed = scenario(SOUND + "classes: {adelaide: {patrol: 12kn}}\n")
    assert changed.classes["adelaide"].patrol_kn == changed.ships["HMAS Melbourne"].patrol_kn == 12


def test_crew_rules_are_laid_over_the_catalogue():
    made = scenario(LEAST.replace("base: Kadena", "base: Kadena, crew_rules: {rest: 10h, hours_7d: 35}"))
    rules, default = made.aircraft["P8"].crew_rules, catalogue.load().crew_rules
    assert (rules.rest_s, rules.hours_7d, rules.duty_s) == (36000, 35.0, default.duty_s)


def test_a_nation_s_caveat_binds_its_assets():
    text = SOUND.replace("{asset: HMAS Melbourne, not_in", "{nation: [AUS, USA], not_in")
    assert scenario(text).caveats["NOT NORTH"].assets == ("HMAS Melbourne", "Kadena P-8")


def test_variants_and_what_they_leave_behind():
    """What a variant takes away takes along what was said about it, without a word."""
    text = SOUND + "  no-melbourne: {ships: {HMAS Melbourne: null}}\n  no-south: {areas: {SOUTH: null}}\n"
    assert "Kadena P-8" not in scenario(text, "no-p8").aircraft
    assert scenario(text, "no-melbourne").caveats == {}
    assert scenario(text, "no-south").weather == {}
    assert scenario(text).caveats != {}


def test_sets():
    made = scenario(SOUND, None, ('ships."HMAS Melbourne".transit=12kn', "stay=4h"))
    assert (made.ships["HMAS Melbourne"].transit_kn, made.stay_s) == (12, 14400)
    loaded = load_bytes("x.yaml", SOUND.encode(), "no-p8", ("stay=4h",))
    assert (loaded.variant, loaded.sets, loaded.file) == ("no-p8", ("stay=4h",), "x.yaml")
    assert loaded.sha256 == load_bytes("y.yaml", SOUND.encode()).sha256


def test_empty_collections_and_comments():
    """All entries of a collection commented out is no mistake."""
    made = scenario(LEAST + "zones:\n  # none today\ncaveats: {}\nclosures: null\n")
    assert (made.zones, made.caveats, made.closures) == ({}, {}, {})


@pytest.mark.parametrize("text", ["", "# only a comment\n", "null\n", "just words\n", "- a\n- b\n", "42\n"])
def test_what_is_no_scenario(text):
    loaded = load_bytes("x.yaml", text.encode())
    assert [item.id for item in loaded.diagnostics] == ["no-scenario"]


def test_nothing_at_all_is_told_once():
    """An empty mapping lacks a horizon, areas and somebody to plan for."""
    loaded = load_bytes("x.yaml", b"{}\n")
    assert sorted(item.id for item in loaded.diagnostics) == ["missing-key", "missing-key", "no-assets"]


@pytest.mark.parametrize(("path", "variant"), shipped(), ids=lambda item: getattr(item, "stem", str(item)))
def test_shipped_scenarios(path, variant):
    """Every shipped scenario and variant is sound, keeps the invariants, and survives both round trips."""
    loaded = load(path, variant)
    assert loaded.diagnostics == (), [(item.span.line, item.message) for item in loaded.diagnostics]
    made = loaded.scenario
    assert made is not None
    assert problems(made) == ()
    assert from_json(to_json(made)) == made
    again = load_bytes("again.yaml", resolved_yaml(loaded).encode())
    # A closure of a base that the variant left without anybody is a warning once the variant is forgotten.
    assert {item.id for item in again.diagnostics} <= {"closure-unused"}
    assert again.scenario == made


def test_resolved_yaml_of_odd_names_and_places():
    """Names that YAML would read otherwise are quoted, positions keep every bit."""
    text = """\
scenario: "no: 12 # x"
horizon: {start: 2018-09-24T00:00:30Z, length: 1d}
areas:
  "NO": {polygon: [10.123456789N 20.1E, 10.9876543211N 20.2E, 9.5S 20.15E], transfers_per_day: 1e-9}
  "12": {gars: [611KZ], transfers_per_day: 3}
  'a "b" c': {circle: {centre: 12.3456789S 77.7W, radius: 33.3333km}, transfers_per_day: 0}
ships:
  "007": {nation: GBR, class: type-23, in_chop: {at: 0.00000001S 0.0000001W}}
  "true": {nation: FRA, class: floreal, in_chop: {at: 1.23456789012345N 2E, time: 2018-09-24T01:00:07Z}}
caveats:
  "null": {nation: GBR, not_in: ["NO", "12"], because: "[x]"}
notional: ["- dash", "#", "é: ü"]
"""
    loaded = load_bytes("odd.yaml", text.encode())
    assert loaded.scenario is not None, [item.message for item in loaded.diagnostics]
    again = load_bytes("again.yaml", resolved_yaml(loaded).encode())
    assert again.scenario == loaded.scenario, resolved_yaml(loaded)


def test_exact_positions_are_readable_where_they_can_be():
    assert exact_position((123.5, -31.75)) == "31-45.0S 123-30.0E"
    assert exact_position((127.7675, 26.3556)) == "26.3556N 127.7675E"


def test_variants_of_a_loaded_scenario():
    loaded = load_bytes("x.yaml", SOUND.encode())
    assert loaded.variants == ("no-p8",)
    other = with_variant(loaded, "no-p8")
    assert other.scenario is not None
    assert other.scenario.aircraft == {}


def test_every_figure_of_the_catalogue_can_be_written():
    """A field added to the model's classes and types gets a key in the language, or this fails."""
    assert {item.name for item in fields(ShipClass)} == {"name", "note", *CLASS_KEYS.values()}
    assert {item.name for item in fields(AircraftType)} == {"name", "note", *TYPE_KEYS.values()}
    from patrolplan.scenario.language.assets import CrewRules as Written

    assert {item.name.removesuffix("_s") for item in fields(CrewRules)} == set(Written.model_fields)
