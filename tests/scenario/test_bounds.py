"""Files made to be slow: each ends in a sentence or in a scenario, with little work.

No clock is read here: what is counted is how often the slow part is done, or that a bound is told.
"""

from __future__ import annotations

import pytest

from patrolplan.scenario.language import names
from patrolplan.scenario.read import Loaded, load_bytes
from patrolplan.scenario.resolve import shapes, stretches

HEAD = """\
horizon: {start: 240000ZSEP18, length: 1d}
areas: {A: {gars: 611KZ, priority: 1}}
ships: {X: {nation: AUS, class: anzac, in_chop: anywhere}}
"""


def read(text: str, sets: tuple[str, ...] = ()) -> Loaded:
    return load_bytes("x.yaml", text.encode(), None, sets)


def test_a_long_row_of_classes_like_one_another():
    """Told once, and no recursion runs out."""
    rows = "".join(f"  c{n}: {{like: c{n - 1}}}\n" for n in range(3000, 0, -1))
    found = read(f"{HEAD}classes:\n{rows}  c0: {{like: anzac}}\n").diagnostics
    assert [item.id for item in found] == ["too-deep"]


def test_a_path_of_many_steps():
    found = read(HEAD, ("a." * 30_000 + "b=1",)).diagnostics
    assert [(item.id, "30001 steps" in item.message) for item in found] == [("set-path", True)]


def test_more_corners_than_can_be_drawn(monkeypatch):
    """Refused before a single one is drawn."""
    monkeypatch.setattr(shapes, "_circle", lambda *_: pytest.fail("drawn"))
    circles = "".join(f"  z{n}: {{circle: {{centre: 20N 120E, radius: 9nm}}}}\n" for n in range(1000))
    assert [item.id for item in read(f"{HEAD}zones:\n{circles}").diagnostics] == ["too-many"]


def test_what_recurs_too_often(monkeypatch):
    monkeypatch.setattr(stretches, "MOST_IN_ALL", 50)
    entry = "{bases: Sasebo, daily: {from: 0600Z, to: 0700Z}}"
    rows = "".join(f"  c{n}: {entry}\n" for n in range(60))
    text = HEAD.replace("in_chop: anywhere", "in_chop: Sasebo") + f"closures:\n{rows}"
    assert [item.id for item in read(text).diagnostics if item.severity == "error"] == ["too-many"]


@pytest.mark.parametrize("count", [5, 400])
def test_guesses_end(monkeypatch, count):
    """Every misspelt name is told, and only the first hundred get a suggestion."""
    asked: list[str] = []

    def closest(name: str, known: object) -> str | None:
        asked.append(name)
        return None

    monkeypatch.setattr(names, "closest", closest)
    rows = "".join(f"  c{n}: {{asset: Q{n}, not_in: A}}\n" for n in range(count))
    found = read(f"{HEAD}caveats:\n{rows}").diagnostics
    assert len(found) == count
    assert len(asked) == min(count, names.MOST_GUESSES)


def test_a_ring_of_many_corners_is_looked_at_alike():
    """Whether few or many corners: the first two edges that cross are the same."""
    zigzag = [(20 + n % 2, 100 + n * 0.01) for n in range(100)]
    text = ", ".join(f"{lat}N {lon:.2f}E" for lat, lon in [*zigzag, (20.5, 100.5)])
    (found,) = read(HEAD.replace("gars: 611KZ", f"polygon: [{text}]")).diagnostics
    assert found.id == "polygon-crosses"
    few = ", ".join(f"{lat}N {lon:.2f}E" for lat, lon in [*zigzag[:6], (20.5, 100.025)])
    (other,) = read(HEAD.replace("gars: 611KZ", f"polygon: [{few}]")).diagnostics
    assert other.id == "polygon-crosses"
