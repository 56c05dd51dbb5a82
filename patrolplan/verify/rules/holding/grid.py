"""Where times may lie: inside the horizon, and on the steps that the scenario sets."""

from __future__ import annotations

from collections.abc import Iterator

from patrolplan.verify.rules.breaches import of_task
from patrolplan.verify.rules.case import Case
from patrolplan.verify.rules.finding import Breach, Outcome, outcome
from patrolplan.verify.rules.words import dtg, from_to, span


def horizon(case: Case) -> Outcome:
    """Tasks, take-offs and landings lie inside the horizon."""
    return outcome(len(case.stations) + len(case.sorties), _outside(case))


def grid(case: Case) -> Outcome:
    """Ships' tasks start and end on slot edges, aircraft looks on ticks, take-offs on the take-off step."""
    return outcome(len(case.stations) + len(case.sorties), _off(case))


def _outside(case: Case) -> Iterator[Breach]:
    last = float(case.horizon_s)
    close = f"the horizon, {dtg(case.opening)} to {dtg(case.time(last))}"
    for s in case.stations:
        out = max(-s.start, s.end - last)
        if out > 0:
            yield of_task(s, f"{s.words} leaves {close}, by {span(out)}", out, 0.0, "s")
    for sortie in case.sorties.values():
        takeoff, landing = case.seconds(sortie.takeoff), case.seconds(sortie.landing)
        out = max(-takeoff, landing - last)
        if out > 0:
            name = case.holder_of(sortie.detachment, sortie.id)
            yield Breach(
                f"{name.name if name else sortie.id} flies {from_to(sortie.takeoff, sortie.landing)}: "
                f"that leaves {close}, by {span(out)}",
                start=sortie.takeoff,
                end=sortie.landing,
                measured=out,
                limit=0.0,
                unit="s",
            )


def _off(case: Case) -> Iterator[Breach]:
    steps = case.scenario.horizon
    for s in case.stations:
        ship = s.holder.asset.kind == "ship"
        step, what = (steps.slot_s, "slot edge") if ship else (steps.tick_s, "tick")
        for word, time, seconds in (("starts", s.task.start, s.start), ("ends", s.task.end, s.end)):
            off = _distance_off(seconds, step)
            if off:
                yield Breach(
                    f"{s.holder.name} in {s.place.id} {word} at {dtg(time)}, {span(off)} off the {what} "
                    f"(every {span(step)})",
                    tasks=(s.id,),
                    place=s.place.sector.point,
                    start=time,
                    end=time,
                    measured=off,
                    limit=0.0,
                    unit="s",
                )
    for sortie in case.sorties.values():
        off = _distance_off(case.seconds(sortie.takeoff), steps.takeoff_step_s)
        if off:
            yield Breach(
                f"{sortie.id} takes off at {dtg(sortie.takeoff)}, {span(off)} off the take-off step "
                f"(every {span(steps.takeoff_step_s)})",
                start=sortie.takeoff,
                end=sortie.takeoff,
                measured=off,
                limit=0.0,
                unit="s",
            )


def _distance_off(seconds: float, step: int) -> float:
    rest = seconds % step
    return min(rest, step - rest)
