"""How long the everyday things take: `python -m benchmarks.speed` prints a table, medians of five.

Seconds by the clock; `check` runs in a process of its own, from a cold start with a warm file cache.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

FLAGSHIP = Path(__file__).parent.parent / "scenarios" / "east-china-sea.yaml"
RUNS = 5


def seconds(work: Callable[[], object], runs: int = RUNS) -> tuple[float, float, float]:
    """Least, median and most over `runs` runs."""
    took = []
    for _ in range(runs):
        begun = time.perf_counter()
        work()
        took.append(time.perf_counter() - begun)
    return min(took), statistics.median(took), max(took)


def _check(path: Path = FLAGSHIP) -> None:
    subprocess.run([sys.executable, "-m", "patrolplan", "check", str(path)], check=True, capture_output=True)


def large_scenario() -> str:
    """YAML of 300 areas and 200 ships."""
    classes = (("AUS", "adelaide"), ("NZL", "anzac"), ("CAN", "halifax"), ("GBR", "type-23"))
    lines = ["horizon: {start: 240000ZSEP18, length: 7d}", "areas:"]
    for n in range(300):
        row, column = divmod(n, 20)
        lat, lon = 20 + row * 0.6, 123 + column * 0.7
        edges = f"north: {lat + 0.5:.3f}N, south: {lat:.3f}N, west: {lon:.3f}E, east: {lon + 0.6:.3f}E"
        lines.append(f"  AREA {n}: {{box: {{{edges}}}, transfers_per_day: 0.{1 + n % 9}}}")
    lines.append("ships:")
    for n in range(200):
        nation, kind = classes[n % 4]
        joins = f"{{at: {22 + n % 8}-30N {124 + n % 11}-{n % 60:02d}E, time: 24{n % 24:02d}00ZSEP18}}"
        lines.append(
            f"  SHIP {n}: {{nation: {nation}, class: {kind}, in_chop: {joins}, "
            f"out_chop: {{time: 29{n % 24:02d}00ZSEP18}}}}"
        )
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print the table."""
    from patrolplan.formulation.build import formulate
    from patrolplan.record import file
    from patrolplan.scenario.read import load
    from patrolplan.sea.build import build_water
    from tests.record.sample_large import large

    scenario = load(FLAGSHIP).scenario
    if scenario is None:
        raise SystemExit("the flagship does not read")
    water = build_water(scenario)
    record = large()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.json"
        file.write(path, record)
        big = Path(folder) / "large.yaml"
        big.write_text(large_scenario(), encoding="utf-8")
        rows: list[tuple[str, Callable[[], object]]] = [
            ("check of the flagship, cold start", _check),
            ("check of 300 areas and 200 ships, cold start", lambda: _check(big)),
            ("water of the flagship", lambda: build_water(scenario)),
            ("problem of the flagship, routes included", lambda: formulate(scenario, water)),
            ("write a plan of the flagship's size", lambda: file.write(path, record, force=True)),
            ("read it", lambda: file.read(path)),
        ]
        print(f"{'seconds':44}{'least':>9}{'median':>9}{'most':>9}")
        for name, work in rows:
            least, middle, most = seconds(work)
            print(f"{name:44}{least:9.3f}{middle:9.3f}{most:9.3f}")


if __name__ == "__main__":
    main()
