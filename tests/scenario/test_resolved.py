"""The resolved scenario as JSON: exact both ways, and nothing odd gets in."""

import copy
import json
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from patrolplan.scenario import model
from patrolplan.scenario.invariants import problems
from patrolplan.scenario.resolved import ResolvedError, from_json, to_json
from tests.scenario.strategies import scenarios

RUN = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@RUN
@given(scenarios())
def test_round_trip_is_exact(scenario):
    """A plan file's scenario is the one that was solved, to the last bit of every number."""
    assert problems(scenario) == ()
    assert from_json(json.loads(json.dumps(to_json(scenario)))) == scenario


def places(data: Any, path: tuple = ()) -> Iterator[tuple]:
    """Path of every object in JSON data."""
    if isinstance(data, dict):
        yield path
        for key, item in data.items():
            yield from places(item, (*path, key))
    if isinstance(data, list):
        for number, item in enumerate(data):
            yield from places(item, (*path, number))


def at(data: Any, path: tuple) -> Any:
    for step in path:
        data = data[step]
    return data


ADDED = {
    item.name
    for kind in vars(model).values()
    if isinstance(kind, type) and is_dataclass(kind)
    for item in fields(kind)
    if item.metadata.get("added")
}
"""Fields that plan files from before them lack."""

NAMED = {
    "areas",
    "zones",
    "bases",
    "classes",
    "types",
    "ships",
    "aircraft",
    "caveats",
    "closures",
    "weather",
    "drawn",
    "unavailable",
    "flown",
    "pins",
    "forbid",
}


@RUN
@given(scenarios(), st.data())
def test_unknown_and_missing_keys_are_refused(scenario, data):
    """A field that a later version adds or an editor drops never passes unseen."""
    tree = to_json(scenario)
    # Mappings by name hold entries rather than fields.
    records = [path for path in places(tree) if not (path[-1:] and path[-1] in NAMED)]
    path = data.draw(st.sampled_from(records))
    record = at(tree, path)
    if data.draw(st.booleans()):
        record["no_such_key"] = 1
        wanted = "no_such_key is not known"
    else:
        key = data.draw(st.sampled_from(sorted(set(record) - ADDED)))
        del record[key]
        wanted = f"{key} is missing"
    with pytest.raises(ResolvedError, match=wanted):
        from_json(tree)


def small() -> dict[str, Any]:
    """One area, one ship, one detachment, as JSON."""
    time = "2018-09-24T00:00:00Z", "2018-09-25T00:00:00Z"
    widths = {"day_width_nm": 5.0, "night_width_nm": 2.0, "detect_width_nm": 20.0, "contact_time_s": 240}
    return {
        "name": "small",
        "plan": {"name": "small", "issue": 1},
        "marking": {"classification": "UNCLASSIFIED", "release": []},
        "horizon": {
            "start": time[0],
            "length_s": 86400,
            "slot_s": 3600,
            "tick_s": 300,
            "takeoff_step_s": 900,
            "period_s": 21600,
        },
        "sectors": {"grid_min": 30},
        "separation": {"ships_nm": 4.0, "aircraft_nm": 0.0},
        "stay_s": 21600,
        "fatigue": 0.9,
        "areas": {
            "SOUTH": {
                "polygons": [[[123.0, 28.0], [124.0, 28.0], [124.0, 29.0]]],
                "transfers_per_day": 0.5,
                "priority": None,
                "night": 1.0,
                "contacts_per_1000nm2": 0.0,
            }
        },
        "zones": {},
        "bases": {
            "RODN": {
                "name": "Kadena",
                "position": [127.767, 26.355],
                "kind": "airfield",
                "utc_offset_s": 32400,
                "opens_s": None,
                "closes_s": None,
            }
        },
        "classes": {"anzac": {"name": "Anzac", "patrol_kn": 13.0, "max_kn": 27.0, "note": "", **widths}},
        "types": {
            "P-8A": {
                "name": "P-8A",
                "cruise_kn": 440.0,
                "station_kn": 220.0,
                "endurance_s": 32400,
                "reserve_s": 3600,
                "turnaround_s": 10800,
                "note": "",
                **widths,
            }
        },
        "sea_states": [{"ship_width": 1.0, "aircraft_width": 1.0}] * 10,
        "ships": {
            "HMNZS Te Kaha": {
                "nation": "NZL",
                "ship_class": "anzac",
                "spells": [{"in_at": None, "in_time": time[0], "out_at": None, "out_time": time[1]}],
                "transit_kn": 15.0,
                "patrol_kn": 13.0,
                "min_task_s": 21600,
            }
        },
        "aircraft": {
            "Kadena P-8": {
                "nation": "USA",
                "type": "P-8A",
                "base": "RODN",
                "airframes": 2,
                "crews": 4,
                "crew_rules": {
                    "brief_s": 10800,
                    "debrief_s": 5400,
                    "duty_s": 57600,
                    "rest_s": 43200,
                    "long_duty_s": 50400,
                    "long_rest_s": 54000,
                    "hours_7d": 40.0,
                    "hours_30d": 120.0,
                },
                "per_day": 1,
                "per_week": None,
                "min_look_s": 1800,
                "start": time[0],
                "end": time[1],
            }
        },
        "caveats": {},
        "closures": {},
        "weather": {},
        "notional": [],
    }


