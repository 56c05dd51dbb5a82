"""How large a scenario is, counted before anything is drawn."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from patrolplan.scenario.model import Ring, Scenario
from patrolplan.scenario.resolve.report import Report

MOST_SECTORS: Final = 20_000
DRAWN_SECTORS: Final = 2_000
"""Beyond, the water is not drawn to look for more: that would take longer than a planner waits."""
MOST_CHOICES: Final = 500_000_000
"""Sectors × steps × assets; 2,000 sectors, four weeks of hours and 200 assets are 269 million."""
MANY_CHOICES: Final = 20_000_000
"""Five times the largest of the sizes that benchmarks/scaling.py solves."""


def sectors_of(scenario: Scenario) -> int:
    """About how many sectors there will be; more where areas overlap."""
    cell = scenario.sectors.grid_min / 60
    return round(sum(_deg2(ring) for area in scenario.areas.values() for ring in area.polygons) / cell**2)


def check(scenario: Scenario, report: Report) -> None:
    """Refuse what is far beyond solving; warn of what will take long."""
    sectors = sectors_of(scenario)
    horizon = scenario.horizon
    steps = horizon.length_s // horizon.slot_s
    assets = len(scenario.ships) + len(scenario.aircraft)
    choices = max(sectors, 1) * steps * assets
    said = f"about {sectors:,} sectors, {steps:,} steps and {assets} assets"
    largest = max(scenario.areas, key=lambda name: sum(map(_deg2, scenario.areas[name].polygons)))
    see = ((("areas", largest), "the largest area"),)
    if sectors > MOST_SECTORS or choices > MOST_CHOICES:
        report.error(
            "too-large",
            f"this is far beyond what can be solved: {said}",
            _smaller(scenario),
            ("areas",),
            see=see,
        )
    elif choices > MANY_CHOICES:
        report.warning(
            "large",
            f"this will take long to solve and prove: {said}",
            _smaller(scenario),
            ("areas",),
            see=see,
        )


def _smaller(scenario: Scenario) -> str:
    ways = ["draw smaller areas"]
    if scenario.sectors.grid_min == 15:
        ways.append("use grid: 30min")
    if scenario.horizon.slot_s < 3600:
        ways.append("use a step of 1h")
    if scenario.horizon.length_s > 14 * 86400:
        ways.append("plan a week or two at a time")
    return ", ".join(ways[:-1]) + (f" or {ways[-1]}" if len(ways) > 1 else ways[0])


def _deg2(ring: Ring) -> float:
    """Area of a polygon in degrees of longitude times degrees of latitude."""
    closed = (*ring, ring[0])
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(closed))) / 2
