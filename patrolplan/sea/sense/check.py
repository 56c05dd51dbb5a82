"""All sense checks that need the water."""

from __future__ import annotations

from patrolplan.scenario.diagnostics import Diagnostic
from patrolplan.scenario.read import Loaded
from patrolplan.scenario.resolve.report import Report
from patrolplan.sea.ground import build_ground
from patrolplan.sea.sense import areas, asked, reach, size
from patrolplan.sea.sense.allowed import Allowed
from patrolplan.sea.theatre import WaterError


def sense(loaded: Loaded) -> tuple[Diagnostic, ...]:
    """What does not make sense in a scenario that has no errors; nothing for one that has.

    Errors where no plan can come of it, warnings where a part of it is for nothing.
    """
    scenario, root = loaded.scenario, loaded.root
    if scenario is None or root is None:
        return ()
    report = Report(root)
    size.check(scenario, report)
    if report.errors or size.sectors_of(scenario) > size.DRAWN_SECTORS:
        return tuple(report.found)
    try:
        ground = build_ground(scenario, near=True)
    except WaterError as error:
        areas.without_water(scenario, report)
        if not report.errors:
            report.error(
                "no-water", error.message, error.cure, *(path for path in (error.path, ("areas",)) if path)
            )
        return tuple(report.found)
    allowed = Allowed.of(scenario, ground)
    areas.check(scenario, ground, allowed, report)
    reach.check(scenario, ground, allowed, report)
    asked.check(scenario, ground, allowed, report)
    return tuple(report.found)
