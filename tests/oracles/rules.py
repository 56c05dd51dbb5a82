"""A plain checker: which hard rules of the problem does a choice break?"""

from __future__ import annotations

from itertools import combinations_with_replacement, pairwise

from patrolplan.problem.types import NEVER, Choice, Detachment, Flight, Look, Mover, Problem, Spell

from .crews import airframe_faults, assignable, crew_faults
from .ways import Ways


def slots_met(look: Look, slot_ticks: int) -> range:
    """Steps of the look's sector that it meets."""
    return range(look.start // slot_ticks, -(-look.end // slot_ticks))


def look_faults(problem: Problem, mover: Mover, look: Look) -> list[str]:
    """Rules that the look breaks by itself."""
    grid = problem.grid
    if not 0 <= look.sector < grid.sectors:
        return [f"no sector {look.sector}"]
    if not 0 <= look.start < look.end <= grid.horizon:
        return [f"sector {look.sector} [{look.start}, {look.end}): outside the horizon or empty"]
    where = f"sector {look.sector} [{look.start}, {look.end})"
    faults = []
    if look.start % mover.step or look.end % mover.step:
        faults.append(f"{where}: not on multiples of {mover.step}")
    if look.end - look.start < mover.min_task[look.sector]:
        faults.append(f"{where}: shorter than {mover.min_task[look.sector]}")
    faults += [
        f"{where}: step {k} is not allowed"
        for k in slots_met(look, grid.slot_ticks)
        if not mover.allowed[look.sector, k]
    ]
    return faults


def move_faults(mover: Mover, looks: tuple[Look, ...]) -> list[str]:
    """Successive looks that cannot be reached in time; in one sector one simply waits."""
    faults, ways = [], Ways(mover.arcs)
    for before, after in pairwise(looks):
        there = (
            before.end
            if before.sector == after.sector
            else ways.arrival(before.sector, after.sector, before.end)
        )
        if there > after.start:
            faults.append(
                f"from sector {before.sector} at {before.end} to sector {after.sector} at {after.start}: "
                + ("no way" if there >= NEVER else f"there at {there}")
            )
    return faults


def spell_faults(mover: Mover, spell: Spell, chain: tuple[Look, ...]) -> list[str]:
    """Rules that a chain of tasks breaks within one spell."""
    if not chain:
        return []
    faults = move_faults(mover, chain)
    if chain[0].start < spell.entry[chain[0].sector]:
        faults.append(f"first task at {chain[0].start}, entry at {spell.entry[chain[0].sector]}")
    if chain[-1].end > spell.exit[chain[-1].sector]:
        faults.append(f"last task ends at {chain[-1].end}, exit at {spell.exit[chain[-1].sector]}")
    return faults


def ship_faults(problem: Problem, ship: int, tasks: tuple[Look, ...]) -> list[str]:
    """Rules broken by the best way to cut a ship's tasks into its spells."""
    mover, spells = problem.movers[problem.ships[ship].mover], problem.ships[ship].spells
    if not spells:
        return ["tasks without a spell"] if tasks else []
    best: list[str] | None = None
    for inner in combinations_with_replacement(range(len(tasks) + 1), len(spells) - 1):
        cuts = (0, *inner, len(tasks))
        faults = [
            fault
            for spell, (i, j) in zip(spells, pairwise(cuts), strict=True)
            for fault in spell_faults(mover, spell, tasks[i:j])
        ]
        if best is None or len(faults) < len(best):
            best = faults
    return best or []


def flight_faults(problem: Problem, flight: Flight) -> list[str]:
    """Rules that a flight breaks by itself."""
    det, horizon = problem.detachments[flight.detachment], problem.grid.horizon
    mover, faults = problem.movers[det.mover], []
    if flight.takeoff not in det.takeoffs:
        faults.append(f"no take-off at {flight.takeoff}")
    if not flight.takeoff <= flight.landing <= horizon:
        faults.append(f"landing at {flight.landing} is outside the horizon or before the take-off")
    elif not det.landing[flight.landing]:
        faults.append(f"the base takes no landing at {flight.landing}")
    if flight.landing - flight.takeoff > det.max_block:
        faults.append(f"{flight.landing - flight.takeoff} in the air, at most {det.max_block}")
    if flight.looks:
        first, last = flight.looks[0], flight.looks[-1]
        out = Ways(det.outbound).arrival(0, first.sector, flight.takeoff)
        if out > first.start:
            faults.append(f"sector {first.sector} at {first.start}: from take-off there at {out}")
        home = Ways(det.inbound).arrival(last.sector, 0, last.end)
        if home > flight.landing:
            faults.append(f"home at {home}, landing said at {flight.landing}")
        faults += move_faults(mover, flight.looks)
    return faults


def detachment_faults(det: Detachment, flights: list[Flight]) -> list[str]:
    """Quotas, airframes and crews of one detachment."""
    faults: list[str] = []
    day_of = {int(t): int(d) for t, d in zip(det.takeoffs, det.day, strict=True)}
    days = [day_of[f.takeoff] for f in flights if f.takeoff in day_of]
    faults += [
        f"{det.name}: {days.count(day)} take-offs on day {day}, at most {det.per_day[day]}"
        for day in sorted(set(days))
        if days.count(day) > det.per_day[day]
    ]
    weeks = [int(det.week[d]) for d in days]
    faults += [
        f"{det.name}: {weeks.count(week)} take-offs in week {week}, at most {det.per_week}"
        for week in sorted(set(weeks))
        if weeks.count(week) > det.per_week
    ]
    for kind, check in (("airframe", airframe_faults), ("crew", crew_faults)):
        for number in sorted({getattr(f, kind) for f in flights} - {-1}):
            mine = [f for f in flights if getattr(f, kind) == number]
            faults += [f"{det.name} {kind} {number}: {w}" for w in check(det.crewing, mine)]
    airframes, crews = assignable(det.crewing, flights)
    if not airframes:
        faults.append(f"{det.name}: no way to name airframes ({det.crewing.airframes})")
    if not crews:
        faults.append(f"{det.name}: no way to name crews ({det.crewing.crews})")
    return faults


def feasible(problem: Problem, choice: Choice) -> list[str]:
    """Every hard rule that the choice breaks, in words; empty when it is a plan.

    Airframes and crews given as -1 are checked by searching for names; given ones are kept.
    """
    if len(choice.ships) != len(problem.ships):
        return [f"{len(choice.ships)} ships in the choice, {len(problem.ships)} in the problem"]
    faults: list[str] = []
    holders: list[tuple[str, Mover, tuple[Look, ...], list[str]]] = []
    for i, tasks in enumerate(choice.ships):
        ship = problem.ships[i]
        holders.append((ship.name, problem.movers[ship.mover], tasks, ship_faults(problem, i, tasks)))
    for flight in choice.flights:
        det = problem.detachments[flight.detachment]
        name = f"{det.name} take-off {flight.takeoff}"
        holders.append((name, problem.movers[det.mover], flight.looks, flight_faults(problem, flight)))
    taken: dict[tuple[int, int], tuple[int, str]] = {}
    for h, (name, mover, looks, own) in enumerate(holders):
        wrong = [fault for look in looks for fault in look_faults(problem, mover, look)]
        faults += [f"{name}: {words}" for words in wrong + own]
        for look in looks:
            for k in slots_met(look, problem.grid.slot_ticks):
                holder, other = taken.setdefault((look.sector, k), (h, name))
                if holder != h:
                    faults.append(f"slot ({look.sector}, {k}) is held by {other} and by {name}")
        own_slots = [(x.sector, k) for x in looks for k in slots_met(x, problem.grid.slot_ticks)]
        for slot in sorted({s for s in own_slots if own_slots.count(s) > 1}):
            faults.append(f"{name}: meets slot {slot} with two tasks")
    for d, det in enumerate(problem.detachments):
        faults += detachment_faults(det, [f for f in choice.flights if f.detachment == d])
    return faults
