"""Kinds of mistake: what is changed in a sound scenario, and what must be said about it.

The sign « stands before the place where the mistake must be reported; it is taken out before the scenario
is read.
"""

from __future__ import annotations

from dataclasses import dataclass, field

SOUND = """\
scenario: A small week
horizon: {start: 240000ZSEP18, length: 7d}
sectors: {grid: 30min}
marking: {classification: UNCLASSIFIED, release: [USA, AUS]}
stay: 6h
tick: 5min
fatigue: 0.9
areas:
  NORTH:
    box: {north: 31-45N, south: 30-15N, west: 123-00E, east: 125-15E}
    transfers_per_day: 0.5
    night: 1.2
  SOUTH:
    polygon:
      - 28-30N 123-00E
      - 28-30N 125-00E
      - 27-00N 124-30E
      - 27-00N 122-30E
    transfers_per_day: 0.3
zones:
  SEA: {coast_buffer: 12nm, of: [CHN], closed_to: [aircraft, tasks]}
  FIRING: {circle: {centre: 28-30N 126-00E, radius: 20nm}, from: 250000ZSEP18, to: 260000ZSEP18}
  CELLS: {gars: [611KZ, 612KZ3], closed_to: ships}
ships:
  HMAS Melbourne:
    nation: AUS
    class: adelaide
    in_chop: {at: 27-10N 126-20E, time: 240600ZSEP18}
    out_chop: {at: White Beach, time: 281200ZSEP18}
    transit: 15kn
    min_task: 6h
  HMNZS Te Kaha:
    nation: NZL
    class: anzac
    spells:
      - in_chop: {at: Sasebo}
        out_chop: {at: Sasebo, time: 260000ZSEP18}
      - in_chop: {at: Sasebo, time: 270000ZSEP18}
aircraft:
  Kadena P-8:
    nation: USA
    type: P-8A
    base: RODN
    airframes: 3
    crews: 4
    sorties: {per_day: 2}
    min_look: 30min
caveats:
  NOT NORTH: {asset: HMAS Melbourne, not_in: [NORTH], because: national tasking}
closures:
  TRAMI: {bases: [RODN, White Beach], from: 281500ZSEP18, to: 300300ZSEP18, because: typhoon}
weather:
  SWELL: {area: SOUTH, from: 261200ZSEP18, to: 271200ZSEP18, sea_state: 6}
overrides:
  no-p8: {aircraft: {Kadena P-8: null}}
"""


@dataclass(frozen=True)
class Mistake:
    """One change and the one diagnostic that it must bring."""

    id: str
    old: str
    new: str
    message: str
    cure: str
    severity: str = "error"
    sets: tuple[str, ...] = field(default=())

    @property
    def title(self) -> str:
        """Name of the test."""
        return f"{self.id}: {self.new.strip().splitlines()[0][:50] if self.new.strip() else self.old[:50]}"


M = Mistake

_POLYGON = """\
    polygon:
      - 28-30N 123-00E
      - 28-30N 125-00E
      - 27-00N 124-30E
      - 27-00N 122-30E"""
_BOX = "    box: {north: 31-45N, south: 30-15N, west: 123-00E, east: 125-15E}"

