"""The plan in plain words: its head, what is missed, what is assumed, how it was made."""

from __future__ import annotations

from collections.abc import Iterable

from patrolplan.brief.html import Child, Html, joined, tag
from patrolplan.brief.page.figures import amount, capital, counted, percent
from patrolplan.brief.page.table import Row, table
from patrolplan.measures.counting import counting
from patrolplan.measures.replaced import replaced
from patrolplan.measures.times.dtg import dtg
from patrolplan.measures.times.periods import horizon_end
from patrolplan.measures.verdict import limit_percent, sentences, verdict
from patrolplan.record import plan_hash
from patrolplan.record.types import Record, Shortfall


def head(record: Record) -> Html:
    """The plan's name, its hours, and how good it is."""
    plan, model = record.plan, record.model
    name = str(record.scenario.get("name", record.source.file))
    replaces = f", replaces {replaced(plan.supersedes)}" if plan.supersedes else ""
    when = f"{dtg(model.start)} to {dtg(horizon_end(model))}"
    title = tag("h1", f"{plan.name}, issue {plan.issue}")
    line = tag("p", f"{name}{replaces}. {when}. {_counts(record)}.", class_="what")
    said = tag("p", " ".join(sentences(record)[:2]), class_="verdict")
    return tag("header", tag("div", title, line, said, class_="told"), _figures(record), class_="head")


def _counts(record: Record) -> str:
    parts = (
        counted(len(record.sectors), "sector"),
        counted(len(record.scenario.get("ships", {})), "ship"),
        counted(len(record.scenario.get("aircraft", {})), "detachment"),
        counted(len(record.sorties), "sortie"),
        counted(len(record.tasks), "task"),
    )
    return ", ".join(parts)


def _figures(record: Record) -> Html:
    found, score = verdict(record), record.score
    rows: list[tuple[str, str]] = [("Coverage", percent(found.coverage))]
    if found.limit is not None:
        rows.append(
            ("No plan above", "proven best" if found.proven_best else f"{limit_percent(found.limit):.1f} %")
        )
    if score.gap is not None:
        rows.append(("Gap", percent(score.gap) if score.gap else "none"))
    rows.append(("Shortfalls", str(len(record.shortfalls)) if record.shortfalls else "none"))
    return tag(
        "dl", (tag("div", tag("dt", name), tag("dd", figure)) for name, figure in rows), class_="figures"
    )


def shortfalls(record: Record) -> Html:
    """What was asked for and is missed, by how much, and what it costs."""
    if not record.shortfalls:
        return tag("p", "All that the scenario asks for is met; nothing is short.")
    rows = [
        Row(
            (
                one.requirement,
                f"{one.amount:g} {one.unit}",
                amount(one.cost),
                _reason(record, one),
            )
        )
        for one in record.shortfalls
    ]
    return table("Shortfalls", ("Asked for", ">Short by", ">Cost", "Why"), rows)


def _reason(record: Record, one: Shortfall) -> str:
    """The reason that the plan gives, or what the run remarked about it."""
    said = [remark for remark in record.run.remarks if one.requirement in remark]
    return one.reason or "; ".join(said) or "the plan gives no reason"


def explained(record: Record) -> Html:
    """Coverage, bound and gap as a commander would have them told."""
    score, what = record.score, counting(record).what
    said = list(sentences(record))
    if score.bound is not None and score.gap is not None and score.gap > 0:
        said.append(
            f"The bound, {amount(score.bound)}, is a proof: no plan, however clever, identifies more {what}. "
            "The gap says how far this plan is from it at most, as a part of its own value: "
            f"{percent(score.gap)}."
        )
    said.append(
        f"Coverage is the part of the {what} expected within the horizon that some look identifies before "
        "they are over; what several looks see is counted once."
    )
    return tag("ul", (tag("li", sentence) for sentence in said))


def assumptions(record: Record) -> Html:
    """What the scenario marks as notional, and what the catalogue says of classes and types."""
    notes: Iterable[Child] = [
        joined(tag("b", "NOTIONAL"), f" {note}") for note in record.scenario.get("notional", ())
    ]
    of_kinds = [
        f"{name}: {kind['note']}"
        for part in ("classes", "types")
        for name, kind in record.scenario.get(part, {}).items()
        if kind.get("note")
    ]
    items = [tag("li", note) for note in (*notes, *of_kinds)]
    return tag("ul", items) if items else tag("p", "The scenario marks nothing as notional.")


def made(record: Record) -> Html:
    """How the plan came about, its remarks and its hash."""
    run, source = record.run, record.source
    variant = f", variant {source.variant}" if source.variant else ""
    changed = f", with {', '.join(source.sets)}" if source.sets else ""
    said = [
        f"Made by patrolplan {run.version} from {source.file}{variant}{changed}: effort {run.effort}, seed "
        f"{run.seed}, stopped by {run.stopped_by}.",
        *(f"{capital(remark)}." for remark in run.remarks),
        f"Plan hash {plan_hash(record)}.",
        "This page shows a plan as its file has it; patrolplan verify judges it.",
        "NOT FOR NAVIGATION: the coast is Natural Earth 1:10m, no chart.",
    ]
    return tag("ul", (tag("li", sentence) for sentence in said))
