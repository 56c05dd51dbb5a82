"""A list of tasks in CSV: what is read, and every mistake by line and column."""

from __future__ import annotations

import pytest

from patrolplan.planning.handmade.drafts import DraftError
from patrolplan.planning.handmade.listed import read_csv
from patrolplan.sea.build import build_water
from tests.scenarios import at, tiny

SCENARIO = tiny()
WATER = build_water(SCENARIO)
IDS = [sector.id for sector in WATER.sectors]
HEAD = "asset,sector,start,end"
SHIP = "HMAS Melbourne"


def read(text: str):
    return read_csv(text, "t.csv", SCENARIO, WATER.sectors)


def problems(text: str) -> list[str]:
    with pytest.raises(DraftError) as caught:
        read(text)
    return list(caught.value.problems)


def test_what_people_write_is_read() -> None:
    """Commas, semicolons, tabs; capitals, comments, empty lines; DTG and ISO; ids and positions."""
    for sign in ",;\t":
        lines = [
            sign.join(("Asset", "Sector", "START", "end")),
            "# a comment",
            "",
            sign.join((SHIP, IDS[0].lower(), "240600ZSEP18", "2018-09-24T15:00+03:00")),
        ]
        (task,) = read("\r\n".join(lines)).tasks
        assert (task.asset, task.sector, task.start, task.end) == (SHIP, IDS[0], at(6), at(12))
    sector = WATER.sectors[3]
    for place in (
        f"{sector.point[1]:.5f}N {sector.point[0]:.5f}E",
        f"{sector.point[1]:.5f} {sector.point[0]:.5f}",
    ):
        (task,) = read(f"asset;position;start;end\n{SHIP};{place};240600ZSEP18;241200ZSEP18").tasks
        assert task.sector == sector.id


def test_lines_of_one_flight_are_put_together() -> None:
    """What one line says of a flight holds for all; two that differ are a mistake."""
    head = "asset,sector,start,end,sortie,takeoff,crew\n"
    first = f"Kadena P-8,{IDS[0]},240600ZSEP18,240700ZSEP18,A,240500ZSEP18,\n"
    draft = read(f"{head}{first}Kadena P-8,{IDS[1]},240700ZSEP18,240800ZSEP18,A,,2\n")
    (sortie,) = draft.sorties
    assert (sortie.takeoff, sortie.crew, sortie.airframe, sortie.landing) == (at(5), 2, None, None)
    assert problems(f"{head}{first}Kadena P-8,{IDS[1]},240700ZSEP18,240800ZSEP18,A,240530ZSEP18,\n") == [
        "t.csv:3: takeoff of A is another than on an earlier line"
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ["t.csv: is empty; its first line names the columns: asset,sector,start,end"]),
        (HEAD, ["t.csv: has no task under its heading"]),
        ("asset,sectr,start,end\nx,y,z,w", ["is 'sector' meant?", "'sector' or 'position' is missing"]),
        ("asset,sector,start,start,end", ["the column 'start' stands there twice"]),
        (f"{HEAD}\nHMAS Melborne,{IDS[0]},240600ZSEP18,241200ZSEP18", ["is 'HMAS Melbourne' meant?"]),
        (f"{HEAD}\n{SHIP},999ZZ,240600ZSEP18,241200ZSEP18", ["there is no sector '999ZZ'"]),
        (f"{HEAD}\n{SHIP},40N 120E,240600ZSEP18,241200ZSEP18", ["lies in no sector; the nearest is"]),
        (f"{HEAD}\n{SHIP},{IDS[0]},240600,241200ZSEP18", ["t.csv:2: start: '240600' is no time"]),
        (f"{HEAD}\n{SHIP},{IDS[0]},241200ZSEP18,240600ZSEP18", ["no later than it starts"]),
        (f"{HEAD}\n{SHIP},{IDS[0]},240600ZSEP18,260600ZSEP18", ["outside the horizon"]),
        (f"{HEAD}\n{SHIP},,240600ZSEP18,241200ZSEP18", ["t.csv:2: sector is missing"]),
        (f"{HEAD}\n{SHIP},{IDS[0]},240600ZSEP18,241200ZSEP18,5", ["has 5 cells under 4 columns"]),
        (f"{HEAD},crew\n{SHIP},{IDS[0]},240600ZSEP18,241200ZSEP18,1", ["is a ship: it has no crew"]),
        (f"{HEAD},crew\nKadena P-8,{IDS[0]},240600ZSEP18,240700ZSEP18,1", ["but no sortie; name the flight"]),
        (
            f"{HEAD},sortie,crew\nKadena P-8,{IDS[0]},240600ZSEP18,240700ZSEP18,A,-1",
            ["crew: '-1' is no number"],
        ),
    ],
)
def test_a_mistake_is_told_where_it_is(text: str, words: list[str]) -> None:
    """In the planner's words, with line and column, and what to write instead."""
    found = problems(text)
    assert len(found) == len(words), found
    for said, part in zip(found, words, strict=True):
        assert part in said


def test_all_mistakes_at_once() -> None:
    """A list is mended in one go."""
    text = f"{HEAD}\nNobody,{IDS[0]},x,y\n{SHIP},nowhere,240600ZSEP18,240500ZSEP18"
    assert [said.split(": ")[0] for said in problems(text)] == ["t.csv:2"] * 3 + ["t.csv:3"]


def test_a_list_of_no_end_is_refused() -> None:
    assert "no list of tasks" in problems("x" * 5_000_000)[0]
