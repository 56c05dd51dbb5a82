"""`defaults` laid under each ship and each detachment, so that all that follows sees whole entries.

What an asset says itself goes before what its class or type says, that before its nation, and that before
all. `null` in the asset takes a default away. Each value keeps the place where it was written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from patrolplan.scenario.diagnostics import Diagnostic
from patrolplan.scenario.language.names import Kind, Names
from patrolplan.scenario.text.merge import laid_over
from patrolplan.scenario.text.nodes import Entry, Mapping, Scalar, find
from patrolplan.scenario.values.nation import parse_nation
from patrolplan.scenario.values.problem import BadValueError

DEFAULTS = "defaults"
_KINDS: dict[str, tuple[str, Kind]] = {"ships": ("class", "class"), "aircraft": ("type", "type")}
"""For each section the key that tells what an asset is, and whose names it bears."""
_OWN_SPELLS = ("in_chop", "out_chop")
"""Defaults that several spells of one ship stand in place of."""


@dataclass(frozen=True)
class Defaulted:
    """The tree with defaults laid under its assets."""

    root: Mapping
    found: tuple[Diagnostic, ...]


def defaulted(root: Mapping, names: Names) -> Defaulted:
    """Lay the defaults under the assets; report defaults for what nobody is or can be."""
    if DEFAULTS not in root.entries:
        return Defaulted(root, ())
    found: list[Diagnostic] = []
    for section in _KINDS:
        given = find(root, (DEFAULTS, section))
        entry = root.entries.get(section)
        if not isinstance(given, Mapping):
            continue
        layers = _Layers(given, section, names, found)
        if entry is None or not isinstance(entry.value, Mapping):
            continue
        made = {name: Entry(item.key, layers.under(item)) for name, item in entry.value.entries.items()}
        root = replace(
            root, entries={**root.entries, section: Entry(entry.key, replace(entry.value, entries=made))}
        )
        found.extend(layers.idle())
    return Defaulted(root, tuple(found))


class _Layers:
    """The defaults of one section, with names in one spelling."""

    def __init__(self, given: Mapping, section: str, names: Names, found: list[Diagnostic]) -> None:
        self.section = section
        self.key, kind = _KINDS[section]
        self.every = _mapping(given, "all")
        self.nations = self._by_name(given, "nation", parse_nation, found)
        self.kinds = self._by_name(given, self.key, lambda text: names.find(kind, text), found)
        self.find: Callable[[str], str] = lambda text: names.find(kind, text)
        self.used: set[tuple[str, str]] = set()

    def _by_name(
        self, given: Mapping, key: str, read: Callable[[str], str], found: list[Diagnostic]
    ) -> dict[str, Entry]:
        made: dict[str, Entry] = {}
        for name, entry in (_mapping(given, key) or Mapping({}, given.span)).entries.items():
            try:
                made[read(name)] = entry
            except BadValueError as error:
                found.append(
                    Diagnostic(
                        error.id,
                        "error",
                        error.message,
                        entry.key,
                        error.cure,
                        error.replacement,
                        safe=error.safe,
                    )
                )
        return made

    def under(self, item: Entry) -> Mapping | Scalar:
        """One asset with its defaults."""
        own = item.value
        if not isinstance(own, Mapping):
            return own  # type: ignore[return-value]
        below = self.every or Mapping({}, own.span, own.flow)
        said = _over(below, own)
        nation = self._layer("nation", self.nations, _text(said, "nation"), parse_nation)
        below = _over(below, nation) if nation is not None else below
        said = _over(below, own)
        kind = self._layer(self.key, self.kinds, _text(said, self.key), self.find)
        below = _over(below, kind) if kind is not None else below
        if "spells" in own.entries:
            below = replace(
                below, entries={key: entry for key, entry in below.entries.items() if key not in _OWN_SPELLS}
            )
        return replace(_over(below, own), span=own.span, flow=own.flow)

    def _layer(
        self, key: str, layers: dict[str, Entry], text: str | None, read: Callable[[str], str]
    ) -> Mapping | None:
        if text is None:
            return None
        try:
            name = read(text)
        except BadValueError:  # told where the asset is read
            return None
        entry = layers.get(name)
        if entry is None:
            return None
        self.used.add((key, name))
        return entry.value if isinstance(entry.value, Mapping) else None

    def idle(self) -> Iterator[Diagnostic]:
        """Warn of defaults that hold for nobody."""
        for key, layers in (("nation", self.nations), (self.key, self.kinds)):
            for name, entry in layers.items():
                if (key, name) not in self.used:
                    who = "ship" if self.section == "ships" else "detachment"
                    yield Diagnostic(
                        "default-unused",
                        "warning",
                        f"no {who} here is of the {key} {name!r}, so that this holds for nobody",
                        entry.key,
                        "check the name, or delete it",
                    )


def _over(below: Mapping, own: Mapping) -> Mapping:
    """`own` over defaults: a `null` that takes nothing away stays, to be told where the asset is read."""
    kept = {
        key: entry
        for key, entry in own.entries.items()
        if isinstance(entry.value, Scalar) and entry.value.value is None and key not in below.entries
    }
    rest = replace(own, entries={key: entry for key, entry in own.entries.items() if key not in kept})
    joined = laid_over(below, rest, [], keep_empty=True)
    return replace(joined, entries={**joined.entries, **kept})


def _mapping(given: Mapping, key: str) -> Mapping | None:
    value = find(given, (key,))
    return value if isinstance(value, Mapping) else None


def _text(node: Mapping, key: str) -> str | None:
    value = find(node, (key,))
    return value.text if isinstance(value, Scalar) and value.value is not None else None
