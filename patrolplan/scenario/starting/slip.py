"""The one way in which a file to start from is refused."""

from __future__ import annotations


class SlipError(ValueError):
    """What is wrong in a file, where, and what to write instead."""

    def __init__(self, where: str, message: str, cure: str) -> None:
        super().__init__(message)
        self.where = where
        self.message = message
        self.cure = cure
