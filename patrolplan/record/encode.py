"""From the frozen types to JSON values, in the one order and the one form that the file has.

Numbers are made plain here (a numpy float or a whole number where the type says float), so that two
records that are equal become the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from patrolplan.record import types

Json = dict[str, Any]


def time_text(moment: datetime) -> str:
    """ISO 8601 in Z, with microseconds only where there are any.

    Raises:
        ValueError: the time is naive.

    """
    if moment.tzinfo is None:
        raise ValueError(f"the time {moment} has no zone")
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def encode(record: types.Record) -> Json:
    """The record as JSON values, keys in the order of the file.

    Raises:
        ValueError: a time is naive.

    """
    run = record.run
    return {
        "format": record.format,
        "plan": {
            "name": record.plan.name,
            "issue": int(record.plan.issue),
            "supersedes": record.plan.supersedes,
            "effective": _maybe_time(record.plan.effective),
        },
        "marking": record.marking,
        "scenario": record.scenario,
        "source": {
            "file": record.source.file,
            "sha256": record.source.sha256,
            "variant": record.source.variant,
            "sets": list(record.source.sets),
        },
        "model": {
            "start": time_text(record.model.start),
            "slot_s": int(record.model.slot_s),
            "tick_s": int(record.model.tick_s),
            "stay_s": int(record.model.stay_s),
            "steps": int(record.model.steps),
        },
        "score": {
            "value": float(record.score.value),
            "total": float(record.score.total),
            "coverage": float(record.score.coverage),
            "shortfall_cost": float(record.score.shortfall_cost),
            "objective": float(record.score.objective),
            "bound": _maybe_float(record.score.bound),
            "gap": _maybe_float(record.score.gap),
        },
        "zones": [_zone(zone) for zone in record.zones],
        "sectors": [_sector(sector) for sector in record.sectors],
        "sorties": [_sortie(sortie) for sortie in record.sorties],
        "tasks": [_task(task) for task in record.tasks],
        "events": [_event(event) for event in record.events],
        "legs": [_leg(leg) for leg in record.legs],
        "handovers": [_handover(handover) for handover in record.handovers],
        "shortfalls": [_shortfall(shortfall) for shortfall in record.shortfalls],
        "prices": None if record.prices is None else _prices(record.prices),
        "run": {
            "version": run.version,
            "seed": int(run.seed),
            "effort": run.effort,
            "rounds": int(run.rounds),
            "stopped_by": run.stopped_by,
            "phases": [_phase(phase) for phase in run.phases],
            "remarks": list(run.remarks),
        },
    }


def _maybe_time(moment: datetime | None) -> str | None:
    return None if moment is None else time_text(moment)


def _maybe_float(number: float | None) -> float | None:
    return None if number is None else float(number)


def _position(position: types.LonLat) -> list[float]:
    return [float(position[0]), float(position[1])]


def _rings(rings: Iterable[Iterable[types.LonLat]]) -> list[list[list[float]]]:
    return [[_position(corner) for corner in ring] for ring in rings]


def _zone(zone: types.Zone) -> Json:
    return {
        "name": zone.name,
        "polygon": [_rings(polygon) for polygon in zone.polygons],
        "from": _maybe_time(zone.start),
        "to": _maybe_time(zone.end),
        "closed_to": list(zone.closed_to),
        "except": list(zone.except_nations),
    }


def _sector(sector: types.Sector) -> Json:
    return {
        "id": sector.id,
        "polygon": _rings(sector.polygon),
        "point": _position(sector.point),
        "area_nm2": float(sector.area_nm2),
        "areas": {name: float(beginnings) for name, beginnings in sector.areas.items()},
        "rates": [float(rate) for rate in sector.rates],
    }


def _sortie(sortie: types.Sortie) -> Json:
    return {
        "id": sortie.id,
        "detachment": sortie.detachment,
        "airframe": int(sortie.airframe),
        "crew": int(sortie.crew),
        "takeoff": time_text(sortie.takeoff),
        "landing": time_text(sortie.landing),
        "block": sortie.block,
    }


def _task(task: types.Task) -> Json:
    return {
        "id": task.id,
        "asset": task.asset,
        "sortie": task.sortie,
        "sector": task.sector,
        "start": time_text(task.start),
        "end": time_text(task.end),
        "role": task.role,
        "value": float(task.value),
        "looks": [[int(step), float(pod)] for step, pod in task.looks],
    }


def _event(event: types.Event) -> Json:
    return {
        "asset": event.asset,
        "kind": event.kind,
        "at": None if event.at is None else _position(event.at),
        "start": time_text(event.start),
        "end": time_text(event.end),
    }


def _leg(leg: types.Leg) -> Json:
    return {
        "id": leg.id,
        "asset": leg.asset,
        "sortie": leg.sortie,
        "task": leg.task,
        "kind": leg.kind,
        "points": [[float(point.lon), float(point.lat), time_text(point.time)] for point in leg.points],
    }


def _handover(handover: types.Handover) -> Json:
    return {
        "sector": handover.sector,
        "from": handover.giver,
        "to": handover.taker,
        "time": time_text(handover.time),
        "position": _position(handover.position),
    }


def _shortfall(shortfall: types.Shortfall) -> Json:
    said = {"reason": shortfall.reason} if shortfall.reason else {}
    return {
        "requirement": shortfall.requirement,
        "amount": float(shortfall.amount),
        "unit": shortfall.unit,
        "cost": float(shortfall.cost),
        **said,
    }


def _phase(phase: types.PhaseNote) -> Json:
    return {
        "name": phase.name,
        "rounds": int(phase.rounds),
        "value": float(phase.value),
        "bound": float(phase.bound),
        "stopped_by": phase.stopped_by,
    }


def _whole(arrays: Mapping[str, Iterable[int]]) -> dict[str, list[int]]:
    return {name: [int(number) for number in numbers] for name, numbers in arrays.items()}


def _private(private: types.PrivateLevels) -> Json:
    groups = {sector: int(number) for sector, number in private.groups.items()}
    return {
        "detachment": private.detachment,
        "takeoff": time_text(private.takeoff),
        "claim": int(private.claim),
        "levels": {
            sector: [[int(step), int(level)] for step, level in pairs]
            for sector, pairs in private.levels.items()
        },
        **({"groups": groups} if groups else {}),
    }


def _prices(prices: types.Prices) -> Json:
    return {
        "scale": int(prices.scale),
        "levels": _whole(prices.levels),
        "private": [_private(private) for private in prices.private],
        "hold": _whole(prices.hold),
        "resources": _whole(prices.resources),
        "requirements": _whole(prices.requirements),
        "leaves": list(prices.leaves),
    }
