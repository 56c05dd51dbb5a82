"""How well each asset sees in each sector and step: sweep width and effective speed.

Width is that of day or night × what the sea state leaves of it × fatigue. Who must look at each contact that
it meets, V·W·ρ an hour, for τ hours each makes good V/(1 + V·W·ρ·τ). Written out here: a second witness
borrows nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray

from patrolplan.geo import sun
from patrolplan.scenario.model import Helicopter, Scenario
from patrolplan.simulation.waters import Waters


@dataclass(frozen=True)
class Sight:
    """(K,) each: sweep width for identification [nm] and the speed that leaves time for contacts [kn]."""

    width_nm: NDArray[np.float64]
    speed_kn: NDArray[np.float64]


def _aloft(carried: Helicopter, seconds: NDArray[np.int64]) -> NDArray[np.float64]:
    """Seconds that it has been searching by each of these, counted from a day and a midnight before."""
    day = 86_400
    days, rest = np.divmod(seconds + day, day)
    done = np.zeros(len(seconds))
    for launch in carried.launches_s:
        over = max(0, launch + carried.length_s - day)  # flown after midnight
        done += days * carried.length_s + np.clip(rest - launch, 0, carried.length_s - over)
        done += np.minimum(rest, over) - over
    return done


@dataclass(frozen=True, eq=False)
class Eyes:
    """The eyes of a scenario's assets, in the sectors of one record."""

    waters: Waters

    @property
    def scenario(self) -> Scenario:
        """Whose assets they are."""
        return self.waters.scenario

    @cached_property
    def _made(self) -> dict[tuple[str, int], Sight]:
        return {}

    def sight(self, asset: str, sector: int) -> Sight:
        """How an asset sees in a sector."""
        if (asset, sector) not in self._made:
            self._made[asset, sector] = self._sight(asset, sector)
        return self._made[asset, sector]

    def _sight(self, asset: str, sector: int) -> Sight:
        scenario = self.scenario
        ship = scenario.ships.get(asset)
        rules = scenario.sea_states
        if ship is not None:
            kind, speed = scenario.classes[ship.ship_class], ship.patrol_kn
            day, night, look = kind.day_width_nm, kind.night_width_nm, kind.contact_time_s
            left = np.array([rule.ship_width for rule in rules])
        else:
            model = scenario.types[scenario.aircraft[asset].type]
            speed = model.station_kn
            day, night, look = model.day_width_nm, model.night_width_nm, model.contact_time_s
            left = np.array([rule.aircraft_width for rule in rules])
        uncorrected = np.where(self._dark[sector], night, day)
        width = np.asarray(uncorrected * left[self._sea[sector]] * scenario.fatigue, dtype=np.float64)
        met_per_hour = speed * width * self._contacts[sector]
        good = np.asarray(speed / (1.0 + met_per_hour * look / 3600.0))
        if ship is not None and ship.helicopter is not None:
            width = width + self._beside(ship.helicopter, sector) / good
        return Sight(width, good)

    def _beside(self, carried: Helicopter, sector: int) -> NDArray[np.float64]:
        """(K,) nm² an hour that a ship's helicopter sweeps beside her, in the mean over each step."""
        scenario, horizon = self.scenario, self.scenario.horizon
        model = scenario.types[carried.type]
        left = np.array([rule.aircraft_width for rule in scenario.sea_states])
        uncorrected = np.where(self._dark[sector], model.night_width_nm, model.day_width_nm)
        width = uncorrected * left[self._sea[sector]] * scenario.fatigue
        met_per_hour = model.station_kn * width * self._contacts[sector]
        swept = model.station_kn * width / (1.0 + met_per_hour * model.contact_time_s / 3600.0)
        opening = horizon.start.hour * 3600 + horizon.start.minute * 60 + horizon.start.second
        edges = opening + np.arange(len(swept) + 1) * horizon.slot_s
        return np.asarray(swept * np.diff(_aloft(carried, edges)) / horizon.slot_s)

    @cached_property
    def _middles(self) -> list[object]:
        horizon = self.scenario.horizon
        steps = horizon.length_s // horizon.slot_s
        return [horizon.start + timedelta(seconds=horizon.slot_s) * (k + 0.5) for k in range(steps)]

    @cached_property
    def _dark(self) -> NDArray[np.bool_]:
        return sun.night([sector.point for sector in self.waters.sectors], self._middles)  # type: ignore[arg-type]

    @cached_property
    def _sea(self) -> NDArray[np.int64]:
        """(S, K) the worst sea state of any weather there and then."""
        points = [shapely.Point(sector.point) for sector in self.waters.sectors]
        worst = np.zeros((len(points), len(self._middles)), dtype=np.int64)
        for weather in self.scenario.weather.values():
            when = np.array([weather.start <= middle < weather.end for middle in self._middles])  # type: ignore[operator]
            where = np.ones(len(points), dtype=bool)
            if weather.area is not None:
                where = np.asarray(shapely.intersects(self.waters.areas[weather.area], points))
            there = np.outer(where, when)
            worst[there] = np.maximum(worst[there], weather.sea_state)
        return worst

    @cached_property
    def _contacts(self) -> NDArray[np.float64]:
        return np.array([self.waters.contacts_per_nm2(row) for row in range(len(self.waters.sectors))])
