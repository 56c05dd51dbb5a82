"""No figure of a plan can be changed by much without the judge noticing, whatever it is."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from random import Random
from typing import Any

import pytest

from patrolplan.record.encode import encode
from patrolplan.record.errors import RecordError
from patrolplan.record.parse import parse
from patrolplan.verify.rules.judge import judge
from tests.verify.plans import sound

JUDGED = ("model", "score", "zones", "sectors", "sorties", "tasks", "events", "legs", "handovers")
FREE = {"airframe", "crew"}
"""Another airframe or crew may do as well."""
CHANGES = 8

Path = tuple[str | int, ...]


@cache
def tree() -> dict[str, Any]:
    """The sound plan as JSON."""
    return encode(sound())


def leaves(value: Any, path: Path) -> Iterator[Path]:
    """Paths of every number and time."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key not in FREE:
                yield from leaves(item, (*path, key))
    elif isinstance(value, list | tuple):
        for n, item in enumerate(value):
            yield from leaves(item, (*path, n))
    elif is_time(value) or (isinstance(value, int | float) and not isinstance(value, bool)):
        yield path


def is_time(value: Any) -> bool:
    return isinstance(value, str) and len(value) >= 20 and value[10] == "T" and value.endswith("Z")


def changed(value: Any, path: Path) -> Any:
    """Three hours later, a third of a degree away, a hundredth more."""
    if is_time(value):
        return (datetime.fromisoformat(value) + timedelta(hours=3)).isoformat().replace("+00:00", "Z")
    if {"points", "polygon", "point", "position", "at"} & set(path):
        return value + 0.33
    return value + 1 if isinstance(value, int) else value * 1.01 + 0.01


@pytest.mark.parametrize("part", JUDGED)
def test_a_changed_figure_is_noticed(part: str) -> None:
    """Sampled over the whole plan file: numbers and times of every part but the run's own story."""
    chance = Random(20180924)
    paths = list(leaves(tree()[part], (part,)))
    assert paths
    for path in chance.sample(paths, min(CHANGES, len(paths))):
        whole = copy.deepcopy(tree())
        inner: Any = whole
        for key in path[:-1]:
            inner[key] = list(inner[key]) if isinstance(inner[key], tuple) else inner[key]
            inner = inner[key]
        before = inner[path[-1]]
        inner[path[-1]] = changed(before, path)
        try:
            record = parse(json.dumps(whole).encode())
        except RecordError:
            continue  # noticed before the judge
        found = [finding for finding in judge(record) if finding.severity == "violation"]
        assert found, f"{path}: {before} became {inner[path[-1]]}"
        assert not any("cannot be judged" in finding.message for finding in found)
