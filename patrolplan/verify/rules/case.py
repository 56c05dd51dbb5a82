"""A record laid out for judging: names looked up, times in seconds, polygons and tracks built once.

Only what makes sense by itself is laid out (a known asset, a known sector, a start before an end, a
track of real positions in order of time); what does not is told by the rules `names`, `sectors` and
`jump`, and left out here, so that no other rule trips over it. Nothing is taken from the record that
a rule could judge instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from itertools import pairwise

from patrolplan.geo.geodesy import distances_nm
from patrolplan.record.types import Leg, Record, Sortie
from patrolplan.scenario.model import Scenario
from patrolplan.verify.rules.accounts.coverage import Coverage, gather
from patrolplan.verify.rules.accounts.light import nights, sea_states
from patrolplan.verify.rules.accounts.overlay import Overlay, lay_over
from patrolplan.verify.rules.accounts.seeing import Sight, eyes_of, sight_of
from patrolplan.verify.rules.accounts.sweeping import swept, value_by_moments
from patrolplan.verify.rules.accounts.worth import Looked, Worth, look
from patrolplan.verify.rules.layout import Asset, Holder, Piece, Place, Station, Track, leg_fault
from patrolplan.verify.rules.water.shapes import Water, draw_water, polygon_of


@dataclass(frozen=True)
class Case:
    """What the judge looks at."""

    record: Record
    scenario: Scenario

    # -- time ------------------------------------------------------------------------------------
    @property
    def opening(self) -> datetime:
        """When the horizon opens."""
        return self.scenario.horizon.start

    @property
    def horizon_s(self) -> int:
        """Length of the horizon [s]."""
        return self.scenario.horizon.length_s

    @property
    def slot_s(self) -> int:
        """Length of a step [s]."""
        return self.scenario.horizon.slot_s

    @property
    def steps(self) -> int:
        """Steps in the horizon."""
        return self.horizon_s // self.slot_s

    def seconds(self, time: datetime) -> float:
        """Seconds since the horizon opened."""
        return (time - self.opening).total_seconds()

    def time(self, seconds: float) -> datetime:
        """The time that many seconds after the horizon opened."""
        return self.opening + timedelta(seconds=seconds)

    # -- who -------------------------------------------------------------------------------------
    @cached_property
    def assets(self) -> Mapping[str, Asset]:
        """Ships and detachments by name."""
        ships = {n: Asset(n, "ship", s.nation) for n, s in self.scenario.ships.items()}
        return ships | {n: Asset(n, "aircraft", d.nation) for n, d in self.scenario.aircraft.items()}

    @cached_property
    def sorties(self) -> Mapping[str, Sortie]:
        """Sorties of known detachments by id (the first of an id that is given twice)."""
        found: dict[str, Sortie] = {}
        for sortie in self.record.sorties:
            if sortie.detachment in self.scenario.aircraft:
                found.setdefault(sortie.id, sortie)
        return found

    @cached_property
    def holders(self) -> Mapping[str, Holder]:
        """Every ship and every sortie, by key."""
        found = {n: Holder(n, n, a, None) for n, a in self.assets.items() if a.kind == "ship"}
        for sortie in self.sorties.values():
            key = _sortie_key(sortie.id)
            known = sortie.detachment in sortie.id
            name = sortie.id if known else f"{sortie.detachment} {sortie.id}"
            found[key] = Holder(key, name, self.assets[sortie.detachment], sortie)
        return found

    def holder_of(self, asset: str, sortie: str | None) -> Holder | None:
        """The ship or the sortie that a task or leg names; None where the two do not fit together."""
        if sortie is None:
            holder = self.holders.get(asset)
            return holder if holder is not None and holder.sortie is None else None
        holder = self.holders.get(_sortie_key(sortie))
        return holder if holder is not None and holder.asset.name == asset else None

    # -- where -----------------------------------------------------------------------------------
    @cached_property
    def places(self) -> Mapping[str, Place]:
        """Recorded sectors whose polygon can be built, by id (the first of an id given twice)."""
        found: dict[str, Place] = {}
        for sector in self.record.sectors:
            polygon = polygon_of(sector.polygon)
            if polygon is not None and sector.area_nm2 > 0 and sector.id not in found:
                found[sector.id] = Place(sector, polygon)
        return found

    @cached_property
    def water(self) -> Water:
        """Land, zones, areas, light and weather, drawn again from the scenario."""
        points = [p for track in self.tracks for piece in track.pieces for p in (piece.a, piece.b)]
        shapes = [place.polygon.bounds for place in self.places.values()]
        return draw_water(self.scenario, points, shapes)

    # -- what ------------------------------------------------------------------------------------
    @cached_property
    def stations(self) -> tuple[Station, ...]:
        """Tasks that make sense by themselves, by start."""
        found = []
        for task in self.record.tasks:
            holder = self.holder_of(task.asset, task.sortie)
            place = self.places.get(task.sector)
            if holder is not None and place is not None and task.start < task.end:
                found.append(Station(task, holder, place, self.seconds(task.start), self.seconds(task.end)))
        return tuple(sorted(found, key=lambda s: (s.start, s.end, s.id)))

    @cached_property
    def stations_of(self) -> Mapping[str, tuple[Station, ...]]:
        """For each holder its stations in order of time."""
        found: dict[str, list[Station]] = {key: [] for key in self.holders}
        for station in self.stations:
            found[station.holder.key].append(station)
        return {key: tuple(stations) for key, stations in found.items()}

    @cached_property
    def station_of(self) -> Mapping[str, Station]:
        """Stations by the id of their task (the last of an id given twice)."""
        return {station.id: station for station in self.stations}

    @cached_property
    def tracks(self) -> tuple[Track, ...]:
        """Legs that make sense by themselves, by start."""
        sound: list[tuple[Leg, Holder]] = []
        for leg in self.record.legs:
            holder = self.holder_of(leg.asset, leg.sortie)
            if holder is not None and leg_fault(leg) is None:
                sound.append((leg, holder))
        starts = [p for leg, _ in sound for p in leg.points[:-1]]
        ends = [p for leg, _ in sound for p in leg.points[1:]]
        lengths = iter(
            distances_nm(
                [p.lon for p in starts], [p.lat for p in starts], [p.lon for p in ends], [p.lat for p in ends]
            )
        )
        found = [Track(leg, holder, tuple(self._pieces(leg, lengths))) for leg, holder in sound]
        return tuple(sorted(found, key=lambda t: (t.start, t.end, t.id)))

    @cached_property
    def tracks_of(self) -> Mapping[str, tuple[Track, ...]]:
        """For each holder its tracks in order of time."""
        found: dict[str, list[Track]] = {key: [] for key in self.holders}
        for track in self.tracks:
            found[track.holder.key].append(track)
        return {key: tuple(tracks) for key, tracks in found.items()}

    @cached_property
    def tracks_on(self) -> Mapping[str, tuple[Track, ...]]:
        """For each task id the tracks that are flown or sailed on it, in order of time."""
        found: dict[str, list[Track]] = {}
        for track in self.tracks:
            if track.leg.task is not None:
                found.setdefault(track.leg.task, []).append(track)
        return {task: tuple(tracks) for task, tracks in found.items()}

    def spell_at_time(self, ship: str, seconds: float) -> int:
        """The spell of a ship that a time falls in, or the one before it; the first for earlier times."""
        spells = self.scenario.ships[ship].spells
        begun = [n for n, spell in enumerate(spells) if self.seconds(spell.in_time) <= seconds]
        return begun[-1] if begun else 0

    def spell_of(self, track: Track) -> int:
        """The spell that a ship's track belongs to; 0 for a sortie's."""
        if track.holder.sortie is not None:
            return 0
        return self.spell_at_time(track.holder.asset.name, track.start)

    # -- how well --------------------------------------------------------------------------------
    @cached_property
    def overlay(self) -> Overlay:
        """Which part of which area lies in which sector."""
        return lay_over(self.water, {key: place.polygon for key, place in self.places.items()})

    @cached_property
    def touched(self) -> Mapping[str, frozenset[str]]:
        """For each sector the areas of which it holds some sea."""
        return {key: self.overlay.touched(key) for key in self.places}

    @cached_property
    def light(self) -> Mapping[str, tuple[bool, ...]]:
        """For each sector whether it is night in each step."""
        return nights(self.scenario, {key: place.sector.point for key, place in self.places.items()})

    @cached_property
    def sights(self) -> dict[tuple[str, str], Sight]:
        """Filled as asked for by `sight`."""
        return {}

    def sight(self, asset: str, sector: str) -> Sight:
        """How well an asset sees in a sector in each step."""
        if (asset, sector) not in self.sights:
            place = self.places[sector]
            self.sights[asset, sector] = sight_of(
                eyes_of(self.scenario, asset),
                self.scenario.fatigue,
                self.light[sector],
                sea_states(self.scenario, place.sector.point),
                self.overlay.contacts_per_nm2(sector),
                place.sector.area_nm2,
            )
        return self.sights[asset, sector]

    # -- how much --------------------------------------------------------------------------------
    @cached_property
    def beginnings(self) -> Mapping[str, Mapping[str, tuple[float, ...]]]:
        """For each sector, what begins in each step of each area that it touches."""
        return {
            key: {
                area: self.overlay.beginnings(area, key, self.light[key])
                for area in self.scenario.areas
                if self.overlay.held.get((area, key), 0.0) > 0
            }
            for key in self.places
        }

    @cached_property
    def rates(self) -> Mapping[str, tuple[float, ...]]:
        """For each sector what begins in each step."""
        return {
            key: tuple(sum(row[k] for row in areas.values()) for k in range(self.steps))
            for key, areas in self.beginnings.items()
        }

    @cached_property
    def worth(self) -> Worth:
        """The plan's worth, from its tasks."""
        return Worth(self.rates, tuple(self._look(s, self._on_station(s)) for s in self.stations))

    @cached_property
    def worth_flown(self) -> Worth:
        """The plan's worth from its tracks: what is swept on search and passage within the sector, at the
        speed made good, but never faster than the effective speed allows.
        """
        return Worth(self.rates, tuple(self._look(s, self._along_track(s)) for s in self.stations))

    @cached_property
    def value_by_moments(self) -> float:
        """What the tasks identify moment by moment, where the plan's value takes the means of slots."""
        looks = ((s.place.id, self._on_station(s)) for s in self.stations)
        return value_by_moments(self.rates, looks, self.scenario.stay_s, self.slot_s)

    def _look(self, s: Station, coverage: Coverage) -> Looked:
        return look(s.id, s.place.id, coverage, self.scenario.stay_s, self.slot_s, self.steps)

    def _on_station(self, s: Station) -> Coverage:
        rate = self.sight(s.holder.asset.name, s.place.id).coverage_per_s
        return gather(((s.start, s.end),), rate, self.slot_s)

    def _along_track(self, s: Station) -> Coverage:
        sight = self.sight(s.holder.asset.name, s.place.id)
        return swept(s, self.tracks_on.get(s.id, ()), sight, self.slot_s)

    def _pieces(self, leg: Leg, lengths: Iterator[float]) -> Iterator[Piece]:
        for p, q in pairwise(leg.points):
            nm = float(next(lengths))
            yield Piece((p.lon, p.lat), (q.lon, q.lat), self.seconds(p.time), self.seconds(q.time), nm)


def _sortie_key(sortie_id: str) -> str:
    """Keeps sorties apart from ships, whatever their names."""
    return f"sortie {sortie_id}"
