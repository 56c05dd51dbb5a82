"""`patrolplan check-export`: was this file made from that plan?"""

from __future__ import annotations

import json
from pathlib import Path

import click

from patrolplan.cli import exits


@click.command("check-export")
@click.argument("product", metavar="FILE", type=click.Path(path_type=Path))
@click.argument("plan", metavar="PLAN.json", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
def command(product: Path, plan: Path, as_json: bool) -> int:
    """Say whether FILE was made from this very PLAN.json, by the seal in it.

    Ends with 0 when it was, 3 when it is of another plan or issue, 1 when it has no seal or cannot be
    read. It does not tell whether somebody changed the file since.
    """
    from patrolplan.export.seal import Seal, seals
    from patrolplan.record import file
    from patrolplan.record.canonical import plan_hash
    from patrolplan.record.errors import RecordError

    try:
        record = file.read(plan)
    except RecordError as error:
        click.echo(str(error), err=True)
        return exits.INPUT_WRONG
    try:
        found = seals(product)
    except FileNotFoundError:
        return _refused(f"{product}: there is no such file")
    except OSError as error:
        return _refused(f"{product}: cannot be read: {error.strerror or error}")
    except ValueError as error:
        return _refused(f"{product} {error}")
    if not found:
        return _refused(f"{product}: no seal of patrolplan is in it: it is no product of a plan")
    wanted = Seal(record.plan.issue, plan_hash(record))
    current = found == {wanted}
    title = f"{record.plan.name}, issue {record.plan.issue}"
    if as_json:
        rows = [{"issue": one.issue, "sha256": one.hash} for one in sorted(found)]
        plan_row = {"issue": wanted.issue, "sha256": wanted.hash}
        answer = {"file": str(product), "current": current, "plan": plan_row, "seals": rows}
        click.echo(json.dumps(answer, ensure_ascii=False, indent=1))
    elif current:
        click.echo(f"{product} was made from this plan: {title}")
    elif len(found) > 1:
        click.echo(f"{product} holds products of {len(found)} plans: throw it away and export {title} anew")
    else:
        (other,) = found
        which = f"issue {other.issue}" if other.issue != wanted.issue else "another file of the same issue"
        click.echo(f"{product} is stale: it was made from {which} ({other.hash[:12]}), the plan is {title}")
        click.echo(f"({wanted.hash[:12]}): throw it away and export anew")
    return exits.DONE if current else exits.RULES_BROKEN


def _refused(message: str) -> int:
    click.echo(message, err=True)
    return exits.INPUT_WRONG
