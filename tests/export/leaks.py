"""Looks through a product for what its nation may not see: names, ids, positions and times of the others."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

import shapely

from patrolplan.export.spots import ddm, iso
from patrolplan.measures.flying.programme import programme
from patrolplan.measures.times.dtg import dtg, short
from patrolplan.record.types import LonLat, Record
from tests.export import readers

_FIGURE = r"(-?\d+(?:\.\d+)?)"
PAIR = re.compile(_FIGURE + r'(?:[,;]\s?| |" l(?:on|at)="|, "csp_lat": )' + _FIGURE)
"""Two numbers as formats write a position. Matches follow each other, so that the latitude of one place is
not read together with the longitude of the next.
"""
Place = tuple[int, int]


def _near(lon: float, lat: float) -> Place:
    """A place in hundredths of a minute or so: what rounding leaves alone."""
    return round(((lon + 180) % 360 - 180) * 1000), round(lat * 1000)


def texts(data: bytes) -> Iterator[str]:
    """All that can be read in a product: of a zip every member, of a GeoPackage rows, shapes and bytes."""
    if data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for name in package.namelist():
                yield name
                yield from texts(package.read(name))
        return
    yield re.sub(r"\r?\n[ \t]", "", data.decode("utf-8", "replace"))
    if data.startswith(b"SQLite"):
        for name in readers.layers(data):
            for row in readers.layer(data, name):
                yield shapely.to_wkt(row.pop("geometry"), rounding_precision=7)
                yield " ".join(map(str, row.values()))


def _stands(word: str, text: str) -> bool:
    """Whether a word stands in a text as a word of its own: `T004` does not in `...T004500Z`."""
    if word not in text:
        return False
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


class Secrets:
    """What a product for a nation must not hold, of the assets that it does not show."""

    def __init__(self, record: Record, open_to: frozenset[str]) -> None:
        hidden = {t.asset for t in record.tasks} | {s.detachment for s in record.sorties}
        hidden |= set(record.scenario["ships"]) | set(record.scenario["aircraft"])
        hidden -= open_to
        self.words = set(hidden)
        self.words |= {sortie.id for sortie in record.sorties if sortie.detachment in hidden}
        self.words |= {task.id for task in record.tasks if task.asset in hidden}
        self.words |= {leg.id for leg in record.legs if leg.asset in hidden}
        for caveat in record.scenario["caveats"].values():
            self.words.add(caveat["because"])
        self.words |= set(record.scenario["caveats"])
        for thing in ("ships", "aircraft"):
            self.words |= {
                asset.get("ship_class") or asset.get("type")
                for name, asset in record.scenario[thing].items()
                if name in hidden
            } - {
                asset.get("ship_class") or asset.get("type")
                for name, asset in record.scenario[thing].items()
                if name not in hidden
            }
        self.places = self._places(record, hidden) - self._allowed(record, open_to)
        self.times = self._times(record, hidden)

    def _places(self, record: Record, hidden: set[str]) -> set[LonLat]:
        found = {(p.lon, p.lat) for leg in record.legs if leg.asset in hidden for p in leg.points}
        found |= {event.at for event in record.events if event.asset in hidden and event.at is not None}
        takers = {task.id for task in record.tasks if task.asset in hidden}
        return found | {h.position for h in record.handovers if h.taker in takers}

    def _allowed(self, record: Record, open_to: frozenset[str]) -> set[LonLat]:
        """Corners of sectors and zones, and what those who are shown sail over themselves."""
        public = {corner for sector in record.sectors for ring in sector.polygon for corner in ring}
        public |= {sector.point for sector in record.sectors}
        public |= {c for zone in record.zones for polygon in zone.polygons for ring in polygon for c in ring}
        public |= {(p.lon, p.lat) for leg in record.legs if leg.asset in open_to for p in leg.points}
        public |= {event.at for event in record.events if event.asset in open_to and event.at is not None}
        near = {_near(*place) for place in public}
        words = {ddm(place) for place in public}
        return {
            place
            for place in self._places(
                record, set(record.scenario["ships"]) | set(record.scenario["aircraft"])
            )
            if _near(*place) in near or ddm(place) in words
        }

    def _times(self, record: Record, hidden: set[str]) -> set[str]:
        """Times of others that tell more than what is reserved: take-off, landing, corners of tracks."""
        told = {moment for task in record.tasks for moment in (task.start, task.end)}
        told |= {record.model.start}
        told |= {p.time for leg in record.legs if leg.asset not in hidden for p in leg.points}
        told |= {m for s in record.sorties if s.detachment not in hidden for m in (s.takeoff, s.landing)}
        flown = {line for line in programme(record) if line.sortie.detachment not in hidden}
        told |= {m for line in flown for m in (line.brief, line.debrief)}
        told |= {m for e in record.events if e.asset not in hidden for m in (e.start, e.end)}
        for zone in record.zones:
            told |= {zone.start, zone.end}
        written = {iso(moment) for moment in told if moment is not None}
        minutes = {dtg(moment) for moment in told if moment is not None}
        others = {p.time for leg in record.legs if leg.asset in hidden for p in leg.points}
        others |= {m for s in record.sorties if s.detachment in hidden for m in (s.takeoff, s.landing)}
        flown = {line for line in programme(record) if line.sortie.detachment in hidden}
        others |= {m for line in flown for m in (line.brief, line.debrief)}
        found = {iso(m) for m in others if iso(m) not in written}
        return found | {form(m) for m in others if dtg(m) not in minutes for form in (dtg, short)}

    def leaks(self, data: bytes) -> list[str]:
        """Everything in a product that should not be there."""
        found: list[str] = []
        places = {_near(*place): place for place in self.places}
        spoken = {ddm(place) for place in self.places}
        for text in texts(data):
            found += [word for word in self.words if word and _stands(word, text)]
            found += [word for word in spoken if word in text]
            found += [word for word in self.times if word in text]
            for pair in PAIR.findall(text):
                a, b = float(pair[0]), float(pair[1])
                for lon, lat in ((a, b), (b, a)):
                    if abs(lon) <= 360 and abs(lat) <= 90 and _near(lon, lat) in places:
                        found.append(f"{lon} {lat}")
        return found
