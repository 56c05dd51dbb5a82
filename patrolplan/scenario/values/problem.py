"""The one way in which a value is refused."""

from __future__ import annotations


class BadValueError(ValueError):
    """A text that is not what a field wants.

    `id` is the kind of mistake, `message` what is wrong, `cure` what to write instead, `replacement` the
    text to put in its place where there is one that is probably meant; `safe` where it can mean nothing else.
    """

    def __init__(
        self, id: str, message: str, cure: str, replacement: str | None = None, *, safe: bool = False
    ) -> None:
        super().__init__(message)
        self.id = id
        self.message = message
        self.cure = cure
        self.replacement = replacement
        self.safe = safe


def shown(text: str) -> str:
    """Text as a message quotes it: at most 40 characters."""
    return repr(str(text if len(text) <= 40 else text[:37] + "..."))
