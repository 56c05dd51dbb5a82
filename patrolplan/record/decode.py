"""From the checked JSON to the frozen types."""

from __future__ import annotations

from patrolplan.record import types
from patrolplan.record.wire import PricesJson, RecordJson, ZoneJson


def decode(wire: RecordJson) -> types.Record:
    """The record that a checked plan file holds.

    Args:
        wire: what `wire.RECORD` made of the file; nothing is checked again here.

    """
    run = wire["run"]
    prices = wire["prices"]
    return types.Record(
        format=wire["format"],
        plan=types.Plan(**wire["plan"]),
        marking={**wire["marking"]},
        scenario=wire["scenario"],
        source=types.Source(**wire["source"]),
        model=types.Model(**wire["model"]),
        score=types.Score(**wire["score"]),
        zones=tuple(_zone(zone) for zone in wire["zones"]),
        sectors=tuple(types.Sector(**sector) for sector in wire["sectors"]),
        sorties=tuple(types.Sortie(**sortie) for sortie in wire["sorties"]),
        tasks=tuple(types.Task(**task) for task in wire["tasks"]),
        events=tuple(types.Event(**event) for event in wire["events"]),
        legs=tuple(
            types.Leg(
                id=leg["id"],
                asset=leg["asset"],
                sortie=leg["sortie"],
                task=leg["task"],
                kind=leg["kind"],
                points=tuple(types.Point(*point) for point in leg["points"]),
            )
            for leg in wire["legs"]
        ),
        handovers=tuple(
            types.Handover(
                sector=handover["sector"],
                giver=handover["from"],
                taker=handover["to"],
                time=handover["time"],
                position=handover["position"],
            )
            for handover in wire["handovers"]
        ),
        shortfalls=tuple(types.Shortfall(**shortfall) for shortfall in wire["shortfalls"]),
        prices=None if prices is None else _prices(prices),
        run=types.Run(
            version=run["version"],
            seed=run["seed"],
            effort=run["effort"],
            rounds=run["rounds"],
            stopped_by=run["stopped_by"],
            phases=tuple(types.PhaseNote(**phase) for phase in run.get("phases", ())),
            remarks=run.get("remarks", ()),
        ),
    )


def _zone(zone: ZoneJson) -> types.Zone:
    return types.Zone(
        name=zone["name"],
        polygons=zone["polygon"],
        start=zone["from"],
        end=zone["to"],
        closed_to=zone["closed_to"],
        except_nations=zone.get("except", ()),
    )


def _prices(prices: PricesJson) -> types.Prices:
    return types.Prices(
        scale=prices["scale"],
        levels=prices["levels"],
        private=tuple(types.PrivateLevels(**private) for private in prices.get("private", ())),
        hold=prices.get("hold", {}),
        resources=prices.get("resources", {}),
        requirements=prices.get("requirements", {}),
        leaves=prices.get("leaves", ()),
    )