YAML = [
    M("yaml-tab", "    night: 1.2", "«\tnight: 1.2", "indented with a tab", "blanks only"),
    M("yaml-syntax", "stay: 6h", "stay«:6h", "a blank is missing after the colon", "write stay: 6h"),
    M(
        "yaml-syntax",
        "release: [USA, AUS]}",
        "release: «[USA, AUS}",
        "this [ is not closed",
        "close with ]",
    ),
    M("yaml-syntax", "stay: 6h", "stay: «'6h", "this quote is opened and never closed", "close the quote"),
    M("yaml-syntax", "scenario: A small", "scenario: a«: small", "a second colon", "in quotes"),
    M(
        "yaml-syntax",
        "    transit: 15kn",
        "   «transit: 15kn",
        "begins in a column where no key",
        "indent it",
    ),
    M("yaml-syntax", "stay: 6h", "stay: «@6h", "a value cannot begin with @", "in quotes"),
    M("yaml-syntax", "stay: 6h", 'stay: "«\\6h"', "a backslash in double quotes", "single quotes"),
    M("yaml-syntax", "stay: 6h", "stay: 6h\n «tick: 5min", "indented further", "under the first letter"),
    M(
        "duplicate-key",
        "tick: 5min",
        "tick: 5min\n«stay: 4h",
        "'stay' is given twice",
        "rename or delete one",
    ),
    M(
        "duplicate-key",
        "  HMNZS Te Kaha:",
        "  «HMAS Melbourne:",
        "'HMAS Melbourne' is given twice",
        "rename or delete one",
    ),
    M("tag", "stay: 6h", "stay: «!hours 6h", "tags are not read", "delete the tag"),
    M("alias", "stay: 6h", "stay: «*usual", "nothing before this is marked &usual", "in quotes"),
    M("alias", "[USA, AUS]", "&all [USA, «*all]", "would never end", "write the values out"),
    M("merge-key", "stay: 6h", "stay: 6h\n«<<: {tick: 1min}", "merge keys", "a variant under overrides"),
    M("key-kind", "stay: 6h", "stay: 6h\n? «[a, b]\n: 1", "a key must be a name", "the name alone"),
    M(
        "several-documents",
        "zones:",
        "«---\nzones:",
        "a second document begins here",
        "join the two",
    ),
    M("control-character", "A small week", "A «\x07small week", "U+0007", "delete it"),
]

KEYS = [
    M("unknown-key", "    transit:", "    «tranist:", "has no key 'tranist'", "did you mean 'transit'?"),
    M("unknown-key", "stay:", "«stya:", "a scenario has no key 'stya'", "did you mean 'stay'?"),
    M(
        "unknown-key",
        "    class: adelaide",
        "    «type: adelaide",
        "has no key 'type'",
        "did you mean 'class'?",
    ),
    M(
        "unknown-key",
        "start: 240000ZSEP18,",
        "start: 240000ZSEP18, «tick: 5min,",
        "'horizon' has no key 'tick'",
        "'tick' belongs in the top of the scenario",
    ),
    M(
        "unknown-key",
        "    night: 1.2",
        "    «colour: red",
        "no key 'colour'",
        "the keys here are box, polygon",
    ),
    M(
        "unknown-key",
        "radius: 20nm}",
        "«radius:20nm}",
        "a blank is missing after the colon",
        "write radius: 20nm",
    ),
    M(
        "unknown-key",
        "centre: 28-30N 126-00E,",
        "centre: 28.5, «126.0,",
        "a comma parts entries within braces",
        "in quotes",
    ),
    M("not-yet", "stay: 6h", "stay: 6h\n«previous: a.json", "(what an earlier plan has seen)", "delete it"),
    M("missing-key", "    nation: AUS\n", "", "'HMAS Melbourne' has no 'nation'", "add nation: AUS"),
    M(
        "missing-key",
        "horizon: {start: 240000ZSEP18, length: 7d}\n",
        "",
        "the scenario has no 'horizon'",
        "add horizon:",
    ),
    M("missing-key", ", sea_state: 6", "", "'SWELL' has no 'sea_state'", "add sea_state: 6"),
    M("missing-key", ", radius: 20nm", "", "'circle' has no 'radius'", "add radius: 20nm"),
    M("empty-value", "    transit: 15kn", "    «transit:", "'transit' has no value", "write transit: 15kn"),
    M("empty-value", "    nation: USA", "    nation: «null", "'nation' has no value", "write nation: USA"),
    M(
        "empty-value",
        "in_chop: {at: Sasebo, time: 270000ZSEP18}",
        "in_chop: {at: Sasebo, «time: }",
        "no value",
        "write",
    ),
    M(
        "wrong-shape",
        "horizon: {start: 240000ZSEP18, length: 7d}",
        "horizon: «7d",
        "a mapping is wanted",
        "start",
    ),
    M(
        "wrong-shape",
        "    transit: 15kn",
        "    «transit: [15kn]",
        "a speed such as 15kn is wanted",
        "one value",
    ),
    M(
        "wrong-shape",
        "      - 28-30N 123-00E",
        "      - «[28.5, 123.0]",
        "a position such as",
        "write one value",
    ),
    M(
        "wrong-shape",
        "  NOT NORTH: {asset",
        "  NOT NORTH: «none\n  X: {asset",
        "a mapping is wanted here",
        "asset",
    ),
]

