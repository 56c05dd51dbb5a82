"""Read the catalogue's YAML files into the model's types, once per process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Final, Literal

import yaml

from patrolplan.scenario.model import AircraftType, Base, CrewRules, SeaStateRule, ShipClass

Kind = Literal["class", "type", "base", "sea_state", "crew_rules"]
Node = dict[str, Any]

# The C loader reads the catalogue in milliseconds; wheels without libyaml fall back to Python's.
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_UNITS: Final = {"_h": 3600, "_min": 60}


@dataclass(frozen=True)
class About:
    """Where an entry's figures come from."""

    title: str
    assumed: tuple[str, ...]
    """Fields of the model's type that are assumptions without a public source."""
    source: str
    bands: Mapping[str, tuple[float, float]]
    """For an assumed field, [low, high] of what is plausible, in the field's unit."""


@dataclass(frozen=True)
class Catalogue:
    """Everything that a scenario can name without describing it. All mappings are read-only."""

    classes: Mapping[str, ShipClass]
    economical_kn: Mapping[str, float]
    """By class: speed of its published range, the default of a ship's transit speed."""
    types: Mapping[str, AircraftType]
    bases: Mapping[str, Base]
    """By name and, for airfields, by ICAO code as well: both lead to the same `Base`."""
    aliases: Mapping[str, str]
    """ICAO code -> name."""
    sea_states: tuple[SeaStateRule, ...]
    """Index is the sea state, 0 to 9."""
    crew_rules: CrewRules
    about: Mapping[tuple[Kind, str], About]
    """By kind and name; sea states by their number as text, crew rules as "default"."""


def _read(name: str) -> Any:
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    # A subclass of SafeLoader in either case: plain values only, no objects are built.
    return yaml.load(text, Loader=_LOADER)


def _seconds(node: Mapping[str, Any]) -> Node:
    """Turn `x_h` and `x_min` of the files into the model's whole `x_s`."""
    out: Node = {}
    for key, value in node.items():
        for suffix, factor in _UNITS.items():
            if key.endswith(suffix):
                out[key.removesuffix(suffix) + "_s"] = round(value * factor)
                break
        else:
            out[key] = value
    return out


def _seconds_name(field: str) -> str:
    for suffix in _UNITS:
        if field.endswith(suffix):
            return field.removesuffix(suffix) + "_s"
    return field


def _bands(raw: Mapping[str, list[float]]) -> Mapping[str, tuple[float, float]]:
    out = {}
    for field, (low, high) in raw.items():
        factor = next((f for suffix, f in _UNITS.items() if field.endswith(suffix)), 1)
        out[_seconds_name(field)] = (float(low * factor), float(high * factor))
    return MappingProxyType(out)


def _split(node: Node, title: str = "title") -> tuple[Node, About]:
    """Part an entry into its figures and what is said about them."""
    rest = dict(node)
    about = About(
        title=str(rest.pop(title, "")),
        assumed=tuple(_seconds_name(name) for name in rest.pop("assumed", ())),
        source=str(rest.pop("source", "")),
        bands=_bands(rest.pop("bands", {})),
    )
    return _seconds(rest), about


def _floats(node: Node) -> Node:
    """Integers that YAML reads for widths, speeds and hours, as the floats that the model has."""
    return {
        key: float(value) if isinstance(value, int) and not key.endswith("_s") else value
        for key, value in node.items()
    }


def _clock(value: str | None) -> int | None:
    if value is None:
        return None
    hours, minutes = value.split(":")
    return int(hours) * 3600 + int(minutes) * 60


def _base(name: str, node: Node) -> Base:
    longitude, latitude = node["at"]
    return Base(
        name=name,
        position=(float(longitude), float(latitude)),
        kind=node["kind"],
        utc_offset_s=node["utc_offset_s"],
        opens_s=_clock(node.get("opens")),
        closes_s=_clock(node.get("closes")),
    )


@cache
def load() -> Catalogue:
    """Return the catalogue; read once, in some milliseconds, and the same object ever after."""
    about: dict[tuple[Kind, str], About] = {}

    classes: dict[str, ShipClass] = {}
    economical: dict[str, float] = {}
    for name, raw in _read("classes.yaml").items():
        figures, about["class", name] = _split(raw)
        economical[name] = float(figures.pop("economical_kn"))
        classes[name] = ShipClass(name=name, **_floats(figures))

    types: dict[str, AircraftType] = {}
    for name, raw in _read("types.yaml").items():
        figures, about["type", name] = _split(raw)
        types[name] = AircraftType(name=name, **_floats(figures))

    bases: dict[str, Base] = {}
    aliases: dict[str, str] = {}
    for name, raw in _read("bases.yaml").items():
        figures, about["base", name] = _split(raw)
        bases[name] = _base(name, figures)
        if "icao" in figures:
            aliases[figures["icao"]] = name
    bases |= {icao: bases[name] for icao, name in aliases.items()}

    states: list[SeaStateRule] = []
    for number, raw in enumerate(_read("sea_states.yaml")):
        figures, about["sea_state", str(number)] = _split(raw, title="sea")
        states.append(SeaStateRule(**_floats(figures)))

    figures, about["crew_rules", "default"] = _split(_read("crew_rules.yaml"))
    rules: Node = figures | {key: float(figures[key]) for key in ("hours_7d", "hours_30d")}
    return Catalogue(
        classes=MappingProxyType(classes),
        economical_kn=MappingProxyType(economical),
        types=MappingProxyType(types),
        bases=MappingProxyType(bases),
        aliases=MappingProxyType(aliases),
        sea_states=tuple(states),
        crew_rules=CrewRules(**rules),
        about=MappingProxyType(about),
    )
