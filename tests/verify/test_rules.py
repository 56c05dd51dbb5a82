"""Rules one by one, where a mutation cannot show the fine print: edges, hours, windows, words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from patrolplan.scenario.model import Base
from patrolplan.verify.rules.finding import Finding
from patrolplan.verify.rules.flying.crews import most_within
from patrolplan.verify.rules.flying.sortie import within_hours
from patrolplan.verify.rules.judge import examine, judge
from patrolplan.verify.rules.table import RULES
from patrolplan.verify.rules.water.across import longest_diagonal_nm
from patrolplan.verify.rules.water.flat import flatten, unflatten
from patrolplan.verify.rules.words import dtg, span
from tests.verify.mutations.kinds import with_task
from tests.verify.plans import sound

START = datetime(2018, 9, 24, tzinfo=UTC)


def at(hours: float) -> datetime:
    return START + timedelta(hours=hours)


def test_a_sound_plan_has_no_violation_and_its_figures_are_its_own() -> None:
    """The judge agrees with a plan made by other code, to the tolerance that it states."""
    verdict = examine(sound())
    assert verdict.violations == ()
    assert verdict.figures is not None
    assert verdict.figures.value == pytest.approx(sound().score.value, rel=1e-9)
    assert verdict.figures.total == pytest.approx(sound().score.total, rel=1e-9)
    assert 0 < verdict.figures.value_flown < verdict.figures.value


def test_every_rule_looks_at_something() -> None:
    """A rule that counts nothing on a plan with one of everything is asleep."""
    asleep = {c.rule.id for c in examine(sound()).rules if c.checked == 0}
    idle = {"separation", "per-week", "alternate", "line", "block"}
    idle |= {"shortfall", "forbidden", "pin", "relief", "replenishment"}
    assert asleep <= idle  # the sample has nothing for these


def test_ids_are_unique_and_clauses_are_sentences() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert all(rule.clause.endswith(".") and rule.clause[0].isupper() for rule in RULES)


def test_papers_and_zones_are_told_as_a_planner_would() -> None:
    """Times as DTG, names in a row, and no word of Python; a zone too many is not a zone told twice."""
    record = sound()
    (zone,) = record.zones
    late = replace(zone, start=at(30), end=None, closed_to=("aircraft", "tasks"), except_nations=("KOR",))
    strange = replace(zone, name="FIRING 4")
    plan = replace(record.plan, issue=7)
    tampered = replace(record, plan=plan, zones=(late, late, strange))
    said = [finding.message for finding in judge(tampered) if finding.id in ("marking", "zones")]
    assert (
        f"marking: plan is ECC SAMPLE, issue 7, the scenario says ECC SAMPLE, issue {record.plan.issue}"
        in said
    )
    assert "zones: zone FIRING 3 is in force from 250600Z; in the scenario 250000Z" in said
    assert "zones: zone FIRING 3 is in force to the close; in the scenario 251200Z" in said
    assert "zones: zone FIRING 3 is closed to aircraft, tasks; in the scenario ships" in said
    assert "zones: zone FIRING 3 exempts KOR; in the scenario nobody" in said
    assert "zones: zone FIRING 3 stands in the record twice" in said
    assert "zones: the scenario has no zone FIRING 4, the record has" in said
    assert len(said) == 7


def test_overlap_is_told_as_a_planner_would() -> None:
    """Who, where, from when to when, how long; both tasks are named."""
    record = sound()
    one, other = record.tasks[3], record.tasks[8]  # two ships' tasks that share time; the second ends first
    moved = with_task(record, other, sector=one.sector)
    found = [f for f in judge(moved) if f.id == "overlap" and set(f.tasks) == {one.id, other.id}]
    assert len(found) == 1
    finding = found[0]
    shared = min(one.end, other.end) - max(one.start, other.start)
    assert finding.message == (
        f"overlap: {other.asset} and {one.asset} in {one.sector} from {dtg(max(one.start, other.start))} to "
        f"{dtg(min(one.end, other.end))}, {span(shared.total_seconds())}"
    )
    assert finding.measured == shared.total_seconds()
    assert (finding.limit, finding.unit, finding.severity) == (0.0, "s", "violation")
    assert finding.place is not None


def test_findings_carry_their_clause() -> None:
    record = replace(sound(), marking={"classification": "X", "release": []})
    found = judge(record)
    clauses = {rule.id: rule.clause for rule in RULES}
    assert found
    assert all(isinstance(f, Finding) and f.clause == clauses[f.id] for f in found)
    assert all(f.message.startswith(f"{f.id}: ") for f in found)


def test_a_rule_that_cannot_be_evaluated_fails_the_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    """The judge never passes what it could not judge, and never ends in a traceback."""
    record = sound()
    odd = with_task(record, record.tasks[0], looks=((0, None),))  # type: ignore[arg-type]
    found = [f for f in judge(odd) if f.severity == "violation"]
    assert any("cannot be judged" in f.message for f in found)


@given(st.lists(st.tuples(st.floats(0, 900), st.floats(0.5, 10)), min_size=1, max_size=8))
def test_hours_in_any_window_are_the_most_there_are(rows: list[tuple[float, float]]) -> None:
    """No window of seven days that begins at any hour holds more than is found."""
    flights = [(at(start), at(start + length)) for start, length in rows]
    week = timedelta(days=7)
    most, begin = most_within(flights, week)

    def held(start: datetime) -> timedelta:
        return sum(
            (max(min(land, start + week) - max(off, start), timedelta(0)) for off, land in flights),
            timedelta(0),
        )

    assert held(begin) == most
    assert all(held(at(h)) <= most for h in range(-200, 920, 7))


@pytest.mark.parametrize(
    ("opens", "closes", "utc", "open_"),
    [
        (7 * 3600, 19 * 3600, 0, True),  # 0900 local
        (10 * 3600, 19 * 3600, 0, False),
        (9 * 3600, 19 * 3600, 0, True),  # on opening time
        (2 * 3600, 9 * 3600, 0, True),  # on closing time
        (22 * 3600, 8 * 3600, 0, False),  # over midnight
        (22 * 3600, 8 * 3600, -2, True),  # 0700 local
        (22 * 3600, 8 * 3600, 14, True),  # 2300 local
        (0, 86_400, 15, True),  # local midnight
        (None, None, 0, True),
    ],
)
def test_base_hours_are_local_and_may_run_over_midnight(
    opens: int | None, closes: int | None, utc: int, open_: bool
) -> None:
    base = Base("Kadena", (127.8, 26.4), "airfield", 9 * 3600, opens, closes)
    assert within_hours(at(utc), base) == open_


def test_spans_and_times_are_written_short() -> None:
    assert [span(s) for s in (12, 42 * 60, 3 * 3600, 3 * 3600 + 300, 61, -60)] == [
        "12 s",
        "42 min",
        "3 h",
        "3 h 05 min",
        "1 min 1 s",
        "-1 min",
    ]
    assert dtg(at(10.7)) == "241042Z"
    assert dtg(at(10.7) + timedelta(seconds=7.4)) == "241042:07Z"


def test_the_longest_diagonal_of_a_gars_cell() -> None:
    """30' at 30 N: about 26 nm by 30 nm, so a little under 40 nm across."""
    cell = shapely.box(123.0, 30.0, 123.5, 30.5)
    assert longest_diagonal_nm(cell) == pytest.approx(39.7, abs=0.1)


@given(st.floats(-179, 179), st.floats(-80, 80))
def test_the_small_map_comes_back(lon: float, lat: float) -> None:
    point = shapely.Point(lon, lat)
    assert unflatten(flatten(point, lat), lat).distance(point) < 1e-9
