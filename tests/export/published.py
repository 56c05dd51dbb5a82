"""Every RTZ route and CoT event of plans against the schemas that their owners publish.

    python -m tests.export.published FOLDER PLAN.json [PLAN.json ...]

The schemas belong to others and are not kept here: lay them into FOLDER as `rtz1.0.xsd` and `rtz1.2.xsd`
(IEC 61174, annex S) and `event.xsd` (MITRE's schema of the CoT event, version 2.0). For the cell and for each
nation, all ships, both revisions. Besides the schema, what those who check route files ask for: a route
bears its file's name, the schedule lists the waypoints in their order, and time goes on from one to the next.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from patrolplan.export.errors import ExportError
from patrolplan.export.table import FORMATS, Choices
from patrolplan.export.view.build import view
from patrolplan.export.view.types import View
from patrolplan.measures.nations import nations
from patrolplan.record import file
from tests.export.readers import members


def faults(seen: View, schemas: dict[str, etree.XMLSchema]) -> Iterator[str]:
    """What is wrong with the routes and events of a view; a line with `=` tells how many were looked at."""
    for revision in ("1.0", "1.2"):
        try:
            files = members(FORMATS["rtz"].endings[".zip"](seen, Choices(revision=revision)))
        except ExportError:
            continue
        for name, data in files.items():
            root = etree.fromstring(data)
            yield from (f"{name}: {error}" for error in _broken(root, schemas[f"rtz{revision}"]))
            yield from (f"{name}: {error}" for error in _odd(root, name))
        yield f"={len(files)} routes, revision {revision}"
    count = 0
    for event in etree.fromstring(FORMATS["cot"].endings[".xml"](seen, Choices())).iter("event"):
        count += 1
        yield from (f"{event.get('uid')}: {error}" for error in _broken(event, schemas["event"]))
    yield f"={count} events"


def _broken(root: etree._Element, schema: etree.XMLSchema) -> list[str]:
    return [] if schema.validate(root) else [str(error) for error in schema.error_log]


def _odd(root: etree._Element, name: str) -> Iterator[str]:
    """What the schema of RTZ does not ask for and those who check files do."""
    info = root.find("{*}routeInfo")
    if info.get("routeName") != name.removesuffix(".rtz"):
        yield f"is called {info.get('routeName')}"
    if not info.get("validityPeriodStart") < info.get("validityPeriodStop"):
        yield "is valid for no time"
    stops = root.findall(".//{*}calculated/*")
    if [one.get("waypointId") for one in stops] != [one.get("id") for one in root.iter("{*}waypoint")]:
        yield "has another order in its schedule"
    for one, then in itertools.pairwise(stops):
        if not one.get("etd") < then.get("eta"):
            yield f"waypoint {then.get('waypointId')} is not after the one before"
        if then.get("etd") is not None and then.get("etd") < then.get("eta"):
            yield f"waypoint {then.get('waypointId')} is left before it is reached"


def main(folder: Path, plans: list[Path]) -> int:
    """Print what is wrong; 1 if anything is."""
    schemas = {
        name: etree.XMLSchema(etree.parse(str(folder / f"{name}.xsd")))
        for name in ("rtz1.0", "rtz1.2", "event")
    }
    wrong = 0
    for path in plans:
        record = file.read(path)
        for nation in (None, *sorted(set(nations(record).values()))):
            looked = []
            for line in faults(view(record, nation), schemas):
                if line.startswith("="):
                    looked.append(line[1:])
                else:
                    wrong += 1
                    print(f"{path.name}, for {nation or 'all'}: {line}")
            print(f"{path.name}, for {nation or 'all'}: {'; '.join(looked)}")
    print(f"{wrong} faults")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]]))
