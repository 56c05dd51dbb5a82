"""`python -m benchmarks.toptw FOLDER --seconds 10`: value, best known, gap and proven bound of every set.

FOLDER holds `toptw/*.txt` and `bks_toptw.csv`; it is read and nothing of it is written anywhere. Seconds are
those of one core for each of two lanes (the better one counts), for the bound as many again on one core;
PyVRP gets the same two lanes. Compilation is excluded. Every value is confirmed from the file by `scorer`.
"""

from __future__ import annotations

import argparse
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.toptw.problem import as_problem
from benchmarks.toptw.reader import best_known, read
from benchmarks.toptw.scorer import score
from patrolplan.problem.types import Choice
from patrolplan.solver.local.anneal import Annealing, Heat
from patrolplan.solver.local.bound import prove
from patrolplan.solver.local.tours import Routes, Tours, choice_of, tours_of

HEAD = "instance  m  known   ours  gap %  pyvrp  gap %    bound proven %"


def found_by_us(tours: Tours, seconds: float, seed: int, heat: Heat) -> Routes:
    """The better of two lanes."""

    def lane(number: int) -> Annealing:
        run, begun = Annealing(tours, seed * 2 + number), time.thread_time()
        while (share := (time.thread_time() - begun) / seconds) < 1.0:
            run.run(300, heat.at(share))
        return run

    with ThreadPoolExecutor(2) as pool:
        return max(pool.map(lane, range(2)), key=lambda run: run.value).routes


def found_by_pyvrp(tours: Tours, seconds: float, seed: int) -> Routes:
    """The better of two lanes."""
    from benchmarks.toptw.pyvrp_peer import tours_by_pyvrp

    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda n: tours_by_pyvrp(tours, seconds, seed * 2 + n), range(2)))
    return max(found, key=lambda routes: sum(tours.prize[v] for route in routes for v in route))


def nodes(choice: Choice) -> list[list[int]]:
    """The tours of an answer, by the file's numbers."""
    return [[look.sector + 1 for look in flight.looks] for flight in choice.flights]


def main(arguments: list[str]) -> int:
    """Print the table; 1 where a bound lies below a value."""
    parser = argparse.ArgumentParser(prog="benchmarks.toptw", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument(
        "--bound-seconds", type=float, default=None, help="left out: as --seconds; 0: no bound"
    )
    parser.add_argument("--only", default="", help="instances whose name begins so, separated by commas")
    parser.add_argument("--every", type=int, default=1, help="each so-manieth of the sets only")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-pyvrp", action="store_true")
    asked = parser.parse_args(arguments)
    proving = asked.seconds if asked.bound_seconds is None else asked.bound_seconds
    known = best_known(asked.folder / "bks_toptw.csv")
    prefixes = tuple(asked.only.split(","))
    sets = [key for key in sorted(known) if key[0].startswith(prefixes)][:: asked.every]
    files = {path.stem: path for path in sorted((asked.folder / "toptw").glob("*.txt"))}
    print(HEAD, flush=True)
    ours, theirs, proven, wrong = [], [], [], 0
    for number, (name, m) in enumerate(sets):
        instance = read(files[name])
        problem = as_problem(instance, m)
        tours = tours_of(problem)
        if number == 0:  # kernels
            Annealing(tours, 0).run(20, 0.1)
            prove(tours, 0.0, steps=1)
        routes = found_by_us(tours, asked.seconds, asked.seed, Heat())
        value = score(files[name], nodes(choice_of(problem, tours, routes)))
        best, line = known[name, m], f"{name:9} {m} {known[name, m]:6d} {value:6d}"
        ours.append(100.0 * (best - value) / best)
        line += f" {ours[-1]:6.2f}"
        if asked.no_pyvrp:
            line += f" {'-':>6} {'-':>6}"
        else:
            peer = score(files[name], [list(r) for r in found_by_pyvrp(tours, asked.seconds, asked.seed)])
            theirs.append(100.0 * (best - peer) / best)
            line += f" {peer:6d} {theirs[-1]:6.2f}"
        if proving > 0:
            begun = time.thread_time()
            bound = prove(
                tours, float(value), 10_000, stop=lambda begun=begun: time.thread_time() - begun > proving
            ).bound
            proven.append(100.0 * (bound - value) / value)
            wrong += bound < max(value, best) - 1e-6
            line += f" {bound:8.1f} {proven[-1]:8.2f}"
        print(line, flush=True)
    print(f"{len(sets)} sets: mean gap {sum(ours) / len(ours):.2f} %, worst {max(ours):.2f} %")
    if theirs:
        print(f"PyVRP: mean gap {sum(theirs) / len(theirs):.2f} %, worst {max(theirs):.2f} %")
    if proven:
        within = {limit: sum(gap <= limit for gap in proven) for limit in (1.0, 5.0)}
        print(f"proven within 1 %: {within[1.0]}, within 5 %: {within[5.0]}; {wrong} bounds below a value")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
