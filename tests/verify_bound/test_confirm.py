"""A plan file's bound: what its prices prove stands, anything else is refused in words."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest

from patrolplan.formulation.build import formulate
from patrolplan.formulation.types import Formulation
from patrolplan.planning.prices import prices_of
from patrolplan.problem.types import MOST_GROUPS, Certificate, Leaf, Private
from patrolplan.record.canonical import canonical
from patrolplan.record.decode import decode
from patrolplan.record.types import Model, Prices, PrivateLevels, Record, Score
from patrolplan.record.wire import RECORD
from patrolplan.scenario.resolved import to_json
from patrolplan.sea.build import build_water
from patrolplan.verify.bound.confirm import confirm
from patrolplan.verify.bound.oracle import bound
from patrolplan.verify.bound.prices import PriceError, certificate_of
from tests.record.samples import sample
from tests.scenarios import at, tiny

SCALE = 10**6


@cache
def made() -> Formulation:
    scenario = tiny()
    return formulate(scenario, build_water(scenario))


@cache
def certificate(cases: bool = False) -> Certificate:
    """Levels between nought and a half, one take-off with private levels; with cases, two leaves."""
    problem = made().problem
    rng = np.random.default_rng(5)
    level = rng.integers(0, SCALE // 2, problem.weight.shape)
    takeoff = int(problem.detachments[0].takeoffs[3])
    sector, step = np.array([0, 1, 1], dtype=np.int32), np.array([6, 6, 7], dtype=np.int32)
    private = Private(0, takeoff, SCALE // 100, sector, step, level[sector, step] + 1000)
    leaves = tuple(Leaf(((0, 2, 9, held),), level // 2) for held in (True, False))
    return Certificate(SCALE, level, (private,), leaves if cases else ())


def record_with(prices: Prices | None, claimed: float | None, **changes: Any) -> Record:
    """A plan file of the tiny scenario whose tasks do not matter here."""
    clock = made().clock
    model = Model(clock.start, clock.slot_ticks * clock.tick_s, clock.tick_s, 21600, clock.steps)
    score = Score(0.1, 1.0, 0.1, 0.0, 0.1, claimed, None)
    plain = replace(sample(), scenario=to_json(tiny()), model=model, score=score, prices=prices)
    return replace(plain, **changes)


@pytest.mark.parametrize("cases", [False, True])
def test_what_the_prices_prove_stands(cases: bool) -> None:
    """The way round by names and files must end at the very same figure."""
    proof = certificate(cases)
    parts = bound(made().problem, proof)
    answer = confirm(record_with(prices_of(proof, made()), parts.value))
    assert answer.stands and answer.fault is None
    assert answer.confirmed == parts.value == answer.claimed
    assert answer.parts is not None and answer.parts.total == parts.total
    assert answer.gap == pytest.approx((parts.value - 0.1) / 0.1)


def test_names_lead_back_to_the_same_rows() -> None:
    """Planning writes by name, the oracle reads by name; neither sees the other's code."""
    proof, f = certificate(True), made()
    ids = tuple(s.id for s in f.water.sectors)
    back = certificate_of(prices_of(proof, f), f.problem, ids, f.clock.start, f.clock.at(1) - f.clock.start)
    assert (back.level == proof.level).all() and back.scale == proof.scale
    (own,), (was,) = back.private, proof.private
    assert (own.detachment, own.takeoff, own.claim) == (was.detachment, was.takeoff, was.claim)
    for name in ("sector", "step", "level"):
        assert getattr(own, name).tolist() == getattr(was, name).tolist()
    for mine, theirs in zip(back.leaves, proof.leaves, strict=True):
        assert mine.decisions == theirs.decisions and (mine.level == theirs.level).all()


def test_groups_go_through_the_file_and_back() -> None:
    """By name and through the bytes of a file: the same groups, and the same bound to the last unit."""
    proof, f = certificate(), made()
    (plain,) = proof.private
    grouped = replace(plain, claim=0, group=np.array([-1, 2, 2], dtype=np.int32))
    proof = replace(proof, private=(grouped,))
    parts = bound(f.problem, proof)
    record = decode(RECORD.validate_json(canonical(record_with(prices_of(proof, f), parts.value))))
    assert record.prices is not None
    ids = tuple(s.id for s in f.water.sectors)
    (back,) = certificate_of(
        record.prices, f.problem, ids, f.clock.start, f.clock.at(1) - f.clock.start
    ).private
    assert back.group is not None
    assert dict(zip(back.sector.tolist(), back.group.tolist(), strict=True)) == {0: -1, 1: 2}
    answer = confirm(record)
    assert answer.parts is not None and answer.parts.total == parts.total and answer.stands


def test_a_bound_below_what_the_prices_prove_does_not_stand() -> None:
    """The lie that matters."""
    proved = bound(made().problem, certificate()).value
    answer = confirm(record_with(prices_of(certificate(), made()), proved * (1 - 1e-6)))
    assert not answer.stands and answer.confirmed == proved
    assert answer.fault is not None and "prove only" in answer.fault


