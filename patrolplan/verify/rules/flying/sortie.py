"""One sortie by itself: endurance, base, and the time that its detachment is there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from patrolplan.geo.geodesy import distance_nm
from patrolplan.record.types import Sortie
from patrolplan.scenario.model import AircraftType, Base, Detachment
from patrolplan.verify.rules.case import Case
from patrolplan.verify.rules.finding import Breach, Outcome, outcome
from patrolplan.verify.rules.tolerance import CIRCUIT_S, PLACE_NM, TIME_S
from patrolplan.verify.rules.words import dtg, from_to, place, span

SECOND = timedelta(seconds=1)
DAY_S = 86_400


def detachment_of(case: Case, sortie: Sortie) -> Detachment:
    """The detachment that flies a sortie."""
    return case.scenario.aircraft[sortie.detachment]


def base_of(case: Case, sortie: Sortie) -> Base:
    """The base that a sortie flies from."""
    return case.scenario.bases[detachment_of(case, sortie).base]


def type_of(case: Case, sortie: Sortie) -> AircraftType:
    """The aircraft type of a sortie."""
    return case.scenario.types[detachment_of(case, sortie).type]


def name_of(case: Case, sortie: Sortie) -> str:
    """A sortie as messages name it."""
    holder = case.holder_of(sortie.detachment, sortie.id)
    return holder.name if holder is not None else sortie.id


def endurance(case: Case) -> Outcome:
    """A sortie lands after its take-off, within endurance less reserve, less the way to its alternate."""
    return outcome(len(case.sorties), _too_long(case))


def alternate_open(case: Case) -> Outcome:
    """The alternate, where there is one, is open when a sortie lands."""
    landings = [s for s in case.sorties.values() if detachment_of(case, s).alternate is not None]
    return outcome(len(landings), _no_alternate(case, landings))


def diversion_h(case: Case, sortie: Sortie) -> float:
    """Hours from the base to the alternate at cruising speed; 0 without one."""
    alternate = detachment_of(case, sortie).alternate
    if alternate is None:
        return 0.0
    way = distance_nm(base_of(case, sortie).position, case.scenario.bases[alternate].position)
    return way / type_of(case, sortie).cruise_kn


def base_ends(case: Case) -> Outcome:
    """A sortie's track starts at its base at take-off and ends there by landing; its tasks lie between."""
    return outcome(len(case.sorties), _off_base(case))


def base_open(case: Case) -> Outcome:
    """The base is open at take-off and at landing: within its hours, and not shut by a closure."""
    return outcome(2 * len(case.sorties), _shut(case))


def present(case: Case) -> Outcome:
    """Take-off and landing lie within the time that the detachment is there."""
    return outcome(len(case.sorties), _absent(case))


def _too_long(case: Case) -> Iterator[Breach]:
    for sortie in case.sorties.values():
        kind = type_of(case, sortie)
        away = detachment_of(case, sortie).alternate
        limit = float(kind.endurance_s - kind.reserve_s) - diversion_h(case, sortie) * 3600.0
        flown = (sortie.landing - sortie.takeoff) / SECOND
        times = f"{dtg(sortie.takeoff)} to {dtg(sortie.landing)}"
        if flown <= 0:
            words = f"{name_of(case, sortie)} from {times}: lands no later than it takes off"
        elif flown > limit:
            words = (
                f"{name_of(case, sortie)} flies {span(flown)}, from {times}; {kind.name} may fly "
                f"{span(limit)} (endurance less reserve{'' if away is None else f' and the way to {away}'})"
            )
        else:
            continue
        yield Breach(words, start=sortie.takeoff, end=sortie.landing, measured=flown, limit=limit, unit="s")


