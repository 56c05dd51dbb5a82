"""Which names a scenario can use: its own, and those of the catalogue."""

from __future__ import annotations

from collections.abc import Sequence

from patrolplan.scenario.catalogue import Catalogue
from patrolplan.scenario.language.names import Kind, Names
from patrolplan.scenario.text.nodes import Mapping, Scalar

_SECTIONS: dict[Kind, tuple[str, ...]] = {
    "area": ("areas",),
    "asset": ("ships", "aircraft"),
    "base": ("bases",),
    "class": ("classes",),
    "type": ("types",),
}


def known_names(trees: Sequence[Mapping], catalogue: Catalogue) -> Names:
    """Names of all entries of the trees, right or wrong, and of the catalogue.

    The trees are the scenario and what it was before a variant took things away: a caveat of a ship that
    the variant removes is moot, not mistaken.
    """
    known: dict[Kind, dict[str, str]] = {
        "area": {},
        "asset": {},
        "base": {name: catalogue.aliases.get(name, name) for name in catalogue.bases},
        "class": {name: name for name in catalogue.classes},
        "type": {name: name for name in catalogue.types},
    }
    for tree in trees:
        for kind, sections in _SECTIONS.items():
            for name in (name for section in sections for name in entry_names(tree, section)):
                known[kind].setdefault(name, name)
    unread = {
        kind
        for tree in trees
        for kind, sections in _SECTIONS.items()
        if any(is_unreadable(tree, section) for section in sections)
    }
    return Names(known, frozenset(unread))


def is_unreadable(tree: Mapping, section: str) -> bool:
    """Whether something stands under a section that is no mapping of names."""
    entry = tree.entries.get(section)
    if entry is None or isinstance(entry.value, Mapping):
        return False
    return not (isinstance(entry.value, Scalar) and entry.value.value is None)


def entry_names(tree: Mapping, section: str) -> tuple[str, ...]:
    """Names under a section, whatever stands behind them."""
    entry = tree.entries.get(section)
    return tuple(entry.value.entries) if entry is not None and isinstance(entry.value, Mapping) else ()
