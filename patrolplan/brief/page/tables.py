"""The page's tables: those who look, what they do, and the water."""

from __future__ import annotations

from patrolplan.brief.html import Html, tag
from patrolplan.brief.keys import Keys
from patrolplan.brief.page.figures import amount, hours, number, percent
from patrolplan.brief.page.table import Row, table
from patrolplan.geo.positions import format_ddm
from patrolplan.measures.accounts.by_holder import HolderAccount, by_asset, by_sortie, by_task
from patrolplan.measures.accounts.by_water import by_sector
from patrolplan.measures.flying.programme import programme
from patrolplan.measures.seen.unwatched import longest
from patrolplan.measures.times.dtg import short
from patrolplan.measures.times.relieving import reliefs
from patrolplan.record.types import Record

SHARED = "What several looks saw together is shared among them; a share is of all that is expected."


def assets(record: Record, keys: Keys) -> Html:
    """Every ship and detachment of the scenario, and what it does and earns."""
    columns = (
        "Asset", "Nation", ">Sorties", ">Tasks", ">On task h", ">Transit h", ">Slots held", ">Identified",
        ">Share",
    )  # fmt: skip
    rows = [_asset(one, keys.holders.get((one.name, None))) for one in by_asset(record)]
    return table("Assets", columns, rows)


def _asset(one: HolderAccount, holder: int | None) -> Row:
    cells = (
        one.name,
        one.nation,
        number(one.sorties),
        number(one.tasks),
        hours(one.on_task_h),
        hours(one.transit_h),
        number(one.held),
        amount(one.identified),
        percent(one.share),
    )
    return Row(cells, id=None if holder is None else f"h{holder}", holder=holder)


def sorties(record: Record, keys: Keys) -> Html:
    """Callsign, times, airframe and crew of each sortie."""
    columns = (
        "Sortie", "Callsign", "Nation", ">Airframe", ">Crew", "Take-off", "On station", "Off station",
        "Landing", ">In the air h", ">Looks", ">On task h", ">Share",
    )  # fmt: skip
    accounts = {sortie.id: one for sortie, one in by_sortie(record)}
    rows = []
    for line in programme(record):
        sortie, one = line.sortie, accounts[line.sortie.id]
        holder = keys.holders[sortie.detachment, sortie.id]
        cells = (
            sortie.id,
            line.callsign,
            one.nation,
            str(sortie.airframe),
            str(sortie.crew),
            short(sortie.takeoff),
            "–" if line.on_station is None else short(line.on_station),
            "–" if line.off_station is None else short(line.off_station),
            short(sortie.landing),
            hours(one.flying_h),
            number(one.tasks),
            hours(one.on_task_h),
            percent(one.share),
        )
        rows.append(Row(cells, id=f"h{holder}", holder=holder))
    return table("Sorties", columns, rows)


def tasks(record: Record, keys: Keys) -> Html:
    """Every task by its start."""
    total = record.score.total or 1.0
    columns = ("Task", "Holder", "Nation", "Sector", "From", "To", ">Hours", ">Share", ">Lost without it")
    rows = []
    for one in by_task(record):
        task, place = one.task, keys.tasks[one.task.id]
        holder = keys.holder(task)
        cells = (
            tag("a", task.id, href=f"#t{place}", data_t=place),
            keys.name(holder),
            one.nation,
            task.sector,
            short(task.start),
            short(task.end),
            hours(one.hours),
            percent(one.identified / total),
            percent(one.loss / total),
        )
        rows.append(Row(cells, id=f"t{place}", task=place, holder=holder, sector=keys.sectors[task.sector]))
    return table("Tasks", columns, rows)


def handovers(record: Record, keys: Keys) -> Html:
    """Who follows whom in a sector before the stay is over."""
    columns = ("At", "Sector", "From", "To", ">Gap h", "Position")
    rows = [
        Row(
            (
                short(one.time),
                one.sector,
                keys.name(keys.holder(one.giver)),
                keys.name(keys.holder(one.taker)),
                hours(one.gap.total_seconds() / 3600),
                format_ddm(one.position),
            ),
            task=keys.tasks[one.taker.id],
            sector=keys.sectors[one.sector],
        )
        for one in reliefs(record)
    ]
    return table("Hand-overs", columns, rows)


def sectors(record: Record) -> Html:
    """Every sector: what is expected and identified there, and how long it goes without a look."""
    worst = longest(record)
    columns = (
        "Sector", "Areas", "Middle", ">nm²", ">Expected", ">Identified", ">Coverage", ">Tasks", ">On task h",
        ">Longest gap h",
    )  # fmt: skip
    rows = [
        Row(
            (
                sector.id,
                ", ".join(sector.areas),
                format_ddm(sector.point),
                f"{sector.area_nm2:,.0f}",
                amount(one.expected),
                amount(one.identified),
                percent(one.coverage),
                number(one.tasks),
                hours(one.on_task_h),
                hours(worst[one.name].hours) if one.name in worst else "never seen",
            ),
            id=f"s{place}",
            sector=place,
        )
        for place, (sector, one) in enumerate(zip(record.sectors, by_sector(record), strict=True))
    ]
    return table("Sectors", columns, rows)
