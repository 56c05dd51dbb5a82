"""The timeline by asset: a row for each ship and each airframe, all that it does in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from patrolplan.brief.drawing.scale import Scale, scale
from patrolplan.brief.drawing.timelines.rows import Bar, Chop, line, picture, table
from patrolplan.brief.html import Html, tag
from patrolplan.brief.keys import Keys
from patrolplan.measures.times.dtg import short
from patrolplan.measures.times.periods import horizon_end
from patrolplan.measures.times.timeline import Span, Timeline
from patrolplan.record.types import Record

_WORDS: Final = {
    "transit": "transit",
    "hold": "waits under way",
    "wait": "waits",
    "replenish": "replenishes",
    "port": "in port",
    "relief": "relief on station",
}
_LABELS: Final = {"replenish": "R", "port": "port", "relief": "relief"}


def by_asset(record: Record, keys: Keys) -> Html:
    """Ships first, then the airframes of each detachment; triangles are in-chop and out-chop."""
    rows = [*_ships(record, keys), *_airframes(record, keys)]
    return table(record, "Timeline by asset", rows, "Asset", "assets")


def _ships(record: Record, keys: Keys) -> Iterator[Html]:
    whole = scale(record)
    for number, one in enumerate(keys.timelines):
        if one.sortie is None:
            drawn = picture(whole, _bars(one, number, keys), _chops(record, whole, one))
            yield line(_link(one.asset, number), drawn, one.nation, one.asset, holder=number)


def _airframes(record: Record, keys: Keys) -> Iterator[Html]:
    whole = scale(record)
    lanes: dict[tuple[str, int], list[int]] = {}
    for number, one in enumerate(keys.timelines):
        if one.sortie is not None:
            lanes.setdefault((one.asset, one.sortie.airframe), []).append(number)
    order = {name: number for number, name in enumerate(record.scenario.get("aircraft", {}))}
    for name, airframe in sorted(lanes, key=lambda lane: (order.get(lane[0], len(order)), lane)):
        mine = lanes[name, airframe]
        bars = [bar for number in mine for bar in _flight(keys.timelines[number], number, keys)]
        nation = keys.timelines[mine[0]].nation
        yield line(
            tag("span", f"{name} #{airframe}"), picture(whole, bars), nation, f"{name} airframe {airframe}"
        )


def _link(name: str, holder: int) -> Html:
    return tag("a", name, href=f"#h{holder}", data_h=holder)


def _bars(one: Timeline, number: int, keys: Keys) -> Iterator[Bar]:
    for start, end in one.presence:
        yield Bar("present", start, end)
    for span in one.spans:
        yield _bar(span, one, number, keys)


def _bar(span: Span, one: Timeline, number: int, keys: Keys) -> Bar:
    when = f"{short(span.start)} to {short(span.end)}"
    if span.kind == "task" and span.task is not None:
        kind = "task" if one.sortie is None else "task air"
        told = f"{keys.name(number)} in {span.sector}, {when}"
        return Bar(kind, span.start, span.end, span.sector or "", told, keys.tasks[span.task])
    told = f"{keys.name(number)} {_WORDS.get(span.kind, span.kind)}, {when}"
    return Bar(span.kind, span.start, span.end, _LABELS.get(span.kind, ""), told)


def _flight(one: Timeline, number: int, keys: Keys) -> Iterator[Bar]:
    if one.sortie is None:
        return
    flight = one.sortie
    told = f"{keys.name(number)}: take-off {short(flight.takeoff)}, landing {short(flight.landing)}"
    yield Bar("flight", flight.takeoff, flight.landing, _mark(flight.id, one.asset), told)
    for span in one.spans:
        yield _bar(span, one, number, keys)


def _mark(sortie: str, detachment: str) -> str:
    """A sortie's id without its detachment's name, which the row has already."""
    mark = sortie.removeprefix(detachment).strip() or sortie
    return mark if len(mark) <= 6 else ""


def _chops(record: Record, whole: Scale, one: Timeline) -> Iterator[Chop]:
    opens, closes = record.model.start, horizon_end(record.model)
    for start, end in one.presence:
        if start > opens or any(event.kind == "join" for event in record.events if event.asset == one.asset):
            yield Chop(start, True, f"{one.asset} in-chop {short(start)}")
        if end < closes:
            yield Chop(end, False, f"{one.asset} out-chop {short(end)}")
