"""Writes the table of rules into docs/judge.md: `python -m tests.verify.judge_table`."""

from __future__ import annotations

import inspect
from pathlib import Path

from patrolplan.verify.rules.table import RULES
from tests.verify.mutations import ALL

PAGE = Path(__file__).parents[2] / "docs" / "judge.md"
BEGIN = "<!-- rules: written by `python -m tests.verify.judge_table`, held by a test -->"
END = "<!-- end of rules -->"


def table() -> str:
    """Markdown: each rule, what it holds, where its code is, and the mutations that must break it."""
    broken: dict[str, list[str]] = {}
    for mutation in ALL:
        if mutation.breaks is not None:
            broken.setdefault(mutation.breaks, []).append(mutation.name)
    rows = ["| rule | what it holds | code | broken in the tests by |", "| --- | --- | --- | --- |"]
    for rule in RULES:
        name = f"`{rule.id}`" + (" (advice)" if rule.severity == "advice" else "")
        where = rule.check.__module__.removeprefix("patrolplan.verify.rules.")
        said = " ".join(inspect.cleandoc(rule.check.__doc__ or rule.clause).split())
        tests = "; ".join(broken.get(rule.id, ())) or "–"
        rows.append(f"| {name} | {said} | `{where}.{rule.check.__name__}` | {tests} |")
    return "\n".join(rows)


def page() -> str:
    """The page as it should be."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{table()}\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
