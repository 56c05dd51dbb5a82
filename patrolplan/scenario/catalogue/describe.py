"""Entries of the catalogue in words and units, for whoever prints them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any, Final

from patrolplan.scenario.catalogue.reading import About, Catalogue, Kind

LABELS: Final[dict[str, str]] = {
    "patrol_kn": "speed on patrol",
    "max_kn": "highest speed",
    "economical_kn": "economical speed",
    "cruise_kn": "cruising speed",
    "station_kn": "speed on station",
    "day_width_nm": "identification width by day",
    "night_width_nm": "identification width by night",
    "detect_width_nm": "detection width",
    "contact_time_s": "time to look at a contact",
    "endurance_s": "endurance",
    "reserve_s": "reserve",
    "turnaround_s": "turnaround",
    "position": "position",
    "kind": "kind",
    "utc_offset_s": "local time less UTC",
    "opens_s": "opens, local time",
    "closes_s": "closes, local time",
    "ship_width": "factor on ships' widths",
    "aircraft_width": "factor on aircraft widths",
    "brief_s": "briefing before take-off",
    "debrief_s": "debriefing after landing",
    "duty_s": "longest duty",
    "rest_s": "rest between duties",
    "long_duty_s": "a long duty is above",
    "long_rest_s": "rest after a long duty",
    "hours_7d": "flight hours in 7 days, at most",
    "hours_30d": "flight hours in 30 days, at most",
}
SECTIONS: Final[dict[Kind, str]] = {
    "class": "ship class",
    "type": "aircraft type",
    "base": "base or port",
    "sea_state": "sea state",
    "crew_rules": "crew rules",
}


@dataclass(frozen=True)
class Figure:
    """One value of an entry."""

    field: str
    """Name in the model, with its unit."""
    label: str
    value: Any
    """As the model has it: seconds, knots, nautical miles, (longitude, latitude)."""
    assumed: bool
    band: tuple[float, float] | None
    """Lowest and highest plausible value, in the unit of `value`."""


@dataclass(frozen=True)
class Entry:
    """One thing that a scenario can name."""

    kind: Kind
    name: str
    aliases: tuple[str, ...]
    title: str
    figures: tuple[Figure, ...]
    source: str
    note: str


def _figures(thing: Any, about: About, extra: dict[str, float]) -> Iterator[Figure]:
    values = {item.name: getattr(thing, item.name) for item in fields(thing)} | extra
    for name, label in LABELS.items():
        if name == "closes_s" and values.get(name) is None:
            continue  # "opens: round the clock" has said it
        if name in values:
            yield Figure(name, label, values[name], name in about.assumed, about.bands.get(name))


def _entry(catalogue: Catalogue, kind: Kind, name: str) -> Entry:
    extra: dict[str, float] = {}
    thing: Any
    match kind:
        case "class":
            thing, extra = catalogue.classes[name], {"economical_kn": catalogue.economical_kn[name]}
        case "type":
            thing = catalogue.types[name]
        case "base":
            thing = catalogue.bases[name]
        case "sea_state":
            thing = catalogue.sea_states[int(name)]
        case "crew_rules":
            thing = catalogue.crew_rules
    about = catalogue.about[kind, name]
    return Entry(
        kind=kind,
        name=name,
        aliases=tuple(sorted(icao for icao, base in catalogue.aliases.items() if base == name))
        if kind == "base"
        else (),
        title=about.title,
        figures=tuple(_figures(thing, about, extra)),
        source=about.source,
        note=str(getattr(thing, "note", "")),
    )


def entries(catalogue: Catalogue) -> tuple[Entry, ...]:
    """Every entry, in the order of the files: classes, types, bases, sea states, crew rules."""
    return tuple(_entry(catalogue, kind, name) for kind, name in catalogue.about)


def find(catalogue: Catalogue, name: str) -> tuple[Entry, ...]:
    """Return the entries called `name` (any case, ICAO codes too); empty where there is none.

    Sea states answer to "sea state 5", crew rules to "crew rules".
    """
    wanted = name.casefold().replace("-", " ").replace("_", " ").strip()

    def names(entry: Entry) -> Iterator[str]:
        match entry.kind:
            case "sea_state":
                yield f"sea state {entry.name}"
            case "crew_rules":
                yield "crew rules"
            case _:
                yield from (entry.name, *entry.aliases)

    return tuple(
        entry
        for entry in entries(catalogue)
        if wanted in {text.casefold().replace("-", " ") for text in names(entry)}
    )


def clock(seconds: float) -> str:
    """Write a span as planners do: `10 min`, `8 h`, `1 h 30 min`."""
    minutes = round(seconds / 60)
    hours, rest = divmod(minutes, 60)
    if hours == 0:
        return f"{rest} min"
    return f"{hours} h" if rest == 0 else f"{hours} h {rest} min"


def quantity(field: str, value: Any) -> str:
    """Write a value of the field `field` with its unit."""
    if value is None:
        return "round the clock"
    if field == "position":
        longitude, latitude = value
        return (
            f"{abs(latitude):.3f}°{'N' if latitude >= 0 else 'S'} "
            f"{abs(longitude):.3f}°{'E' if longitude >= 0 else 'W'}"
        )
    if field in ("opens_s", "closes_s"):
        return f"{value // 3600:02d}:{value % 3600 // 60:02d}"
    if field == "utc_offset_s":
        return f"{'+' if value >= 0 else '-'}{clock(abs(value))}"
    if field.endswith("_s"):
        return clock(value)
    if field.startswith("hours_"):
        return f"{value:g} h"
    for suffix in ("kn", "nm"):
        if field.endswith(f"_{suffix}"):
            return f"{value:g} {suffix}"
    return f"{value:g}" if isinstance(value, float) else str(value)


def band(figure: Figure) -> str:
    """Write the plausible band of a figure; empty where none is stated."""
    if figure.band is None:
        return ""
    low, high = figure.band
    return f"{quantity(figure.field, low)} to {quantity(figure.field, high)}"
