"""Writes the table of rules into docs/judge.md: `python -m tests.verify.judge_table`."""

from __future__ import annotations

import sys
from pathlib import Path

from patrolplan.verify.rules.explain import EXPLAINED
from tests.verify.mutations import ALL, Mutation

PAGE = Path(__file__).parents[2] / "docs" / "judge.md"
BEGIN = "<!-- rules: written by `python -m tests.verify.judge_table`, held by a test -->"
END = "<!-- end of rules -->"


def table() -> str:
    """Markdown: each rule, what it promises and how it is read, where its code is, and the mutations that
    must break it, with where they are; for one without, the tests that name it.
    """
    broken: dict[str, list[Mutation]] = {}
    for mutation in ALL:
        if mutation.breaks is not None:
            broken.setdefault(mutation.breaks, []).append(mutation)
    rows = [
        "| rule | clause, and how it is read | code | tests: what must break it |",
        "| --- | --- | --- | --- |",
    ]
    for one in EXPLAINED.values():
        name = f"`{one.id}`" + (" (advice)" if one.severity == "advice" else "")
        module, function = one.module.rsplit(".", 1)
        code = f"[`{function}`](../{module.replace('.', '/')}.py)"
        tests = _tests(broken.get(one.id, [])) or _naming(one.id)
        rows.append(f"| {name} | **{one.clause}** {one.holds} | {code} | {tests} |")
    return "\n".join(rows)


def _tests(mutations: list[Mutation]) -> str:
    """Names of mutations, by the file that they are in."""
    files: dict[str, list[str]] = {}
    for mutation in mutations:
        module = sys.modules[mutation.apply.__module__]
        files.setdefault(Path(str(module.__file__)).stem, []).append(mutation.name)
    return "; ".join(
        f"[{file}](../tests/verify/mutations/{file}.py): {', '.join(names)}" for file, names in files.items()
    )


def _naming(id: str) -> str:
    """Tests that name a rule."""
    here = sorted(Path(__file__).parent.glob("test_*.py"))
    named = [file.stem for file in here if f'"{id}"' in file.read_text(encoding="utf-8")]
    return "; ".join(f"[{name}](../tests/verify/{name}.py)" for name in named) or "–"


def page() -> str:
    """The page as it should be."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{table()}\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
