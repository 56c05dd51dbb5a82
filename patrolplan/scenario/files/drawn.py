"""`geojson`: shapes drawn in a file beside the scenario, as the polygons that they are."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from patrolplan.scenario.diagnostics import Diagnostic
from patrolplan.scenario.files.folder import Folder
from patrolplan.scenario.files.geojson import Feature, GeoJsonError, LonLat, chosen, features
from patrolplan.scenario.text.nodes import Entry, Mapping, Node, Scalar, Sequence
from patrolplan.scenario.text.reading import read_source
from patrolplan.scenario.text.source import Span

GEOJSON = "geojson"
SHAPED = (("areas",), ("zones",), ("sectors", "drawn"))
"""Paths to mappings by name of things that have a shape."""
_KEYS = ("file", "feature")


def with_drawn(root: Mapping, folder: Folder) -> tuple[Mapping, tuple[Diagnostic, ...]]:
    """The tree with every `geojson` replaced by the `polygons` of its file; what is wrong stays as it is."""
    reader = _Reader(folder)
    for path in SHAPED:
        root = _within(root, path, reader)
    return root, tuple(reader.found)


class _Reader:
    """Files by path, each read once."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.found: list[Diagnostic] = []
        self.files: dict[str, tuple[Feature, ...] | None] = {}

    def read(self, item: Scalar) -> tuple[Feature, ...] | None:
        path, refused = self.folder.find(item.text, item.span)
        if path is None:
            assert refused is not None
            self.found.append(refused)
            return None
        if path not in self.files:
            self.files[path] = self.features(path, item.span)
        return self.files[path]

    def features(self, path: str, span: Span) -> tuple[Feature, ...] | None:
        source, problems = read_source(path)
        if problems:
            self.found.append(replace(problems[0], span=span, message=f"{path}: {problems[0].message}"))
            return None
        try:
            return features(source.text)
        except GeoJsonError as error:
            self.wrong(path, error, span)
            return None

    def wrong(self, path: str, error: GeoJsonError, span: Span) -> None:
        self.found.append(Diagnostic("bad-geojson", "error", f"{path}: {error.message}", span, error.cure))


def _within(root: Mapping, path: tuple[str, ...], reader: _Reader) -> Mapping:
    entry = root.entries.get(path[0])
    if entry is None or not isinstance(entry.value, Mapping):
        return root
    if len(path) > 1:
        value = _within(entry.value, path[1:], reader)
    else:
        shaped = {
            name: Entry(item.key, _shaped(item.value, reader)) for name, item in entry.value.entries.items()
        }
        value = replace(entry.value, entries=shaped)
    return replace(root, entries={**root.entries, path[0]: Entry(entry.key, value)})


def _shaped(node: Node, reader: _Reader) -> Node:
    if not isinstance(node, Mapping) or GEOJSON not in node.entries or "polygons" in node.entries:
        return node
    entry = node.entries[GEOJSON]
    file, feature = _asked(entry.value)
    if file is None:  # its shape is wrong: told with the other keys
        return node
    read = reader.read(file)
    if read is None:
        return node
    try:
        rings = chosen(read, feature.text if feature is not None else None)
    except GeoJsonError as error:
        reader.wrong(file.text, error, (feature or file).span)
        return node
    span = entry.value.span
    polygons = Sequence(
        tuple(Sequence(tuple(_corner(corner, span) for corner in ring), span) for ring in rings), span
    )
    entries = {key: item for key, item in node.entries.items() if key != GEOJSON}
    return replace(node, entries={**entries, "polygons": Entry(entry.key, polygons)})


def _asked(node: Node) -> tuple[Scalar | None, Scalar | None]:
    """File and feature: `geojson: areas.geojson` or `geojson: {file: areas.geojson, feature: SOUTH}`."""
    if isinstance(node, Scalar):
        return (None if node.value is None else node), None
    if not isinstance(node, Mapping) or not set(node.entries) <= set(_KEYS):
        return None, None
    given = [node.entries[key].value if key in node.entries else None for key in _KEYS]
    if not isinstance(given[0], Scalar) or given[0].value is None:
        return None, None
    if given[1] is not None and (not isinstance(given[1], Scalar) or given[1].value is None):
        return None, None
    return given[0], given[1]


def _corner(corner: LonLat, span: Span) -> Scalar:
    lon, lat = corner
    text = f"{Decimal(repr(lat)):f} {Decimal(repr(lon)):f}"
    return Scalar(text, text, span)
