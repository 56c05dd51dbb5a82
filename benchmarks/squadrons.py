"""`python -m benchmarks.squadrons [--seconds 480] [--scenario]`: 40 detachments, 500 sorties, 28 days.

A scenario drawn from a seed: five airfields round the East China Sea, eight detachments at each of four
types and nations, one sortie a day and three or four a week each, airframes away, crews with hours behind
them, gaps at the fields, a typhoon; 64 sectors with hot spots. It goes through the whole pipeline from YAML
to a judged plan; the figures are value, bound (as the oracle confirms it, with --confirm), gap, sorties,
seconds and peak memory.
"""

from __future__ import annotations

import hashlib
import resource
import time
from random import Random

import click

from patrolplan.planning.progress import Progress
from patrolplan.planning.solve import Effort, solve_scenario
from patrolplan.record.file import write
from patrolplan.record.types import Source
from patrolplan.scenario.read import load_bytes
from patrolplan.verify.bound.confirm import confirm
from patrolplan.verify.rules.judge import judge

FIELDS = ("RODN", "Naha", "Kanoya", "Iwakuni", "Jeju")
WINGS = (("USA", "P-8A"), ("JPN", "P-1"), ("CAN", "CP-140"), ("NZL", "P-3K2"))
DAYS = 28


def scenario_yaml(seed: int, detachments: int = 40, days: int = DAYS) -> str:
    """The scenario as a planner would write it."""
    r = Random(f"squadrons {seed}")
    lines = [
        f"scenario: Squadrons {seed}",
        f"horizon: {{start: 010000ZSEP18, length: {days}d}}",
        "tick: 10min",
        "takeoff_step: 1h",
        "stay: 6h",
        "areas:",
        "  WHOLE:",
        "    box: {north: 31-00N, south: 27-00N, west: 123-00E, east: 127-00E}",
        "    transfers_per_day: 1.0",
    ]
    for n in range(8):
        west, south = 123 + 0.5 * r.randrange(7), 27 + 0.5 * r.randrange(7)
        lines.append(
            f"  SPOT {n + 1}: {{box: {{north: {_dm(south + 0.5)}N, south: {_dm(south)}N, west: {_dm(west)}E, "
            f"east: {_dm(west + 0.5)}E}}, transfers_per_day: {r.uniform(0.3, 1.2):.2f}, "
            f"night: {r.choice((0.8, 1.0, 1.3))}}}"
        )
    lines.append("bases:")
    lines += [f"  {field}: {{gap: 10min}}" for field in FIELDS]
    lines.append("aircraft:")
    for n in range(detachments):
        nation, kind = WINGS[n // len(FIELDS) % len(WINGS)]
        airframes = r.randint(2, 4)
        week = 3 if n % 2 else 4
        lines += [
            f"  SQN {n + 1:02d}:",
            f"    nation: {nation}",
            f"    type: {kind}",
            f"    base: {FIELDS[n % len(FIELDS)]}",
            f"    airframes: {airframes}",
            f"    crews: {airframes + 1}",
            f"    sorties: {{per_day: 1, per_week: {week}}}",
        ]
        if n % 4 == 0:
            first = r.randrange(1, days - 5)
            lines.append(
                f"    unavailable: {{PHASE: {{airframe: 1, from: {_dtg(first)}, to: {_dtg(first + 4)}, "
                "because: inspection}}"
            )
        if n % 5 == 0:
            lines.append(
                f"    flown: {{A: {{crew: 1, last_7d: {r.randint(5, 25)}, last_30d: {r.randint(40, 90)}}}}}"
            )
    span = f"from: {_dtg(days // 2)}, to: {_dtg(days // 2 + 2)}"
    lines += ["closures:", f"  TRAMI: {{bases: [RODN, Naha], {span}, because: typhoon}}"]
    return "\n".join(lines) + "\n"


def _dm(degrees: float) -> str:
    return f"{int(degrees)}-{round(degrees % 1 * 60):02d}"


def _dtg(day: int) -> str:
    return f"{day + 1:02d}0000ZSEP18"


@click.command()
@click.option("--seed", default=1, show_default=True)
@click.option("--detachments", default=40, show_default=True)
@click.option("--days", type=click.IntRange(7, 28), default=DAYS, show_default=True)
@click.option(
    "--effort", type=click.Choice(["quick", "standard", "thorough"]), default="quick", show_default=True
)
@click.option("--seconds", type=float, default=540.0, show_default=True, help="After which the search ends.")
@click.option("--scenario", is_flag=True, help="Print the scenario and end.")
@click.option("--confirm", "proving", is_flag=True, help="Have the oracle confirm the bound.")
@click.option("-o", "--output", help="Keep the plan.")
def main(
    seed: int, detachments: int, days: int, effort: Effort, seconds: float, scenario: bool, proving: bool,
    output: str | None,
) -> None:  # fmt: skip
    """Draw, plan, judge, tell."""
    text = scenario_yaml(seed, detachments, days)
    if scenario:
        click.echo(text, nl=False)
        return
    data = text.encode()
    loaded = load_bytes(f"squadrons-{seed}.yaml", data)
    if loaded.scenario is None:
        raise click.ClickException("; ".join(d.message for d in loaded.diagnostics))
    begun, spent = time.monotonic(), time.process_time()

    def tell(state: Progress) -> None:
        click.echo(f"{time.monotonic() - begun:7.1f} s  {state.phase}  {state.value} {state.bound}", err=True)

    record = solve_scenario(
        loaded.scenario, Source(f"squadrons-{seed}.yaml", hashlib.sha256(data).hexdigest(), None, ()),
        seed=1, effort=effort, seconds=seconds, progress=tell,
    )  # fmt: skip
    wall, processor = time.monotonic() - begun, time.process_time() - spent
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    score = record.score
    if output is not None:
        write(output, record, force=True)
    gap = "none" if score.gap is None else f"{score.gap:.2%}"
    click.echo(
        f"{detachments} detachments, {days} days, {len(record.sectors)} sectors: "
        f"{len(record.sorties)} sorties, {len(record.tasks)} looks\n"
        f"value {score.value:.4f} of {score.total:.4f}, bound {score.bound:.4f}, gap {gap}\n"
        f"{wall:.0f} s by the clock, {processor:.0f} s of the processor, peak {peak:.0f} MiB; "
        f"stopped by {record.run.stopped_by}"
    )
    broken = [finding.message for finding in judge(record) if finding.severity == "violation"]
    click.echo(f"judge: {len(broken)} violations" + "".join(f"\n  {words}" for words in broken[:5]))
    if proving:
        found = confirm(record)
        click.echo(f"oracle: {found.confirmed} {found.fault or 'confirmed'}")


if __name__ == "__main__":
    main()
