"""Aircraft detachments: bases, crews, and what they can fly."""

from __future__ import annotations

from dataclasses import fields, replace

from patrolplan.scenario.fuel import longest_flight_s
from patrolplan.scenario.language.assets import Aircraft
from patrolplan.scenario.language.programme import CrewRules as WrittenRules
from patrolplan.scenario.model import CrewRules, Detachment
from patrolplan.scenario.paths import Path
from patrolplan.scenario.resolve.catalogue import Stock
from patrolplan.scenario.resolve.programme import programme
from patrolplan.scenario.resolve.report import Report
from patrolplan.scenario.resolve.spans import Window, inside, ordered
from patrolplan.scenario.shape.validate import Entered
from patrolplan.scenario.values.duration import format_duration

_DAY_S = 86400


def detachment(
    entered: Entered[Aircraft],
    stock: Stock,
    rules: CrewRules,
    window: Window,
    tick_s: int | None,
    report: Report,
) -> Detachment | None:
    """One detachment; None where its type, base or times are wrong. `tick_s` None: not known."""
    value, path = entered.value, entered.path
    before = report.errors
    kind, base = stock.types.get(value.type), stock.bases.get(value.base)
    if kind is None or base is None:  # told where they are wrong
        return None
    if base.kind == "port":
        report.error(
            "wrong-base",
            f"{value.base!r} is a port, and aircraft fly from airfields",
            "name an airfield",
            (*path, "base"),
        )
    if not window.known:
        return None
    start, end = value.start or window.start, value.end or window.end
    cure = "leave it out: the detachment is then there from the start"
    in_time = inside(start, (*path, "from"), window, cure, report)
    in_time &= inside(
        end, (*path, "to"), window, "leave it out: the detachment then stays to the end", report
    )
    if not in_time or not ordered(start, end, path, report):
        return None
    crews, own_rules = value.crews or 2 * value.airframes, _rules(value.crew_rules, rules)
    made = Detachment(
        nation=value.nation,
        type=value.type,
        base=value.base,
        airframes=value.airframes,
        crews=crews,
        crew_rules=own_rules,
        per_day=_per_day(value),
        per_week=value.sorties.per_week if value.sorties is not None else None,
        min_look_s=value.min_look,
        start=start,
        end=end,
        release=tuple(dict.fromkeys(value.release)),
        **programme(value, path, stock, crews, own_rules, window, report),
    )
    alternate = None if made.alternate is None else stock.bases.get(made.alternate)
    longest = longest_flight_s(kind, base, alternate)
    _looks(made, longest, path, tick_s, report)
    if entered.whole and report.errors == before:
        _strength(made, longest, kind.turnaround_s, path, report)
    return made


def _per_day(value: Aircraft) -> int:
    """Half a sortie per airframe and day, rounded up, where none are given."""
    given: int | None = value.sorties.per_day if value.sorties is not None else None
    airframes: int = value.airframes
    return -(-airframes // 2) if given is None else given


def _rules(written: WrittenRules | None, default: CrewRules) -> CrewRules:
    if written is None:
        return default
    given = {}
    for item in fields(CrewRules):
        value = getattr(written, item.name.removesuffix("_s"))
        if value is not None:
            given[item.name] = value
    return replace(default, **given)


def _looks(made: Detachment, longest: int, path: Path, tick_s: int | None, report: Report) -> None:
    if tick_s is not None and made.min_look_s % tick_s:
        low = max(made.min_look_s // tick_s * tick_s, tick_s)
        report.error(
            "look-ticks",
            f"the least look of {format_duration(made.min_look_s)} is not a whole number of ticks of "
            f"{format_duration(tick_s)}",
            f"write {format_duration(low)} or {format_duration(low + tick_s)}",
            (*path, "min_look"),
            ("tick",),
            path,
            see=((("tick",), "the tick"),),
        )
    rules = made.crew_rules
    if longest <= 0:
        report.error(
            "no-flight",
            f"the way to {made.alternate!r} takes all that a {made.type} has beside its reserve",
            "name a nearer alternate",
            (*path, "alternate"),
            path,
        )
    elif made.min_look_s >= longest:
        report.error(
            "look-too-long",
            f"a look of {format_duration(made.min_look_s)} is longer than the longest flight "
            f"of a {made.type} ({format_duration(longest)})",
            "write a shorter min_look",
            (*path, "min_look"),
            path,
        )
    elif rules.duty_s - rules.brief_s - rules.debrief_s <= made.min_look_s:
        report.error(
            "no-flight",
            f"a duty of {format_duration(rules.duty_s)} leaves no flight between brief and debrief",
            "lengthen the duty, or shorten brief and debrief",
            (*path, "crew_rules", "duty"),
            (*path, "crew_rules"),
            path,
        )


def _strength(made: Detachment, longest: int, turnaround_s: int, path: Path, report: Report) -> None:
    """Warn where more sorties are asked for than airframes or crews can fly at full length.

    Shorter sorties may still fit, so that this is no error.
    """
    rules = made.crew_rules
    flight = min(longest, rules.duty_s - rules.brief_s - rules.debrief_s)
    span = min((made.end - made.start).total_seconds(), 7 * _DAY_S)
    days = max(1, -(-int(span) // _DAY_S))
    asked = made.per_day * days
    if made.per_week is not None:
        asked = min(asked, made.per_week)
    length = format_duration(flight)
    turns = 1 + int(max(span - flight, 0) // (flight + turnaround_s))
    if asked > made.airframes * turns:
        report.warning(
            "sorties-beyond-airframes",
            f"{asked} sorties in {_days(days)} are asked for, and {_many(made.airframes, 'airframe')} "
            f"can fly {made.airframes * turns} of {length}, "
            f"with {format_duration(turnaround_s)} to turn round",
            "ask for fewer sorties, or add airframes; shorter sorties may fit",
            (*path, "sorties"),
            path,
            see=(((*path, "airframes"), "the airframes"),),
        )
    duty = rules.brief_s + flight + rules.debrief_s
    rest = max(rules.rest_s, rules.long_rest_s if duty > rules.long_duty_s else 0)
    flights = 1 + int(max(span - flight, 0) // (duty + rest))
    flights = max(1, min(flights, int(rules.hours_7d * 3600 // flight)))
    if asked > made.crews * flights:
        report.warning(
            "sorties-beyond-crews",
            f"{asked} sorties in {_days(days)} are asked for, and {_many(made.crews, 'crew')} can fly "
            f"{made.crews * flights} of {length} ({rules.hours_7d:g} flight hours in 7 days, "
            f"{format_duration(rest)} of rest)",
            "ask for fewer sorties, or add crews; shorter sorties may fit",
            (*path, "sorties"),
            path,
            see=(((*path, "crews"), "the crews"),),
        )


def _days(days: int) -> str:
    return _many(days, "day")


def _many(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
