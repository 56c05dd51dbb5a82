"""The folder of a sweep: `cases/` holds a record of each case, `plans/` the plans. What is there is not done
again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from patrolplan.planning.sweep.run_case import FORMAT, Job, Outcome


def keep(folder: Path, job: Job, outcome: Outcome) -> dict[str, Any]:
    """Write the plan, then the case's record: whoever finds the record finds the plan. Returns the record."""
    stem = job.case.stem(job.sha256)
    summary = dict(outcome.summary)
    if outcome.plan is not None:
        summary["plan"] = f"plans/{stem}.json"
        put(folder / summary["plan"], outcome.plan)
    text = json.dumps(summary, ensure_ascii=False, indent=1) + "\n"
    put(folder / "cases" / f"{stem}.json", text.encode())
    return summary


def put(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        temporary.write_bytes(data)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def finished(folder: Path, jobs: Sequence[Job]) -> dict[str, dict[str, Any]]:
    """Records of the cases that came to a plan in an earlier run, by key. Failed ones are tried again."""
    found = {}
    for job in jobs:
        key, path = job.case.key(job.sha256), folder / "cases" / f"{job.case.stem(job.sha256)}.json"
        try:
            summary = json.loads(path.read_bytes())
        except (OSError, ValueError):
            continue
        if not isinstance(summary, dict) or (summary.get("format"), summary.get("key")) != (FORMAT, key):
            continue
        if summary.get("status") == "done" and (folder / str(summary.get("plan"))).is_file():
            found[key] = summary
    return found
