"""How long a brief takes to make, and how smoothly it runs: `python -m benchmarks.brief [PLAN.json]`.

Seconds by the clock, and of the processor, in a process of its own, start-up and files included. Pictures a
second are counted in Chromium (headless, without a graphics card, 1280 by 720) while the plan plays, the
slider is dragged, and the page is scrolled; and how long the page takes to its first full picture. All
figures are medians of three.
"""

from __future__ import annotations

import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Pace:
    """How smoothly the page did one thing."""

    what: str
    pictures: float
    """A second, by the clock."""
    slow_ms: float
    """95th percentile between two pictures."""
    busy_ms: float
    """Of the processor, that the page's main thread took for a picture: other work is not in it."""


def run(page: Path) -> tuple[float, list[Pace]]:
    """Seconds until the page stood, and its pace at each thing that a reader does."""
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
        stood = time.perf_counter() - begun
        tools = view.context.new_cdp_session(view)
        tools.send("Performance.enable", {"timeDomain": "threadTicks"})

        def busy() -> float:
            found = tools.send("Performance.getMetrics")["metrics"]
            return next(float(one["value"]) for one in found if one["name"] == "TaskDuration")

        def once(act: str) -> tuple[float, float, float]:
            before = busy()
            pictures, slow = view.evaluate(COUNT, [SECONDS, act])
            return pictures, slow, 1000 * (busy() - before) / (pictures * SECONDS)

        def pace(what: str, act: str) -> Pace:
            measured = []
            for _ in range(RUNS):
                view.evaluate("() => scrollTo(0, 0)")
                measured.append(once(act))
            return Pace(what, *(statistics.median(column) for column in zip(*measured, strict=True)))

        view.select_option("#speed", "12")
        view.click("#play")
        found = [pace("play at 12 h/s", "play")]
        view.click("#play")
        found.append(pace("slider, end to end", "slide"))
        view.select_option("#colour", "slot")
        found.append(pace("slider, coverage", "slide"))
        found.append(pace("scroll, 40 px a picture", "scroll"))
        browser.close()
    return stood, found


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
            stood, found = run(page)
            print(f"  {'stands after':26}{stood:7.2f} s")
            for one in found:
                broken |= one.pictures < LEAST_FPS
                print(
                    f"  {one.what:26}{one.pictures:7.1f} pictures/s, 95 % within {one.slow_ms:.0f} ms; "
                    f"main thread {one.busy_ms:.1f} ms of the processor each"
                )
    sys.exit(int(broken))


if __name__ == "__main__":
    main()
