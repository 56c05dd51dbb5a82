"""Mistakes in what lets small files say much: includes, defaults, dates and hours, shapes, drawn sectors."""

from __future__ import annotations

from tests.scenario.mistakes import Mistake

_CLOSED = "from: 281500ZSEP18, to: 300300ZSEP18, because: typhoon}"
_SOUTH = """\
    polygon:
      - 28-30N 123-00E
      - 28-30N 125-00E
      - 27-00N 124-30E
      - 27-00N 122-30E"""
_LENGTH = "{start: 240000ZSEP18, length: 7d}"


def _m(id: str, old: str, new: str, message: str, cure: str, severity: str = "error") -> Mistake:
    return Mistake(id, old, new, message, cure, severity)


def _corridor(keys: str) -> str:
    return f"    corridor: {{{keys}}}"


SMALL = [
    # Files.
    _m(
        "file-missing", "stay: 6h", "stay: 6h\ninclude: «none.yaml", "there is no such file", "check the path"
    ),
    _m("path-outside", "stay: 6h", "stay: 6h\ninclude: [«../a.yaml]", "leads out of", "copy the file"),
    _m("path-outside", "stay: 6h", "stay: 6h\ninclude: «/a.yaml", "no path within", "relative to this file"),
    _m("path-outside", "stay: 6h", "stay: 6h\ninclude: «http://x/a", "nothing is fetched", "save the file"),
    _m("wrong-shape", "stay: 6h", "stay: 6h\n«include: {a: b}", "include wants the path", "include: ["),
    _m("wrong-shape", "stay: 6h", "stay: 6h\n«include: []", "include wants the path", "include: ["),
    _m("file-missing", _SOUTH, "    geojson: «no.geojson", "there is no such file", "check the path"),
    _m("unknown-key", _SOUTH, "    geojson: {«path: a.geojson}", "'geojson' has no key 'path'", "'file'"),
    # Defaults.
    _m(
        "unknown-key",
        "zones:",
        "defaults: {«vessels: {}}\nzones:",
        "has no key 'vessels'",
        "keys here are ships",
    ),
    _m("bad-speed", "zones:", "defaults: {ships: {all: {patrol: «14}}}\nzones:", "has no unit", "14kn"),
    _m(
        "unknown-class",
        "zones:",
        "defaults: {ships: {class: {«anzak: {}}}}\nzones:",
        "no ship class",
        "'anzac'",
    ),
    _m("unknown-nation", "zones:", "defaults: {ships: {nation: {«NZ: {}}}}\nzones:", "no nation 'NZ'", "NZL"),
    _m(
        "default-unused",
        "zones:",
        "defaults: {ships: {nation: {«GBR: {}}}}\nzones:",
        "for nobody",
        "check",
        "warning",
    ),
    _m(
        "wrong-shape",
        "zones:",
        "defaults: {«ships: [1]}\nzones:",
        "a mapping is wanted here",
        "keys of its own",
    ),
    # The horizon.
    _m("horizon-end", _LENGTH, "{start: 240000ZSEP18}", "neither length nor end", "add length: 7d"),
    _m("horizon-end", _LENGTH, "{start: 240000ZSEP18, length: 7d, end: 010000ZOCT18}", "both", "keep one"),
    _m("horizon-end", _LENGTH, "{start: 240000ZSEP18, end: 230000ZSEP18}", "before it opens", "a later end"),
    _m("horizon-steps", _LENGTH, "{start: 240000ZSEP18, end: «010030ZOCT18}", "7d30min", "write 7d or"),
    _m("stay-short", "stay: 6h", "stay: «30min", "shorter than the step of 1h", "step: 30min"),
    # Dates and hours.
    _m("one-time", _CLOSED, "dates: 28SEP18, to: 300300ZSEP18}", "dates and to are both given", "keep dates"),
    _m("missing-key", _CLOSED, "from: 281500ZSEP18}", "it has no 'to'", "add to: "),
    _m("bad-date", _CLOSED, "dates: «31SEP18}", "that month has no such day", "check day"),
    _m("bad-date", _CLOSED, "dates: «28-25SEP18}", "ends before it begins", "earlier day first"),
    _m("bad-date", _CLOSED, "dates: «28 September}", "is no day", "write 25SEP18"),
    _m("bad-date", _CLOSED, "dates: [28SEP18, «2018-13-01]}", "no such day", "check"),
    _m("bad-date", _CLOSED, "dates: «01JAN18-02JAN20}", "longer than a year", "write 25SEP18"),
    _m("bad-clock", _CLOSED, "daily: {from: «0600, to: 0900Z}}", "says no time zone", "0600Z"),
    _m("bad-clock", _CLOSED, "daily: {from: «2500Z, to: 0900Z}}", "is no time of day", "0600Z"),
    _m("bad-time", _CLOSED, "daily: {from: «0600J, to: 0900Z}}", "zone J is local time", "Z if it is UTC"),
    _m("missing-key", _CLOSED, "«daily: {from: 0600Z}}", "'daily' has no 'to'", "add to: 1400Z"),
    _m("empty-value", _CLOSED, "dates: []}", "names no day", "write dates"),
    _m("no-effect", _CLOSED, "dates: «28AUG18}", "does not hold at any time", "check its days", "warning"),
    _m(
        "base-hours",
        "ships:",
        "bases: {RODN: {opens: '06:00', daily: {from: 0600Z, to: 0900Z}}}\nships:",
        "daily and opens are both given",
        "keep one",
    ),
    _m(
        "same-name",
        "  TRAMI:",
        "  «TRAMI 25SEP18: {bases: RODN, dates: 24SEP18}\n  TRAMI: {bases: RODN, daily: "
        "{from: 0600Z, to: 0700Z}}\n  OLD:",
        "recurs, and one of its days",
        "another name",
    ),
    # Shapes.
    _m(
        "corridor-line",
        _SOUTH,
        _corridor("«line: [28-30N 123-00E], width: 9nm"),
        "two positions",
        "add the one",
    ),
    _m(
        "corridor-line",
        _SOUTH,
        _corridor("«line: [28N 123E, 28N 123E], width: 9nm"),
        "are the same",
        "delete one",
    ),
    _m(
        "corridor-line",
        _SOUTH,
        _corridor("«line: [28N 179E, 28N 179W], width: 9nm"),
        "180° meridian",
        "split",
    ),
    _m("bad-distance", _SOUTH, _corridor("line: [28N 123E, 29N 123E], width: «9"), "has no unit", "9nm"),
    _m(
        "missing-key",
        _SOUTH,
        "    «corridor: {line: [28N 123E, 29N 123E]}",
        "has no 'width'",
        "add width: 20nm",
    ),
    _m(
        "bad-position",
        _SOUTH,
        "    polygons: [[28N 123E, 28N 124E, «29-75N 124E]]",
        "minutes go up to 59",
        "29.75",
    ),
    _m("polygon-corners", _SOUTH, "    polygons: [«[28N 123E, 28N 124E]]", "three corners", "missing"),
    _m(
        "bad-name",
        "{grid: 30min}",
        "{drawn: {611KZ: {gars: 611KZ}}}",
        "no name for a sector",
        "such as STRAIT",
    ),
    _m("one-shape", "{grid: 30min}", "{drawn: {«STRAIT: {}}}", "a shape is missing", "add box"),
    # What new planners write first.
    _m(
        "bad-time",
        "start: 240000ZSEP18",
        "start: «24 September 2018 06:00Z",
        "is no DTG",
        "write 240600ZSEP18",
    ),
    _m("bad-time", "start: 240000ZSEP18", "start: «24th Sep 2018", "is no DTG", "with your hour and zone"),
    _m("bad-number", "night: 1.2", "night: «120%", "is a percentage", "write 1.2"),
    _m("unknown-base", "{at: 27-10N 126-20E, time: 240600ZSEP18}", "«NORTH", "is an area", "or anywhere"),
    _m(
        "wrong-shape", _SOUTH, "    circle: «28-30N 123-00E", "a mapping is wanted", "circle: {centre: 28-30N"
    ),
    _m(
        "unknown-key",
        _SOUTH,
        "    gars: 611KZ\n    «radius: 9nm",
        "no key 'radius'",
        "did you mean 'circle'?",
    ),
    _m("unknown-key", "    night: 1.2", "    «area: x", "no key 'area'", "the keys here are box"),
]
