"""The page as text: everything is in it, nothing of it is foreign, and it is the same each time."""

import json
import re
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser

import pytest

from patrolplan.brief.keys import keys
from patrolplan.brief.page.make import page
from patrolplan.brief.page.payload import LETTERS
from patrolplan.measures.times.dtg import short
from patrolplan.record import plan_hash
from patrolplan.record.types import Shortfall
from tests.brief.records import HOSTILE, LONG, across, hostile, new_year
from tests.record.sample_tasks import sector_id
from tests.record.samples import sample

VOID = {"meta", "input", "br", "col", "link"}


class _Page(HTMLParser):
    """What is on the page, read by a parser that is not ours."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append((self.open[-1] if self.open else "", data))

    def said(self, *within):
        return [text for tag, text in self.texts if tag not in ("script", "style") or tag in within]


def _block(read):
    return json.loads("".join(text for tag, text in read.texts if tag == "script" and text.startswith("{")))


@pytest.mark.parametrize("make", [sample, hostile, across, new_year])
def test_well_formed_and_self_contained(make):
    """Elements nest, ids are unique, links lead to the page itself, and nothing is loaded from anywhere."""
    read = _Page(page(make()))
    assert read.open == []
    ids = [attributes["id"] for _, attributes in read.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    for name, attributes in read.tags:
        assert name not in ("link", "img", "iframe", "object", "embed", "base", "form")
        assert "src" not in attributes
        assert "style" not in attributes
        assert not [key for key in attributes if key.startswith("on")]
        if (target := attributes.get("href")) is not None:
            assert target[0] == "#"
            assert target[1:] in ids


def test_hostile_names_are_text_and_nothing_else():
    """The same elements with the same attributes as with harmless names, and the names as they were given."""
    read, harmless = _Page(page(hostile())), _Page(page(sample()))
    plain = [(name, sorted(attributes)) for name, attributes in harmless.tags]
    # Names that are longer may lose or gain a label where they no longer fit.
    count = {name: sum(one[0] == name for one in plain) for name in ("script", "style", "a", "tr", "title")}
    for name, number in count.items():
        assert sum(one[0] == name for one in read.tags) == number, name
    said = "\n".join(read.said())
    for given in HOSTILE.values():
        for sign in "\u202e\u2028":
            given = given.replace(sign, "\ufffd")
        assert given in said
    assert LONG in said


def test_policy_lets_only_our_own_script_and_style_through():
    """The hashes in the policy are those of the two texts that stand on the page, whatever the marking is."""
    import base64
    import hashlib

    text = page(hostile())
    policy = next(
        attributes["content"]
        for name, attributes in _Page(text).tags
        if name == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    )
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)[1]
    script = re.search(r'<script>("use strict".*?)</script>', text, re.DOTALL)[1]
    for part in (style, script):
        digest = base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy


def test_everything_stands_without_scripts():
    """All tasks as bars and as rows, all sectors, a map for each period, the three timelines."""
    record = sample()
    read = _Page(page(record))
    numbers = [attributes for _, attributes in read.tags]
    for number in range(len(record.tasks)):
        bars = [one for one in numbers if one.get("href") == f"#t{number}"]
        assert len(bars) == 4  # by asset, by area, in the tables of tasks and of patterns
        assert any(one.get("id") == f"t{number}" for one in numbers)
    assert sum(one.get("data-p") is not None for one in numbers) == 8
    assert sum("sector " in (one.get("class") or "") for one in numbers) == len(record.sectors)
    assert [one["id"] for one in numbers if one.get("name") == "timeline"] == [
        "by-asset", "by-area", "by-nation",
    ]  # fmt: skip


def test_what_a_commander_asks():
    """Marked at both ends; coverage, bound and gap in words; notional marks; hash; not for navigation."""
    record = sample()
    read = _Page(page(record))
    said = " ".join(" ".join(read.said()).split())
    markings = [text for text in read.said() if text == "UNCLASSIFIED  REL TO USA, AUS, CAN, FRA"]
    assert len(markings) == 2
    assert "of the transfers expected are identified" in said
    assert "No plan can do better than" in said
    assert "is a proof: no plan, however clever" in said
    assert "NOTIONAL" in said
    assert plan_hash(record) in said
    assert "NOT FOR NAVIGATION" in said
    assert f"Never looked at: 1 of {len(record.sectors)} sectors" in said


def test_shortfalls_are_told_with_a_reason():
    """What is missed, by how much, at what price and why."""
    run = replace(sample().run, remarks=("MAX GAP SOUTH: the base is closed",))
    short_ = (
        Shortfall("MAX GAP SOUTH", 3.0, "looks", 0.5),
        Shortfall("PRESENCE NORTH", 4.0, "slots", 1.25, "SHIP leaves on the 26th"),
    )
    said = " ".join(_Page(page(replace(sample(), shortfalls=short_, run=run))).said())
    assert "MAX GAP SOUTH: the base is closed" in said
    assert "3 looks" in said
    assert "SHIP leaves on the 26th" in said
    assert "All that the scenario asks for is met" not in said


def test_the_block_says_what_the_record_says():
    """Times, tasks and coverage that the scripts read are those of the record."""
    record = sample()
    values = _block(_Page(page(record)))
    numbers = keys(record)
    assert len(values["tasks"]) == len(record.tasks)
    for task, (holder, sector, start, end) in zip(numbers.ordered, values["tasks"], strict=True):
        assert values["sectors"][sector][0] == task.sector
        assert values["holders"][holder]["name"] == (task.sortie or task.asset)
        assert record.model.start + timedelta(seconds=start) == task.start
        assert record.model.start + timedelta(seconds=end) == task.end
    row = numbers.sectors[sector_id("BANK")]
    assert values["coverage"][row] == LETTERS[0] * record.model.steps
    assert sum(level != LETTERS[0] for line in values["coverage"] for level in line) > 100
    for one in values["holders"]:
        assert len(one["t"]) == len(one["x"]) == len(one["y"]) > 0
        assert all(step >= 0 for step in one["t"][1:])


def test_the_year_turns():
    """Times after a month's and a year's end stand in their own month."""
    said = " ".join(_Page(page(new_year())).said())
    assert "310000ZDEC18 to 020000ZJAN19" in said
    assert "01 JAN" in said
    last = max(task.end for task in new_year().tasks)
    assert short(last) in said


def test_across_the_antimeridian():
    """The plan reads and looks as it does elsewhere: no track goes round the world."""
    values = _block(_Page(page(across())))
    home = _block(_Page(page(sample())))
    for one, other in zip(values["holders"], home["holders"], strict=True):
        assert one["x"] == pytest.approx(other["x"], abs=60)
    said = " ".join(_Page(page(across())).said())
    assert re.search(r"\d\d-\d\d.\dN 17\d-\d\d.\dE", said)
    assert re.search(r"\d\d-\d\d.\dN 17\d-\d\d.\dW", said)


def test_the_same_each_time():
    """No clock and no chance: the same plan is the same page, byte for byte."""
    assert page(sample()) == page(sample())


def test_plans_without_anything():
    """No task, no sortie, no leg, no bound: a page, not a crash."""
    bare = replace(sample(), tasks=(), sorties=(), legs=(), events=(), handovers=(), zones=(), prices=None)
    bare = replace(bare, score=replace(bare.score, value=0.0, coverage=0.0, bound=None, gap=None))
    said = " ".join(_Page(page(bare)).said())
    assert "How much better a plan could be is not known" in said
    assert "Never looked at: 15 of 15 sectors" in said


def test_a_task_of_an_asset_that_nobody_knows():
    """A plan made by hand may name what its scenario does not have; it is shown, and the judge says more."""
    stray = replace(sample().tasks[0], id="stray", asset="GHOST", sortie=None)
    said = " ".join(_Page(page(replace(sample(), tasks=(*sample().tasks, stray)))).said())
    assert "GHOST" in said


def test_what_binds_the_plan_is_told():
    """What is asked for, pins, what is forbidden, caveats, closures and zones, with hours and reasons."""
    scenario = dict(sample().scenario)
    areas = {name: dict(area) for name, area in scenario["areas"].items()}
    areas["SOUTH"]["presence"] = {"per": "area", "start": "2018-09-24T06:00:00Z", "end": None}
    areas["SOUTH"]["max_gap"] = {"length_s": 86400, "per": "sector"}
    areas["SOUTH"]["min_coverage"] = {"share": 0.25}
    hours = {"start": "2018-09-24T06:00:00Z", "end": "2018-09-24T12:00:00Z"}
    scenario["pins"] = {
        "TRIALS": {"asset": "HMCS Calgary", "sector": None, "at": [124.0, 30.25], "because": "test", **hours}
    }
    scenario["forbid"] = {
        "KEEP OFF": {"assets": ["Kadena P-8"], "sectors": ["611KZ"], "areas": [], "because": "why", **hours}
    }
    said = " ".join(_Page(page(replace(sample(), scenario={**scenario, "areas": areas}))).said())
    for words in (
        "somebody is there all the time", "a look every 24 h", "at least 25 %",
        "HMCS Calgary in 30-15.0N 124-00.0E",
        "Kadena P-8 not in 611KZ", "240600Z", "FIRING 3", "closed to ships",
    ):  # fmt: skip
        assert words in said
