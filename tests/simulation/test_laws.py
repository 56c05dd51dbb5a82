"""The three laws by which a passing track identifies, each against what the literature says of it."""

from __future__ import annotations

import numpy as np
import pytest

from patrolplan.simulation.laws import LAWS
from patrolplan.simulation.moves import Moves

HOUR = 3600.0
MANY = 200_000


def straight(nm: float, width: float, hours: float = 1.0, share: float = 1.0) -> Moves:
    """One move east along y = 0."""
    one = np.ones(1)
    a, b = np.array([[0.0, 0.0]]), np.array([[nm, 0.0]])
    return Moves(0 * one, hours * HOUR * one, a, b, nm / hours * one, width * one, share * one)


def spread(seed: int, nm: float, half: float) -> np.ndarray:
    """Places evenly over a strip as long as the move and `half` to each side."""
    drawn = np.random.default_rng(seed).random((MANY, 2))
    return np.column_stack((nm * drawn[:, 0], half * (2 * drawn[:, 1] - 1)))


def share_seen(law: str, moves: Moves, places: np.ndarray, area: float, stay: float = 1e6) -> float:
    begins = np.zeros(len(places))
    chance = np.random.default_rng(7)
    return float(LAWS[law](moves, begins, begins + stay, places, area, chance).mean())


def test_random_search_identifies_as_koopman_says() -> None:
    """1 − exp(−W·v·t/A), wherever the track is."""
    seen = share_seen("random", straight(60.0, 4.0), spread(1, 60.0, 10.0), 1200.0)
    assert seen == pytest.approx(1 - np.exp(-4.0 * 60.0 / 1200.0), abs=4e-3)


def test_random_search_counts_only_while_both_are_there() -> None:
    """What comes half-way through has half the coverage; what has left, or comes after, has none."""
    moves, places = straight(60.0, 4.0), spread(2, 60.0, 10.0)
    for begin, end, part in ((HOUR / 2, 9 * HOUR, 0.5), (-5 * HOUR, 0.0, 0.0), (HOUR, 9 * HOUR, 0.0)):
        begins = np.full(MANY, begin)
        got = LAWS["random"](moves, begins, np.full(MANY, end), places, 1200.0, np.random.default_rng(3))
        assert got.mean() == pytest.approx(1 - np.exp(-part * 0.2), abs=4e-3)


def test_definite_range_sweeps_a_strip_of_its_width() -> None:
    """All within W/2 of the track, nothing beyond: the share of the strip."""
    places = spread(4, 60.0, 10.0)
    chance = np.random.default_rng(1)
    seen = LAWS["definite"](straight(60.0, 4.0), np.zeros(MANY), np.full(MANY, 1e6), places, 1200.0, chance)
    assert (seen == (np.abs(places[:, 1]) <= 2.0)).all()


def test_definite_range_misses_what_comes_after_it_has_passed() -> None:
    """A thing abeam of the first half that begins at half-time lies astern, out of range."""
    places = np.array([[10.0, 0.5], [50.0, 0.5], [29.0, 0.5]])
    begins = np.full(3, HOUR / 2)
    seen = LAWS["definite"](straight(60.0, 4.0), begins, begins + HOUR, places, 1.0, np.random.default_rng(1))
    assert seen.tolist() == [False, True, True]


def test_the_inverse_cube_has_the_sweep_width_that_it_is_given() -> None:
    """∫ POD dx over lateral range is W, to what lies beyond the strip: 1 − exp(−W²/4πx²) ≈ W²/4πx² there."""
    width, half, nm = 4.0, 400.0, 40_000.0
    places = spread(5, nm, half)
    places[:, 0] = nm / 2  # a pass from far to far
    seen = share_seen("inverse-cube", straight(nm, width), places, 1.0, 1e9)
    beyond = 2 * width**2 / (4 * np.pi * half)
    assert seen * 2 * half == pytest.approx(width - beyond, abs=0.15)


@pytest.mark.parametrize("law", ["random", "inverse-cube"])
def test_half_the_pass_gathers_half(law: str) -> None:
    """Coverage adds along the track, so two moves in a row see as one does."""
    whole = straight(60.0, 4.0)
    halves = Moves(
        np.array([0.0, HOUR / 2]),
        np.array([HOUR / 2, HOUR]),
        np.array([[0.0, 0.0], [30.0, 0.0]]),
        np.array([[30.0, 0.0], [60.0, 0.0]]),
        np.full(2, 60.0),
        np.full(2, 4.0),
        np.ones(2),
    )
    places = spread(6, 60.0, 10.0)
    begins, ends = np.zeros(MANY), np.full(MANY, 1e6)
    one = LAWS[law](whole, begins, ends, places, 1200.0, np.random.default_rng(9))
    two = LAWS[law](halves, begins, ends, places, 1200.0, np.random.default_rng(9))
    assert (one == two).mean() > 0.999999 - 1e-6


@pytest.mark.parametrize("law", sorted(LAWS))
def test_haste_identifies_less(law: str) -> None:
    """Faster than contacts can be looked at: only the share that there is time for."""
    places = spread(8, 60.0, 10.0)
    full = share_seen(law, straight(60.0, 4.0), places, 1200.0)
    hasty = share_seen(law, straight(60.0, 4.0, share=0.5), places, 1200.0)
    assert 0.4 * full < hasty < 0.75 * full
