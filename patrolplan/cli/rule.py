"""`patrolplan rule`: what a diagnostic means, with a bad and a good example."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from patrolplan.cli import exits

if TYPE_CHECKING:
    from patrolplan.scenario.rules import Entry
    from patrolplan.scenario.rules.entries import Example

_WIDTH = 96


@click.command("rule")
@click.argument("id", required=False)
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def command(id: str | None, as_json: bool) -> int:
    """Explain the diagnostic ID that `check` shows in brackets, or list all of them."""
    from patrolplan.scenario.rules import entries

    known = entries()
    if id is None:
        if as_json:
            click.echo(json.dumps([_json(entry) for entry in known.values()], indent=1, ensure_ascii=False))
            return exits.DONE
        wide = max(map(len, known))
        for entry in known.values():
            click.echo(f"{entry.id:{wide}}  {entry.what}")
        click.echo("\npatrolplan rule ID shows one of them with an example.", err=True)
        return exits.DONE
    wanted = id.strip().strip("[]").casefold()
    if wanted not in known:
        return _of_the_judge(id, wanted, list(known), as_json)
    entry = known[wanted]
    click.echo(
        json.dumps(_json(entry), indent=1, ensure_ascii=False) if as_json else _page(entry), nl=as_json
    )
    return exits.DONE


def _of_the_judge(id: str, wanted: str, known: list[str], as_json: bool) -> int:
    """A rule of the judge, or nothing that is known."""
    from patrolplan.scenario.alike import closest
    from patrolplan.verify.rules.explain import EXPLAINED, explain

    rule = explain(wanted)
    if rule is None:
        meant = closest(wanted, [*known, *EXPLAINED])
        cure = (
            f"did you mean {meant!r}?" if meant else "patrolplan rule and patrolplan verify --rules list them"
        )
        click.echo(f"there is no diagnostic {id!r}; {cure}", err=True)
        return exits.INPUT_WRONG
    if as_json:
        said = {"id": rule.id, "severity": rule.severity, "clause": rule.clause, "holds": rule.holds}
        click.echo(json.dumps(said | {"code": rule.module}, indent=1, ensure_ascii=False))
        return exits.DONE
    import textwrap

    click.echo(f"{rule.id}: a rule of the judge of plans ({rule.severity})\n\n{rule.clause}\n")
    for line in textwrap.wrap(rule.holds, _WIDTH):
        click.echo(line)
    click.echo(f"\ncode: {rule.module}; docs/judge.md has tolerances and tests.")
    return exits.DONE


def _page(entry: Entry) -> str:
    import textwrap

    lines = [f"{entry.id} ({entry.severity})", "", entry.what]
    lines += textwrap.wrap(" ".join(entry.why.split()), _WIDTH)
    lines += ["", "bad" + (f" ({entry.made})" if entry.made else ""), *_shown(entry.bad)]
    lines += ["", "good", *_shown(entry.good)]
    return "\n".join(lines) + "\n"


def _shown(example: Example) -> list[str]:
    lines = [f"    {line}".rstrip() for line in _visible(example.text).splitlines()]
    for name, text in example.files.items():
        lines += ["", f"  {name}", *(f"    {line}" for line in text.splitlines())]
    if example.args:
        import shlex

        lines += ["", f"    patrolplan check FILE {shlex.join(example.args)}"]
    return lines


def _visible(text: str) -> str:
    return "".join("→" if sign == "\t" else "�" if sign == "\x1b" else sign for sign in text)


def _json(entry: Entry) -> dict[str, Any]:
    def example(item: Example) -> dict[str, Any]:
        return {"text": item.text, "args": list(item.args), "files": dict(item.files)}

    return {
        "id": entry.id,
        "severity": entry.severity,
        "what": entry.what,
        "why": " ".join(entry.why.split()),
        "made": entry.made,
        "bad": example(entry.bad),
        "good": example(entry.good),
    }
