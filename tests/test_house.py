"""docs/house.md is true: every room has its paragraph, and the arrows are those that are checked."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "house.md").read_text(encoding="utf-8")
LINTER = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]


def test_every_room_has_its_paragraph():
    """A room that is built, or torn down, changes the page."""
    rooms = {folder.parent.name for folder in (ROOT / "patrolplan").glob("*/__init__.py")}
    assert set(re.findall(r"^\*\*([a-z]+)\*\*: ", PAGE, re.MULTILINE)) == rooms


def test_the_arrows_are_those_that_are_checked():
    """The layers on the page are the contract's, line by line."""
    (layers,) = [each["layers"] for each in LINTER["contracts"] if each["type"] == "layers"]
    shown = PAGE.partition("## Arrows\n\n")[2].partition("\n\n")[0]
    assert [line.strip() for line in shown.splitlines()] == [
        layer.replace("patrolplan.", "") for layer in layers
    ]


def test_every_forbidden_arrow_is_named():
    """Each contract that forbids something names its rooms in one point of the list."""
    points = re.findall(r"^- (.*?)(?=^- |\n\n)", PAGE.partition("## Arrows")[2], re.MULTILINE | re.DOTALL)
    for contract in LINTER["contracts"]:
        if contract["type"] == "forbidden":
            (point,) = [each for each in points if contract["name"] in " ".join(each.split())]
            for module in contract["forbidden_modules"]:
                assert f"`{module.removeprefix('patrolplan.')}`" in point, (contract["name"], module)