def _off_base(case: Case) -> Iterator[Breach]:
    for sortie in case.sorties.values():
        holder = case.holder_of(sortie.detachment, sortie.id)
        if holder is None:
            continue
        tracks, base, at = case.tracks_of[holder.key], detachment_of(case, sortie).base, base_of(case, sortie)
        if not tracks:
            yield Breach(f"{holder.name} has no track", start=sortie.takeoff, end=sortie.landing)
            continue
        last = max(tracks, key=lambda track: track.end)
        for word, what, spot, seconds, due, track in (
            ("starts", "take-off", tracks[0].first, tracks[0].start, sortie.takeoff, tracks[0]),
            ("ends", "landing", last.last, last.end, sortie.landing, last),
        ):
            off, late = distance_nm(at.position, spot), abs(seconds - case.seconds(due))
            if word == "ends" and 0 <= case.seconds(due) - seconds <= CIRCUIT_S:
                late = 0.0  # over the field, in the circuit
            if off > PLACE_NM or late > TIME_S:
                yield Breach(
                    f"{holder.name} {word} at {place(spot)} at {dtg(case.time(seconds))}: {off:.1f} nm "
                    f"from {base} and {span(late)} from its {what} at {dtg(due)}",
                    legs=(track.id,),
                    place=spot,
                    start=due,
                    end=due,
                    measured=off if off > PLACE_NM else late,
                    limit=PLACE_NM if off > PLACE_NM else TIME_S,
                    unit="nm" if off > PLACE_NM else "s",
                )


def _shut(case: Case) -> Iterator[Breach]:
    for sortie in case.sorties.values():
        base = base_of(case, sortie)
        for word, time in (("takes off", sortie.takeoff), ("lands", sortie.landing)):
            opens, closes = base.opens_s, base.closes_s
            if opens is not None and closes is not None and not within_hours(time, base):
                yield Breach(
                    f"{name_of(case, sortie)} {word} at {dtg(time)}, {clock(local_second(time, base))} "
                    f"local; {base.name} is open from {clock(opens)} to {clock(closes)}",
                    place=base.position,
                    start=time,
                    end=time,
                    measured=float(local_second(time, base)),
                    limit=float(opens if local_second(time, base) < opens else closes),
                    unit="s",
                )
            words = f"{name_of(case, sortie)} {word} at {dtg(time)}; {base.name}"
            yield from _closed_then(case, detachment_of(case, sortie).base, time, words)


def _no_alternate(case: Case, landings: list[Sortie]) -> Iterator[Breach]:
    for sortie in landings:
        name = detachment_of(case, sortie).alternate
        assert name is not None
        base, time = case.scenario.bases[name], sortie.landing
        if not within_hours(time, base):
            yield Breach(
                f"{name_of(case, sortie)} lands at {dtg(time)}, and its alternate {name} is closed at "
                f"{clock(local_second(time, base))} local",
                place=base.position,
                start=time,
                end=time,
            )
        words = f"{name_of(case, sortie)} lands at {dtg(time)}, and its alternate {name}"
        yield from _closed_then(case, name, time, words)


def _closed_then(case: Case, base: str, time: datetime, words: str) -> Iterator[Breach]:
    """What shuts a base at a time, after words that end with the base."""
    for name, closure in case.scenario.closures.items():
        if base in closure.bases and closure.start < time < closure.end:
            yield Breach(
                f"{words} is shut by {name} from {dtg(closure.start)} to {dtg(closure.end)}: "
                f"{closure.because}",
                place=case.scenario.bases[base].position,
                start=closure.start,
                end=closure.end,
                measured=min(time - closure.start, closure.end - time) / SECOND,
                limit=0.0,
                unit="s",
            )


def _absent(case: Case) -> Iterator[Breach]:
    for sortie in case.sorties.values():
        detachment = detachment_of(case, sortie)
        out = max(detachment.start - sortie.takeoff, sortie.landing - detachment.end) / SECOND
        if out > 0:
            yield Breach(
                f"{name_of(case, sortie)} flies {from_to(sortie.takeoff, sortie.landing)}, {span(out)} "
                f"outside the time that {sortie.detachment} is there, {dtg(detachment.start)} to "
                f"{dtg(detachment.end)}",
                start=sortie.takeoff,
                end=sortie.landing,
                measured=out,
                limit=0.0,
                unit="s",
            )


def local_second(time: datetime, base: Base) -> int:
    """Seconds since local midnight at a base."""
    local = time + timedelta(seconds=base.utc_offset_s)
    return local.hour * 3600 + local.minute * 60 + local.second


def within_hours(time: datetime, base: Base) -> bool:
    """Whether a base is open by its hours; on opening and closing time it is; hours may run over midnight."""
    if base.opens_s is None or base.closes_s is None:
        return True
    second = local_second(time, base)
    if base.opens_s <= base.closes_s:
        return base.opens_s <= second <= base.closes_s or (second == 0 and base.closes_s == DAY_S)
    return second >= base.opens_s or second <= base.closes_s


def clock(second: int) -> str:
    """0730 for seconds after midnight."""
    return f"{second // 3600:02d}{second % 3600 // 60:02d}"
