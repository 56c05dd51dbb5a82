"""Bases, classes and types: the catalogue's figures with the scenario's own laid over them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from patrolplan.scenario.catalogue import Catalogue
from patrolplan.scenario.language.catalogue import AircraftType as WrittenType
from patrolplan.scenario.language.catalogue import Base as WrittenBase
from patrolplan.scenario.language.catalogue import ShipClass as WrittenClass
from patrolplan.scenario.model import AircraftType, Base, ShipClass
from patrolplan.scenario.paths import Path
from patrolplan.scenario.resolve.report import Report
from patrolplan.scenario.shape.validate import Entered
from patrolplan.scenario.values.days import DayTime

# Fields of the model by the key that a planner writes for them.
CLASS_KEYS = {
    "patrol": "patrol_kn",
    "max": "max_kn",
    "day_width": "day_width_nm",
    "night_width": "night_width_nm",
    "detect_width": "detect_width_nm",
    "contact_time": "contact_time_s",
}
TYPE_KEYS = {
    "cruise": "cruise_kn",
    "station": "station_kn",
    "endurance": "endurance_s",
    "reserve": "reserve_s",
    "turnaround": "turnaround_s",
    "day_width": "day_width_nm",
    "night_width": "night_width_nm",
    "detect_width": "detect_width_nm",
    "contact_time": "contact_time_s",
}


MOST_ABOVE = 20


@dataclass(frozen=True)
class Stock:
    """What assets can be made of."""

    classes: dict[str, ShipClass]
    economical_kn: dict[str, float]
    types: dict[str, AircraftType]
    bases: dict[str, Base]


def stock(
    catalogue: Catalogue,
    classes: Mapping[str, Entered[WrittenClass]],
    types: Mapping[str, Entered[WrittenType]],
    bases: Mapping[str, Entered[WrittenBase]],
    report: Report,
) -> Stock:
    """The catalogue with the scenario's own entries; one that lacks figures is reported and left out."""
    class_figures = {name: _figures(value, CLASS_KEYS) for name, value in catalogue.classes.items()}
    for name, value in class_figures.items():
        value["transit"] = catalogue.economical_kn[name]
    class_figures |= _own(classes, class_figures, CLASS_KEYS, "anzac", report)
    type_figures = {name: _figures(value, TYPE_KEYS) for name, value in catalogue.types.items()}
    type_figures |= _own(types, type_figures, TYPE_KEYS, "P-8A", report)
    made_classes, economical = {}, {}
    for name, value in class_figures.items():
        made = ShipClass(name=name, note=value["note"], **{CLASS_KEYS[key]: value[key] for key in CLASS_KEYS})
        path = ("classes", name)
        if made.patrol_kn > made.max_kn:
            report.error(
                "speed-too-high",
                f"ships of class {name!r} patrol faster than their top speed",
                f"write a patrol speed of at most {made.max_kn:g}kn",
                (*path, "patrol"),
                (*path, "max"),
                path,
            )
        made_classes[name] = made
        economical[name] = min(value.get("transit") or made.patrol_kn, made.max_kn)
    made_types = {}
    for name, value in type_figures.items():
        kind = AircraftType(
            name=name, note=value["note"], **{TYPE_KEYS[key]: value[key] for key in TYPE_KEYS}
        )
        if kind.reserve_s >= kind.endurance_s:
            path = ("types", name)
            report.error(
                "no-flight",
                f"an aircraft of type {name!r} has no endurance left after its reserve",
                "write an endurance longer than the reserve",
                (*path, "reserve"),
                (*path, "endurance"),
                path,
            )
            continue
        made_types[name] = kind
    made_bases = {name: base for name, base in catalogue.bases.items() if name not in catalogue.aliases}
    for name, entered in bases.items():
        one_name = catalogue.aliases.get(name, name)
        base = _base(one_name, entered, made_bases.get(one_name), report)
        if base is not None:
            made_bases[one_name] = base
    return Stock(made_classes, economical, made_types, made_bases)


def _figures(value: ShipClass | AircraftType, keys: Mapping[str, str]) -> dict[str, Any]:
    return {key: getattr(value, name) for key, name in keys.items()} | {"note": value.note}


def _own(
    entries: Mapping[str, Entered[Any]],
    known: Mapping[str, dict[str, Any]],
    keys: Mapping[str, str],
    example: str,
    report: Report,
) -> dict[str, dict[str, Any]]:
    """Figures of the scenario's own classes or types."""
    made: dict[str, dict[str, Any]] = {}
    circular: set[str] = set()

    def make(name: str, above: tuple[str, ...]) -> dict[str, Any] | None:
        if name in made or name not in entries:
            return made.get(name, known.get(name))
        value, path = entries[name].value, entries[name].path
        figures: dict[str, Any] = dict(known.get(name, {}))
        if value.like is not None and value.like != name:
            if len(above) >= MOST_ABOVE:
                if not circular & {*above, name}:
                    message = f"more than {MOST_ABOVE} of these are like one another in a row"
                    report.error("too-deep", message, "give one of them figures of its own", (*path, "like"))
                circular.update(above, (name,))
                return None
            if value.like in above:
                if circular & {*above, name}:  # told already
                    return None
                circular.update(above, (name,))
                cycle = " like ".join(repr(step) for step in (*above, name, value.like))
                report.error(
                    "like-cycle", f"{cycle}: that says nothing", "give one of them figures", (*path, "like")
                )
                return None
            model = make(value.like, (*above, name))
            if model is None:  # told where it is wrong
                return None
            figures = dict(model)
        given = {key: getattr(value, key) for key in (*keys, "note", "transit") if hasattr(value, key)}
        figures |= {key: item for key, item in given.items() if item is not None}
        figures.setdefault("note", "")
        lacking = [key for key in keys if key not in figures]
        if lacking:
            if entries[name].whole:
                _lacking(name, path, lacking, example, report)
            return None
        made[name] = figures
        return figures

    for name in entries:
        make(name, ())
    return made


def _lacking(name: str, path: Path, lacking: list[str], example: str, report: Report) -> None:
    report.error(
        "missing-key",
        f"{name!r} is not in the catalogue and has no {', '.join(lacking)}",
        f"give them, or add like: {example}",
        path,
    )


def _local(time: DayTime, offset_s: int) -> int:
    """Seconds after midnight of a base's own clock."""
    return (time.seconds - time.offset_s + offset_s) % 86400


def _base(name: str, entered: Entered[WrittenBase], known: Base | None, report: Report) -> Base | None:
    value = entered.value
    position = value.position or (known.position if known is not None else None)
    if position is None:
        if entered.whole:
            report.error(
                "missing-key",
                f"{name!r} is not in the catalogue and has no position",
                "add position: 26-21.3N 127-46.1E",
                entered.path,
            )
        return None
    offset = value.utc_offset
    if offset is None:
        offset = known.utc_offset_s if known is not None else round(position[0] / 15) * 3600
    opens, closes = (known.opens_s, known.closes_s) if known is not None else (None, None)
    if value.opens is not None:
        opens, closes = value.opens, value.closes
    if value.daily is not None:
        opens, closes = _local(value.daily.start, offset), _local(value.daily.end, offset)
        if opens == closes:  # round the clock
            opens, closes = None, None
    kind = value.kind or (known.kind if known is not None else "airfield")
    gap = value.gap or (known.gap_s if known is not None else 0)
    return Base(name, position, kind, offset, opens, closes, gap)
