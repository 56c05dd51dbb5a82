"""Cases are solved wherever there is room; a failure, a dead process or a broken-off run costs no more than
it must.
"""

import hashlib
import json
import multiprocessing

import pytest

from patrolplan.planning.sweep import cluster, processes
from patrolplan.planning.sweep.cases import Case
from patrolplan.planning.sweep.run_case import Job, run_case
from patrolplan.planning.sweep.store import finished, keep
from patrolplan.record.parse import parse
from patrolplan.verify.rules.judge import judge

TEXT = b"""
scenario: Small
horizon: {start: 240000ZSEP18, length: 12h}
areas:
  A: {box: {north: 31-00N, south: 30-30N, west: 123-30E, east: 124-30E}, transfers_per_day: 0.5}
ships:
  HMAS One: {nation: AUS, class: anzac, in_chop: {at: 30-45N 124-00E}}
  HMS Two: {nation: GBR, class: type-23, in_chop: {at: 30-45N 123-45E}}
caveats:
  ONE: {asset: HMAS One, not_in: [A], from: 240000ZSEP18, to: 240600ZSEP18, because: it says so}
"""
SHA = hashlib.sha256(TEXT).hexdigest()


def job(*sets, lost=(), seed=1):
    return Job("small.yaml", TEXT, SHA, Case(None, sets, lost, seed, "quick"))


GOOD = [job(), job(lost=("HMS Two",)), job(lost=("HMAS One",)), job("stay=3h"), job("stay=4h")]
BAD = job("stay=nonsense")
HOPELESS = job(lost=("HMAS One", "HMS Two"))


def test_a_case_is_a_plan_that_keeps_the_rules():
    """Without the asset that is lost, and without the caveat that bound it alone."""
    outcome = run_case(job(lost=("HMAS One",)))
    assert outcome.done
    record = parse(outcome.plan)
    assert list(record.scenario["ships"]) == ["HMS Two"]
    assert record.scenario["caveats"] == {}
    assert record.source.sets == ('ships."HMAS One"=null',)
    assert [finding for finding in judge(record) if finding.severity == "violation"] == []
    assert outcome.summary["value"] == record.score.value


def test_what_cannot_be_solved_is_an_outcome_too():
    """In the planner's words, and nothing is raised."""
    bad, hopeless = run_case(BAD), run_case(HOPELESS)
    assert (bad.done, hopeless.done) == (False, False)
    assert "nonsense" in bad.summary["reasons"][0]
    assert hopeless.summary["reasons"]


def test_processes_give_what_one_by_one_gives():
    """Byte for byte, and a failure stops no other."""
    jobs = [*GOOD[:2], BAD]
    found = {one.case: outcome for one, outcome in processes.solve_all(jobs, 2)}
    assert {one.case for one in jobs} == set(found)
    for one in jobs:
        assert found[one.case] == run_case(one)


def test_a_process_that_dies_costs_its_attempt_alone():
    """Killed as it works: its case is solved again, and every other one is solved."""
    came = []
    for n, (one, outcome) in enumerate(processes.solve_all(GOOD, 2)):
        if n == 0:
            multiprocessing.active_children()[0].kill()
        came.append(one.case)
        assert outcome.done, outcome.summary
    assert sorted(came, key=str) == sorted((one.case for one in GOOD), key=str)


def test_interrupted_it_ends(tmp_path):
    """And what is finished is not done again; what failed is tried again."""
    stop = []
    for one, outcome in processes.solve_all([BAD, *GOOD], 2, lambda: len(stop) >= 2):
        keep(tmp_path, one, outcome)
        stop.append(outcome.done)
    there = finished(tmp_path, [BAD, *GOOD])
    assert len(there) == sum(stop) < len(GOOD)
    left = [one for one in [BAD, *GOOD] if one.case.key(SHA) not in there]
    assert BAD in left
    for summary in there.values():
        assert parse((tmp_path / summary["plan"]).read_bytes()).score.value == summary["value"]


def test_another_file_or_a_lost_plan_is_no_finished_case(tmp_path):
    keep(tmp_path, GOOD[0], run_case(GOOD[0]))
    assert finished(tmp_path, GOOD[:1])
    other = Job("small.yaml", TEXT + b"#", "1" * 64, GOOD[0].case)
    assert not finished(tmp_path, [other])
    (path,) = (tmp_path / "cases").iterdir()
    assert json.loads(path.read_text())["status"] == "done"
    for plan in (tmp_path / "plans").iterdir():
        plan.unlink()
    assert not finished(tmp_path, GOOD[:1])


@pytest.mark.filterwarnings("default")
def test_a_dask_worker_that_dies_loses_no_case():
    """On a local cluster of two: one is killed mid-run, all cases come to a plan."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as local:
        came = set()
        for n, (one, outcome) in enumerate(cluster.solve_all(GOOD, local.scheduler_address, 2)):
            if n == 0:
                next(iter(local.workers.values())).process.process.kill()
            assert outcome.done, outcome.summary
            came.add(one.case)
    assert came == {one.case for one in GOOD}


def test_nobody_at_the_address():
    pytest.importorskip("distributed")
    with pytest.raises(cluster.ClusterError, match="no Dask scheduler answers"):
        list(cluster.solve_all(GOOD[:1], "nonsense", 1))
