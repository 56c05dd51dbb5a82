"""A real browser for the page: Debian's Chromium, driven by Playwright, with the network off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from patrolplan.brief.page.make import page as brief_page
from tests.brief.records import across, hostile, older
from tests.record.samples import sample

SIZES = {"laptop": (1280, 720), "wall": (1920, 1080), "telephone": (390, 844)}


@pytest.fixture(scope="session")
def briefs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Pages as files, by the name of the plan."""
    folder = tmp_path_factory.mktemp("briefs")
    found = {}
    for make in (sample, hostile, across):
        found[make.__name__] = folder / f"{make.__name__}.html"
        found[make.__name__].write_text(brief_page(make()), encoding="utf-8")
        found[f"{make.__name__} since"] = folder / f"{make.__name__}-since.html"
        found[f"{make.__name__} since"].write_text(brief_page(make(), older(make())), encoding="utf-8")
    return found


class Opened:
    """A page opened from its file, and what it said or asked for while it was open."""

    def __init__(self, browser: Any, path: Path, size: str = "laptop", **context: Any) -> None:
        width, height = SIZES[size]
        self.context = browser.new_context(
            viewport={"width": width, "height": height}, offline=True, **context
        )
        self.page = self.context.new_page()
        self.messages: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.messages.append(message.text))
        self.page.on("pageerror", lambda error: self.messages.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(path.as_uri())

    def quiet(self) -> bool:
        """Nothing on the console, no error, and nothing asked for but the file itself."""
        return not self.messages and len(self.requests) == 1


@pytest.fixture
def opened(chromium: Any, briefs: dict[str, Path]) -> Iterator[Any]:
    """A function that opens the brief of a plan."""
    pages: list[Opened] = []

    def open_(name: str = "sample", **options: Any) -> Opened:
        pages.append(Opened(chromium, briefs[name], **options))
        return pages[-1]

    yield open_
    for one in pages:
        one.context.close()
