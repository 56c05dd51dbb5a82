"""Advice: what fails no plan, and is said all the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from patrolplan.record.types import Leg, Point, Record
from patrolplan.verify.rules.finding import Finding
from patrolplan.verify.rules.judge import judge
from tests.verify.mutations.kinds import ship_tasks, with_scenario
from tests.verify.plans import stored


def advised(record: Record, id: str) -> list[Finding]:
    return [finding for finding in judge(record) if (finding.id, finding.severity) == (id, "advice")]


def test_closeness_in_passing_is_told() -> None:
    """Asked to keep sixty miles two ships pass nearer than that; asked to keep none nothing is said."""

    def between_ships(nm: float) -> list[Finding]:
        asked = with_scenario(stored(), lambda s: s["separation"].update(ships_nm=nm))
        return [f for f in advised(asked, "approach") if "Kadena" not in f.message]

    found = between_ships(60.0)
    assert found
    assert all(f.measured is not None and f.measured < 60.0 and f.place is not None for f in found)
    assert not between_ships(0.0)


def test_waiting_where_another_is_tasked_is_told() -> None:
    """A leg on hold in a sector that another ship holds at the time."""
    record = stored()
    task = ship_tasks(record)[0]
    place = next(sector.point for sector in record.sectors if sector.id == task.sector)
    other = next(name for name in record.scenario["ships"] if name != task.asset)
    span = (task.start + timedelta(hours=1), task.start + timedelta(hours=2))
    wait = Leg("wait", other, None, None, "hold", tuple(Point(*place, when) for when in span))
    alone = tuple(leg for leg in record.legs if leg.asset != other)
    (found,) = advised(replace(record, legs=(*alone, wait)), "idle")
    assert found.tasks == (task.id,)
    assert found.measured == 3600.0
    assert not advised(replace(record, legs=alone), "idle")


def test_tracks_that_sweep_less_than_is_credited_are_told() -> None:
    """A plan that lies on hold where it should search."""
    record = stored()
    idle = tuple(replace(leg, kind="hold") if leg.kind == "search" else leg for leg in record.legs)
    (found,) = advised(replace(record, legs=idle), "flown")
    assert found.measured is not None and found.limit is not None
    assert found.measured < found.limit
    assert not advised(record, "flown")
