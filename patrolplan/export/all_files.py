"""Every product of a plan, for a folder."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from typing import Final

from patrolplan.export.formats.rtz import routes
from patrolplan.export.table import FORMATS, Choices
from patrolplan.export.text import file_name
from patrolplan.export.view.build import narrowed
from patrolplan.export.view.types import View

_NAMES: Final = {"gpx": "route", "ics": "calendar"}


def all_files(view: View, choices: Choices) -> Iterator[tuple[str, bytes]]:
    """Path in the folder and contents of each product: `plan.*` for all, and a folder for each asset.

    A GeoPackage is among them where its extra is installed. An asset without a route has no RTZ, a
    long route several.
    """
    for name, one in FORMATS.items():
        if one.single or (name == "gpkg" and importlib.util.find_spec("pyogrio") is None):
            continue
        for ending, make in one.endings.items():
            if ending != ".cot":  # the same as .xml
                yield f"plan{'.cot' if name == 'cot' else ''}{ending}", make(view, choices)
    folders: list[str] = []
    for asset in view.assets:
        folder = file_name(asset, folders)
        folders.append(folder)
        alone = narrowed(view, asset)
        for name in ("tasking", "turnover", "ics", "gpx"):
            for ending, make in FORMATS[name].endings.items():
                if ending != ".zip":
                    yield f"{folder}/{_NAMES.get(name, name)}{ending}", make(alone, choices)
        for name, data in routes(alone, choices.revision).items():
            yield f"{folder}/{name}", data
