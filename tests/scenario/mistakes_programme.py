"""Mistakes in a detachment's programme: airframes, crews, hours and alternates."""

from __future__ import annotations

from tests.scenario.mistakes import M

_AIRFRAMES = "    airframes: 3\n"

PROGRAMME = [
    M(
        "wrong-airframe",
        _AIRFRAMES,
        f"{_AIRFRAMES}    unavailable: {{PHASE: {{airframe: «4, from: 250000ZSEP18}}}}\n",
        "there is no airframe 4: the detachment has 3",
        "1 to 3",
    ),
    M(
        "time-order",
        _AIRFRAMES,
        f"{_AIRFRAMES}    unavailable: {{PHASE: {{airframe: 1, from: 250000ZSEP18, to: «250000ZSEP18}}}}\n",
        "it ends when it begins",
        "later time",
    ),
    M(
        "no-effect",
        _AIRFRAMES,
        f"{_AIRFRAMES}    unavailable: {{PHASE: {{airframe: 1, to: «230000ZSEP18}}}}\n",
        "wholly before the horizon",
        "check month and day",
        "warning",
    ),
    M(
        "planned-airframes",
        _AIRFRAMES,
        f"{_AIRFRAMES}    serviceability: {{planned: «4}}\n",
        "4 airframes are planned to be on the line, and there are 3",
        "at most 3",
    ),
    M("wrong-crew", "    crews: 4\n", "    crews: 4\n    flown: {A: {crew: «5}}\n", "no crew 5", "1 to 4"),
    M(
        "crew-twice",
        "    crews: 4\n",
        "    crews: 4\n    flown: {A: {crew: 2}, B: {crew: «2}}\n",
        "crew 2 stands under 'A' already",
        "another number",
    ),
    M(
        "hours-order",
        "    crews: 4\n",
        "    crews: 4\n    flown: {A: {crew: 2, last_7d: 20, last_30d: «10}}\n",
        "20 h in 7 days, and 10 h in 30",
        "20 or more",
    ),
    M(
        "crew-out-of-hours",
        "    crews: 4\n    sorties: {per_day: 2}",
        "    crews: 9\n    flown: {A: {crew: 2, last_7d: «40}}\n    sorties: {per_day: 2}",
        "crew 2 has flown 40 h in 7 days and may fly 40 h",
        "check the hours",
        "warning",
    ),
    M(
        "never-rested",
        "    crews: 4\n",
        "    crews: 4\n    flown: {A: {crew: 2, rested: «010000ZOCT18}}\n",
        "crew 2 is not rested before 010000ZOCT18",
        "check the time",
        "warning",
    ),
    M(
        "wrong-base",
        _AIRFRAMES,
        f"{_AIRFRAMES}    alternate: «RODN\n",
        "the base itself, and no alternate",
        "another airfield",
    ),
    M("wrong-base", _AIRFRAMES, f"{_AIRFRAMES}    alternate: «Sasebo\n", "a port", "another airfield"),
    M(
        "no-flight",
        "    base: RODN\n    airframes: 3\n",
        "    base: RODN\n    alternate: «FAR\n    airframes: 3\n",
        "takes all that a P-8A has beside its reserve",
        "nearer alternate",
        sets=('bases.FAR={position: "26-00S 050-00W"}',),
    ),
    M(
        "sorties-range",
        "sorties: {per_day: 2}",
        "sorties: {per_day: 2, at_least: «3}",
        "at least 3 sorties a day are asked for, and 2 allowed",
        "at most 2",
    ),
    M(
        "base-hours",
        "sorties: {per_day: 2}",
        'sorties: {per_day: 2, «hours: {from: "06:00", to: "06:00"}}',
        "the hours end where they begin",
        "later time",
    ),
    M(
        "flight-too-long",
        "    min_task: 6h",
        "    helicopter: {length: «4h}",
        "a MH-60R searches for 3h at most",
        "at most 3h",
    ),
    M(
        "launch-times",
        "    min_task: 6h",
        '    helicopter: {length: 3h, «launch: ["22:00", "00:30"]}',
        "flights of 3h from 22:00 and 00:30 overlap",
        "further apart",
    ),
    M(
        "launch-times",
        "    min_task: 6h",
        '    helicopter: {flights_per_day: 1, «launch: ["22:00", "02:30"]}',
        "1 flights a day, and 2 times of launch",
        "as many times as flights",
    ),
    M(
        "launch-times",
        "    min_task: 6h",
        "    helicopter: {«launch: []}",
        "no time of launch",
        "one time or more",
    ),
]
