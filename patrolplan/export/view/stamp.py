"""What a product says of itself."""

from __future__ import annotations

from patrolplan import __version__
from patrolplan.export.text import plain
from patrolplan.export.view.types import Stamp
from patrolplan.measures.marking import marking
from patrolplan.measures.times.periods import horizon_end
from patrolplan.record.canonical import plan_hash
from patrolplan.record.types import Record


def stamp(record: Record, nation: str | None, audience: str) -> Stamp:
    """The stamp of a product; one for a nation is marked as releasable to that nation only."""
    return Stamp(
        plan=plain(record.plan.name),
        issue=record.plan.issue,
        supersedes=plain(record.plan.supersedes) if record.plan.supersedes else None,
        scenario=plain(record.scenario.get("name", record.source.file)),
        marking=plain(_marked(record, nation)),
        hash=plan_hash(record),
        start=record.model.start,
        end=horizon_end(record.model),
        audience=plain(audience),
        notional=() if nation else tuple(plain(line) for line in record.scenario.get("notional", ())),
        version=__version__,
    )


def _marked(record: Record, nation: str | None) -> str:
    if nation is None:
        return marking(record)
    return f"{record.marking.get('classification', 'UNCLASSIFIED')}  REL TO {nation}"
