"""`patrolplan show`: what a planner reads at night must be right, fit the terminal, and hide nothing."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

import pytest
from click.testing import CliRunner

from patrolplan.cli import exits, main
from patrolplan.cli.show import TABLES, command
from patrolplan.cli.showing.document import ROWS
from patrolplan.cli.showing.gantt import FILLS, IDLE, NIGHT, SIGNS, WIDEST_NAME, gantt
from patrolplan.cli.showing.tables import SHEETS
from patrolplan.measures.seen.worth import value
from patrolplan.measures.times.timeline import timelines
from patrolplan.record import file, plan_hash
from patrolplan.record.types import Shortfall
from tests.record.sample_scenario import at
from tests.record.sample_tasks import SHIPS, sector_id
from tests.record.samples import sample


@pytest.fixture(scope="module")
def plan(tmp_path_factory):
    path = tmp_path_factory.mktemp("show") / "plan.json"
    file.write(path, sample())
    return path


def shown(plan, *options, columns=80):
    done = CliRunner(env={"COLUMNS": str(columns)}).invoke(command, [str(plan), *options])
    assert done.exit_code == exits.DONE, done.output
    return done.stdout


def shown_record(tmp_path, record, *options):
    path = tmp_path / "plan.json"
    file.write(path, record, force=True)
    return shown(path, *options)


def test_the_page(plan, snapshot):
    """The whole page as it is piped: 80 columns, plain text."""
    assert shown(plan) == snapshot


@pytest.mark.parametrize("by", [table for table in TABLES if table != "asset"])
def test_each_table_with_a_zone(plan, by, snapshot):
    """Every table, times in Z and in Japan's, on a wide terminal."""
    page = shown(plan, "--by", by, "--zone", "i", columns=140)
    assert page[page.index(f"By {by}") : page.index("Water that nobody")] == snapshot


@pytest.mark.parametrize("columns", [40, 80, 100, 140, 300])
@pytest.mark.parametrize("by", TABLES)
def test_no_line_is_wider_than_the_terminal(plan, by, columns):
    """From 80 columns on nothing is broken by the terminal, and no figure is cut off with dots."""
    page = shown(plan, "--by", by, "--zone", "R", columns=columns)
    assert max(map(len, page.splitlines())) <= max(80, min(columns, 160))
    assert "…" not in page


def test_marked_at_top_and_bottom(plan):
    """A page that is cut or printed is still marked at both ends."""
    lines = [line.strip() for line in shown(plan).splitlines() if line.strip()]
    assert lines[0] == lines[-1] == "UNCLASSIFIED  REL TO USA, AUS, CAN, FRA"
    assert "NOT FOR NAVIGATION." in lines
    assert any("NOTIONAL" in line for line in lines)
    assert any(plan_hash(sample())[:12] in line for line in lines)


def test_plain_where_the_terminal_knows_no_signs(plan):
    """In a terminal without box characters the timeline is still one character to a column."""
    done = subprocess.run(
        [sys.executable, "-m", "patrolplan", "show", str(plan)],
        env={**os.environ, "COLUMNS": "80", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        capture_output=True,
        text=True,
        check=True,
    )
    rows = [line for line in done.stdout.splitlines() if line.startswith("HMCS Calgary")]
    assert rows[0] == "HMCS Calgary     608LA#####609LA=====610LA#####611LA=====611LB###"


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: None, "there is no such file"),
        (lambda path: path.write_text('{"format": "patrolplan/9"}'), "newer patrolplan"),
        (lambda path: path.write_text("scenario: x"), "is no JSON"),
    ],
)
@pytest.mark.parametrize("options", [[], ["--json"]])
def test_a_bad_file_ends_with_1(tmp_path, make, words, options, capsys):
    """In words on standard error, nothing on standard output, no traceback."""
    path = tmp_path / "plan.json"
    make(path)
    assert main.run(["show", str(path), *options]) == exits.INPUT_WRONG
    said = capsys.readouterr()
    assert words in said.err
    assert str(path) in said.err
    assert said.out == ""


@pytest.mark.parametrize(("zone", "words"), [("J", "local time, wherever one is"), ("+9", "no time zone")])
def test_what_is_no_zone_ends_with_2(plan, zone, words, capsys):
    assert main.run(["show", str(plan), "--zone", zone]) == exits.USAGE
    assert words in capsys.readouterr().err


