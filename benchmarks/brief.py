"""How long a brief takes to make, and how smoothly it runs: `python -m benchmarks.brief [PLAN.json]`.

Seconds by the clock, and of the processor, in a process of its own, start-up and files included. Pictures a
second are counted in Chromium (headless, without a graphics card, 1280 by 720) while the plan plays, the
slider is dragged, and the page is scrolled; and how long the page takes to its first full picture.
"""

from __future__ import annotations

import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

RUNS, SECONDS = 3, 4
FLAGSHIP_LIMIT_S, LARGE_LIMIT_S, LEAST_FPS = 3.0, 15.0, 30.0

COUNT = """
([seconds, act]) => new Promise((done) => {
  const begun = performance.now();
  const frames = [];
  let before = begun;
  const frame = (now) => {
    frames.push(now - before);
    before = now;
    if (act === "slide") {
      const slider = document.getElementById("time");
      slider.value = Number(slider.max) * ((now - begun) / 1000 / seconds);
      slider.dispatchEvent(new Event("input"));
    }
    if (act === "scroll") scrollBy(0, 40);
    if (now - begun < seconds * 1000) requestAnimationFrame(frame);
    else {
      frames.sort((one, other) => one - other);
      done([frames.length / ((now - begun) / 1000), frames[Math.floor(frames.length * 0.95)]]);
    }
  };
  requestAnimationFrame(frame);
})
"""


def make(plan: Path, page: Path) -> tuple[float, float]:
    """Seconds by the clock and of the processor that the command takes, start-up included."""
    begun, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "patrolplan", "brief", str(plan), "-o", str(page), "--force"]
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - begun, busy


def run(page: Path) -> list[tuple[str, float, float]]:
    """(what, pictures a second, 95th percentile between two [ms]); the first row is loading [s]."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium")
    if path is None:
        raise SystemExit("chromium is not installed")
    with sync_playwright() as driver:
        browser: Any = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        view = browser.new_context(viewport={"width": 1280, "height": 720}, offline=True).new_page()
        begun = time.perf_counter()
        view.goto(page.as_uri())
        view.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)))")
        rows = [("load", time.perf_counter() - begun, 0.0)]
        view.select_option("#speed", "12")
        view.click("#play")
        rows.append(("play at 12 h/s", *view.evaluate(COUNT, [SECONDS, "play"])))
        view.click("#play")
        rows.append(("slider, end to end", *view.evaluate(COUNT, [SECONDS, "slide"])))
        view.select_option("#colour", "slot")
        rows.append(("slider, coverage", *view.evaluate(COUNT, [SECONDS, "slide"])))
        rows.append(("scroll, 40 px a picture", *view.evaluate(COUNT, [SECONDS, "scroll"])))
        browser.close()
    return rows


def main() -> None:
    """Print the table; end with 1 where a limit is broken."""
    from benchmarks.brief_plan import five_thousand
    from patrolplan.record import file

    broken = False
    with tempfile.TemporaryDirectory() as folder:
        large = Path(folder) / "large.json"
        file.write(large, five_thousand())
        plans = [("five thousand tasks", large, LARGE_LIMIT_S)]
        if len(sys.argv) > 1:
            plans.insert(0, (sys.argv[1], Path(sys.argv[1]), FLAGSHIP_LIMIT_S))
        for name, plan, limit in plans:
            page = Path(folder) / "brief.html"
            took, busy = map(statistics.median, zip(*(make(plan, page) for _ in range(RUNS)), strict=True))
            broken |= took > limit
            size = page.stat().st_size / 1e6
            print(f"{name}: {took:.2f} s (limit {limit:g}), of the processor {busy:.2f} s, {size:.2f} MB")
            for what, figure, slow in run(page):
                if what == "load":
                    print(f"  {what:26}{figure:7.2f} s")
                else:
                    broken |= figure < LEAST_FPS
                    print(f"  {what:26}{figure:7.1f} pictures/s, 95 % within {slow:.0f} ms")
    sys.exit(int(broken))


if __name__ == "__main__":
    main()