def test_a_loose_bound_stands_and_no_bound_claims_nothing() -> None:
    """Claiming less than one could prove is honest."""
    proved = bound(made().problem, certificate()).value
    assert confirm(record_with(prices_of(certificate(), made()), proved * 2)).stands
    assert confirm(record_with(None, None)).stands


def test_a_value_above_the_bound_is_told() -> None:
    """No plan is worth more than the bound: one that says so is wrong somewhere."""
    proved = bound(made().problem, certificate()).value
    record = record_with(prices_of(certificate(), made()), proved)
    answer = confirm(replace(record, score=replace(record.score, value=proved + 1, objective=proved + 1)))
    assert answer.fault is not None and "no plan can exceed" in answer.fault


def test_a_record_that_proves_nothing_is_refused_in_words() -> None:
    """No prices, another clock, a scenario that cannot be read: a sentence each, no traceback."""
    prices = prices_of(certificate(), made())
    good = record_with(prices, 5.0)
    for record, words in (
        (record_with(None, 5.0), "no prices"),
        (replace(good, model=replace(good.model, steps=23)), "model is not that of its scenario"),
        (replace(good, scenario={"name": "nothing"}), "no bound can be proved"),
        (replace(good, prices=replace(prices, scale=0)), "no bound can be proved"),
    ):
        answer = confirm(record)
        assert answer.confirmed is None and answer.fault is not None and words in answer.fault


def spoil(**changes: Any) -> Prices:
    return replace(prices_of(certificate(), made()), **changes)


def spoil_private(**changes: Any) -> Prices:
    (own,) = prices_of(certificate(), made()).private
    return spoil(private=(replace(own, **changes),))


def spoil_leaf(**changes: Any) -> Prices:
    good, other = prices_of(certificate(True), made()).leaves
    return spoil(leaves=({**good, **changes}, other))


def test_malformed_prices_are_refused_in_words() -> None:
    """Each way in which a certificate can be no certificate."""
    f = made()
    ids = tuple(s.id for s in f.water.sectors)
    levels = prices_of(certificate(), f).levels
    row = levels[ids[0]]
    (own,) = prices_of(certificate(), f).private
    assert isinstance(own, PrivateLevels)
    first = next(iter(own.levels))
    cases: list[tuple[Prices, str]] = [
        (spoil(levels={**levels, ids[0]: (-1, *row[1:])}), "negative"),
        (spoil(levels={**levels, ids[0]: (SCALE + 1, *row[1:])}), "above the scale"),
        (spoil(levels={**levels, ids[0]: (0.5, *row[1:])}), "no whole number"),
        (spoil(levels={**levels, ids[0]: row[1:]}), "one a step"),
        (spoil(levels={**levels, "999ZZ": row}), "no sector '999ZZ'"),
        (spoil(levels={k: v for k, v in levels.items() if k != ids[0]}), "is missing"),
        (spoil(scale=0), "between 1"),
        (spoil(scale=10**400), "between 1"),
        (spoil(hold={ids[0]: row}), "'hold' are not known"),
        (spoil_private(detachment="Nobody"), "no such detachment"),
        (spoil_private(takeoff=at(0.01)), "no take-off is allowed then"),
        (spoil_private(claim=-1), "out of bounds"),
        (spoil_private(levels={"999ZZ": ((0, 1),)}), "no sector '999ZZ'"),
        (spoil_private(levels={first: ((99, SCALE),)}), "there are 24 steps"),
        (spoil_private(levels={first: ((6, 0),)}), "below the common"),
        (spoil_private(levels={first: ((6, SCALE + 1),)}), "above the scale"),
        (spoil_private(levels={first: ((6, SCALE), (6, SCALE))}), "given twice"),
        (spoil_private(groups={ids[5]: 0}), "in a group but has no levels"),
        (spoil_private(groups={first: MOST_GROUPS}), "is no group"),
        (spoil_private(groups={first: -1}), "is no group"),
        (spoil_private(groups={first: True}), "is no group"),
        (spoil_leaf(extra=1), "nothing else"),
        (spoil_leaf(decisions=[["Nobody", ids[2], 9, True]]), "no ship 'Nobody'"),
        (spoil_leaf(decisions=[["USS Green Bay", ids[2], 9]]), "a decision is"),
        (spoil_leaf(decisions=[[f.problem.ships[0].name, ids[2], 24, True]]), "is no step"),
        (spoil_leaf(decisions=7), "a decision is"),
        (spoil_leaf(levels=[]), "not a table by sector"),
    ]
    for prices, words in cases:
        with pytest.raises(PriceError, match=words):
            certificate_of(prices, f.problem, ids, f.clock.start, f.clock.at(1) - f.clock.start)
