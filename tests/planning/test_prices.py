"""The certificate by name."""

from __future__ import annotations

import numpy as np

from patrolplan.formulation.build import formulate
from patrolplan.planning.prices import prices_of
from patrolplan.problem.types import Certificate, Leaf, Private
from patrolplan.sea.build import build_water
from tests.scenarios import at, tiny


def test_every_number_finds_its_name() -> None:
    """Defends the proof: levels, private ones and leaves stand under their own names."""
    scenario = tiny()
    f = formulate(scenario, build_water(scenario))
    level = np.arange(7 * 24).reshape(7, 24)
    private = Private(0, 21, 77, np.array([2, 0, 2]), np.array([5, 4, 3]), np.array([9, 8, 7]))
    leaf = Leaf(((1, 3, 6, True), (0, 2, 5, False)), level[::-1].copy())
    made = prices_of(Certificate(1000, level, (private,), (leaf,)), f)
    ids = [sector.id for sector in f.water.sectors]
    assert made.scale == 1000
    assert list(made.levels) == ids
    assert made.levels[ids[3]] == tuple(range(72, 96))
    (own,) = made.private
    assert (own.detachment, own.takeoff, own.claim) == ("Kadena P-8", at(3.5), 77)
    assert own.levels == {ids[0]: ((4, 8),), ids[2]: ((3, 7), (5, 9))}
    assert own.groups == {}
    (case,) = made.leaves
    assert case["decisions"] == [["USS Green Bay", ids[3], 6, True], ["HMAS Melbourne", ids[2], 5, False]]
    assert case["levels"][ids[0]] == level[6].tolist()


def test_groups_go_by_sector() -> None:
    """Defends what a flight pays for its levels: the group of a sector, nothing for those in none."""
    scenario = tiny()
    f = formulate(scenario, build_water(scenario))
    level, sector = np.zeros((7, 24), dtype=np.int64), np.array([4, 2, 0, 2])
    private = Private(
        0, 21, 77, sector, np.array([5, 4, 3, 1]), np.array([9, 8, 7, 6]), np.array([1, 0, -1, 0])
    )
    (own,) = prices_of(Certificate(1000, level, (private,)), f).private
    ids = [sector.id for sector in f.water.sectors]
    assert own.groups == {ids[2]: 0, ids[4]: 1} and set(own.levels) == {ids[0], ids[2], ids[4]}
