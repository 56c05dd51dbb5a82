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
        return _unknown(id, wanted, list(known))
    entry = known[wanted]
    click.echo(
        json.dumps(_json(entry), indent=1, ensure_ascii=False) if as_json else _page(entry), nl=as_json
    )
    return exits.DONE


def _unknown(id: str, wanted: str, known: list[str]) -> int:
    """A rule of the judge, or nothing that is known."""
    from patrolplan.scenario.alike import closest
    from patrolplan.verify.rules.table import RULES

    for rule in RULES:
        if rule.id == wanted:
            click.echo(f"{rule.id}: a rule of the judge of plans\n\n{rule.clause}\n\ndocs/judge.md has more.")
            return exits.DONE
    meant = closest(wanted, known)
    cure = f"did you mean {meant!r}?" if meant else "patrolplan rule lists them"
    click.echo(f"there is no diagnostic {id!r}; {cure}", err=True)
    return exits.INPUT_WRONG


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
