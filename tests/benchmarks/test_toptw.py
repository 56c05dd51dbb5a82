"""Published tours: the reader, the problem it makes and the scorer agree on an instance made up here."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.toptw.__main__ import main, nodes
from benchmarks.toptw.problem import as_problem
from benchmarks.toptw.reader import read
from benchmarks.toptw.scorer import score
from patrolplan.problem.types import Problem
from patrolplan.solver.local.anneal import anneal
from patrolplan.solver.local.tours import choice_of, tours_of
from tests.oracles.brute import evaluate
from tests.oracles.rules import feasible

MADE_UP = """\
1 2 4 1
0 100
  0 0.00 0.00 0.00 0.00 0 0 0 60
  1 3.00 4.00 5.00 10.00 1 1 1 0 60
  2 6.00 8.10 5.00 20.00 1 1 1 30 40
  3 -20.00 0.00 2.00 40.00 1 1 1 0 19
  4 0.00 9.00 1.00 7.00 1 1 1 0 60
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "toptw"
    folder.mkdir()
    (folder / "x1.txt").write_text(MADE_UP)
    (tmp_path / "bks_toptw.csv").write_text("instance,m,best_known,proved_optimal,source\nx1,1,37,1,here\n")
    return folder / "x1.txt"


def made(path: Path, tours: int = 1) -> Problem:
    return as_problem(read(path), tours)


def test_reader_rounds_down(path: Path) -> None:
    """One decimal, rounded down: from 3 4 to 6 8.1 are 5.08, that is 5.0; Cordeau's have two decimals."""
    instance = read(path)
    assert instance.ticks(1, 2) == 50
    cordeau = path.with_name("pr99.txt")
    cordeau.write_text(MADE_UP)
    assert read(cordeau).ticks(1, 2) == 508


def test_windows_survive_the_problem(path: Path) -> None:
    """The tours read back from the rows have the file's windows, services, scores and distances."""
    tours = tours_of(made(path))
    assert tours.opens.tolist() == [0, 0, 300, 0, 0]
    assert tours.closes.tolist() == [600, 600, 400, 190, 600]
    assert tours.lasts.tolist() == [0, 50, 50, 20, 10]
    assert tours.prize.tolist() == [0, 10, 20, 40, 7]
    assert tours.travel[1, 2] == 50 and tours.travel[4, 0] == 90


def test_found_tours_are_flights_that_keep_the_rules(path: Path) -> None:
    """Node 3 cannot be reached in time; the rest fits one tour: value, rules and scorer agree on 37."""
    problem = made(path)
    tours = tours_of(problem)
    choice = choice_of(problem, tours, anneal(tours, 1, rounds=2, moves=200))
    assert feasible(problem, choice) == []
    assert evaluate(problem, choice) == pytest.approx(37.0, abs=1e-9)
    assert score(path, nodes(choice)) == 37


@pytest.mark.parametrize(
    ("tour", "words"),
    [
        ([[3]], "after 19"),
        ([[2, 1, 1]], "visited again"),
        ([[1], [1]], "visited again"),
        ([[1, 4, 2]], None),
    ],
)
def test_scorer_refuses_what_is_late_or_twice(path: Path, tour: list[list[int]], words: str | None) -> None:
    """It looks at the file alone."""
    if words is None:
        assert score(path, tour) == 37
    else:
        with pytest.raises(ValueError, match=words):
            score(path, tour)


def test_the_table(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line a set, the means below; a proven bound never lies below the value."""
    assert main([str(path.parent.parent), "--seconds", "0.1", "--bound-seconds", "0.2", "--no-pyvrp"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].split()[:4] == ["x1", "1", "37", "37"]
    assert lines[-2].startswith("1 sets: mean gap 0.00 %")
    assert lines[-1].endswith("0 bounds below a value")
