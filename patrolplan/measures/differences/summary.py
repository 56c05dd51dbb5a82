"""A difference in a few words and rows, for terminal, message and page alike."""

from __future__ import annotations

from patrolplan.measures.differences.difference import Difference
from patrolplan.record.types import Record

KINDS = ("moved", "retimed", "handed over", "added", "dropped")


def title(old: Record, new: Record) -> str:
    """`ECC WEEK 39, issue 1 -> issue 2`."""
    one, other = old.plan, new.plan
    if one.name == other.name:
        return f"{one.name}, issue {one.issue} -> issue {other.issue}"
    return f"{one.name}, issue {one.issue} -> {other.name}, issue {other.issue}"


def counts(difference: Difference) -> str:
    """`7 tasks changed (3 moved, 4 dropped) of 495; 1 sortie; AUS, JPN affected`."""
    if difference.empty:
        return "The two plans are the same."
    if not difference.tasks and not difference.sorties:
        return "No task and no sortie is different; other parts of the files are."
    kinds = ", ".join(f"{n} {kind}" for kind in KINDS if (n := difference.count(kind)))
    tasks = len(difference.tasks)
    words = [f"{tasks} task{'s' * (tasks != 1)} changed" + (f" ({kinds})" if kinds else "")]
    sorties = len(difference.sorties)
    if sorties:
        words.append(f"{sorties} sortie{'s' * (sorties != 1)}")
    return f"{'; '.join(words)}. Nations affected: {', '.join(difference.affected)}."


def coverage(difference: Difference) -> list[tuple[str, str, str, str]]:
    """Rows of coverage: what, before, after, by how many points it changed; the whole plan first."""
    before, after = difference.before.coverage, difference.after.coverage
    rows = [("all areas", f"{before:.1%}", f"{after:.1%}", points(after - before))]
    for one in difference.areas:
        was = "-" if one.before is None else f"{one.before:.1%}"
        now = "-" if one.after is None else f"{one.after:.1%}"
        by = "" if one.before is None or one.after is None else points(one.after - one.before)
        rows.append((one.area, was, now, by))
    return rows


def points(share: float) -> str:
    """A change of coverage in percentage points, with its sign; 0.0 has none."""
    text = f"{share * 100:+.1f}"
    return "0.0" if text in ("+0.0", "-0.0") else text


def by_asset(difference: Difference) -> list[tuple[str, str, list[int], int]]:
    """Rows of assets that changed: asset, nation, tasks by kind, sorties; most changed first."""
    rows = []
    for asset, nation in difference.nations.items():
        mine = difference.of_asset(asset)
        flights = sum(one.detachment == asset for one in difference.sorties)
        if mine or flights:
            kinds = [sum(one.kind == kind for one in mine) for kind in KINDS]
            rows.append((asset, nation, kinds, flights))
    return sorted(rows, key=lambda row: (-sum(row[2]), -row[3], row[0]))
