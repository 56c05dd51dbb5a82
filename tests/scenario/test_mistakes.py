"""Every kind of mistake is told once, at its place, in words, with what to write instead."""

from __future__ import annotations

import pytest

from patrolplan.scenario.diagnostics import Diagnostic
from patrolplan.scenario.read import Loaded, load_bytes
from tests.scenario.mistakes import ALL as FIRST
from tests.scenario.mistakes import SOUND, Mistake
from tests.scenario.mistakes_asked import ASKED
from tests.scenario.mistakes_programme import PROGRAMME
from tests.scenario.mistakes_small import SMALL

ALL = [*FIRST, *SMALL]
"""Those of requirements and of programmes have tests of their own; they count with these."""


def read(text: str, sets: tuple[str, ...] = (), variant: str | None = None) -> Loaded:
    return load_bytes("test.yaml", text.encode(), variant, sets)


def marked(text: str, sign: str = "«") -> tuple[int, int] | None:
    """Line and column of the sign."""
    place = text.find(sign)
    if place < 0:
        return None
    before = text[:place].split("\n")
    return len(before), len(before[-1]) + 1


def with_mistake(mistake: Mistake) -> str:
    if not mistake.old:
        return SOUND
    assert SOUND.count(mistake.old) >= 1, mistake.old
    return SOUND.replace(mistake.old, mistake.new, 1)


def test_the_sound_one_is_sound():
    """The table changes one thing in a scenario that has nothing wrong, in no variant."""
    assert read(SOUND).diagnostics == ()
    assert read(SOUND).scenario is not None
    assert read(SOUND, variant="no-p8").diagnostics == ()


def the_one(loaded: Loaded, mistake: Mistake) -> Diagnostic:
    found = loaded.diagnostics
    assert [item.id for item in found] == [mistake.id], [(item.id, item.message) for item in found]
    return found[0]


@pytest.mark.parametrize("mistake", ALL, ids=[mistake.title for mistake in ALL])
def test_mistake(mistake):
    """One mistake, one diagnostic: id, severity, exact place, message and cure."""
    text = with_mistake(mistake)
    place = marked(text) or next((marked(item) for item in mistake.sets if marked(item)), None)
    sets = tuple(item.replace("«", "") for item in mistake.sets)
    variant = "no-p8" if mistake.id == "removes-nothing" and not sets else None
    loaded = read(text.replace("«", ""), sets, variant)
    found = the_one(loaded, mistake)
    assert found.severity == mistake.severity
    assert mistake.message in found.message
    assert found.cure is not None
    assert mistake.cure in found.cure
    assert (loaded.scenario is None) == (mistake.severity == "error")
    if place is not None:
        assert (found.span.line, found.span.column) == place
        assert found.span.source.text in (text.replace("«", ""), *sets)
        assert found.span.end_column > found.span.column


@pytest.mark.parametrize(
    "mistake", [item for item in ALL if "«" not in item.new + "".join(item.sets)], ids=str
)
def test_what_lacks_something_is_reported_at_its_name(mistake):
    """A missing key has no place of its own: the name of what lacks it is shown."""
    found = the_one(read(with_mistake(mistake)), mistake)
    line = found.span.source.lines[found.span.line - 1]
    name = line[found.span.column - 1 : found.span.end_column - 1]
    assert name in (
        "HMAS Melbourne",
        "HMNZS Te Kaha",
        "NORTH",
        "SWELL",
        "circle",
        "NOT NORTH",
        "TRAMI",
        "RODN",
        "horizon",
        "sectors",
        "scenario",
    ) or (found.message.startswith("the scenario") and found.span.line == 1)


