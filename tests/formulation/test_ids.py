"""Short names."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from patrolplan.formulation.words.ids import look_ids, ship_task_ids, short_names, sortie_ids


def test_names_of_the_cell() -> None:
    """Defends what a watch officer reads: the ship's own name, the aircraft's designation."""
    names = ["HMAS Melbourne", "USS Green Bay", "JS Oyodo", "Kadena P-8", "RNZAF P-3K2", "US DESTROYER A"]
    assert list(short_names(names).values()) == ["MELB", "GREE", "OYOD", "P8", "P3K2", "DEST"]


def test_alike_names_are_told_apart() -> None:
    """Defends uniqueness: the later one gets letters of its base or more of its own."""
    names = ["Kadena P-8", "Misawa P-8", "HMS Melbury", "HMAS Melbourne", "Melb"]
    assert list(short_names(names).values()) == ["P8", "MP8", "MELB", "MELBO", "MELB2"]


@given(st.lists(st.text(min_size=1, max_size=12), unique=True, max_size=12))
def test_short_names_are_unique_and_stable(names: list[str]) -> None:
    """Defends ids: one for each, none twice, the same for the same names, whatever they are."""
    short = short_names(names)
    assert len(set(short.values())) == len(names)
    assert short == short_names(names)
    assert all(value and value == value.strip() for value in short.values())


def test_numbers() -> None:
    """Defends the form: two digits or more, sorties by take-off, looks by time."""
    assert ship_task_ids("MELB", 2) == ["MELB-01", "MELB-02"]
    assert ship_task_ids("MELB", 100)[0] == "MELB-001"
    assert look_ids("P8", 5, 14, 2) == ["P8-05/1", "P8-05/2"]
    assert sortie_ids("Kadena P-8", 3)[-1] == "Kadena P-8/3"
