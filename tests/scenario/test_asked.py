"""Requirements in the language: read, resolved, written as JSON and as YAML, and every mistake told."""

from __future__ import annotations

import pytest

from patrolplan.scenario.invariants import problems
from patrolplan.scenario.model import Forbid, MaxGap, MinCoverage, Pin, Presence, Replenish
from patrolplan.scenario.read import load_bytes
from patrolplan.scenario.resolved import from_json, to_json
from patrolplan.scenario.writing.resolved import resolved_yaml
from tests.scenario.mistakes import SOUND, Mistake
from tests.scenario.mistakes_asked import ASKED
from tests.scenario.test_mistakes import read
from tests.scenario.test_mistakes import test_mistake as held

FULL = (
    SOUND.replace("stay: 6h", "stay: 6h\nrelief: 30min", 1)
    .replace("    night: 1.2", "    night: 1.2\n    presence: true\n    max_gap: 24h", 1)
    .replace(
        "    transfers_per_day: 0.3",
        "    transfers_per_day: 0.3\n    presence: {per: area, from: 250000ZSEP18, price: 0.5}\n"
        "    max_gap: {length: 12h, per: area, price: 2}\n    min_coverage: {share: 20%, price: 3}",
        1,
    )
    .replace("    min_task: 6h", "    min_task: 6h\n    replenish: {every: 3d, takes: 4h}", 1)
    .replace(
        "caveats:",
        "pins:\n"
        "  A: {asset: HMAS Melbourne, sector: 609lc a, from: 250000ZSEP18, to: 251200ZSEP18}\n"
        "  B: {asset: Kadena P-8, at: 31-00N 124-00E, from: 250010ZSEP18, to: 251200ZSEP18, because: task}\n"
        "forbid:\n"
        "  C: {nation: NZL, sectors: 609LC, to: 260000ZSEP18}\n"
        "  D: {asset: [HMAS Melbourne, Kadena P-8], areas: SOUTH, because: drill}\n"
        "caveats:",
        1,
    )
)


@pytest.mark.parametrize("mistake", ASKED, ids=[mistake.title for mistake in ASKED])
def test_asked_mistake(mistake: Mistake) -> None:
    """One mistake, one diagnostic: id, severity, exact place, message and cure."""
    held(mistake)


def test_read_and_resolved() -> None:
    """Every form that a requirement has comes out as it was meant, with its defaults."""
    loaded = read(FULL)
    assert loaded.diagnostics == ()
    scenario = loaded.scenario
    assert scenario is not None
    north, south = scenario.areas["NORTH"], scenario.areas["SOUTH"]
    assert north.presence == Presence("sector", None, None, None)
    assert north.max_gap == MaxGap(86400, "sector", None)
    assert south.presence is not None and (south.presence.per, south.presence.price) == ("area", 0.5)
    assert south.max_gap == MaxGap(43200, "area", 2.0)
    assert (north.min_coverage, south.min_coverage) == (None, MinCoverage(0.2, 3.0))
    assert scenario.ships["HMAS Melbourne"].replenish == Replenish(259200, 14400, None)
    assert isinstance(scenario.pins["A"], Pin) and scenario.pins["A"].sector == "609LC a"
    assert scenario.pins["B"].at == (124.0, 31.0)
    assert scenario.forbid["C"] == Forbid(
        ("HMNZS Te Kaha",), ("609LC",), (), None, scenario.forbid["C"].end, "no reason given"
    )
    assert scenario.forbid["D"].assets == ("HMAS Melbourne", "Kadena P-8")
    assert scenario.relief_s == 1800


def test_round_trips() -> None:
    """JSON and the YAML of `check --resolved` read back to the very same."""
    loaded = read(FULL)
    assert loaded.scenario is not None
    assert from_json(to_json(loaded.scenario)) == loaded.scenario
    again = load_bytes("again.yaml", resolved_yaml(loaded).encode())
    assert again.diagnostics == ()
    assert again.scenario == loaded.scenario


def test_nothing_asked_writes_nothing() -> None:
    """A scenario without requirements is written as it was before there were any."""
    loaded = read(SOUND)
    assert loaded.scenario is not None
    data = to_json(loaded.scenario)
    assert not {"pins", "forbid", "relief_s"} & set(data)
    assert "presence" not in data["areas"]["NORTH"]
    assert "replenish" not in data["ships"]["HMAS Melbourne"]


@pytest.mark.parametrize(
    ("path", "value", "why"),
    [
        (("pins", "A", "asset"), "nobody", "no asset"),
        (("pins", "A", "sector"), None, "either sector or at"),
        (("pins", "A", "end"), "2018-09-24T00:00:00Z", "later than start"),
        (("forbid", "D", "areas"), ["NOWHERE"], "no area"),
        (("areas", "NORTH", "max_gap", "length_s"), 60, "multiple of slot_s"),
        (("areas", "SOUTH", "min_coverage", "share"), 1.5, "between 0 and 1"),
        (("areas", "SOUTH", "presence", "price"), -1.0, "not be negative"),
        (("ships", "HMAS Melbourne", "replenish", "takes_s"), 10**6, "less than every_s"),
        (("relief_s",), -1, "not be negative"),
    ],
)
def test_tampered(path: tuple[str, ...], value: object, why: str) -> None:
    """A plan file whose requirements make no sense is refused, with the path."""
    loaded = read(FULL)
    assert loaded.scenario is not None
    data = to_json(loaded.scenario)
    at = data
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    with pytest.raises(ValueError, match=why):
        from_json(data)


def test_a_variant_takes_away_what_a_pin_is_of() -> None:
    """A pin of an asset that a variant removes is moot, not mistaken."""
    loaded = read(FULL, variant="no-p8")
    assert loaded.scenario is not None
    assert set(loaded.scenario.pins) == {"A"}
    assert problems(loaded.scenario) == ()


def test_pins_that_no_plan_can_keep() -> None:
    """One ship in two sectors at once, and two ships in one, are told with both places."""
    one = FULL.replace(
        "forbid:",
        "  E: {asset: HMAS Melbourne, sector: 609LC b, from: 250600ZSEP18, to: 251800ZSEP18}\nforbid:",
        1,
    )
    (found,) = read(one).diagnostics
    assert found.id == "pins-conflict" and "609LC a for 'A'" in found.message and len(found.labels) == 1
    two = FULL.replace(
        "forbid:",
        "  E: {asset: HMNZS Te Kaha, sector: 609LC a, from: 250600ZSEP18, to: 251800ZSEP18}\nforbid:",
        1,
    )
    (found,) = read(two).diagnostics
    assert found.id == "pins-conflict" and "two ships into 609LC a" in found.message
