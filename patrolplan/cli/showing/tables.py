"""The tables of `show`, as plain rows: a sheet for each way of cutting the plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from patrolplan.cli.showing.figures import Clock, amount, hours, number, percent, sortie_mark
from patrolplan.measures.accounts import by_holder, by_water
from patrolplan.measures.accounts.by_holder import HolderAccount
from patrolplan.measures.accounts.by_water import WaterAccount
from patrolplan.measures.seen.unwatched import longest
from patrolplan.record.types import Record


@dataclass(frozen=True)
class Sheet:
    """A table: headings, rows and a last line.

    A heading that starts with `>` stands over figures, one that starts with `~` over names that may
    be broken into lines; one that starts with `?` is left out where the page is narrow.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    last: tuple[str, ...] = ()
    note: str = ""


def sheet(record: Record, by: str, clock: Clock) -> Sheet:
    """The table of the plan by one of `SHEETS`.

    Raises:
        KeyError: there is no table by that name.

    """
    return SHEETS[by](record, clock)


_HOLDER: Final = (">On task\nh", ">Transit\nh", "?>Slots\nheld", ">Identified", ">Share")
_WATER: Final = (">Expected", ">Identified", ">Coverage", ">Tasks", "?>On task\nh", "?>Held")
_SORTIE: Final = ("?>In the\nair h", ">On task\nh", ">Looks", ">Share")
_SHARED: Final = "What several looks saw together is shared among them; a share is of all that is expected."


def _assets(record: Record, _: Clock) -> Sheet:
    accounts = by_holder.by_asset(record)
    columns = ("~Asset", "Nat.", ">Sorties", ">Tasks", *_HOLDER)
    rows = [(one.name, one.nation, *_holder(one)) for one in accounts]
    return Sheet("By asset", columns, tuple(rows), ("All", "", *_sum(accounts)), _SHARED)


def _nations(record: Record, _: Clock) -> Sheet:
    accounts = by_holder.by_nation(record)
    columns = ("Nation", ">Assets", ">Sorties", ">Tasks", *_HOLDER)
    rows = [(one.name, number(one.assets), *_holder(one)) for one in accounts]
    assets = number(sum(one.assets for one in accounts))
    return Sheet("By nation", columns, tuple(rows), ("All", assets, *_sum(accounts)), _SHARED)


def _holder(one: HolderAccount) -> tuple[str, ...]:
    return (
        number(one.sorties),
        number(one.tasks),
        hours(one.on_task_h),
        hours(one.transit_h),
        number(one.held),
        amount(one.identified),
        percent(one.share),
    )


def _sum(accounts: Sequence[HolderAccount]) -> tuple[str, ...]:
    return (
        number(sum(one.sorties for one in accounts)),
        number(sum(one.tasks for one in accounts)),
        hours(sum(one.on_task_h for one in accounts)),
        hours(sum(one.transit_h for one in accounts)),
        number(sum(one.held for one in accounts)),
        amount(sum(one.identified for one in accounts)),
        percent(sum(one.share for one in accounts)),
    )


def _sorties(record: Record, clock: Clock) -> Sheet:
    found = by_holder.by_sortie(record)
    # An id that begins with its detachment says it already, where there is no room for both.
    told = all(sortie.id.startswith(sortie.detachment) for sortie, _ in found)
    detachment = "?~Detachment" if told else "~Detachment"
    columns = ("Sortie", detachment, ">Air-\nframe", ">Crew", "Take-off", "Landing", *_SORTIE)
    rows = [
        (
            sortie.id,
            sortie.detachment,
            str(sortie.airframe),
            str(sortie.crew),
            clock.brief(sortie.takeoff),
            clock.brief(sortie.landing),
            hours(one.flying_h),
            hours(one.on_task_h),
            number(one.tasks),
            percent(one.share),
        )
        for sortie, one in found
    ]
    accounts = [one for _, one in found]
    last = (
        "All", "", "", "", "", "",
        hours(sum(one.flying_h for one in accounts)),
        hours(sum(one.on_task_h for one in accounts)),
        number(sum(one.tasks for one in accounts)),
        percent(sum(one.share for one in accounts)),
    )  # fmt: skip
    return Sheet("By sortie", columns, tuple(rows), last, _SHARED)


def _tasks(record: Record, clock: Clock) -> Sheet:
    total = record.score.total or 1.0
    columns = ("Task", "~Asset", "Sortie", "Sector", "From", "To", ">Hours", ">Share", ">Without")
    rows = [
        (
            one.task.id,
            one.task.asset,
            sortie_mark(one.task.sortie, one.task.asset) if one.task.sortie else "-",
            one.task.sector,
            clock.brief(one.task.start),
            clock.brief(one.task.end),
            hours(one.hours),
            percent(one.identified / total),
            percent(-one.loss / total) if one.loss else "-",
        )
        for one in by_holder.by_task(record)
    ]
    note = _SHARED + " Without: what the plan loses if this task alone is dropped."
    return Sheet("By task", columns, tuple(rows), note=note)


def _areas(record: Record, _: Clock) -> Sheet:
    columns = ("~Area", ">Sectors", *_WATER)
    accounts = by_water.by_area(record)
    rows = [(one.name, number(one.sectors), *_water(one)) for one in accounts]
    note = "A sector of two areas counts in both; what begins in it is split between them."
    return Sheet("By area", columns, tuple(rows), ("All", *_all_water(record)), note)


def _sectors(record: Record, _: Clock) -> Sheet:
    columns = ("Sector", "~Areas", *_WATER, ">Longest\ngap h")
    worst = longest(record)
    rows = [
        (
            one.name,
            ", ".join(sector.areas),
            *_water(one),
            hours(worst[one.name].hours if one.name in worst else 0.0) if one.tasks else "never",
        )
        for sector, one in zip(record.sectors, by_water.by_sector(record), strict=True)
    ]
    note = "The horizon's opening and end end a gap as a look does."
    return Sheet("By sector", columns, tuple(rows), ("All", *_all_water(record), ""), note)


def _periods(record: Record, clock: Clock) -> Sheet:
    columns = ("From", "To", *_WATER)
    rows = [
        (clock.brief(span.start), clock.brief(span.end), *_water(one))
        for span, one in by_water.by_period(record)
    ]
    note = "Identified: of what begins in the period, whenever it is seen."
    return Sheet("By period", columns, tuple(rows), ("All", *_all_water(record)), note)


def _water(one: WaterAccount) -> tuple[str, ...]:
    return (
        amount(one.expected),
        amount(one.identified),
        percent(one.coverage),
        number(one.tasks),
        hours(one.on_task_h),
        percent(one.held / one.slots) if one.slots else "-",
    )


def _all_water(record: Record) -> tuple[str, ...]:
    """The last line under any cut of the water: the whole of it, each task once."""
    accounts = by_water.by_sector(record)
    whole = WaterAccount(
        name="All",
        sectors=len(accounts),
        expected=sum(one.expected for one in accounts),
        identified=sum(one.identified for one in accounts),
        tasks=len(record.tasks),
        on_task_h=sum(one.on_task_h for one in accounts),
        held=sum(one.held for one in accounts),
        slots=sum(one.slots for one in accounts),
    )
    return (number(whole.sectors), *_water(whole))


SHEETS: Final[dict[str, Callable[[Record, Clock], Sheet]]] = {
    "asset": _assets,
    "area": _areas,
    "sector": _sectors,
    "period": _periods,
    "nation": _nations,
    "sortie": _sorties,
    "task": _tasks,
}