VALUES = [
    M("bad-duration", "stay: 6h", "stay: «6", "'6' has no unit", "write 6h, 6min or 6d"),
    M("bad-duration", "stay: 6h", "stay: «6 hours", "the units are d, h, min and s", "write 6h"),
    M("bad-duration", "stay: 6h", "stay: «06:30", "looks like a time of day", "write 6h30min"),
    M("bad-duration", "stay: 6h", "stay: «PT6H", "is an ISO 8601 duration", "write 6h"),
    M("bad-duration", "stay: 6h", "stay: «-6h", "is negative", "without the sign"),
    M("bad-duration", "length: 7d", "length: «1w", "is in weeks", "write 7d"),
    M("bad-duration", "stay: 6h", "stay: «0h", "is no time at all", "more than nothing"),
    M("bad-time", "start: 240000ZSEP18", "start: «240000SEP18", "says no time zone", "write 240000ZSEP18"),
    M(
        "bad-time",
        "start: 240000ZSEP18",
        "start: «2018-09-24T00:00",
        "says no time zone",
        "2018-09-24T00:00Z",
    ),
    M("bad-time", "start: 240000ZSEP18", "start: «2018-09-24", "is a date without a time", "T00:00Z"),
    M(
        "bad-time",
        "start: 240000ZSEP18",
        "start: «240000JSEP18",
        "zone J is local time",
        "write 240000ZSEP18",
    ),
    M("bad-time", "start: 240000ZSEP18", "start: «310000ZSEP18", "that month has no such day", "check day"),
    M(
        "bad-time",
        "start: 240000ZSEP18",
        "start: «242400ZSEP18",
        "a day ends at 2359",
        "0000 of the next day",
    ),
    M("bad-time", "start: 240000ZSEP18", "start: «240000Z", "lacks month and year", "240000ZNOV18"),
    M("bad-speed", "transit: 15kn", "transit: «15", "has no unit", "write 15kn"),
    M("bad-speed", "transit: 15kn", "transit: «28km/h", "is in km/h", "write 15.12kn"),
    M("bad-speed", "transit: 15kn", "transit: «150kn", "no speed that can be meant", "at most 100kn"),
    M("bad-speed", "transit: 15kn", "transit: «15,5kn", "has a comma", "write 15.5kn with a point"),
    M("bad-distance", "coast_buffer: 12nm", "coast_buffer: «12", "has no unit", "write 12nm"),
    M("bad-distance", "radius: 20nm", "radius: «20leagues", "no unit of distance", "write it in nm or km"),
    M("bad-position", "- 28-30N 125-00E", "- «91-30N 125-00E", "there is no latitude", "between 90S and 90N"),
    M("bad-position", "- 28-30N 125-00E", "- «28-75N 125-00E", "minutes go up to 59", "28.75N"),
    M(
        "bad-position",
        "- 28-30N 125-00E",
        "- «125-00E 28-30N",
        "latitude (N or S) comes first",
        "28-30N 125-00E",
    ),
    M("bad-position", "north: 31-45N", "north: «123-00E", "a latitude is wanted here", "end it with N or S"),
    M("bad-position", "at: 27-10N 126-20E", "at: «27-70N 126-20E", "minutes go up to 59", "27.7N"),
    M("bad-number", "transfers_per_day: 0.5", "transfers_per_day: «-0.5", "is negative", "0 to 1000"),
    M("bad-number", "transfers_per_day: 0.5", "transfers_per_day: «0,5", "has a comma", "write 0.5"),
    M("bad-number", "transfers_per_day: 0.5", "transfers_per_day: «'0.5'", "is text", "0.5 without quotes"),
    M(
        "bad-number",
        "transfers_per_day: 0.5",
        "transfers_per_day: «1e400",
        "is no finite number",
        "0 to 1000",
    ),
    M("bad-number", "transfers_per_day: 0.5", "transfers_per_day: «.nan", "is no finite number", "0 to 1000"),
    M("bad-number", "transfers_per_day: 0.5", "transfers_per_day: «five", "is no number", "write digits"),
    M("bad-number", "airframes: 3", "airframes: «2.5", "is not a whole number", "write one of 1 to 100"),
    M("bad-number", "airframes: 3", "airframes: «0", "is out of range", "1 to 100"),
    M("bad-number", "sea_state: 6", "sea_state: «12", "is out of range", "0 to 9"),
    M("bad-number", "fatigue: 0.9", "fatigue: «90", "is no share of one", "write 90%"),
    M("bad-number", "crews: 4", "crews: «true", "is no number", "write digits"),
    M("bad-gars", "[611KZ,", "[«611IZ,", "there is no GARS cell '611IZ'", "no I, no O"),
    M("bad-gars", "[611KZ,", "[«721KZ,", "there is no GARS cell '721KZ'", "001-720"),
    M("bad-choice", "grid: 30min", "grid: «20min", "is no grid that sectors are cut by", "30min or 15min"),
    M(
        "bad-choice",
        "closed_to: ships",
        "closed_to: «boats",
        "none of aircraft, ships, tasks",
        "write one of",
    ),
    M("unknown-nation", "nation: AUS", "nation: «NO", "there is no nation 'NO'", "did you mean NOR?"),
    M(
        "unknown-nation",
        "nation: AUS",
        "nation: «AUT1",
        "there is no nation 'AUT1'",
        "three letters, as in JPN",
    ),
    M("unknown-nation", "of: [CHN]", "of: [«China]", "there is no nation 'China'", "did you mean CHN?"),
    M(
        "unknown-class",
        "class: adelaide",
        "class: «adelade",
        "there is no ship class",
        "did you mean 'adelaide'?",
    ),
    M("unknown-class", "class: anzac", "class: «kirov", "there is no ship class", "patrolplan catalogue"),
    M("unknown-type", "type: P-8A", "type: «P-8", "there is no aircraft type 'P-8'", "did you mean 'P-8A'?"),
    M("unknown-base", "base: RODN", "base: «RODM", "there is no base or port 'RODM'", "did you mean 'RODN'?"),
    M(
        "unknown-base",
        "at: White Beach",
        "at: «Wite Beach",
        "neither a base or port nor a position",
        "White Beach",
    ),
    M("unknown-base", "[RODN, White", "[«RODX, White", "there is no base or port", "did you mean"),
    M(
        "unknown-area",
        "not_in: [NORTH]",
        "not_in: [«NORD]",
        "there is no area 'NORD'",
        "did you mean 'NORTH'?",
    ),
    M("unknown-area", "area: SOUTH", "area: «South", "there is no area 'South'", "did you mean 'SOUTH'?"),
    M(
        "unknown-asset",
        "asset: HMAS Melbourne",
        "asset: «HMAS Sydney",
        "no ship or aircraft detachment",
        "name one",
    ),
]

