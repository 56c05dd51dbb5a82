"""The resolved scenario of the sample plan: two days, three ships, two detachments, four areas.

Small enough to read, with one of everything that a plan can show: two nations on one sector, an area
inside another, a sector nobody sees, a firing area, a caveat, a closure, weather, a ship that
joins late and one that leaves early. All of it is NOTIONAL.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from patrolplan.geo.geodesy import destination
from patrolplan.scenario import model

START = datetime(2018, 9, 24, tzinfo=UTC)
HOURS = 48


def at(hours: float) -> datetime:
    """A time so many hours after the horizon opens."""
    return START + timedelta(hours=hours)


def box(west: float, south: float, east: float, north: float) -> model.Ring:
    """The corners of a box, counter-clockwise."""
    return ((west, south), (east, south), (east, north), (west, north))


def _area(ring: model.Ring, per_day: float, night: float = 1.0, contacts: float = 0.0) -> model.Area:
    return model.Area((ring,), per_day, None, night, contacts)


AREAS = {
    "SHANGHAI EAST": _area(box(123.5, 30.0, 125.5, 31.0), 0.5, night=1.2, contacts=8.0),
    "SOUTH": _area(box(123.0, 27.0, 124.25, 28.0), 0.3),
    "TANKER WAIT": _area(box(123.0, 27.5, 123.5, 28.0), 0.1),
    "NORTH BANK": _area(box(125.0, 31.0, 125.5, 31.5), 0.05),
}
FIRING = tuple(destination((126.0, 28.5), azimuth, 20.0) for azimuth in range(360, 0, -15))

CREW_RULES = model.CrewRules(
    brief_s=3 * 3600,
    debrief_s=5400,
    duty_s=16 * 3600,
    rest_s=12 * 3600,
    long_duty_s=14 * 3600,
    long_rest_s=15 * 3600,
    hours_7d=40.0,
    hours_30d=120.0,
)


def _class(name: str, max_kn: float) -> model.ShipClass:
    return model.ShipClass(name, 14.0, max_kn, 8.0, 6.0, 30.0, 600, "Widths assumed.")


def _type(name: str, cruise_kn: float, station_kn: float, hours: float) -> model.AircraftType:
    return model.AircraftType(
        name=name,
        cruise_kn=cruise_kn,
        station_kn=station_kn,
        endurance_s=int(hours * 3600),
        reserve_s=5400,
        turnaround_s=4 * 3600,
        day_width_nm=10.0,
        night_width_nm=8.0,
        detect_width_nm=70.0,
        contact_time_s=240,
        note="Widths assumed.",
    )


def _detachment(nation: str, kind: str, airframes: int, crews: int, per_day: int) -> model.Detachment:
    return model.Detachment(
        nation=nation,
        type=kind,
        base="RODN",
        airframes=airframes,
        crews=crews,
        crew_rules=CREW_RULES,
        per_day=per_day,
        per_week=None,
        min_look_s=1800,
        start=at(0),
        end=at(HOURS),
    )


def scenario() -> model.Scenario:
    """The scenario that the sample plan was made for."""
    white_beach = (127.91, 26.30)
    return model.Scenario(
        name="East China Sea, two days of September 2018",
        plan=model.PlanName("ECC SAMPLE", 2),
        marking=model.Marking("UNCLASSIFIED", ("USA", "AUS", "CAN", "FRA")),
        horizon=model.Horizon(START, HOURS * 3600, 3600, 300, 900, 6 * 3600),
        sectors=model.SectorRule(30),
        separation=model.Separation(4.0, 4.0),
        stay_s=6 * 3600,
        fatigue=0.9,
        areas=AREAS,
        zones={
            "FIRING 3": model.Zone(
                polygons=(FIRING,),
                coast_buffer_nm=None,
                of=(),
                start=at(24),
                end=at(36),
                closed_to=("ships",),
                except_nations=(),
            )
        },
        bases={
            "RODN": model.Base("Kadena", (127.7675, 26.3556), "airfield", 9 * 3600, None, None),
            "White Beach": model.Base("White Beach", white_beach, "port", 9 * 3600, None, None),
        },
        classes={
            "adelaide": _class("Adelaide-class frigate", 29.0),
            "halifax": _class("Halifax-class frigate", 29.0),
            "floreal": _class("Floréal-class frigate", 20.0),
        },
        types={
            "P-8A": _type("P-8A Poseidon", 440.0, 220.0, 9.0),
            "CP-140": _type("CP-140 Aurora", 350.0, 200.0, 12.0),
        },
        sea_states=tuple(
            model.SeaStateRule(ship, aircraft)
            for ship, aircraft in zip(
                (1.0, 1.0, 1.0, 1.0, 0.9, 0.8, 0.6, 0.4, 0.0, 0.0),
                (1.0, 1.0, 1.0, 1.0, 0.9, 0.9, 0.9, 0.8, 0.5, 0.0),
                strict=True,
            )
        ),
        ships={
            "HMAS Melbourne": model.ShipAsset(
                "AUS",
                "adelaide",
                (model.Spell((126 + 20 / 60, 27 + 10 / 60), at(6), None, at(HOURS)),),
                15.0,
                14.0,
                6 * 3600,
            ),
            "HMCS Calgary": model.ShipAsset(
                "CAN", "halifax", (model.Spell(None, at(0), None, at(HOURS)),), 15.0, 14.0, 6 * 3600
            ),
            "FS Vendémiaire": model.ShipAsset(
                "FRA", "floreal", (model.Spell(None, at(0), white_beach, at(42)),), 15.0, 14.0, 6 * 3600
            ),
        },
        aircraft={
            "Kadena P-8": _detachment("USA", "P-8A", airframes=3, crews=4, per_day=2),
            "Kadena CP-140": _detachment("CAN", "CP-140", airframes=1, crews=2, per_day=1),
        },
        caveats={
            "MELBOURNE NORTH": model.Caveat(
                ("HMAS Melbourne",), ("SHANGHAI EAST",), None, None, "national tasking"
            )
        },
        closures={"RUNWAY": model.Closure(("RODN",), at(34), at(36), "runway inspection")},
        weather={"SWELL SOUTH": model.Weather("SOUTH", at(30), at(36), 5)},
        notional=(
            "Ships, detachments and their times are NOTIONAL.",
            "Identification widths and transfers per day are assumptions.",
        ),
    )
