"""Random resolved scenarios, sound by `patrolplan.scenario.invariants`. They need not make sense at sea."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from patrolplan.scenario.model import (
    AircraftType,
    Area,
    Base,
    Caveat,
    Closure,
    CrewHours,
    CrewRules,
    Detachment,
    Horizon,
    Marking,
    PlanName,
    Scenario,
    SeaStateRule,
    SectorRule,
    Separation,
    ShipAsset,
    ShipClass,
    Spell,
    TakeoffHours,
    Unavailable,
    Weather,
    Zone,
)

NAMES = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=12)
NATIONS = st.sampled_from(["AUS", "CAN", "FRA", "GBR", "JPN", "KOR", "NZL", "USA"])
POSITIONS = st.tuples(
    st.floats(-180, 180, allow_nan=False).map(float), st.floats(-90, 90, allow_nan=False).map(float)
)
RINGS = st.lists(POSITIONS, min_size=3, max_size=5).map(tuple)
RATES = st.floats(0, 100)
SPEEDS = st.floats(1, 500)


def entries(values: st.SearchStrategy, least: int = 0) -> st.SearchStrategy:
    """One to three named values."""
    return st.dictionaries(NAMES, values, min_size=least, max_size=3)


@st.composite
def horizons(draw: st.DrawFn) -> Horizon:
    tick = draw(st.sampled_from([60, 300, 600]))
    slot = tick * draw(st.sampled_from([1, 6, 12]))
    return Horizon(
        start=datetime(2018, 9, 24, tzinfo=UTC) + timedelta(seconds=draw(st.integers(0, 10**8))),
        length_s=slot * draw(st.integers(4, 200)),
        slot_s=slot,
        tick_s=tick,
        takeoff_step_s=tick * draw(st.integers(1, 5)),
        period_s=slot * draw(st.integers(1, 6)),
    )


@st.composite
def spans(draw: st.DrawFn, horizon: Horizon) -> tuple[datetime, datetime]:
    """Two ordered times within the horizon."""
    first = draw(st.integers(0, horizon.length_s - 1))
    last = draw(st.integers(first + 1, horizon.length_s))
    return horizon.start + timedelta(seconds=first), horizon.start + timedelta(seconds=last)


@st.composite
def areas(draw: st.DrawFn, rated: bool) -> Area:
    rate = draw(RATES)
    return Area(
        polygons=tuple(draw(st.lists(RINGS, min_size=1, max_size=2))),
        transfers_per_day=rate if rated else None,
        priority=None if rated else rate,
        night=draw(RATES),
        contacts_per_1000nm2=draw(RATES),
    )


@st.composite
def zones(draw: st.DrawFn, horizon: Horizon) -> Zone:
    coastal = draw(st.booleans())
    start, end = draw(spans(horizon))
    return Zone(
        polygons=() if coastal else (draw(RINGS),),
        coast_buffer_nm=12.0 if coastal else None,
        of=("CHN", "TWN") if coastal else (),
        start=draw(st.sampled_from([None, start])),
        end=draw(st.sampled_from([None, end])),
        closed_to=draw(st.sampled_from([("aircraft", "ships", "tasks"), ("ships",), ("tasks",)])),
        except_nations=tuple(draw(st.lists(NATIONS, max_size=2, unique=True))),
    )


@st.composite
def ships(draw: st.DrawFn, horizon: Horizon, classes: list[str]) -> ShipAsset:
    start, end = draw(spans(horizon))
    middle = start + (end - start) / 2
    middle = middle.replace(microsecond=0)
    at = st.one_of(st.none(), POSITIONS)
    whole = (Spell(draw(at), start, draw(at), end),)
    halves = (Spell(draw(at), start, draw(at), middle), Spell(draw(at), middle, draw(at), end))
    split = start < middle < end and draw(st.booleans())
    return ShipAsset(
        nation=draw(NATIONS),
        ship_class=draw(st.sampled_from(classes)),
        spells=halves if split else whole,
        transit_kn=draw(SPEEDS),
        patrol_kn=draw(SPEEDS),
        min_task_s=draw(st.integers(1, 10**6)),
    )


@st.composite
def detachments(draw: st.DrawFn, horizon: Horizon, types: list[str], bases: list[str]) -> Detachment:
    start, end = draw(spans(horizon))
    return Detachment(
        nation=draw(NATIONS),
        type=draw(st.sampled_from(types)),
        base=draw(st.sampled_from(bases)),
        airframes=draw(st.integers(1, 6)),
        crews=draw(st.integers(1, 12)),
        crew_rules=CrewRules(10800, 5400, 57600, 43200, 50400, 54000, 40.0, 120.0),
        per_day=draw(st.integers(0, 4)),
        per_week=draw(st.one_of(st.none(), st.integers(0, 20))),
        min_look_s=horizon.tick_s * draw(st.integers(1, 12)),
        start=start,
        end=end,
        **draw(programmes(horizon, sorted(bases))),
    )


@st.composite
def programmes(draw: st.DrawFn, horizon: Horizon, bases: list[str]) -> dict[str, Any]:
    """A detachment's programme: all of it, or nothing but defaults."""
    if draw(st.booleans()):
        return {}
    prices = st.one_of(st.none(), st.floats(0, 9))
    flown = draw(st.floats(0, 40))
    away = st.builds(Unavailable, st.just(1), st.none(), st.just(horizon.start), NAMES)
    return {
        "callsign": draw(st.one_of(st.none(), NAMES)),
        "alternate": draw(st.one_of(st.none(), st.sampled_from(bases))),
        "unavailable": draw(st.dictionaries(NAMES, away, max_size=2)),
        "planned": draw(st.one_of(st.none(), st.just(1))),
        "expected": draw(st.sampled_from([0.5, 1.0])),
        "flown": draw(st.sampled_from([{}, {"one": CrewHours(1, flown, flown + 1, horizon.start)}])),
        "at_least": draw(st.integers(0, 2)),
        "short_price": draw(prices),
        "hours": draw(st.one_of(st.none(), st.builds(TakeoffHours, st.just(0), st.just(3600), prices))),
        "gap_s": draw(st.integers(0, 9999)),
    }


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """A sound resolved scenario."""
    horizon = draw(horizons())
    rated = draw(st.booleans())
    width = st.floats(0, 20)
    classes = draw(
        entries(
            st.builds(
                ShipClass,
                NAMES,
                SPEEDS,
                SPEEDS,
                width,
                width,
                width,
                st.integers(0, 3600),
                st.text(max_size=9),
            ),
            1,
        )
    )
    types = draw(
        entries(
            st.builds(
                AircraftType,
                NAMES,
                SPEEDS,
                SPEEDS,
                st.integers(20000, 50000),
                st.integers(0, 19999),
                st.integers(0, 20000),
                width,
                width,
                width,
                st.integers(0, 3600),
                st.text(max_size=9),
            ),
            1,
        )
    )
    hours = draw(st.sampled_from([(None, None), (21600, 79200), (0, 86400)]))
    bases = draw(
        entries(
            st.builds(
                Base,
                NAMES,
                POSITIONS,
                st.sampled_from(["airfield", "port"]),
                st.integers(-12, 14).map(lambda h: h * 3600),
                st.just(hours[0]),
                st.just(hours[1]),
            ),
            1,
        )
    )
    found = draw(entries(areas(rated), 1))
    fleet = draw(entries(ships(horizon, list(classes))))
    wings = draw(entries(detachments(horizon, list(types), list(bases))))
    wings = {name: wing for name, wing in wings.items() if name not in fleet}
    assets = [*fleet, *wings]
    times = spans(horizon)
    caveats = st.builds(
        lambda who, where, span, why: Caveat((who,), (where,), None, span[1], why),
        st.sampled_from(assets or ["-"]),
        st.sampled_from(list(found)),
        times,
        NAMES,
    )
    closures = st.builds(
        lambda base, span, why: Closure((base,), *span, why), st.sampled_from(list(bases)), times, NAMES
    )
    weather = st.builds(
        lambda area, span, state: Weather(area, *span, state),
        st.one_of(st.none(), st.sampled_from(list(found))),
        times,
        st.integers(0, 9),
    )
    factor = st.floats(0, 1)
    return Scenario(
        name=draw(NAMES),
        plan=PlanName(draw(NAMES), draw(st.integers(0, 9))),
        marking=Marking("UNCLASSIFIED", tuple(draw(st.lists(NATIONS, unique=True)))),
        horizon=horizon,
        sectors=SectorRule(draw(st.sampled_from([15, 30]))),
        separation=Separation(draw(RATES), draw(RATES)),
        stay_s=horizon.slot_s * draw(st.integers(1, 8)),
        fatigue=draw(st.floats(0.1, 1)),
        areas=found,
        zones=draw(entries(zones(horizon))),
        bases=bases,
        classes=classes,
        types=types,
        sea_states=tuple(draw(st.lists(st.builds(SeaStateRule, factor, factor), min_size=10, max_size=10))),
        ships=fleet,
        aircraft=wings,
        caveats=draw(entries(caveats)) if assets else {},
        closures=draw(entries(closures)),
        weather=draw(entries(weather)),
        notional=tuple(draw(st.lists(NAMES, max_size=2))),
    )
