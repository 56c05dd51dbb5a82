"""Private levels paid group by group: against every flight, one by one, by the rule as it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from math import ceil
from random import Random

import numpy as np
import pytest

from patrolplan.problem.types import MOST_GROUPS, Certificate, Detachment, Private, Problem
from patrolplan.verify.bound.flights import fill_gains, flying_of
from patrolplan.verify.bound.looks import levels_of, sight_of
from patrolplan.verify.bound.oracle import CertificateError, bound
from patrolplan.verify.bound.private import private_bid
from tests.oracles.brute import optimum
from tests.oracles.itineraries import TooManyError
from tests.oracles.pod import Pods
from tests.oracles.random_problems import REVISITS, Sizes, draw_certificate, random_problem
from tests.oracles.ways import Ways

from .plain import Chain, flight_chains, kernel_gains
from .tuning import tempting, tuned_private

FEW = Sizes(
    sectors=(4, 7),
    steps=(6, 12),
    slot_ticks=(1, 3),
    stay_steps=(1, 2),
    ships=(0, 0),
    detachments=(1, 1),
    air_leg=(1, 3),
)


def draw_groups(r: Random, private: Private, most: int = MOST_GROUPS) -> Private:
    """The same with each sector in some group or in none; numbers may be left out."""
    groups = r.randint(1, most)
    of = {s: r.randint(-1, groups - 1) for s in sorted(set(private.sector.tolist()))}
    return replace(private, group=np.array([of[s] for s in private.sector.tolist()], dtype=np.int32))


def payer(problem: Problem, certificate: Certificate, private: Private) -> Callable[[Chain], int]:
    """What a flight pays for the levels: slot by slot, from the words of the rule and nothing else."""
    det, grid = problem.detachments[private.detachment], problem.grid
    step = problem.movers[det.mover].step
    out, between = Ways(det.outbound), Ways(problem.movers[det.mover].arcs)
    groups = private.group if private.group is not None else np.full(len(private.sector), -1)
    group_of = dict(zip(private.sector.tolist(), groups.tolist(), strict=True))
    costs = {}
    for s, k, level in zip(
        private.sector.tolist(), private.step.tolist(), private.level.tolist(), strict=True
    ):
        raised = max(0, level - int(certificate.level[s, k]))
        costs[s, k] = ceil(Fraction(float(problem.weight[s, k])) * raised)
    costly = {s for (s, _), cost in costs.items() if cost > 0}

    def pays(chain: Chain) -> int:
        came: dict[int, int] = {}
        for before, look in zip((None, *chain), chain, strict=False):
            if before is None:
                arrives = out.arrival(0, look.sector, private.takeoff)
            elif before.sector == look.sector:
                continue
            else:
                arrives = between.arrival(before.sector, look.sector, before.end)
            if look.sector in costly:
                came.setdefault(group_of[look.sector], -(-arrives // step) * step)
        return sum(
            cost
            for (s, k), cost in costs.items()
            if group_of[s] < 0
            or (group_of[s] in came and (k + 1) * grid.slot_ticks + grid.stay > came[group_of[s]])
        )

    return pays


def listed_bid(problem: Problem, certificate: Certificate, private: Private, chains: list[Chain]) -> int:
    """The bid that the rule gives, from the list of all flights."""
    mover = problem.detachments[private.detachment].mover
    common = kernel_gains(problem, certificate.level, certificate.scale, mover)
    level = certificate.level.copy()
    np.maximum.at(level, (private.sector, private.step), private.level)
    own, pays = kernel_gains(problem, level, certificate.scale, mover), payer(problem, certificate, private)
    alive = {x for c in chains if sum(map(common, c)) > private.claim for x in c}
    mine = [sum(map(own, c)) + pays(c) for c in chains if alive.issuperset(c)]
    return max([private.claim, *mine])


def proved_bid(problem: Problem, certificate: Certificate, private: Private) -> int:
    """The oracle's, of private levels alone: not cut off where the common ones prove less."""
    det, grid = problem.detachments[private.detachment], problem.grid
    mover, step = problem.movers[det.mover], problem.movers[det.mover].step
    sight, flying = sight_of(mover, grid), flying_of(det, mover, grid)
    levels = levels_of(problem.weight, certificate.level, certificate.scale)
    first, latest = -(-private.takeoff // step), min(private.takeoff + det.max_block, grid.horizon)
    shape = latest // step + 1 - first, grid.sectors, int(flying.longest.max(initial=0)) + 1
    table = np.full(shape, -1, dtype=np.int64)
    fill_gains(table, first, sight, levels, flying, 0, grid.sectors)
    return private_bid(problem, certificate, private, table, first, latest, sight, flying)


def lifted(r: Random, certificate: Certificate, private: Private) -> Private:
    """The same with levels a little above the common ones here and there."""
    there = np.array([[r.random() < 0.4 for _ in row] for row in certificate.level])
    lift = ((certificate.scale - certificate.level) * r.choice([0.02, 0.1, 0.3])).astype(np.int64)
    sector, step = np.nonzero(there)
    return replace(
        private,
        sector=sector.astype(np.int32),
        step=step.astype(np.int32),
        level=(certificate.level + lift)[sector, step],
    )


def drawn(
    sizes: Sizes, count: int, hot: float = 0.4
) -> Iterator[tuple[int, Problem, Certificate, Private, list[Chain]]]:
    """Problems with a take-off that has private levels in groups: random, lifted, or tuned to bite.

    `hot`: the share of problems in which flights want to come back.
    """
    for seed in range(count):
        r = Random(seed)
        problem = random_problem(seed, replace(sizes, itineraries=150))
        problem = tempting(problem) if r.random() < hot else problem
        certificate = draw_certificate(r, problem)
        if r.random() < max(0.5, hot):
            certificate = replace(certificate, scale=10**6, level=np.zeros_like(certificate.level))
        for private in certificate.private:
            try:
                chains = flight_chains(problem, private.detachment, private.takeoff)
            except TooManyError:
                continue
            if len(chains) > 1:
                kind = r.random()
                if kind < 0.4 or hot == 1.0:
                    private = tuned_private(problem, certificate, chains, private, r)
                elif kind < 0.9:
                    private = replace(lifted(r, certificate, private), claim=0)
                yield seed, problem, certificate, draw_groups(r, private), chains


def test_bids_equal_the_rule_on_every_flight_listed() -> None:
    """To the last unit: sets of groups, tolls by arrival, sectors in none, claims, waiting and timed ways."""
    tried = lower = late = 0
    for sizes in (REVISITS, FEW):
        for seed, problem, certificate, private, chains in drawn(sizes, 50):
            bid = proved_bid(problem, certificate, private)
            assert bid == listed_bid(problem, certificate, private, chains), seed
            ungrouped = proved_bid(problem, certificate, replace(private, group=None))
            assert ungrouped == listed_bid(problem, certificate, replace(private, group=None), chains), seed
            assert private.claim <= bid <= ungrouped, seed
            tried, lower = tried + 1, lower + (bid < ungrouped)
            late += private.claim < bid < ungrouped
    assert tried > 90 and lower > 25 and late > 20, (tried, lower, late)


def test_the_oracle_takes_the_lesser_of_the_two() -> None:
    """The whole bound reads the groups, and never takes them where the common levels prove less."""
    grouped = 0
    for seed, problem, certificate, private, _ in drawn(REVISITS, 16, hot=1.0):
        row = problem.detachments[private.detachment].takeoffs.tolist().index(private.takeoff)
        bare = bound(problem, replace(certificate, private=())).takeoffs[private.detachment][row]
        whole = bound(problem, replace(certificate, private=(private,))).takeoffs[private.detachment][row]
        assert whole == min(bare, proved_bid(problem, certificate, private)), seed
        grouped += whole < bare
    assert grouped > 3, grouped


def test_no_flight_is_worth_more_than_its_bid() -> None:
    """Joint worth at the common levels, what is seen twice counted once: never above a bid with groups."""
    tried = tight = 0
    for sizes in (REVISITS, FEW):
        for seed, problem, certificate, private, chains in drawn(sizes, 20):
            bid = proved_bid(problem, certificate, private) / certificate.scale
            pods, mover = Pods(problem), problem.detachments[private.detachment].mover
            level = certificate.level / certificate.scale
            best = 0.0
            for chain in chains:
                miss = np.ones(problem.weight.shape)
                for look in chain:
                    miss[look.sector] *= 1.0 - pods(mover, look)
                h = np.maximum(1.0 - miss - level, (1.0 - np.sqrt(level)) * (1.0 - miss))
                best = max(best, float((problem.weight * h).sum()))
            assert best <= bid + 1e-9, seed
            tried, tight = tried + 1, tight + (best > 0.9 * bid)
    assert tried > 40 and tight > 8, (tried, tight)


def test_groups_never_prove_less_than_the_optimum() -> None:
    """The whole bound with every take-off's levels in groups, against the best plan there is."""
    tried = 0
    for seed in range(27):
        r = Random(seed)
        problem = random_problem(seed, replace((REVISITS, FEW)[seed % 2], itineraries=150))
        problem = tempting(problem) if seed % 3 else problem
        bare = Certificate(10**9, np.zeros(problem.weight.shape, dtype=np.int64))
        certificate = draw_certificate(r, problem)
        try:
            best = optimum(problem, itinerary_limit=2500, node_limit=300)
            tuned = tuple(
                draw_groups(r, tuned_private(problem, bare, chains, p, r))
                for p in certificate.private
                if (chains := flight_chains(problem, p.detachment, p.takeoff))
            )
        except TooManyError:
            continue
        rough = replace(certificate, private=tuple(draw_groups(r, p) for p in certificate.private))
        for one in (rough, replace(bare, private=tuned)):
            assert bound(problem, one).value >= best.value - 1e-12, seed
        tried += 1
    assert tried >= 12, tried


def test_in_no_group_and_without_groups_are_the_same() -> None:
    """All -1 is what leaving the groups out means."""
    for seed, problem, certificate, private, _ in drawn(REVISITS, 10):
        none = replace(private, group=np.full(len(private.sector), -1, dtype=np.int32))
        out = replace(private, group=None)
        same = [proved_bid(problem, certificate, p) for p in (none, out)]
        assert same[0] == same[1], seed


def hand() -> tuple[Problem, Detachment, Certificate]:
    problem = next(p for p in (random_problem(s, REVISITS) for s in range(20)) if p.detachments)
    det = problem.detachments[0]
    return problem, det, Certificate(1000, np.zeros(problem.weight.shape, dtype=np.int64))


@pytest.mark.parametrize(
    ("group", "words"),
    [
        ([0], "differ in number"),
        ([0, 0, -2], "outside -1"),
        ([0, 0, MOST_GROUPS], "outside -1"),
        ([0, 1, 1], "in two groups"),
        ([0, -1, 1], "in two groups"),
        ([0.0, 0.0, 1.0], "no whole number"),
    ],
)
def test_groups_that_cannot_be_are_refused(group: list[int], words: str) -> None:
    """In words that name the take-off: a proof by groups that nobody can read is none."""
    problem, det, bare = hand()
    sector, step, level = np.array([0, 0, 1]), np.array([1, 2, 2]), np.array([10, 10, 10])
    private = Private(0, int(det.takeoffs[0]), 0, sector, step, level, np.array(group))
    with pytest.raises(CertificateError, match=words) as caught:
        bound(problem, replace(bare, private=(private,)))
    assert f"take-off at {det.takeoffs[0]}" in str(caught.value)
