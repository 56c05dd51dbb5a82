"""The turnover: what is under way, what comes next, what changed, and that it is one page."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from patrolplan.export.errors import ExportError
from patrolplan.export.papers.turnover import MOST_CHANGES, MOST_STEPS, turnover
from patrolplan.export.papers.turnover_html import html
from patrolplan.export.papers.turnover_text import text
from patrolplan.export.view.build import narrowed
from patrolplan.record.types import Task
from tests.export.plans import HOSTILE, LONG, shown
from tests.record.sample_scenario import at
from tests.record.samples import sample

MELBOURNE = narrowed(shown("sample"), "HMAS Melbourne")


def crowded():
    """A page as full as it gets: long names, every line used, more left out."""
    found = turnover(narrowed(shown("hostile"), HOSTILE["Kadena P-8"]))
    job = next(step for step in found.ahead if step.job is not None)
    return replace(
        found,
        ahead=tuple([job] * MOST_STEPS),
        later=40,
        now=(job,),
        compared=LONG,
        changed=tuple(
            [f"retimed: {LONG} 241400Z to 242100Z, was {LONG[:5]} 241500Z to 242100Z"] * MOST_CHANGES
        ),
        more_changes=9,
        stamp=replace(found.stamp, notional=(LONG,) * 6),
    )


def test_what_is_under_way_and_what_comes():
    """Within a task it is now; from its end on the next one is; a wait is no step worth a line."""
    early, within, late = (turnover(MELBOURNE, at(h)) for h in (0, 16, 47))
    assert early.now == ()
    assert early.ahead[0].words.startswith("join at")
    assert [step.job.task.id for step in within.now] == ["T001"]
    assert [step.job.task.id for step in within.ahead if step.job] == ["T002", "T003"]
    assert (late.now, late.ahead, late.later) == ((), (), 0)
    assert b"nothing further in this plan" in text(late)
    assert not any(step.words.startswith("wait") for step in early.ahead)


def test_the_moment_a_task_starts_it_is_next():
    """At the very start of a task it is ahead, at its end it is over: no step stands twice, none is lost."""
    for job in MELBOURNE.jobs:
        found = turnover(MELBOURNE, job.task.start)
        assert next(step.job.task.id for step in found.ahead if step.job) == job.task.id
        after = turnover(MELBOURNE, job.task.end)
        assert job.task.id not in [step.job.task.id for step in (*after.now, *after.ahead) if step.job]


def test_no_change_is_said_so():
    """The same plan again has no changes; without an older plan the page says that none was given."""
    assert turnover(MELBOURNE, older=sample()).changed == ()
    assert b"none for you" in text(turnover(MELBOURNE, older=sample()))
    assert b"no older plan was given" in text(turnover(MELBOURNE))


def test_changes_name_nobody_else():
    """A task that came from another nation's ship is added, and its giver is not told."""
    record = sample()
    tasks = []
    for task in record.tasks:
        if task.asset == "HMAS Melbourne" and task.start == at(28):
            tasks.append(Task("X", "FS Vendémiaire", None, task.sector, task.start, task.end))
        else:
            tasks.append(task)
    found = turnover(MELBOURNE, older=replace(record, tasks=tuple(tasks)))
    assert found.changed == ("added: 607KU 250400Z to 251600Z",)


def test_flights_that_changed():
    """A sortie's new crew is told; one that is gone and one that is new as well."""
    record = sample()
    first, second, *rest = [s for s in record.sorties if s.detachment == "Kadena P-8"]
    others = [s for s in record.sorties if s.detachment != "Kadena P-8"]
    gone = replace(second, id="G", takeoff=at(12), landing=at(14))
    old = replace(record, sorties=(replace(first, crew=4), gone, *rest, *others))
    found = turnover(narrowed(shown("sample"), "Kadena P-8"), older=old)
    assert found.changed == (
        "sortie changed: 240100Z to 240715Z, airframe 1, crew 1, was 240100Z to 240715Z, airframe 1, crew 4",
        "sortie added: 241000Z to 241645Z, airframe 2, crew 2",
        "sortie dropped: 241200Z to 241400Z, airframe 2, crew 2",
    )


def test_one_asset_only():
    with pytest.raises(ExportError, match="here are 5: name one"):
        turnover(shown("sample"))


def test_the_text_fits_a_page():
    """Sixty-six lines of at most 78 columns, but for names that have no place to break."""
    found = turnover(narrowed(shown("sample"), "Kadena P-8"), older=sample())
    lines = text(found).decode().splitlines()
    assert len(lines) <= 66
    assert all(len(line) <= 78 for line in lines)


def test_the_page_prints_on_one_sheet(chromium):
    """In Chromium, on A4, as full as it gets: one page, no script, no request."""
    page = chromium.new_page()
    asked = []
    said = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.set_content(html(crowded()).decode())
    pdf = page.pdf(format="A4", prefer_css_page_size=True)
    page.close()
    assert len(re.findall(rb"/Type\s*/Page[^s]", pdf)) == 1
    assert [url for url in asked if not url.startswith("about:")] == []
    assert said == []


def test_hours_are_not_cut_short():
    """A task that ends within a minute of the moment asked for is still under way."""
    job = MELBOURNE.jobs[0]
    found = turnover(MELBOURNE, job.task.end - timedelta(seconds=1))
    assert [step.job.task.id for step in found.now] == [job.task.id]
