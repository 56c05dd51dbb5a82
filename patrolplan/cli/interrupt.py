"""Ctrl-C as a wish: the work goes on to a safe end, and asks now and then."""

from __future__ import annotations

import signal
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import Any


class Interrupt:
    """While in use, SIGINT and SIGTERM set a flag and nothing else; calling it tells whether they did.

    A second signal changes nothing, so that an impatient Ctrl-C cannot lose what is being saved. The
    handlers that stood before are put back at the end.

    Args:
        notice: called at each signal with their number so far.

    """

    def __init__(self, notice: Callable[[int], None]) -> None:
        self._notice = notice
        self._times = 0
        self._before: dict[int, Any] = {}

    def __call__(self) -> bool:
        """Whether a signal has come."""
        return self._times > 0

    def __enter__(self) -> Interrupt:
        for number in (signal.SIGINT, signal.SIGTERM):
            try:
                self._before[number] = signal.signal(number, self._come)
            except ValueError:  # not the main thread: whoever runs us handles signals
                break
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler if handler is not None else signal.SIG_DFL)
        self._before.clear()

    def _come(self, number: int, frame: FrameType | None) -> None:
        self._times += 1
        self._notice(self._times)