SENSE = [
    M(
        "box-order",
        "box: {north: 31-45N, south: 30-15N",
        "«box: {north: 30-15N, south: 31-45N",
        "north of",
        "swap",
    ),
    M(
        "box-order",
        _BOX,
        "    «box: {north: 31-45N, south: 30-15N, west: 125-15E, east: 123-00E}",
        "the east edge does not",
        "swap",
    ),
    M(
        "box-order",
        _BOX,
        "    «box: {north: 31-45N, south: 30-15N, west: 175-00E, east: 175-00W}",
        "across the 180°",
        "split it",
    ),
    M(
        "polygon-corners",
        _POLYGON,
        "    «polygon:\n      - 28-30N 123-00E\n      - 28-30N 125-00E",
        "three corners or more",
        "add the corners",
    ),
    M(
        "polygon-crosses",
        _POLYGON,
        "    «polygon: [28-30N 123-00E, 27-00N 124-30E, 28-30N 125-00E, 27-00N 122-30E]",
        "the edge from corner 1 to 2 crosses or touches the edge from corner 3 to 4",
        "in order round the edge",
    ),
    M("one-shape", "    night: 1.2", "    gars: 611KZ", "box and gars are both given", "keep one"),
    M(
        "one-shape",
        "SEA: {coast_buffer: 12nm, of: [CHN], closed",
        "«SEA: {closed",
        "a shape is missing",
        "add box",
    ),
    M(
        "coast-states",
        "SEA: {coast_buffer: 12nm, of: [CHN],",
        "«SEA: {coast_buffer: 12nm,",
        "named states",
        "add of",
    ),
    M(
        "one-rate",
        "    transfers_per_day: 0.5\n",
        "",
        "does not say how much happens there",
        "transfers_per_day: 0.5",
    ),
    M("one-rate", "    night: 1.2", "    priority: 2", "both transfers_per_day and priority", "delete one"),
    M(
        "mixed-rates",
        "    transfers_per_day: 0.3",
        "    priority: «0.3",
        "'SOUTH' has priority and 'NORTH' has transfers_per_day",
        "give every area transfers_per_day",
    ),
    M(
        "one-bound",
        "{asset: HMAS Melbourne, not_in",
        "{not_in",
        "neither asset nor nation is given",
        "asset: NAME",
    ),
    M(
        "one-spell",
        "    class: anzac\n",
        "    class: anzac\n    in_chop: {at: Sasebo}\n",
        "spells stand beside",
        "move",
    ),
    M(
        "missing-key",
        "    in_chop: {at: 27-10N 126-20E, time: 240600ZSEP18}\n",
        "",
        "has no in_chop",
        "{at: anywhere}",
    ),
    M(
        "horizon-steps",
        "length: 7d}",
        "length: «7d30min}",
        "is not a whole number of steps of 1h",
        "7d or 7d1h",
    ),
    M(
        "stay-steps",
        "stay: 6h",
        "stay: «90min",
        "the stay of 1h30min is not a whole number of steps",
        "1h or 2h",
    ),
    M(
        "tick-divides",
        "tick: 5min",
        "tick: «7min",
        "the tick of 7min does not divide the step of 1h",
        "5min, 6min",
    ),
    M(
        "takeoff-ticks",
        "tick: 5min",
        "tick: 5min\ntakeoff_step: «12min",
        "whole number of ticks",
        "10min or 15min",
    ),
    M("period-steps", "tick: 5min", "tick: 5min\nperiod: «90min", "the period of 1h30min", "1h or 2h"),
    M("look-ticks", "min_look: 30min", "min_look: «32min", "whole number of ticks of 5min", "30min or 35min"),
    M(
        "look-too-long",
        "min_look: 30min",
        "min_look: «9h",
        "longer than the longest flight",
        "shorter min_look",
    ),
    M(
        "outside-horizon",
        "time: 240600ZSEP18",
        "time: «230600ZSEP18",
        "before the horizon opens",
        "leave the time out",
    ),
    M(
        "outside-horizon",
        "time: 281200ZSEP18",
        "time: «021200ZOCT18",
        "after the horizon closes",
        "leave out_chop out",
    ),
    M(
        "outside-horizon",
        "    min_look: 30min",
        "    min_look: 30min\n    from: «200000ZSEP18",
        "before the",
        "leave it out",
    ),
    M(
        "time-order",
        "time: 281200ZSEP18",
        "time: «240500ZSEP18",
        "before she has joined",
        "a later time here",
    ),
    M(
        "time-order",
        "to: 260000ZSEP18}",
        "to: «240000ZSEP18}",
        "before it begins (250000ZSEP18)",
        "a later time",
    ),
    M("time-order", "to: 271200ZSEP18", "to: «261200ZSEP18", "it ends when it begins", "a later time here"),
    M(
        "spells-overlap",
        "time: 270000ZSEP18}",
        "time: «250000ZSEP18}",
        "before she has left (260000ZSEP18)",
        "in order",
    ),
    M(
        "missing-key",
        "- in_chop: {at: Sasebo, time: 270000ZSEP18}",
        "- «in_chop: {at: Sasebo}",
        "spell 2 of 2",
        "time:",
    ),
    M(
        "cannot-reach",
        "time: 281200ZSEP18",
        "time: «240700ZSEP18",
        "she cannot be there in time: 99 nm",
        "later out-chop",
    ),
    M(
        "speed-too-high",
        "transit: 15kn",
        "transit: «35kn",
        "more than ships of class 'adelaide' can do",
        "at most 29kn",
    ),
    M(
        "wrong-base",
        "base: RODN",
        "base: «Sasebo",
        "is a port, and aircraft fly from airfields",
        "name an airfield",
    ),
    M("wrong-base", "at: White Beach", "at: «Kadena", "is an airfield, and a ship", "name a port"),
    M(
        "same-name",
        "  Kadena P-8:\n",
        "  «HMNZS Te Kaha:\n",
        "are both called 'HMNZS Te Kaha'",
        "another name",
    ),
    M(
        "base-hours",
        "ships:\n",
        "bases: {«Kadena: {opens: 06:00}}\nships:\n",
        "opens is given without closes",
        "add closes",
    ),
    M("missing-key", "ships:\n", "bases: {«Foo: {kind: port}}\nships:\n", "has no position", "add position"),
    M(
        "missing-key",
        "ships:\n",
        "classes: {«foo: {patrol: 12kn}}\nships:\n",
        "has no max, day_width",
        "like: anzac",
    ),
    M(
        "like-cycle",
        "ships:\n",
        "classes: {a: {like: b}, b: {like: «a}}\nships:\n",
        "that says nothing",
        "figures",
    ),
    M(
        "bad-clock",
        "ships:\n",
        "bases: {Kadena: {opens: «6am, closes: 22:00}}\nships:\n",
        "no local time",
        "06:00",
    ),
    M(
        "bad-offset",
        "ships:\n",
        "bases: {Kadena: {utc_offset: «JST}}\nships:\n",
        "no offset from UTC",
        "+09:00",
    ),
    M(
        "no-flight",
        "    min_look: 30min",
        "    min_look: 30min\n    crew_rules: {duty: «4h}",
        "leaves no flight",
        "duty",
    ),
    M("bad-name", "  SWELL:", "  «'SWELL ':", "is no name for an entry of weather", "without blanks"),
    M(
        "removes-nothing",
        "{Kadena P-8: null}",
        "{«Kadena P-3: null}",
        "there is nothing of that name",
        "'Kadena P-8'",
    ),
]

