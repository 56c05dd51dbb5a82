"""How a run stands, while it runs: one line that changes on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rich.console import Console
    from rich.live import Live
    from rich.spinner import Spinner
    from rich.text import Text

    from patrolplan.planning.progress import Progress

EVERY_S = 3.0
"""Plain lines come no oftener than this, but for the last of a run."""


class Watcher(Protocol):
    """Shows progress between entering and leaving."""

    def __enter__(self) -> Watcher: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def update(self, state: Progress) -> None:
        """Take note of how the run stands."""

    def say(self, words: str) -> None:
        """Show a line that stays."""


def watcher(console: Console) -> Watcher:
    """The watcher that suits a console."""
    return LiveLine(console) if console.is_terminal else PlainLines(console)


def sentence(state: Progress, elapsed_s: float) -> str:
    """How the run stands, in one line."""
    parts = [f"{elapsed_s:5.1f} s", state.phase]
    if state.coverage is not None and state.value is not None:
        parts += [f"coverage {state.coverage:.2%}", f"value {state.value:.4f}"]
    if state.objective is not None:
        parts.append(f"objective {state.objective:.4f}")
    if state.bound is not None:
        parts.append(f"at most {state.bound:.2%}")
    elif state.at_most is not None:
        parts.append(f"at most {state.at_most:.4f}")
    if state.gap is not None:
        parts.append(f"gap {state.gap:.2%}")
    return "  ".join(parts)


class PlainLines:
    """A line every few seconds, and one for whatever comes last."""

    def __init__(self, console: Console, clock: Callable[[], float] = time.monotonic) -> None:
        self._console, self._clock = console, clock
        self._begun = clock()
        self._last = float("-inf")
        self._unsaid: Progress | None = None

    def __enter__(self) -> PlainLines:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._unsaid is not None and kind is None:
            self._print(self._unsaid)

    def update(self, state: Progress) -> None:
        """Print the state if the last line is old enough, else keep it for the end."""
        if self._clock() - self._last >= EVERY_S:
            self._print(state)
        else:
            self._unsaid = state

    def say(self, words: str) -> None:
        """Print a line at once."""
        self._console.print(words, markup=False, highlight=False, soft_wrap=True)

    def _print(self, state: Progress) -> None:
        self._last, self._unsaid = self._clock(), None
        self.say(sentence(state, self._last - self._begun))


class LiveLine:
    """One line with a spinner, redrawn four times a second."""

    def __init__(self, console: Console, clock: Callable[[], float] = time.monotonic) -> None:
        self._console, self._clock = console, clock
        self._begun = clock()
        self._state: Progress | None = None
        self._live: Live | None = None

    def __enter__(self) -> LiveLine:
        from rich.live import Live
        from rich.spinner import Spinner

        self._spinner = Spinner("dots", text=self._text())
        self._live = Live(self, console=self._console, refresh_per_second=4, transient=True)
        self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._live is not None:
            self._live.stop()
        if self._state is not None and kind is None:
            self.say(sentence(self._state, self._clock() - self._begun))

    def __rich__(self) -> Spinner:
        self._spinner.update(text=self._text())
        return self._spinner

    def update(self, state: Progress) -> None:
        """Show the state at the next redraw. What an earlier one knew and this does not is kept."""
        from dataclasses import replace

        before = self._state
        if before is not None and state.value is None:
            state = replace(before, phase=state.phase)
        self._state = state

    def say(self, words: str) -> None:
        """Print a line above the one that changes."""
        self._console.print(words, markup=False, highlight=False, soft_wrap=True)

    def _text(self) -> Text:
        from rich.text import Text

        elapsed = self._clock() - self._begun
        words = "starting" if self._state is None else sentence(self._state, elapsed)
        return Text(words, no_wrap=True, overflow="ellipsis")
