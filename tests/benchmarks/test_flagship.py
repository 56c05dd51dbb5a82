"""The benchmark of the flagship: what it counts, keeps and prints."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.flagship import __main__ as program
from benchmarks.flagship.ledger import Entry, Ledger, asked_of
from benchmarks.flagship.rows import BY_NAME, ROWS, Drawn, Row
from benchmarks.flagship.run import Measured, UnsoundError, _sound, measure
from benchmarks.flagship.table import each, markdown
from benchmarks.weeks.draw import Size
from tests.verify.plans import sound

ROW = BY_NAME["ships-60"]
RUN = Measured(130, 4.0, 14.0, 4.0, 4.04, 50.0, 90.0, 3.0, 400.0, "rounds")


def entry(seed: int, bound: float, row: Row = ROW, scenario: str = "flagship.yaml") -> Entry:
    return Entry(row.name, scenario, seed, asked_of(row), "code", replace(RUN, bound=bound))


def test_a_gap_is_that_of_the_objective() -> None:
    """Shortfalls count; what is closed is 0, and nothing is divided by nothing."""
    assert RUN.gap == pytest.approx(0.01)
    assert replace(RUN, objective=3.8).gap == pytest.approx(0.06)
    assert replace(RUN, bound=4.0 + 1e-7).gap == 0.0
    assert replace(RUN, value=0.0, objective=0.0).gap is None


def test_medians_and_the_worst() -> None:
    """The middle of three seeds decides; the worst is shown beside it; a goal that is reached is named."""
    lines = markdown([ROW], [entry(1, 4.04), entry(2, 4.016), entry(3, 4.4)]).splitlines()
    assert len(lines) == 3
    cells = [cell.strip() for cell in lines[2].strip("|").split("|")]
    assert cells[:8] == ["ships-60", "3", "4.0000", "4.0400", "1.00%", "10.00%", "1.5%", "yes"]
    assert " | goal | " in markdown([ROW], [entry(1, 4.016)])
    assert " | no | " in markdown([ROW], [entry(1, 4.4)])
    assert "10.00%" in each([entry(3, 4.4)])


def test_a_run_is_kept_and_not_repeated(tmp_path: Path) -> None:
    """The file is complete after every run; other code, seeds, seconds are other runs."""
    file = tmp_path / "runs.jsonl"
    Ledger(file).add(entry(1, 4.04))
    again = Ledger(file)
    assert again.entries == [entry(1, 4.04)]
    assert again.has("ships-60", "flagship.yaml", 1, asked_of(ROW), "code")
    assert not again.has("ships-60", "flagship.yaml", 2, asked_of(ROW), "code")
    assert not again.has("ships-60", "flagship.yaml", 1, asked_of(replace(ROW, seconds=30)), "code")
    assert not again.has("ships-60", "flagship.yaml", 1, asked_of(ROW), "other code")


def test_a_small_row_end_to_end() -> None:
    """A drawn scenario goes through reading, solving, judging and the oracle; figures hang together."""
    small = Drawn(3, Size(ships=2, columns=4, rows=3, days=1, spots=1, sorties_per_day=1))
    m = measure(Row("small", 30, "quick", None, variant="ships-only", drawn=(small,)), small, 1)
    assert 10 <= m.sectors <= 12
    assert 0.0 < m.value == m.objective <= m.bound <= m.total
    assert 0.0 < m.first_s <= m.wall_s and m.processor_s > 0.0 and m.peak_mib > 50.0


def test_an_unsound_plan_gives_no_figure() -> None:
    """A plan with a task of no length, or a bound that its prices do not prove, ends the run."""
    plan = sound()
    late = replace(plan.tasks[0], start=plan.tasks[0].end)
    with pytest.raises(UnsoundError):
        _sound(replace(plan, tasks=(late, *plan.tasks[1:])))
    with pytest.raises(UnsoundError, match="not confirmed"):
        _sound(plan)  # the sample's prices prove less than it says


def test_the_command_runs_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One row, two seeds, of which one stands in the file for this code."""
    file, run = tmp_path / "runs.jsonl", []
    monkeypatch.setattr(program, "code_now", lambda: "code")
    monkeypatch.setattr(program, "text_of", lambda scenario: ("flagship.yaml", b""))
    monkeypatch.setattr(program, "ProcessPoolExecutor", lambda *_: _Here(run))
    Ledger(file).add(entry(1, 4.04))
    done = CliRunner().invoke(
        program.main, ["--only", "ships-60", "--seeds", "1,2", "--file", str(file)], catch_exceptions=False
    )
    assert done.exit_code == 0 and "| ships-60 | 2 |" in done.output
    assert run == [2] and len(Ledger(file).entries) == 2
    assert CliRunner().invoke(program.main, ["--seeds", "one"]).exit_code == 2


class _Here:
    """An executor that notes the seed and gives the sample."""

    def __init__(self, run: list[int]) -> None:
        self._run = run

    def __enter__(self) -> _Here:
        return self

    def __exit__(self, *_: object) -> None: ...

    def submit(self, _: object, row: Row, scenario: Drawn | None, seed: int) -> _Here:
        self._run.append(seed)
        return self

    def result(self) -> Measured:
        return RUN


def test_rows_have_names_of_their_own() -> None:
    """--only finds each."""
    assert len(BY_NAME) == len(ROWS)