WARNINGS = [
    M(
        "closure-unused",
        "[RODN, White Beach]",
        "[RODN, «Yokosuka]",
        "nobody flies from there",
        "kept for a variant",
        "warning",
    ),
    M(
        "no-effect",
        "from: 261200ZSEP18, to: 271200ZSEP18",
        "from: 261200ZAUG18, to: «271200ZAUG18",
        "lies wholly before the horizon",
        "check month and day",
        "warning",
    ),
    M(
        "no-effect",
        "from: 281500ZSEP18, to: 300300ZSEP18",
        "from: «281500ZOCT18, to: 300300ZOCT18",
        "lies wholly after the horizon",
        "check month and day",
        "warning",
    ),
    M(
        "binds-nobody",
        "asset: HMAS Melbourne",
        "nation: «FRA",
        "no ship or aircraft here is of FRA",
        "check the nation",
        "warning",
    ),
    M(
        "sorties-beyond-airframes",
        "    crews: 4\n    sorties: {per_day: 2}\n",
        "    crews: 60\n    «sorties: {per_day: 9}\n",
        "63 sorties in 7 days",
        "add airframes",
        "warning",
    ),
    M(
        "sorties-beyond-crews",
        "    crews: 4\n    sorties:",
        "    crews: 2\n    «sorties:",
        "14 sorties in 7 days are asked for, and 2 crews can fly 10 of 8h",
        "add crews",
        "warning",
    ),
    M("task-too-long", "min_task: 6h", "min_task: «5d", "no task fits", "shorten min_task", "warning"),
]

SETS = [
    M("set-path", "", "", "a value is missing", "write PATH=VALUE", sets=("«stay",)),
    M("set-path", "", "", "a quote is opened", "close the quoted name", sets=('ships.«"HMAS.transit=15kn',)),
    M("set-path", "", "", "cannot be set here", "--variant", sets=("«overrides.x.stay=4h",)),
    M("bad-duration", "", "", "'4' has no unit", "write 4h", sets=("stay=«4",)),
    M(
        "unknown-key",
        "",
        "",
        "no key 'tranist'",
        "'transit' is given as well",
        sets=('«ships."HMAS Melbourne".tranist=15kn',),
    ),
    M("bad-speed", "", "", "has no unit", "write 15kn", sets=("ships.'HMAS Melbourne'.transit=«15",)),
    M(
        "removes-nothing",
        "",
        "",
        "null removes 'HMAS Sydney'",
        "delete this",
        sets=('«ships."HMAS Sydney"=null',),
    ),
    M("yaml-syntax", "", "", "this [ is not closed", "close with ]", sets=("marking.release=«[USA",)),
]

ALL = [*YAML, *KEYS, *VALUES, *SENSE, *WARNINGS, *SETS]
