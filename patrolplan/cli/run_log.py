"""A run as it goes, as lines of JSON in a file: `solve --log FILE`. docs/watching.md says what they hold.

The clock is read here and goes into the log alone; the plan file stays free of it.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from patrolplan.cli.live import Watcher
    from patrolplan.planning.progress import Progress
    from patrolplan.record.types import Record


class RunLog:
    """Writes what it is told as it comes, each line whole; a log that cannot be written ends no run.

    Raises:
        OSError: at the beginning, where the file cannot be opened.

    """

    def __init__(
        self, path: Path, head: Mapping[str, Any], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._clock, self._begun = clock, clock()
        self._file: TextIO | None = path.open("w", encoding="utf-8")
        self.trouble: str | None = None
        self._phase, self._round = "", 0
        self._best = float("-inf")
        self._found_by: str | None = None
        self._line("begin", head)

    def state(self, state: Progress) -> None:
        """How the run stands. Values that are not known yet are null."""
        self._round = self._round + 1 if state.phase == self._phase else 1
        self._phase = state.phase
        worth = state.value if state.objective is None else state.objective
        if worth is not None and worth > self._best and state.phase != "scouting":
            self._best, self._found_by = worth, state.phase
        self._line(
            "state",
            {
                "phase": state.phase,
                "round": self._round,
                "value": state.value,
                "objective": worth,
                "coverage": state.coverage,
                "bound": state.at_most,
                "gap": state.gap,
                "found_by": self._found_by,
            },
        )

    def end(self, record: Record | None) -> None:
        """What the run came to; None where there is no plan."""
        if record is None:
            self._line("end", {"stopped_by": "no plan"})
            return
        score = record.score
        self._line(
            "end",
            {
                "stopped_by": record.run.stopped_by,
                "value": score.value,
                "objective": score.objective,
                "coverage": score.coverage,
                "bound": score.bound,
                "gap": score.gap,
                "found_by": self._found_by,
            },
        )

    def close(self) -> None:
        """Nothing more comes."""
        if self._file is not None:
            with suppress(OSError):  # what is left in the buffer cannot be written either
                self._file.close()
            self._file = None

    def _line(self, event: str, tree: Mapping[str, Any]) -> None:
        if self._file is None:
            return
        seconds = round(self._clock() - self._begun, 3)
        try:
            self._file.write(
                json.dumps({"event": event, "seconds": seconds, **tree}, ensure_ascii=False) + "\n"
            )
            self._file.flush()
        except OSError as error:
            self.trouble = error.strerror or str(error)
            self.close()


class LoggedWatcher:
    """A watcher whose states also go into a log."""

    def __init__(self, watch: Watcher, log: RunLog) -> None:
        self._watch, self._log = watch, log

    def __enter__(self) -> LoggedWatcher:
        self._watch.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._watch.__exit__(kind, error, trace)

    def update(self, state: Progress) -> None:
        """Log the state and show it."""
        self._log.state(state)
        self._watch.update(state)

    def say(self, words: str) -> None:
        """Show a line that stays; it is not logged."""
        self._watch.say(words)
