"""The sample is a plan that could be flown: other rooms' tests rest on it."""

from collections import Counter, defaultdict
from itertools import pairwise

import pytest

from patrolplan.geo.geodesy import distance_nm
from patrolplan.record.integrity import faults
from patrolplan.scenario.resolved import from_json
from patrolplan.verify.rules.judge import judge
from tests.record.sample_large import LEGS, POINTS, PRIVATE, SECTORS, TASKS, large
from tests.record.sample_scenario import scenario
from tests.record.sample_tasks import SLOT_S, transit_kn
from tests.record.samples import sample


def itineraries():
    """Legs of each ship and of each sortie, in order of time."""
    found = defaultdict(list)
    for leg in sample().legs:
        found[leg.sortie or leg.asset].append(leg)
    return found


def test_its_scenario_reads_back():
    """What is embedded is a resolved scenario, and the one that it was made for."""
    assert from_json(sample().scenario) == scenario()


def test_it_keeps_the_rules():
    """The independent judge, land and all, has nothing to say."""
    assert judge(sample()) == ()


def test_nobody_shares_a_slot():
    """No two holders in one sector during one step."""
    held = Counter()
    for task in sample().tasks:
        first = (task.start - sample().model.start).total_seconds() // SLOT_S
        last = -(-(task.end - sample().model.start).total_seconds() // SLOT_S)
        held.update((task.sector, step, task.sortie or task.asset) for step in range(int(first), int(last)))
    assert max(Counter((sector, step) for sector, step, _ in held).values()) == 1
    assert max(held.values()) == 1


def test_everybody_gets_there():
    """Legs join up in place and time and keep to their speed; nothing is flown in no time."""
    for holder, legs in itineraries().items():
        for one, other in pairwise(legs):
            assert one.points[-1] == other.points[0], (holder, one.id)
        for leg in legs:
            fastest = transit_kn(leg.asset) * 1.001
            for a, b in pairwise(leg.points):
                hours = (b.time - a.time).total_seconds() / 3600
                nm = distance_nm((a.lon, a.lat), (b.lon, b.lat))
                assert nm <= fastest * hours + 1e-3, (holder, leg.id, nm, hours)


def test_legs_fill_their_tasks():
    """A task is flown from its first minute to its last, and its track stays within its sector."""
    boxes = {sector.id: sector.polygon[0] for sector in sample().sectors}
    for task in sample().tasks:
        legs = [leg for leg in sample().legs if leg.task == task.id]
        assert [leg.kind for leg in legs] == ["passage", "search", "passage"]
        assert (legs[0].points[0].time, legs[-1].points[-1].time) == (task.start, task.end)
        ring = boxes[task.sector]
        for leg in legs:
            for point in leg.points:
                assert ring[0][0] - 1e-9 <= point.lon <= ring[2][0] + 1e-9
                assert ring[0][1] - 1e-9 <= point.lat <= ring[2][1] + 1e-3  # geodesics bend north


def test_sorties_come_home_in_time():
    """Every sortie's legs begin at its take-off and end at the base by its landing."""
    base = scenario().bases["RODN"].position
    for sortie in sample().sorties:
        legs = itineraries()[sortie.id]
        assert legs[0].points[0].time == sortie.takeoff
        last = legs[-1].points[-1]
        assert last.time <= sortie.landing
        assert (last.lon, last.lat) == base


def test_totals():
    """All that begins is what the areas say; the parts of each sector add up to its rates."""
    made = scenario()
    expected = sum(area.transfers_per_day for area in made.areas.values()) * 2
    assert sample().score.total == pytest.approx(expected)
    for sector in sample().sectors:
        assert sum(sector.areas.values()) == pytest.approx(sum(sector.rates))


def test_references_hold():
    """Both records read back; the large one is as large as it says."""
    assert list(faults(sample())) == []
    record = large()
    assert list(faults(record)) == []
    assert (len(record.sectors), len(record.tasks), len(record.legs)) == (SECTORS, TASKS, LEGS)
    assert sum(len(leg.points) for leg in record.legs) >= POINTS
    pairs = sum(len(row) for private in record.prices.private for row in private.levels.values())
    assert pairs >= 0.99 * PRIVATE