def test_zone_z_is_shown_once(plan):
    assert shown(plan, "--zone", "Z") == shown(plan)


@pytest.mark.parametrize("by", TABLES)
def test_json_says_the_same(plan, by):
    """Whole and unrounded: the rows add up to the plan's value, and all that the page tells is there."""
    told = json.loads(shown(plan, "--by", by, "--json"))
    assert sum(row["identified"] for row in told["rows"]) == pytest.approx(
        value(sample()) if by != "sortie" else sum(r["identified"] for r in told["rows"])
    )
    assert told["plan"]["hash"] == plan_hash(sample())
    assert told["score"]["bound"] == sample().score.bound
    assert [one["sector"] for one in told["never_seen"]] == [sector_id("BANK")]
    assert len(told["handovers"]) == len(sample().handovers)
    assert len(told["timeline"]) == len(timelines(sample()))
    assert told["for_navigation"] is False


def test_every_table_is_on_the_page_and_in_json():
    assert set(TABLES) == set(SHEETS) == set(ROWS)


def test_shortfalls_and_remarks_are_told(tmp_path):
    """What was asked for and is missed, and every fallback of the run, stand on the page."""
    short = Shortfall("MAX GAP SOUTH", 3.0, "looks", 0.5)
    run = replace(sample().run, stopped_by="time", remarks=("a time limit struck: not repeatable",))
    score = replace(sample().score, shortfall_cost=0.5)
    page = shown_record(tmp_path, replace(sample(), shortfalls=(short,), run=run, score=score))
    assert "MAX GAP SOUTH is short by 3 looks, a cost of 0.5." in " ".join(page.split())
    assert "stopped by time" in " ".join(page.split())
    assert "not repeatable" in page


def test_an_empty_plan_is_shown(tmp_path):
    """A plan without a task: everybody idle, everything unwatched, nothing divided by nothing."""
    score = replace(sample().score, value=0.0, coverage=0.0, objective=0.0, bound=None, gap=None, total=0.0)
    sectors = tuple(replace(sector, rates=(0.0,) * 48) for sector in sample().sectors)
    empty = replace(
        sample(),
        tasks=(),
        legs=(),
        sorties=(),
        handovers=(),
        events=(),
        sectors=sectors,
        score=score,
        prices=None,
    )
    for by in TABLES:
        page = shown_record(tmp_path, empty, "--by", by)
        assert "Without a task: HMAS Melbourne, HMCS Calgary, FS Vendémiaire, Kadena P-8," in page
        assert "Never looked at: 15 of 15 sectors" in page
    assert json.loads(shown_record(tmp_path, empty, "--json"))["score"]["bound"] is None


def test_many_hand_overs_are_counted(tmp_path):
    """The first dozen are shown, and how many there are."""
    first, second = sample().tasks[:2]
    tasks = tuple(
        replace((first, second)[n % 2], id=f"T{n}", asset=("HMAS Melbourne", "HMCS Calgary")[n % 2],
                sector=first.sector, start=at(n), end=at(n + 1), looks=())
        for n in range(20)
    )  # fmt: skip
    page = shown_record(tmp_path, replace(sample(), tasks=tasks, legs=(), sorties=(), handovers=()))
    assert "The first 12 of 19; --json lists all." in page
    assert page[page.index("Hand-overs") :].count("27-15.0N") == 12


def test_a_sector_held_throughout_needs_no_other_look(tmp_path):
    """Where somebody is all the time, one more look is not advised, however much is left."""
    [busy] = [sector for sector in sample().sectors if len(sector.areas) == 2]
    task = replace(sample().tasks[0], sector=busy.id, start=at(0), end=at(48), looks=())
    page = shown_record(tmp_path, replace(sample(), tasks=(task,), legs=(), sorties=(), handovers=()))
    advice = page[page.index("Where one more look") :]
    assert busy.id not in advice
    assert advice.count("SHANGHAI EAST") == 5


def test_markup_in_names_is_text(tmp_path):
    """A name with brackets is printed as it stands, not taken for a style."""
    plan = replace(sample().plan, name="[bold]WEEK[/bold] :boat:")
    assert "[bold]WEEK[/bold] :boat:, issue 2" in shown_record(tmp_path, replace(sample(), plan=plan))


