"""A simulation of a plan measures what the plan says that it is worth."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from patrolplan.geo.geodesy import distance_nm
from patrolplan.record.types import Record
from patrolplan.scenario.resolved import from_json
from patrolplan.simulation.estimate import NORMAL_95, estimate
from patrolplan.simulation.expected import weights_of
from patrolplan.simulation.fitness import UnfitError
from patrolplan.simulation.passing import patrol_of
from patrolplan.simulation.simulate import simulate
from patrolplan.verify.rules.judge import examine
from tests.verify.plans import stored


def without(record: Record, *tasks: str) -> Record:
    """The record as if some tasks had never been flown."""
    return replace(
        record,
        tasks=tuple(task for task in record.tasks if task.id not in tasks),
        legs=tuple(leg for leg in record.legs if leg.task not in tasks),
    )


def test_it_agrees_with_the_plans_value() -> None:
    """The two share no formula: POD by a closed form there, a coin for each thing here."""
    made = simulate(stored(), runs=20_000, seed=11)
    assert made.seen.expected == stored().score.value
    assert made.seen.z is not None
    assert abs(made.seen.z) < 4
    assert made.begun.z is not None
    assert abs(made.begun.z) < 4
    rows = (*made.areas, *made.nations, *made.periods)
    assert len(rows) == 2 + 2 + 4
    assert all(row.seen.z is None or abs(row.seen.z) < 4.5 for row in rows)


def test_moments_are_what_the_tracks_come_to() -> None:
    """Beginnings at every half minute instead of an integral; and what the runs saw agrees with it."""
    record = stored()
    made = simulate(record, runs=20_000, seed=11).moments
    assert made is not None and made.expected is not None and made.z is not None
    patrol, rates, slot = patrol_of(record, from_json(record.scenario)), weights_of(record), 3600
    begins = (np.arange(record.model.steps * 120) + 0.5) * 30.0
    due = 0.0
    for row in range(len(record.sectors)):
        gathered = np.zeros(len(begins))
        for _, sector, moves in patrol.tasks:
            if sector == row:
                times, swept = moves.swept(record.sectors[row].area_nm2)
                gathered += np.interp(begins + record.model.stay_s, times, swept)
                gathered -= np.interp(begins, times, swept)
        due += float((rates[row, (begins // slot).astype(int)] * (1 - np.exp(-gathered))).sum()) * 30 / slot
    assert made.expected == pytest.approx(due, rel=1e-5)
    assert abs(made.z) < 4
    assert simulate(record, runs=20, law="definite").moments is None
    assert simulate(record, runs=20, stay_s=(3600, 7200)).moments is None
    assert simulate(record, runs=20, stay_s=(7200, 7200)).moments is not None


def test_two_witnesses_integrate_alike() -> None:
    """Tasks as they are credited, by the judge; tracks as they are flown, here: a hair apart where tracks
    sweep what tasks are credited with.
    """
    made, figures = simulate(stored(), runs=2).moments, examine(stored()).figures
    assert made is not None and made.expected is not None and figures is not None
    flown = figures.value_flown / figures.value
    assert made.expected == pytest.approx(figures.value_by_moments * flown, rel=1e-3)


def test_a_claim_that_is_too_high_is_noticed() -> None:
    """A plan that is worth a tenth less than it says, since it does not fly one of its tasks."""
    record = stored()
    most = max(record.tasks, key=lambda task: task.value)
    unflown = replace(record, legs=tuple(leg for leg in record.legs if leg.task != most.id))
    made = simulate(unflown, runs=20_000, seed=11)
    assert made.seen.z is not None
    assert made.seen.z < -4
    assert made.seen.within is False


def test_parts_add_up() -> None:
    """What is identified in areas and in periods is all that is identified; nations may see the same."""
    made = simulate(stored(), runs=500, seed=2)
    assert sum(row.seen.mean for row in made.areas) == pytest.approx(made.seen.mean)
    assert sum(row.seen.mean for row in made.periods) == pytest.approx(made.seen.mean)
    assert sum(row.seen.mean for row in made.nations) >= made.seen.mean
    assert sum(row.begun for row in made.areas) == pytest.approx(made.begun.expected)


def test_same_seed_same_counts() -> None:
    """And another seed others."""
    one, two, other = (simulate(stored(), runs=300, seed=seed) for seed in (5, 5, 6))
    assert (one.per_run == two.per_run).all()
    assert (one.per_run != other.per_run).any()


def test_batches_count_as_one_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory has a limit, and it shifts no mean."""
    monkeypatch.setattr("patrolplan.simulation.simulate.AT_ONCE", 500)
    made = simulate(stored(), runs=8_000, seed=3)
    assert made.seen.z is not None
    assert abs(made.seen.z) < 4
    assert (made.per_run[:100] > 0).any() and (made.per_run[-100:] > 0).any()


