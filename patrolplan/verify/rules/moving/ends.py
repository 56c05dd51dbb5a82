"""The ends of an itinerary: bases, and the places where ships join and leave."""

from __future__ import annotations

from patrolplan.verify.rules.case import Case
from patrolplan.verify.rules.layout import LonLat, Track
from patrolplan.verify.rules.tolerance import TIME_S


def own_ends(case: Case, track: Track) -> tuple[LonLat, ...]:
    """Where the track comes from or goes to, if it is on the way out to the first task or home after the
    last one of its sortie or spell: the base, or the chop point.
    """
    if track.leg.task is not None:
        return ()
    name, spell = track.holder.asset.name, case.spell_of(track)
    mine = case.stations_of[track.holder.key]
    if track.holder.sortie is None:
        mine = tuple(s for s in mine if case.spell_at_time(name, s.start) == spell)
    outbound = all(track.end <= s.start + TIME_S for s in mine)
    homebound = all(track.start >= s.end - TIME_S for s in mine)
    if track.holder.sortie is not None:
        base = case.scenario.bases[case.scenario.aircraft[name].base]
        return (base.position,) if outbound or homebound else ()
    dates = case.scenario.ships[name].spells[spell]
    ends = (dates.in_at if outbound else None, dates.out_at if homebound else None)
    return tuple(at for at in ends if at is not None)
