"""PODs, values and losses of an answer."""

from __future__ import annotations

import numpy as np
import pytest

from patrolplan.formulation.build import formulate
from patrolplan.formulation.words.looks import Seen, looks_of, losses, pods_of, value_of
from patrolplan.problem.types import Choice, Flight, Look
from patrolplan.sea.build import build_water
from tests.scenarios import tiny


def test_losses_and_value_of_overlapping_looks() -> None:
    """Defends the sum: value by the definition, each loss the difference that leaving it out makes."""
    weight = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    seen = [
        Seen(Look(0, 0, 1), ((0, 0.5), (1, 0.25))),
        Seen(Look(0, 2, 3), ((1, 0.5), (2, 1.0))),
        Seen(Look(1, 0, 1), ((0, 0.1),)),
        Seen(Look(0, 4, 5), ((2, 1.0),)),
    ]
    value = value_of(weight, seen)
    assert value == pytest.approx(0.5 + 2 * (1 - 0.75 * 0.5) + 3.0 + 0.4)
    for n, lost in enumerate(losses(weight, seen)):
        assert lost == pytest.approx(value - value_of(weight, seen[:n] + seen[n + 1 :]))


def test_looks_of_every_holder() -> None:
    """Defends who sees with what: ships with their own mover's rate, flights with theirs, in order."""
    scenario = tiny()
    f = formulate(scenario, build_water(scenario))
    ship, look = Look(3, 36, 72), Look(5, 60, 64)
    choice = Choice(((ship,), ()), (Flight(0, 48, 80, (look,), 0, 0),))
    ships, flights = looks_of(f.problem, choice)
    assert ships == [[Seen(ship, pods_of(f.problem, 0, ship))], []]
    assert flights == [[Seen(look, pods_of(f.problem, 1, look))]]
    steps = [step for step, _ in flights[0][0].pods]
    assert steps == list(range(4, 11))