@pytest.mark.parametrize("width", [60, 80, 140, 240])
def test_the_timeline_tells_who_is_where(width):
    """Hour by hour, what a ship's row shows is what her timeline says."""
    ships = {one.holder: one for one in timelines(sample()) if one.sortie is None}
    told = set()
    for panel in gantt(sample(), width):
        scale = panel.scale
        rows = {row.name: row.text.ljust(scale.columns) for row in panel.rows}
        assert all(len(row) == scale.columns for row in rows.values())
        an_hour = timedelta(hours=1) // scale.step
        for column in range(an_hour // 2, scale.columns, an_hour):
            moment = scale.edge(column) + scale.step / 2
            for ship, line in ships.items():
                sign = rows.get(ship, " " * scale.columns)[column]
                told.add((ship, scale.edge(column - an_hour // 2)))
                first, last = scale.edge(column), scale.edge(column + 1)
                changes = {edge for span in line.spans for edge in (span.start, span.end)}
                if any(first < change < last for change in changes):
                    continue  # two things in one column: either may be shown
                doing = next((span.kind for span in line.spans if span.start <= moment < span.end), None)
                here = any(start <= moment < end for start, end in line.presence)
                if doing == "task":
                    assert sign.isalnum() or sign in FILLS, (ship, moment, sign)
                else:
                    assert sign == (SIGNS[doing] if doing else IDLE if here else " "), (ship, moment, sign)
    assert told == {(ship, at(hour)) for ship in ships for hour in range(48)}


@pytest.mark.parametrize("width", [80, 140])
def test_every_long_task_is_named(width):
    """A ship's tasks of six hours and more carry their sector's name."""
    rows = {row.name: row.text for panel in gantt(sample(), width) for row in panel.rows}
    for ship, looks in SHIPS.items():
        named = [rows[ship].index(sector_id(name)) for name, _, _ in looks]
        assert named == sorted(named)


def test_sorties_are_named_at_take_off():
    rows = {row.name: row.text for row in gantt(sample(), 140)[0].rows}
    assert rows["Kadena P-8 #1"].startswith("  /1")
    assert rows["Kadena P-8 #2"].index("/2") == 20
    assert all(ord(sign) > 32 for sign in rows["Kadena CP-140 #1"].strip())


def test_night_is_where_it_is_dark():
    """Late September at 124 E: dark from 10Z to 21Z."""
    [night] = [row for row in gantt(sample(), 80)[0].rulers if row.name == "night"]
    assert [hour for hour, sign in enumerate(night.text) if sign == NIGHT] == [*range(10, 21), *range(34, 45)]


def _later(task, span):
    return replace(task, id=f"{task.id}b", start=task.start + span, end=task.end + span)


def test_a_long_horizon_is_cut_into_days():
    """A week does not fit: whole days to a panel, everybody in his panel, and a task across
    midnight is named in the panel that shows the whole of it.
    """
    week = replace(
        sample(),
        model=replace(sample().model, steps=168),
        sectors=tuple(
            replace(sector, rates=sector.rates * 3 + sector.rates[:24]) for sector in sample().sectors
        ),
        tasks=(*sample().tasks, *(_later(task, timedelta(days=5)) for task in sample().tasks[:11])),
    )
    panels = gantt(week, 80)
    assert [panel.scale.columns for panel in panels] == [54, 54, 54, 24]
    assert [panel.scale.columns for panel in gantt(week, 140)] == [102, 72]
    named = "".join(row.text for panel in panels for row in panel.rows)
    assert named.count(sector_id("S10")) >= 2
    assert all(len(row.text) <= panel.scale.columns for panel in panels for row in panel.rows)
    assert [panel.rulers[0].text[:6] for panel in panels] == ["24 SEP", "26 SEP", "28 SEP", "30 SEP"]


def test_long_names_are_clipped():
    """A name is shortened before the timeline is."""
    name = "Royal New Zealand Air Force P-3K2"
    ship = sample().tasks[0].asset
    record = replace(
        sample(),
        scenario={**sample().scenario, "ships": {name: {"nation": "NZL"}}},
        tasks=tuple(replace(task, asset=name) for task in sample().tasks if task.asset == ship),
        legs=(), sorties=(), events=(),
    )  # fmt: skip
    [row] = gantt(record, 80)[0].rows
    assert len(row.name) == WIDEST_NAME
    assert row.name.endswith("…")
