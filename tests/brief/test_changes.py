"""What changed since an older plan, on the page: every change once on map, timeline and table."""

from __future__ import annotations

import re

import pytest

from patrolplan.brief.changes.chart import shade
from patrolplan.brief.html import escaped
from patrolplan.brief.page.make import page
from patrolplan.measures.differences.difference import difference
from patrolplan.measures.differences.told import notices
from tests.brief.records import hostile, older
from tests.record.samples import sample


def section(old, new):
    return re.search(r'<section id="changes">.*?</section>', page(new, old), re.DOTALL)[0]


@pytest.mark.parametrize("make", [sample, hostile])
def test_every_change_has_its_row_its_bars_and_its_tracks(make):
    """A number leads to the row; the old task has a bar among what was, the new one among what is now."""
    new, old = make(), older(make())
    found = difference(old, new)
    assert {one.kind for one in found.tasks} == {"moved", "retimed", "added", "dropped"}
    text = section(old, new)
    flown_before = {leg.task for leg in old.legs}
    flown_now = {leg.task for leg in new.legs}
    for number, one in enumerate(found.tasks):
        assert text.count(f'id="c{number}"') == 1
        bars = re.findall(rf'<a href="#c{number}" data-c="{number}" tabindex="-1">.*?class="(bar-\w+)"', text)
        assert bars == ["bar-was"] * (one.old is not None) + ["bar-now"] * (one.new is not None)
        tracks = re.findall(rf'<path d="[^"]+" class="(was|now)" data-c="{number}">', text)
        assert tracks == ["was"] * (one.old is not None and one.old.id in flown_before) + ["now"] * (
            one.new is not None and one.new.id in flown_now
        )
    assert f'id="c{len(found.tasks)}"' not in text


@pytest.mark.parametrize("make", [sample, hostile])
def test_each_nation_reads_what_it_must_be_told(make):
    """The sentences are those of the diff, by nation; others read that nothing changes."""
    new, old = make(), older(make())
    text = section(old, new)
    for one in notices(difference(old, new)):
        if one.sentences:
            told = text[text.index(f"<h4>{one.nation}</h4>") :]
            assert re.findall(r"<li>(.*?)</li>", told[: told.index("</ul>")]) == [
                escaped(words) for words in one.sentences
            ]
        else:
            assert f"<b>{one.nation}</b> nothing changes" in text


def test_a_plan_beside_itself():
    """Nothing changed is said, and nothing is drawn."""
    text = section(sample(), sample())
    assert "The two plans are the same." in text
    assert "<svg" not in text
    assert "<table" not in text


def test_without_an_older_plan_there_is_no_such_section():
    assert 'id="changes"' not in page(sample())


def test_shades_of_change():
    """Within a point nothing has changed; less and more are told apart, by ten points too."""
    assert [shade(one / 100) for one in (-40, -10.1, -9.9, -1.1, 0, 0.9, 1.1, 9.9, 10.1)] == [
        "less2", "less2", "less1", "less1", "same", "same", "more1", "more1", "more2",
    ]  # fmt: skip
