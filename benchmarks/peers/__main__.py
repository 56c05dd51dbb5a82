"""`python -m benchmarks.peers [SCENARIO] [--variant V] [--seconds 30] [--seed 1]`."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import click
from rich.console import Console

from benchmarks.peers import greedy, ours, pyvrp_peer, routing_peer
from benchmarks.peers.answer import Answer
from benchmarks.peers.cpsat import peer as cpsat_peer
from benchmarks.peers.score import NotAPlanError, judged
from benchmarks.peers.table import Row, table
from patrolplan.formulation.build import formulate
from patrolplan.problem.types import Problem
from patrolplan.record.types import Source
from patrolplan.scenario.read import Loaded, load
from patrolplan.sea.build import build_water
from patrolplan.verify.bound.confirm import confirm
from tests.oracles.big_problem import big_problem

FLAGSHIP = Path(__file__).parents[2] / "scenarios" / "east-china-sea.yaml"
PEERS: dict[str, Callable[[Problem, float, int], Answer]] = {
    "greedy": greedy.solve,
    "PyVRP": pyvrp_peer.solve,
    "OR-Tools routing": routing_peer.solve,
    "CP-SAT": cpsat_peer.solve,
}


@click.command()
@click.argument("scenario", type=click.Path(path_type=Path), default=FLAGSHIP)
@click.option("--variant", help="Which of the scenario's overrides to apply.")
@click.option("--seconds", type=click.FloatRange(1), default=30.0, show_default=True, help="For each plan.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True)
def main(scenario: Path, variant: str | None, seconds: float, seed: int) -> None:
    """Every peer on one scenario in the same seconds, every plan judged, one table.

    Where our own run takes longer than asked, the peers get as long as it took.
    """
    console = Console(width=150)
    loaded = load(scenario, variant=variant)
    if loaded.scenario is None:
        raise click.ClickException("\n".join(d.message for d in loaded.diagnostics))
    formulation = formulate(loaded.scenario, build_water(loaded.scenario))
    problem, source = formulation.problem, _source(loaded)
    small = big_problem(columns=4, rows=3, days=2, ships=2, detachments=1)
    ours.warm_up(small)
    greedy.plan(small)

    begun = time.monotonic()
    result = ours.solve(problem, seconds, seed)
    taken = time.monotonic() - begun
    best = judged(formulation, source, result.choice, result, seed=seed)
    proof = confirm(best.record)
    if not proof.stands or proof.confirmed is None:
        raise click.ClickException(f"the oracle does not confirm our bound: {proof.fault}")
    rows = [Row("patrolplan", best.value, best.coverage, taken, f"stopped by {result.stopped_by}")]
    for name, peer in PEERS.items():
        console.print(f"{name} ...", style="dim")
        begun = time.monotonic()
        answer = peer(problem, max(seconds, taken), seed)
        spent = time.monotonic() - begun
        try:
            plan = judged(formulation, source, answer.choice, result, seed=seed)
        except NotAPlanError as error:
            raise click.ClickException(f"{name}: {error}") from error
        rows.append(Row(name, plan.value, plan.coverage, spent, answer.notes))
    words = f"{Path(loaded.file).name}{f', {variant}' if variant else ''}: {seconds:g} s, seed {seed}"
    console.print(table(f"{words}; bound {proof.confirmed:.4f}, confirmed", rows, proof.confirmed))
    console.print(f"sha256 of the scenario {loaded.sha256}")


def _source(loaded: Loaded) -> Source:
    return Source(Path(loaded.file).name, loaded.sha256, loaded.variant, tuple(loaded.sets))


if __name__ == "__main__":
    main()
