"""docs/language.md says what the language is: its tables are generated, its forms of values are read."""

import importlib.util
import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from patrolplan.geo.gars import bounds
from patrolplan.geo.positions import parse_latitude, parse_longitude, parse_position
from patrolplan.scenario.language.document import Document
from patrolplan.scenario.language.parts import Part
from patrolplan.scenario.language.schema import described
from patrolplan.scenario.read import load_bytes
from patrolplan.scenario.text.core import core_value
from patrolplan.scenario.values.clock import parse_clock, parse_offset
from patrolplan.scenario.values.days import parse_dates, parse_day_time
from patrolplan.scenario.values.distance import parse_distance
from patrolplan.scenario.values.duration import parse_duration
from patrolplan.scenario.values.nation import parse_nation
from patrolplan.scenario.values.number import share
from patrolplan.scenario.values.speed import parse_speed
from patrolplan.scenario.values.time import parse_time
from tests.scenario.test_schema import parts

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")

READ: dict[str, Callable[[str], Any]] = {
    "duration": parse_duration,
    "time": parse_time,
    "time of day": parse_day_time,
    "days": parse_dates,
    "local time": parse_clock,
    "offset": parse_offset,
    "speed": parse_speed,
    "distance": parse_distance,
    "position": parse_position,
    "latitude": parse_latitude,
    "longitude": parse_longitude,
    "nation": parse_nation,
    "percentage": lambda text: share(text, core_value(text)),
    "GARS label": bounds,
}


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("language_page", ROOT / "tools" / "language_page.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_tables_are_those_of_the_language(tool):
    """A key that is added, or described otherwise, must reach the page: `python tools/language_page.py`."""
    assert tool.page() == PAGE


def test_every_key_is_there_once_per_part(tool):
    """Whoever looks for a key finds it: the tables leave out none."""
    schema = described()
    defaults = {part.__name__ for part in parts(Document, set()) if part.whole is not None}
    own = [part for name, part in schema["$defs"].items() if name not in defaults]
    keys = [key for part in (schema, *own) for key in part["properties"]]
    found = re.findall(r"^\| `([a-z0-9_]+)` \|", tool.tables(), re.MULTILINE)
    assert sorted(found) == sorted(keys)


def test_every_refused_key_is_there(tool):
    """What is not honoured yet is said before somebody writes it."""
    listed = tool.tables().partition("### Not honoured yet")[2]
    for part in Part.__subclasses__():
        for key in part.later:
            assert f"`{key}`" in listed, (part.__name__, key)


def test_links_lead_somewhere(tool):
    """Each link within the tables has its heading."""
    text = tool.tables()
    headings = {line[4:].lower().replace(" ", "-") for line in text.splitlines() if line.startswith("### ")}
    links = set(re.findall(r"\]\(#([a-z-]+)\)", text))
    assert links
    assert links <= headings


def test_the_forms_of_values_are_read():
    """Every form that the table of values shows is one that the program reads."""
    table = PAGE.partition("<!-- values")[2].partition("<!-- end of values -->")[0]
    rows = [[cell.strip() for cell in line.split("|")[1:3]] for line in table.splitlines()[3:] if line]
    assert [kind for kind, _ in rows] == list(READ)
    for kind, forms in rows:
        shown = re.findall("`([^`]+)`", forms)
        assert shown
        for form in shown:
            READ[kind](form)


def test_one_value_in_many_forms_is_one_value():
    """The forms of one cell mean the same where the page suggests it: one place, one time."""
    places = {
        tuple(round(degrees, 2) for degrees in parse_position(form))
        for form in (
            "31-45N 123-00E",
            "31-45-00N 123-00-00E",
            "314500N 1230000E",
            "31.75N 123.0E",
            "31.75 123.0",
        )
    }
    assert places == {(123.0, 31.75)}
    times = ("241200ZNOV18", "242100INOV18", "2018-11-24T12:00Z", "2018-11-24T21:00+09:00")
    assert len({parse_time(form) for form in times}) == 1


def test_the_pieces_of_the_page_are_read():
    """Every example of the page, put together with what it leaves out, is a scenario without a mistake."""
    blocks = re.findall(r"^```yaml\n(.*?)^```", PAGE.partition("## Keys")[0], re.MULTILINE | re.DOTALL)
    assert len(blocks) == 4
    for block in blocks:
        text = re.sub(r"^include:.*\n", "", block, flags=re.MULTILINE)
        given = set(re.findall(r"^([a-z]+):", text, re.MULTILINE))
        rest = {
            "horizon": "horizon: {start: 240000ZSEP18, length: 7d}\n",
            "areas": "areas: {SOUTH: {gars: 611KZ, priority: 1}}\n",
            "ships": "ships:\n  HMAS Melbourne: {nation: AUS, class: anzac, in_chop: White Beach}\n",
            "aircraft": "aircraft:\n  Kadena P-8: {nation: USA, type: P-8A, base: RODN}\n",
        }
        if "HMCS Calgary" in text:
            text = text.replace(
                "HMAS Melbourne: null", "HMAS Melbourne: {nation: AUS, class: anzac, in_chop: Sasebo}"
            )
            text = text.replace(
                "{transit: 14kn}", "{nation: CAN, class: halifax, in_chop: Sasebo, transit: 14kn}"
            )
        whole = text + "".join(part for key, part in rest.items() if key not in given)
        for variant in (None, *load_bytes("x.yaml", whole.encode()).variants):
            found = load_bytes("x.yaml", whole.encode(), variant).diagnostics
            assert [item.message for item in found if item.severity == "error"] == [], block
