"""`python -m benchmarks.toptw FOLDER --seconds 10`: value, best known, gap and proven bound of every set.

FOLDER holds `toptw/*.txt` and `bks_toptw.csv`; it is read and nothing of it is written anywhere. Seconds are
those of one core for each of two lanes (the better one counts), for the bound as many again on one core;
PyVRP gets the same two lanes. With --file each set is kept as a line of JSON, and one that stands there for
the same seconds and seed is not run again, so that all sets can be run over several days. Compilation is
excluded. Every value is confirmed from the file by `scorer`.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

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
    parser.add_argument("--file", type=Path, default=None, help="keep each set there, and go on with it")
    asked = parser.parse_args(arguments)
    proving = asked.seconds if asked.bound_seconds is None else asked.bound_seconds
    known = best_known(asked.folder / "bks_toptw.csv")
    prefixes = tuple(asked.only.split(","))
    sets = [key for key in sorted(known) if key[0].startswith(prefixes)][:: asked.every]
    files = {path.stem: path for path in sorted((asked.folder / "toptw").glob("*.txt"))}
    print(HEAD, flush=True)
    kept = _kept(asked.file, asked.seconds, asked.seed)
    rows, warm = [], False
    for name, m in sets:
        row = kept.get((name, m))
        if row is None:
            tours = tours_of(as_problem(read(files[name]), m))
            if not warm:  # kernels
                Annealing(tours, 0).run(20, 0.1)
                prove(tours, 0.0, steps=4)
                warm = True
            row = _run(files[name], name, m, known[name, m], asked, proving)
            if asked.file is not None:
                with asked.file.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(row) + "\n")
        rows.append(row)
        print(_line(row), flush=True)
    return _told(rows)


def _kept(file: Path | None, seconds: float, seed: int) -> dict[tuple[str, int], dict[str, Any]]:
    """Sets that stand in the file for these seconds and this seed."""
    if file is None or not file.exists():
        return {}
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]
    return {(row["name"], row["m"]): row for row in rows if (row["seconds"], row["seed"]) == (seconds, seed)}


def _run(
    path: Path, name: str, m: int, best: int, asked: argparse.Namespace, proving: float
) -> dict[str, Any]:
    """One set: ours, PyVRP's, a bound; each value from the file."""
    problem = as_problem(read(path), m)
    tours = tours_of(problem)
    value = score(
        path, nodes(choice_of(problem, tours, found_by_us(tours, asked.seconds, asked.seed, Heat())))
    )
    row = {"name": name, "m": m, "known": best, "ours": value, "seconds": asked.seconds, "seed": asked.seed}
    if not asked.no_pyvrp:
        row["pyvrp"] = score(path, [list(r) for r in found_by_pyvrp(tours, asked.seconds, asked.seed)])
    if proving > 0:
        begun = time.thread_time()
        row["bound"] = prove(
            tours, float(value), 10_000, stop=lambda: time.thread_time() - begun > proving
        ).bound
    return row


def _short(row: dict[str, Any], value: int) -> float:
    """How far below the best known, in per cent."""
    return 100.0 * float(row["known"] - value) / float(row["known"])


def _proven(row: dict[str, Any]) -> float:
    """How far the bound lies above our value, in per cent."""
    return 100.0 * float(row["bound"] - row["ours"]) / float(row["ours"])


def _line(row: dict[str, Any]) -> str:
    line = f"{row['name']:9} {row['m']} {row['known']:6d} {row['ours']:6d} {_short(row, row['ours']):6.2f}"
    if "pyvrp" in row:
        line += f" {row['pyvrp']:6d} {_short(row, row['pyvrp']):6.2f}"
    else:
        line += f" {'-':>6} {'-':>6}"
    return line + (f" {row['bound']:8.1f} {_proven(row):8.2f}" if "bound" in row else "")


def _told(rows: list[dict[str, Any]]) -> int:
    """Means and counts; how many bounds lie below a value is the exit code."""
    ours = [_short(row, row["ours"]) for row in rows]
    print(f"{len(rows)} sets: mean gap {sum(ours) / len(ours):.2f} %, worst {max(ours):.2f} %")
    theirs = [_short(row, row["pyvrp"]) for row in rows if "pyvrp" in row]
    if theirs:
        print(f"PyVRP: mean gap {sum(theirs) / len(theirs):.2f} %, worst {max(theirs):.2f} %")
    some = [row for row in rows if "bound" in row]
    wrong = sum(row["bound"] < max(row["ours"], row["known"]) - 1e-6 for row in some)
    if some:
        within = {limit: sum(_proven(row) <= limit for row in some) for limit in (1.0, 5.0)}
        print(f"proven within 1 %: {within[1.0]}, within 5 %: {within[5.0]}; {wrong} bounds below a value")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
