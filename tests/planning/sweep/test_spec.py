"""What is swept over is read as a planner means it, and what cannot be read is said."""

import pytest

from patrolplan.planning.sweep.cases import Case, Over, subsets
from patrolplan.planning.sweep.spec import SpecError, read_file, read_inline

ASSETS = ("HMAS A", "HMS B", "P-8")


def inline(*texts):
    over = Over()
    for text in texts:
        over = read_inline(text, ASSETS, over)
    return over


def test_all_combinations_in_order():
    """Two variants by three losses by two stays by two seeds, the first alternative of each first."""
    over = inline("variants=as written,v", "lost=HMAS A,HMS B", "stay=2h,4h", "seeds=1..2")
    cases = over.cases("quick")
    assert len(cases) == 2 * 3 * 2 * 2
    assert cases[0] == Case(None, ("stay=2h",), (), 1, "quick")
    assert cases[-1] == Case("v", ("stay=4h",), ("HMS B",), 2, "quick")
    assert len({case.key("0" * 64) for case in cases}) == len(cases)
    assert len({case.stem("0" * 64) for case in cases}) == len(cases)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("seeds=1..4", (1, 2, 3, 4)),
        ("seeds=3", (3,)),
        ("seeds=0..10/5", (0, 5, 10)),
        ("seeds=1,5..6", (1, 5, 6)),
    ],
)
def test_seeds(text, values):
    assert inline(text).seeds == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("stay=2h..6h/2h", ("2h", "4h", "6h")),
        ("stay=2h..7h/2h", ("2h", "4h", "6h")),
        ("fatigue=0.7..0.9/0.1", ("0.7", "0.8", "0.9")),
        ('ships."HMAS A".transit=15kn', ("15kn",)),
    ],
)
def test_ranges_keep_their_unit(text, values):
    """Ranges are exact: no 0.7999999 from adding tenths."""
    path = text.partition("=")[0]
    assert inline(text).sets == (tuple(f"{path}={value}" for value in values),)


def test_all_subsets_of_assets_lost():
    """From none to all of them."""
    tree = "lost: {assets: all, at_most: all}\n"
    lost = read_file("over.yaml", tree, ASSETS, Over()).lost
    assert len(lost) == 2 ** len(ASSETS)
    assert lost[0] == ()
    assert set(lost) == set(subsets(ASSETS, 3))
    assert inline("lost=all").lost == ((), ("HMAS A",), ("HMS B",), ("P-8",))


def test_a_file_says_the_same_as_the_command_line():
    text = """
variants: [as written, v]
lost: {assets: [HMAS A, HMS B], at_most: 1}
set:
  stay: {from: 2h, to: 6h, step: 2h}
  'ships."HMAS A".transit': [12kn, 15kn]
seeds: {from: 1, to: 3}
"""
    written = read_file("over.yaml", text, ASSETS, Over())
    typed = inline(
        "variants=as written,v", "lost=HMAS A,HMS B", "stay=2h..6h/2h",
        'ships."HMAS A".transit=12kn,15kn', "seeds=1..3",
    )  # fmt: skip
    assert written == typed


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("seeds", "write KEY=VALUES"),
        ("seeds=", "write KEY=VALUES"),
        ("seeds=a", "whole numbers"),
        ("lost=HMAS Z", "there is no asset 'HMAS Z'; there are HMAS A"),
        ("stay=6h..2h/2h", "goes up"),
        ("stay=2h..600min/2h", "one unit"),
        ("stay=2h..x", "from one number to another"),
        ("seeds=1..99999999", "the most is"),
        ('ships."A=1', "quote"),
    ],
)
def test_mistakes_on_the_command_line(text, words):
    with pytest.raises(SpecError, match=words):
        inline(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- 1", "write a mapping"),
        ("sets: {stay: 2h}", "sets is not known; there are variants, lost, set and seeds"),
        ("set: 3", "mapping of paths"),
        ("set: {stay: {from: 2h}}", "a range is from, to"),
        ("lost: {asset: A}", "lost takes assets"),
        ("lost: {assets: all, at_most: 0}", "at_most"),
        ("seeds: [1\n", "over.yaml:"),
    ],
)
def test_mistakes_in_a_file(text, words):
    with pytest.raises(SpecError, match=words):
        read_file("over.yaml", text, ASSETS, Over())


def test_names_say_what_is_different():
    """The table's first column: short, and `as written` where nothing is varied."""
    assert Case(None, (), (), 1, "quick").name == "as written"
    case = Case("v", ('ships."HMAS A".transit=12kn', "stay=4h"), ("HMS B",), 3, "quick")
    assert case.name == "variant v; without HMS B; HMAS A transit 12kn; stay 4h; seed 3"
