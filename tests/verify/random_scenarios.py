"""Random small scenarios of all that a scenario can hold today, drawn from a seed. Library code."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from patrolplan.geo.geodesy import destination
from patrolplan.scenario.model import (
    Area,
    Caveat,
    Closure,
    Detachment,
    Horizon,
    Ring,
    Scenario,
    Separation,
    ShipAsset,
    Spell,
    Weather,
    Zone,
)
from tests.scenarios import START, box, ship, tiny, wing

MIDDLES = ((125.0, 28.5), (121.4, 25.9), (126.6, 33.8), (128.3, 27.0), (124.0, 31.0), (129.3, 30.1))
"""Open sea; Taiwan's north; islands of Korea; Okinawa; off Shanghai; islands south of Kyushu."""
NATIONS = ("AUS", "CAN", "FRA", "GBR", "JPN", "KOR", "NZL", "USA")
WHITE_BEACH = (127.91, 26.30)


def random_scenario(seed: int) -> Scenario:
    """A day or a day and a half, up to three areas, three ships and two detachments, and what binds them."""
    chance = Random(seed)
    tick, hours = chance.choice((300, 600, 900)), chance.choice((18, 24, 36))
    horizon = Horizon(START, hours * 3600, chance.choice((1800, 3600)), tick, 2 * tick, 21600)
    middle = chance.choice(MIDDLES)
    areas = _areas(chance, middle)
    plain = tiny(aircraft={})
    ships = {f"SHIP {n}": _ship(chance, middle, hours) for n in range(chance.randrange(0, 4))}
    aircraft = {f"WING {n}": _wing(chance, hours) for n in range(chance.randrange(0 if ships else 1, 3))}
    bases = dict(plain.bases)
    bases["White Beach"] = replace(bases["RODN"], name="White Beach", position=WHITE_BEACH, kind="port")
    if chance.random() < 0.3:
        bases["RODN"] = replace(bases["RODN"], opens_s=6 * 3600, closes_s=chance.choice((2, 22)) * 3600)
    return replace(
        plain,
        horizon=horizon,
        separation=Separation(chance.choice((0.0, 4.0)), chance.choice((0.0, 2.0, 10.0))),
        stay_s=chance.choice((2, 6, 8)) * 3600,
        areas=areas,
        ships=ships,
        aircraft=aircraft,
        bases=bases,
        zones=some_zones(chance, middle, hours),
        caveats=some_caveats(chance, [*ships, *aircraft], list(areas), hours),
        closures=some_closures(chance, hours),
        weather=some_weather(chance, list(areas), hours),
    )


def _at(hours: float) -> datetime:
    return START + timedelta(hours=hours)


def _span(chance: Random, hours: float) -> tuple[datetime, datetime]:
    start = chance.uniform(0, hours - 2)
    end = chance.uniform(start + 1, hours)
    return _at(round(start * 12) / 12), _at(round(end * 12) / 12)


def _areas(chance: Random, middle: tuple[float, float]) -> dict[str, Area]:
    rated = chance.random() < 0.7
    found: dict[str, Area] = {}
    for n in range(chance.randrange(1, 4)):
        west, south = middle[0] + chance.uniform(-1.0, 0.2), middle[1] + chance.uniform(-1.0, 0.2)
        ring = box(west, south, west + chance.uniform(0.5, 1.2), south + chance.uniform(0.5, 1.2))
        if chance.random() < 0.3:
            ring = ring[:3]
        found[f"AREA {n}"] = Area(
            (ring,),
            chance.uniform(0.1, 2.0) if rated else None,
            None if rated else float(chance.randrange(1, 4)),
            chance.choice((1.0, 1.3, 0.5)),
            chance.choice((0.0, 8.0)),
        )
    return found


def _ship(chance: Random, middle: tuple[float, float], hours: int) -> ShipAsset:
    start, end = chance.choice((0.0, 1.5)), hours - chance.choice((0.0, 1.0))
    near = destination(middle, chance.uniform(0, 360), 80)
    in_at = chance.choice((None, near if middle == MIDDLES[0] else None))
    out_at = chance.choice((None, None, WHITE_BEACH))
    if out_at is not None and abs(middle[0] - WHITE_BEACH[0]) > 3.5:
        out_at = None
    spells = [Spell(in_at, _at(start), out_at, _at(end))]
    if hours == 36 and chance.random() < 0.4:
        spells = [Spell(in_at, _at(start), None, _at(15)), Spell(None, _at(20), None, _at(end))]
    return ship(
        chance.choice(NATIONS),
        *spells,
        transit_kn=chance.choice((12.0, 15.0, 18.0)),
        min_task_s=chance.choice((2, 4, 6)) * 3600,
    )


def _wing(chance: Random, hours: int) -> Detachment:
    end = _at(hours) if chance.random() < 0.7 else _at(hours - 4)
    return wing(
        nation=chance.choice(NATIONS),
        airframes=chance.randrange(1, 4),
        crews=chance.randrange(1, 4),
        per_day=chance.randrange(1, 4),
        per_week=chance.choice((None, 1, 3)),
        end=end,
    )


def some_zones(chance: Random, middle: tuple[float, float], hours: int) -> dict[str, Zone]:
    found: dict[str, Zone] = {}
    if chance.random() < 0.6:
        closed = chance.choice((("aircraft", "tasks"), ("tasks",)))
        exempt = chance.choice(((), ("KOR",)))
        found["BELT"] = Zone((), 12.0, ("CHN", "TWN", "KOR"), None, None, closed, exempt)
    for n in range(chance.randrange(0, 3)):
        start, end = _span(chance, hours) if chance.random() < 0.8 else (None, None)
        closed = chance.choice((("ships",), ("aircraft",), ("tasks",), ("ships", "aircraft")))
        exempt = chance.choice(((), (), (chance.choice(NATIONS),)))
        centre = destination(middle, chance.uniform(0, 360), chance.uniform(0, 50))
        ring = _circle(centre, chance.choice((3.0, 10.0, 20.0)))
        found[f"ZONE {n}"] = Zone((ring,), None, (), start, end, closed, exempt)
    return found


def _circle(centre: tuple[float, float], nm: float) -> Ring:
    return tuple(destination(centre, float(azimuth), nm) for azimuth in range(360, 0, -20))


def some_caveats(chance: Random, assets: list[str], areas: list[str], hours: int) -> dict[str, Caveat]:
    if chance.random() < 0.5:
        return {}
    start, end = chance.choice(((None, None), _span(chance, hours)))
    return {
        "CAVEAT": Caveat((chance.choice(assets),), (chance.choice(areas),), start, end, "national tasking")
    }


def some_closures(chance: Random, hours: int) -> dict[str, Closure]:
    if chance.random() < 0.5:
        return {}
    start, end = _span(chance, hours / 2)
    return {"SHUT": Closure(chance.choice((("RODN",), ("White Beach",))), start, end, "typhoon")}


def some_weather(chance: Random, areas: list[str], hours: int) -> dict[str, Weather]:
    if chance.random() < 0.4:
        return {}
    start, end = _span(chance, hours)
    return {"SWELL": Weather(chance.choice((None, *areas)), start, end, chance.randrange(3, 8))}
