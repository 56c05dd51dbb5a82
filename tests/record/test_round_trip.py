"""What is written reads back to the same, and the same is always written with the same bytes."""

import hashlib
import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import numpy as np
import pytest
from hypothesis import given, settings

from patrolplan.record import file, plan_hash
from patrolplan.record.canonical import canonical
from patrolplan.record.errors import RecordError
from patrolplan.record.parse import parse
from tests.record.sample_large import large
from tests.record.samples import sample
from tests.record.strategies import records


@settings(max_examples=60, deadline=None)
@given(records())
def test_round_trip(record):
    """Any record reads back to an equal one, and that one is written with the same bytes."""
    data = canonical(record)
    again = parse(data)
    assert again == record
    assert canonical(again) == data


def test_the_file_is_the_canonical_bytes(tmp_path):
    """The hash in a product can be checked with sha256sum on the plan file."""
    path = tmp_path / "plan.json"
    file.write(path, sample())
    data = path.read_bytes()
    assert data == canonical(sample())
    assert data.endswith(b"}\n")
    assert hashlib.sha256(data).hexdigest() == plan_hash(sample())
    assert file.read(path) == sample()


def test_numbers_of_other_kinds_become_the_same_bytes():
    """A numpy number, or a whole number where a float belongs, does not change the plan's hash."""
    record = sample()
    task = record.tasks[0]
    looks = tuple((np.int64(step), np.float64(pod)) for step, pod in task.looks)
    changed = replace(record, tasks=(replace(task, looks=looks), *record.tasks[1:]))
    sector = replace(record.sectors[0], area_nm2=700)
    other = replace(record.sectors[0], area_nm2=700.0)
    assert plan_hash(changed) == plan_hash(record)
    assert plan_hash(replace(record, sectors=(sector, *record.sectors[1:]))) == plan_hash(
        replace(record, sectors=(other, *record.sectors[1:]))
    )


def test_times_of_other_zones_become_z():
    """The same moment is the same bytes, whatever zone its datetime came in."""
    record = sample()
    task = record.tasks[0]
    shifted = task.start.astimezone(timezone(timedelta(hours=9)))
    assert plan_hash(replace(record, tasks=(replace(task, start=shifted), *record.tasks[1:]))) == plan_hash(
        record
    )


def test_one_task_a_line():
    """Two plans can be compared line by line: a task, a leg, a sector, a row of levels has its own."""
    lines = canonical(sample()).decode().splitlines()
    for task in sample().tasks:
        [line] = [line for line in lines if line.startswith(f' {{"id": "{task.id}"')]
        assert json.loads(line.rstrip(","))["sector"] == task.sector
    assert sum(line.startswith('  "') and line.rstrip(",").endswith("]") for line in lines) >= len(
        sample().sectors
    )


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_no_number_without_an_end_is_written(bad):
    """NaN is no JSON: refused when written, not found out when read."""
    with pytest.raises(RecordError, match="cannot be written"):
        canonical(replace(sample(), score=replace(sample().score, value=bad)))


def test_no_naive_time_is_written():
    """A time without a zone would be read as another moment elsewhere."""
    plan = replace(sample().plan, effective=datetime(2018, 9, 24))
    with pytest.raises(RecordError, match="no zone"):
        canonical(replace(sample(), plan=plan))


def test_a_plan_of_the_flagships_size_comes_back(tmp_path):
    """Size changes nothing: a plan as large as the flagship's reads back to the same bytes."""
    record, path = large(), tmp_path / "plan.json"
    assert sum(len(leg.points) for leg in record.legs) >= 20_000
    file.write(path, record)
    assert canonical(file.read(path)) == path.read_bytes()
