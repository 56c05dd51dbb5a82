"""What can be wrong with a plan file, in words."""

from __future__ import annotations

from pathlib import Path


class RecordError(Exception):
    """A plan file cannot be read or written.

    Attributes:
        path: the file, or None where the record never came from one.
        problems: what is wrong, one sentence each, each naming its place in the file; never empty.
        left_off: how many more there are that `problems` does not list.

    """

    def __init__(self, path: Path | None, problems: tuple[str, ...], left_off: int = 0) -> None:
        self.path = path
        self.problems = problems
        self.left_off = left_off
        super().__init__(path, problems, left_off)

    def __str__(self) -> str:
        """The file and what is wrong with it: one line, or one line each where there are several."""
        where = "the plan" if self.path is None else str(self.path)
        if len(self.problems) == 1 and not self.left_off:
            return f"{where}: {self.problems[0]}"
        lines = [f"{where}: {len(self.problems) + self.left_off} things are wrong:"]
        lines += [f"  {problem}" for problem in self.problems]
        if self.left_off:
            lines.append(f"  and {self.left_off} more")
        return "\n".join(lines)


class FileExists(RecordError):  # noqa: N818 (it is an answer more than an error)
    """The file is there already and the caller did not say that it may be replaced."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, ("is there already; --force replaces it",))