def test_longer_stays_are_seen_more() -> None:
    """With other stays than the model's there is nothing to compare with, but more time to be seen in."""
    short, long = (simulate(stored(), runs=3_000, stay_s=span) for span in ((3600, 3600), (36000, 36000)))
    assert short.seen.high < long.seen.low
    assert short.seen.expected is None and short.seen.within is None


def test_the_dividend_is_what_the_others_miss() -> None:
    """Against a plan with half the tasks there is a gain, against itself none, against nothing all."""
    record = stored()
    half = without(record, *[task.id for task in record.tasks[::2]])
    gain = simulate(record, runs=4_000, seed=4, alone=[half]).dividend
    none = simulate(record, runs=4_000, seed=4, alone=[record]).dividend
    both = simulate(
        record, runs=4_000, seed=4, alone=[half, without(record, *[t.id for t in record.tasks[1::2]])]
    )
    assert gain is not None and none is not None and both.dividend is not None
    assert gain.gain.low > 0 and gain.share > 0
    assert none.gain.low < 0 < none.gain.high
    assert both.dividend.gain.low < 0 < both.dividend.gain.high  # two halves make the whole


def test_moves_are_the_tracks() -> None:
    """As long as the search and passage legs, within the task, none across the edge of a step."""
    record = stored()
    patrol = patrol_of(record, from_json(record.scenario))
    legs = [leg for leg in record.legs if leg.kind in ("search", "passage")]
    flown = sum(
        distance_nm((p.lon, p.lat), (q.lon, q.lat))
        for leg in legs
        for p, q in zip(leg.points, leg.points[1:], strict=False)
    )
    moved = sum(float(np.hypot(*(moves.b - moves.a).T).sum()) for _, _, moves in patrol.tasks)
    assert moved == pytest.approx(flown, rel=2e-3)
    slot = record.model.slot_s
    for _, _, moves in patrol.tasks:
        assert (moves.start_s // slot == np.ceil(moves.end_s / slot) - 1).all()
        assert (moves.start_s[1:] >= moves.end_s[:-1] - 1e-6).all()
        assert (moves.share <= 1).all()


@pytest.mark.parametrize("wrong", [{"runs": 1}, {"law": "luck"}, {"stay_s": (0, 1)}, {"stay_s": (5, 2)}])
def test_nonsense_is_refused(wrong: dict) -> None:
    with pytest.raises(ValueError, match=r"."):
        simulate(stored(), **({"runs": 10} | wrong))


def test_an_interval_holds_the_mean_nineteen_times_in_twenty() -> None:
    """Of counts that are known to be Poisson."""
    chance = np.random.default_rng(1)
    made = [estimate(chance.poisson(3.0, 400).astype(float), 3.0) for _ in range(2_000)]
    assert sum(bool(one.within) for one in made) / 2_000 == pytest.approx(0.95, abs=0.02)
    assert made[0].high - made[0].mean == pytest.approx(NORMAL_95 * made[0].deviation / 20)
    with pytest.raises(ValueError, match="two runs"):
        estimate(np.ones(1))


def of_first_sector(record: Record, **changes: Any) -> Record:
    first, *rest = record.sectors
    return replace(record, sectors=(replace(first, **changes), *rest))


def of_first_task(record: Record, **changes: Any) -> Record:
    first, *rest = record.tasks
    return replace(record, tasks=(replace(first, **changes), *rest))


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda r: replace(r, model=replace(r.model, slot_s=7200)), "cuts time otherwise"),
        (lambda r: replace(r, model=replace(r.model, stay_s=7200)), "cuts time otherwise"),
        (lambda r: of_first_task(r, asset="Nobody"), "is of Nobody, an asset"),
        (lambda r: of_first_sector(r, areas={"NOWHERE": 1.0}), "lies in NOWHERE, an area"),
        (lambda r: of_first_sector(r, polygon=(((124.0, 28.0),) * 3,)), "outline that is no polygon"),
        (lambda r: of_first_sector(r, polygon=(((124.0, 28.0),) * 2,)), "outline that is no polygon"),
        (lambda r: of_first_sector(r, rates=(1e9,) * 24), "2.4e+10 transfers begin"),
    ],
)
def test_a_record_that_contradicts_its_scenario_is_refused(
    spoil: Callable[[Record], Record], reason: str
) -> None:
    """In words, instead of an error from deep inside, or of figures that mean nothing."""
    with pytest.raises(UnfitError, match=re.escape(reason)):
        simulate(spoil(stored()), runs=10)
