"""Every rule that the judge knows, in the order in which it looks: id, clause, and the function."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from patrolplan.verify.rules.accounts import claims, handovers, papers
from patrolplan.verify.rules.asked import relief, shortfalls, supply, tasks
from patrolplan.verify.rules.case import Case
from patrolplan.verify.rules.finding import Outcome, Severity
from patrolplan.verify.rules.flying import airframes, blocks, crews, gaps, quota, sortie
from patrolplan.verify.rules.holding import closed, grid, minimum, overlap
from patrolplan.verify.rules.moving import approach, chop, crossing, events, idle, place, speed
from patrolplan.verify.rules.water import sectors, zones


@dataclass(frozen=True)
class Rule:
    """One rule. The clause is what the plan promises, in our own words."""

    id: str
    clause: str
    counts: str
    """What the rule looks at, for "nn tasks"."""
    check: Callable[[Case], Outcome]
    severity: Severity = "violation"


RULES: Final[tuple[Rule, ...]] = (
    Rule("scenario", "The embedded scenario resolves by itself.", "scenario", papers.scenario),
    Rule(
        "source",
        "The plan names the file that its scenario came from, with its sha256.",
        "source",
        papers.source,
    ),
    Rule("marking", "The plan is named and marked as the scenario says.", "marks", papers.marking),
    Rule("model", "Time is cut as the scenario says.", "keys", papers.model),
    Rule("names", "Whatever is named is there, once; tasks start before they end.", "names", papers.names),
    Rule("zones", "The recorded zones are the scenario's, drawn from the coastline.", "zones", zones.zones),
    Rule("sectors", "Sectors partition the areas' water.", "sectors", sectors.partition),
    Rule("labels", "Sectors are named for their GARS cells.", "sectors", sectors.labels),
    Rule("areas", "A sector's area is that of its polygon.", "sectors", sectors.measures),
    Rule("rates", "What begins in each slot follows from areas, shares and light.", "slots", claims.rates),
    Rule("horizon", "Tasks and flights lie inside the horizon.", "tasks and flights", grid.horizon),
    Rule("grid", "Tasks and take-offs lie on the scenario's steps of time.", "tasks and flights", grid.grid),
    Rule("overlap", "A slot is held by at most one holder.", "slots held", overlap.overlap),
    Rule("one-task", "A holder meets a slot with one task only.", "slots held", overlap.one_task),
    Rule(
        "closed-slot",
        "Nobody is tasked in slots that a zone closes to it.",
        "slots held",
        closed.closed_slots,
    ),
    Rule("caveat", "Nobody is tasked against a caveat.", "tasks under a caveat", closed.caveats),
    Rule("forbidden", "No forbidden task is in the plan.", "tasks of those bound", tasks.forbidden),
    Rule("pin", "Every pinned task is in the plan.", "pins", tasks.pins),
    Rule(
        "relief",
        "Ships come to water with presence in time to relieve.",
        "ships' tasks in such water",
        relief.relief,
    ),
    Rule(
        "replenishment",
        "Ships replenish as often and as long as they must.",
        "spells and replenishments",
        supply.replenishment,
    ),
    Rule(
        "minimum", "A task lasts long enough, and long enough to cross its sector.", "tasks", minimum.minimum
    ),
    Rule("one-place", "Nobody is on two tasks, or two legs, at once.", "tasks and legs", place.one_place),
    Rule("jump", "Each leg begins where and when the last one ended.", "legs", place.joined),
    Rule("on-task", "A task's time is covered by its own legs.", "tasks", place.on_task),
    Rule("in-sector", "Legs on a task lie inside its sector.", "legs on tasks", place.in_sector),
    Rule("speed", "Nobody moves faster than transit or cruise speed.", "legs", speed.speed),
    Rule(
        "search-speed",
        "Search tracks are as long as effective speed × time.",
        "search legs",
        speed.search_speed,
    ),
    Rule("land", "No ship crosses land.", "ships' legs", crossing.land),
    Rule("zone-crossed", "No track crosses a zone that is closed to it.", "legs", crossing.zones),
    Rule("chop", "Ships join and leave when and where agreed, and are tasked between.", "spells", chop.chop),
    Rule("port-shut", "Nobody joins or leaves at a port that is shut.", "spells", chop.port_open),
    Rule("separation", "Search tracks keep the distance asked for.", "pairs of legs", approach.separation),
    Rule(
        "event", "Ships join, wait and leave where and when they are there for it.", "events", events.events
    ),
    Rule("endurance", "Flights last no longer than endurance less reserve.", "flights", sortie.endurance),
    Rule(
        "base", "Flights start and end at their base, at take-off and landing.", "flights", sortie.base_ends
    ),
    Rule("base-shut", "Bases are open at take-off and landing.", "take-offs and landings", sortie.base_open),
    Rule("alternate", "The alternate is open when a flight lands.", "landings", sortie.alternate_open),
    Rule("present", "Detachments fly only while they are there.", "flights", sortie.present),
    Rule("per-day", "Take-offs in a base-local day keep to the quota.", "flights", quota.per_day),
    Rule("per-week", "Take-offs in a base-local week keep to the quota.", "flights", quota.per_week),
    Rule("takeoff-gap", "Take-offs keep apart, of a detachment and at an airfield.", "flights", gaps.apart),
    Rule("line", "No more airframes are out at once than are planned to be.", "flights", airframes.line),
    Rule(
        "airframe", "Each flight has an airframe that has been turned round.", "flights", airframes.airframes
    ),
    Rule("duty", "Each flight has a crew, on duty no longer than allowed.", "flights", crews.duty),
    Rule("rest", "Crews rest between duties, longer after long ones.", "flights", crews.rest),
    Rule("hours", "Crews keep to their flight hours in any 7 and 30 days.", "flights", crews.hours),
    Rule("block", "Flights in the air at once keep apart by height.", "flights", blocks.blocks),
    Rule("pod", "PODs follow from widths, speeds, light, weather and time.", "looks", claims.looks),
    Rule("task-value", "A task's value is what the plan loses without it.", "tasks", claims.task_values),
    Rule("score", "Value, total, coverage and objective are those of the tasks.", "figures", claims.score),
    Rule(
        "shortfall",
        "Shortfalls are those of the tasks, each at its price.",
        "requirements",
        shortfalls.shortfalls,
    ),
    Rule("gap", "The gap follows from bound and objective.", "figures", claims.gap),
    Rule("prices", "The certificate can be read: levels from 0 to scale.", "rows", claims.prices),
    Rule(
        "handover",
        "Hand-overs are recorded where one follows another within the stay.",
        "hand-overs",
        handovers.handovers,
    ),
    Rule(
        "approach",
        "Assets keep their distance in transit and passage too.",
        "pairs of legs",
        approach.approaches,
        "advice",
    ),
    Rule("idle", "Ships do not wait in water that another ship holds.", "waits", idle.idle, "advice"),
    Rule(
        "flown",
        "The tracks as flown see nearly what the tasks are credited with.",
        "plan",
        claims.flown,
        "advice",
    ),
)
"""The judge's rules. Each id is unique; `docs/judge.md` has them in a table."""