def put(*path_and_value: Any) -> Callable[[dict[str, Any]], None]:
    """A change that sets the value at a path."""
    *path, value = path_and_value

    def change(tree: dict[str, Any]) -> None:
        at(tree, tuple(path[:-1]))[path[-1]] = value

    return change


WRONG = [
    (put("horizon", "slot_s", 0), "horizon.slot_s should be more than nothing"),
    (put("horizon", "slot_s", True), "horizon.slot_s should be a whole number, not True"),
    (put("horizon", "length_s", 10**30), "horizon.length_s should be a whole number"),
    (put("horizon", "length_s", 10**10), "horizon.length_s should be a year at most"),
    (put("horizon", "tick_s", 7), "horizon.tick_s should divide slot_s"),
    (put("horizon", "start", "2018-09-24T00:00:00"), "horizon.start should be a time such as"),
    (put("horizon", "start", "2018-9-24T00:00:00Z"), "horizon.start should be a time such as"),
    (put("horizon", "start", 20180924), "horizon.start should be a time such as"),
    (put("stay_s", 5400), "stay_s should be a multiple of slot_s"),
    (put("fatigue", float("nan")), "fatigue should be a finite number"),
    (put("sectors", "grid_min", 20), "sectors.grid_min should be one of 15, 30, not 20"),
    (put("areas", {}), "areas should have one area or more"),
    (put("areas", [1]), "areas should be an object of named entries"),
    (put("areas", "SOUTH", "priority", 1.0), "areas.SOUTH should have either transfers_per_day or priority"),
    (put("areas", "SOUTH", "polygons", 0, 0, [1.0]), r"areas.SOUTH.polygons\[0\]\[0\] should be a list of 2"),
    (put("areas", "SOUTH", "polygons", 0, 0, [1.0, 91.0]), "should be longitude and latitude in degrees"),
    (put("ships", "HMNZS Te Kaha", "ship_class", "anzak"), "names 'anzak', which is no class"),
    (
        put("ships", "HMNZS Te Kaha", "spells", 0, "out_time", "2018-09-23T00:00:00Z"),
        r'ships."HMNZS Te Kaha".spells\[0\].out_time should be later than in_time',
    ),
    (put("ships", "HMNZS Te Kaha", "nation", 7), 'ships."HMNZS Te Kaha".nation should be text, not 7'),
    (put("aircraft", "Kadena P-8", "base", "RODX"), "names 'RODX', which is no base"),
    (put("types", "P-8A", "reserve_s", 32400), "types.P-8A.endurance_s should be more than reserve_s"),
    (
        put("caveats", "X", {"assets": ["Y"], "not_in": [], "start": None, "end": None, "because": "orders"}),
        "caveats.X.assets names 'Y', which is no asset",
    ),
]


@pytest.mark.parametrize(("change", "message"), WRONG, ids=[message[:40] for _, message in WRONG])
def test_what_makes_no_sense_is_refused_with_its_path(change, message):
    """A plan edited by hand is refused in words before anything divides by its zero."""
    tree = small()
    from_json(copy.deepcopy(tree))
    change(tree)
    with pytest.raises(ResolvedError, match=message):
        from_json(tree)


def test_all_problems_are_told_at_once():
    tree = small()
    tree["stay_s"] = "6h"
    tree["fatigue"] = None
    del tree["notional"]
    with pytest.raises(ResolvedError) as error:
        from_json(tree)
    assert len(error.value.problems) == 3


@pytest.mark.parametrize("data", [None, [], "x", 3, {}])
def test_other_json_is_refused(data):
    with pytest.raises(ResolvedError):
        from_json(data)
