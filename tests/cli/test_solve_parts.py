"""Pieces of `solve`: its options, progress, Ctrl-C, and where a plan goes."""

from __future__ import annotations

import io
import os
import signal
from pathlib import Path

import click
import pytest
from rich.console import Console

from patrolplan.cli.interrupt import Interrupt
from patrolplan.cli.live import EVERY_S, LiveLine, PlainLines, watcher
from patrolplan.cli.options import gap as read_gap
from patrolplan.cli.options import span as read_span
from patrolplan.cli.target import fault
from patrolplan.planning.progress import Progress


@pytest.mark.parametrize(
    ("text", "gap"), [("1%", 0.01), ("0.5 %", 0.005), ("0.01", 0.01), ("0", 0.0), (".02", 0.02)]
)
def test_gaps_that_are_read(text: str, gap: float) -> None:
    """Defends the two ways of writing a share."""
    assert read_gap(None, None, text) == pytest.approx(gap)


@pytest.mark.parametrize("text", ["1", "101%", "-1%", "small", "1,5%", ""])
def test_gaps_that_are_refused(text: str) -> None:
    """Defends against 1 taken for 100 %: a bare whole number is refused with what to write."""
    with pytest.raises(click.BadParameter, match="write it like 1%"):
        read_gap(None, None, text)


def test_spans() -> None:
    """Defends times: the language's own durations, refused in its words; none is no time."""
    assert read_span(None, None, "1h30min") == 5400
    with pytest.raises(click.BadParameter, match="unit"):
        read_span(None, None, "60")
    with pytest.raises(click.BadParameter, match="second"):
        read_span(None, None, "0s")


def test_signals_only_set_a_flag() -> None:
    """Defends saving: Ctrl-C, again and again, and SIGTERM only tell; handlers are put back at the end."""
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    told: list[int] = []
    with Interrupt(told.append) as interrupted:
        assert not interrupted()
        os.kill(os.getpid(), signal.SIGINT)
        os.kill(os.getpid(), signal.SIGTERM)
        os.kill(os.getpid(), signal.SIGINT)
        assert interrupted()
    assert told == [1, 2, 3]
    assert interrupted()
    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before


def test_plain_lines_are_few_and_end_with_the_last() -> None:
    """Defends logs: a line every few seconds however often we are told, and the last state at the end."""
    now = [0.0]
    out = io.StringIO()
    lines = PlainLines(Console(file=out, width=200), clock=lambda: now[0])
    with lines:
        for tenth in range(100):
            now[0] = tenth / 10
            lines.update(Progress("searching", 1.0 + tenth, 0.25, 0.5, 1.0))
    said = out.getvalue().splitlines()
    assert len(said) == 2 + int(9.9 / EVERY_S)
    last = "searching  coverage 25.00%  value 100.0000  at most 50.00%  gap 100.00%"
    assert said[-1] == f"  9.9 s  {last}"


def test_terminal_gets_one_live_line() -> None:
    """Defends the terminal: the line is there, keeps what it knew, and the last state stays."""
    out = io.StringIO()
    console = Console(file=out, force_terminal=True, width=160, legacy_windows=False)
    watch = watcher(console)
    assert isinstance(watch, LiveLine)
    with watch:
        watch.update(Progress("searching", 1.0, 0.25, 0.5, 1.0))
        watch.say("a word between")
        watch.update(Progress("writing down"))
    shown = out.getvalue()
    assert "a word between" in shown
    assert "writing down  coverage 25.00%" in shown.splitlines()[-1]


def test_targets_refused_before_work(tmp_path: Path) -> None:
    """Defends minutes of work: a name that is taken, a folder, or no folder is told at once."""
    taken = tmp_path / "taken.json"
    taken.write_text("{}")
    assert "--force" in str(fault(taken, False))
    assert fault(taken, True) is None
    assert fault(tmp_path / "new.json", False) is None
    assert "is a folder" in str(fault(tmp_path, True))
    assert "no folder" in str(fault(tmp_path / "none" / "plan.json", False))
    (tmp_path / "link").symlink_to(tmp_path / "gone.json")
    assert fault(tmp_path / "link", False) is None
    (tmp_path / "device").symlink_to("/dev/null")
    assert "no file" in str(fault(tmp_path / "device", True))
