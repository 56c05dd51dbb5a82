"""A turnover as plain text, a page of 78 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Final

from patrolplan.export.papers.steps import Step, told
from patrolplan.export.papers.turnover import Turnover
from patrolplan.export.remarks import NOT_FOR_NAVIGATION, from_whom, to_whom
from patrolplan.measures.replaced import replaced
from patrolplan.measures.times.dtg import dtg
from patrolplan.measures.tracks.words import lines as pattern_lines

WIDTH: Final = 78


def text(found: Turnover) -> bytes:
    """The page."""
    return ("\n".join(_lines(found)) + "\n").encode()


def _lines(found: Turnover) -> Iterator[str]:
    stamp = found.stamp
    yield stamp.marking
    yield from _wrapped(f"TURNOVER {found.asset} ({found.nation}) at {dtg(found.at)}")
    replaces = f", replaces {replaced(stamp.supersedes)}" if stamp.supersedes else ""
    yield from _wrapped(f"{stamp.title}{replaces}: {stamp.scenario}")
    yield "-" * WIDTH
    if found.now:
        yield "NOW"
        for step in found.now:
            yield from _step(step)
    yield "NEXT" if found.ahead else "NEXT: nothing further in this plan"
    for step in found.ahead:
        yield from _step(step)
    if found.later:
        yield f"  and {found.later} more after that, in the tasking"
    yield ""
    yield from changed_lines(found)
    if stamp.notional:
        yield from _wrapped(f"NOTIONAL: {'; '.join(stamp.notional)}")
    yield "-" * WIDTH
    yield f"Times Z, courses true, distances nautical miles. {NOT_FOR_NAVIGATION}"
    yield from _wrapped(stamp.seal)
    yield stamp.marking


def changed_lines(found: Turnover) -> Iterator[str]:
    """What changed since the older plan."""
    if found.compared is None:
        yield "CHANGES: no older plan was given to compare with"
        return
    if not found.changed:
        yield from _wrapped(f"CHANGES since {found.compared}: none for you")
        return
    yield from _wrapped(f"CHANGES since {found.compared}")
    for line in found.changed:
        yield from _wrapped(line, "  ")
    if found.more_changes:
        yield f"  and {found.more_changes} more"


def detail(step: Step) -> Iterator[str]:
    """Of a task: how it begins, and who comes before and after."""
    if step.job is None:
        return
    if step.job.pattern is not None:
        yield ", ".join(list(pattern_lines(step.job.pattern))[:4])
    yield f"from: {from_whom(step.job)}"
    yield f"to: {to_whom(step.job)}"


def _step(step: Step) -> Iterator[str]:
    yield from _wrapped(told(step), "  ")
    for line in detail(step):
        yield from _wrapped(line, "      ")


def _wrapped(line: str, indent: str = "") -> list[str]:
    return textwrap.wrap(
        line, WIDTH, initial_indent=indent, subsequent_indent=f"{indent}  ", break_on_hyphens=False
    )