def test_ten_mistakes_ten_diagnostics():
    """All at once, none twice, no cascade, in the order of the file."""
    text = SOUND
    changes = [
        ("grid: 30min", "grid: 20min"),
        ("tick: 5min", "tick: 7min"),
        ("north: 31-45N", "north: 31-75N"),
        ("transfers_per_day: 0.3", "transfers_per_day: 0,3"),
        ("of: [CHN]", "of: [CHI, CHN]"),
        ("class: adelaide", "class: adelade"),
        ("time: 270000ZSEP18", "time: 250000ZSEP18"),
        ("crews: 4", "crews: four"),
        ("not_in: [NORTH]", "not_in: [NORD]"),
        ("to: 271200ZSEP18", "to: 251200ZSEP18"),
    ]
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    found = read(text).diagnostics
    assert len(found) == 10, [(item.span.line, item.id, item.message) for item in found]
    assert [item.span.line for item in found] == sorted(item.span.line for item in found)
    assert {item.severity for item in found} == {"error"}


def test_a_misspelt_key_is_not_missing_too():
    """`natoin` is told once, not as unknown and as missing."""
    found = read(SOUND.replace("nation: AUS", "natoin: AUS")).diagnostics
    assert [item.id for item in found] == ["unknown-key"]
    assert found[0].replacement == "nation"


def test_a_broken_entry_is_still_a_name():
    """A caveat of a ship with a mistake in her is no second mistake."""
    found = read(SOUND.replace("class: adelaide", "class: adelade")).diagnostics
    assert len(found) == 1


def test_conflicts_show_both_lines():
    """What conflicts with something points at that as well."""
    overlap = read(SOUND.replace("time: 270000ZSEP18", "time: 250000ZSEP18")).diagnostics[0]
    assert [label.span.line for label in overlap.labels] == [37]
    twice = read(SOUND.replace("tick: 5min", "tick: 5min\nstay: 4h")).diagnostics[0]
    assert [label.span.line for label in twice.labels] == [5]
    order = read(SOUND.replace("to: 271200ZSEP18", "to: 251200ZSEP18")).diagnostics[0]
    assert "it begins here" in [label.text for label in order.labels]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("polygon:\n      - 28-30N 123-00E\n", "polygon: |\n      28-30N 123-00E\n"),
    ],
)
def test_a_corner_in_a_block_of_lines_has_its_own_place(old, new):
    """`polygon: |` with one corner a line: a wrong corner is reported on its line."""
    text = SOUND.replace("      - 2", "      2").replace("    polygon:\n", "    polygon: |\n")
    assert read(text).scenario is not None
    assert read(text).scenario.areas == read(SOUND).scenario.areas
    wrong = text.replace("27-00N 124-30E", "27-00N 124-70E")
    found = read(wrong).diagnostics
    assert [(item.id, item.span.line, item.span.column) for item in found] == [("bad-position", 17, 7)]


def test_kinds_are_many():
    """Sixty kinds of mistake at least, each at its place with its cure."""
    everything = [*ALL, *ASKED, *PROGRAMME]
    assert len({mistake.id for mistake in everything}) >= 80
    assert len(everything) >= 220


@pytest.mark.parametrize(
    "section", ["areas", "ships", "aircraft", "bases", "classes", "types", "zones", "weather"]
)
def test_a_section_that_cannot_be_read_is_told_once(section):
    """Nobody is told besides that what it holds is unknown, or that there is nobody to plan for."""
    lines = SOUND.splitlines(keepends=True)
    heads = [number for number, line in enumerate(lines) if not line.startswith(" ")]
    cut = [n for n in heads if lines[n].startswith(f"{section}:")]
    if cut:
        end = next(n for n in [*heads, len(lines)] if n > cut[0])
        del lines[cut[0] : end]
    text = "".join(lines).replace("overrides:\n  no-p8: {aircraft: {Kadena P-8: null}}\n", "")
    found = read(text + f"{section}: [one, two]\n").diagnostics
    assert [(item.id, item.severity) for item in found if item.severity == "error"] == [
        ("wrong-shape", "error")
    ]
    assert f"write {section}: {{" in str(found[0].cure)
