"""A plan file put together from what was formulated and said."""

from __future__ import annotations

from patrolplan.formulation.types import Formulation
from patrolplan.formulation.words.itineraries import Itineraries
from patrolplan.formulation.words.places import record_sectors, record_zones
from patrolplan.planning.score import score_of
from patrolplan.record import types as record
from patrolplan.scenario.resolved import to_json


def assembled(
    formulation: Formulation,
    source: record.Source,
    said: Itineraries,
    *,
    bound: float | None,
    prices: record.Prices | None,
    run: record.Run,
) -> record.Record:
    """The record of itineraries, whoever chose them. It holds no clock time: equal input, equal bytes.

    Args:
        formulation: of the scenario that the record embeds.
        source: where the scenario came from.
        said: tasks, sorties, legs, events and hand-overs, and their value.
        bound: what no plan can exceed; None where nothing is proved.
        prices: what proves it.
        run: how it was made.

    """
    scenario, water, clock = formulation.scenario, formulation.water, formulation.clock
    return record.Record(
        format=record.FORMAT,
        plan=record.Plan(scenario.plan.name, scenario.plan.issue),
        marking={
            "classification": scenario.marking.classification,
            "release": list(scenario.marking.release),
        },
        scenario=to_json(scenario),
        source=source,
        model=record.Model(
            start=clock.start,
            slot_s=scenario.horizon.slot_s,
            tick_s=scenario.horizon.tick_s,
            stay_s=scenario.stay_s,
            steps=clock.steps,
        ),
        score=score_of(said.value, float(water.rates.sum()), bound, said.shortfall_cost),
        zones=record_zones(water),
        sectors=record_sectors(water),
        sorties=said.sorties,
        tasks=said.tasks,
        events=said.events,
        legs=said.legs,
        handovers=said.handovers,
        shortfalls=said.shortfalls,
        prices=prices,
        run=run,
    )
