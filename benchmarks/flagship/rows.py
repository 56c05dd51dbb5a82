"""What is run: one row of the table each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from benchmarks.weeks.draw import LARGE, SEEDS, WEEK, Size
from benchmarks.weeks.written import scenario_yaml
from patrolplan.planning.solve import Effort

FLAGSHIP = Path(__file__).parents[2] / "scenarios" / "east-china-sea.yaml"
BEFORE_AND_AFTER = 4.0
"""Seconds kept for what is not search: water, ways, writing down."""


@dataclass(frozen=True)
class Drawn:
    """A scenario of `benchmarks.weeks`."""

    seed: int
    size: Size


@dataclass(frozen=True)
class Row:
    """One line of the table: the same over several seeds of the solver, or over several drawn scenarios."""

    name: str
    seconds: float
    """By the clock, from the scenario as read to the plan as recorded; the search gets a little less."""
    effort: Effort
    wanted: float | None
    """The largest gap at the median that is accepted; None where no figure was set."""
    goal: float | None = None
    variant: str | None = None
    sets: tuple[str, ...] = ()
    drawn: tuple[Drawn, ...] = ()
    """Where there are any, each is solved with every seed; else the flagship is."""

    @property
    def scenarios(self) -> tuple[Drawn | None, ...]:
        """What is solved; None stands for the flagship."""
        return self.drawn or (None,)

    @property
    def search_s(self) -> float:
        """Seconds that the solver is given."""
        return max(1.0, self.seconds - BEFORE_AND_AFTER)


WEEKS = tuple(Drawn(seed, WEEK) for seed in SEEDS)
STAY_DAY = ("stay=24h",)
ROWS = (
    Row("ships-15", 15, "quick", 0.025, variant="ships-only"),
    Row("ships-60", 60, "standard", 0.015, 0.005, variant="ships-only"),
    Row("ships-stay-24h", 60, "standard", 0.05, 0.02, variant="ships-only", sets=STAY_DAY),
    Row("aircraft", 60, "standard", 0.02, 0.01, variant="aircraft-only"),
    Row("whole", 60, "standard", 0.04, 0.025),
    Row("weeks-ships", 60, "standard", 0.015, 0.005, variant="ships-only", drawn=WEEKS),
    Row("weeks-stay-24h", 60, "standard", 0.05, 0.02, variant="ships-only", sets=STAY_DAY, drawn=WEEKS),
    Row("weeks-aircraft", 60, "standard", 0.02, 0.01, variant="aircraft-only", drawn=WEEKS),
    Row("weeks-whole", 60, "standard", 0.04, 0.025, drawn=WEEKS),
    Row("large", 300, "standard", 0.04, drawn=(Drawn(1, LARGE),)),
)
BY_NAME = {row.name: row for row in ROWS}


def text_of(scenario: Drawn | None) -> tuple[str, bytes]:
    """A file name and what stands in the file."""
    if scenario is None:
        return FLAGSHIP.name, FLAGSHIP.read_bytes()
    size = "large" if scenario.size == LARGE else "week"
    return f"{size}-{scenario.seed}.yaml", scenario_yaml(scenario.seed, scenario.size).encode()
