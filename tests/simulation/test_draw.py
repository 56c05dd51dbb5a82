"""What is drawn is what was asked for: numbers, moments, places."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from patrolplan.record.types import Record
from patrolplan.scenario.resolved import from_json
from patrolplan.simulation.draw import FEWEST, draw, rates_of
from patrolplan.simulation.expected import weights_of
from patrolplan.simulation.waters import Waters, waters_of
from tests.verify.plans import stored


def waters(record: Record) -> Waters:
    return waters_of(record, from_json(record.scenario))


def test_numbers_are_those_of_the_rates() -> None:
    """Mean and variance of a Poisson number, in all and in each sector; every run alike."""
    record = stored()
    rates = rates_of(weights_of(record), record.model.slot_s, counted=True)
    runs = 20_000
    things = draw(rates, waters(record), runs, (21600.0, 21600.0), np.random.default_rng(1))
    per_run = np.bincount(things.run, minlength=runs)
    total = rates.weights.sum()
    assert per_run.mean() == pytest.approx(total, abs=4 * np.sqrt(total / runs))
    assert per_run.var() == pytest.approx(total, rel=0.05)
    due = rates.weights.sum(axis=1) * runs
    found = np.bincount(things.sector, minlength=len(due))
    assert (np.abs(found - due) <= 5 * np.sqrt(due) + 1).all()
    step = (things.begin_s // record.model.slot_s).astype(int)
    busy = np.bincount(step, minlength=record.model.steps)
    assert (np.abs(busy - rates.weights.sum(axis=0) * runs) <= 5 * np.sqrt(busy) + 1).all()


def test_places_lie_in_their_sector_and_area_evenly() -> None:
    """Inside; and as many in each half of a sector as its sea."""
    record = stored()
    here = waters(record)
    rates = rates_of(weights_of(record), record.model.slot_s, counted=True)
    things = draw(rates, here, 20_000, (3600.0, 28800.0), np.random.default_rng(2))
    assert (here.locate(things.place) == things.sector).mean() > 0.9999
    names = list(here.scenario.areas)
    for row, name in enumerate(names):
        mine = things.place[things.area == row]
        assert shapely.intersects_xy(here.areas[name].buffer(1e-9), *mine.T).all()
    row = int(np.argmax(np.bincount(things.sector)))
    mine = things.place[things.sector == row]
    west, _, east, _ = here.polygons[row].bounds
    half = (mine[:, 0] < (west + east) / 2).mean()
    left = here.polygons[row].intersection(shapely.box(west, -90, (west + east) / 2, 90))
    assert half == pytest.approx(left.area / here.polygons[row].area, abs=0.03)
    assert things.stay_s.min() >= 3600 and things.stay_s.max() <= 28800
    assert things.stay_s.mean() == pytest.approx(16200, rel=0.02)


def test_priorities_are_drawn_as_a_fair_number_of_things() -> None:
    """There is no number of things: some are drawn, and each counts what makes the total come out."""
    rates = rates_of(np.full((10, 24), 50.0), 3600, counted=False)
    assert rates.per_run == pytest.approx(FEWEST)
    assert rates.per_run * rates.worth == pytest.approx(12_000.0)


def test_things_by_another_plans_sectors_stand_in_their_order() -> None:
    """The same things: none lost, none made, searchable by sector and beginning."""
    record = stored()
    rates = rates_of(weights_of(record), record.model.slot_s, counted=True)
    things = draw(rates, waters(record), 200, (21600.0, 21600.0), np.random.default_rng(3))
    sector = (np.arange(len(things)) % 5).astype(np.int32)
    moved = things.moved(sector)
    assert sorted(moved.begin_s) == sorted(things.begin_s)
    keys = list(zip(moved.sector.tolist(), moved.begin_s.tolist(), strict=True))
    assert keys == sorted(keys)
