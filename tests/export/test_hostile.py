"""What a planner writes stays text: no tag, script, formula, line or property of it comes alive."""

from __future__ import annotations

import csv
import io
import json
from functools import cache
from html.parser import HTMLParser

import pytest
from lxml import etree
from lxml import html as lxml_html

from patrolplan.export.table import FORMATS, Choices
from patrolplan.export.text import plain
from patrolplan.export.view.build import narrowed
from tests.export.plans import HOSTILE, LONG, shown
from tests.export.readers import Calendar, layer, layers, members

SHIPS = [HOSTILE[name] for name in ("HMAS Melbourne", "HMCS Calgary", "FS Vendémiaire")]
ASSETS = [*SHIPS, HOSTILE["Kadena P-8"], HOSTILE["Kadena CP-140"]]


@cache
def data(form, ending=None, asset=None):
    seen = shown("hostile")
    if asset is not None:
        seen = narrowed(seen, asset)
    endings = FORMATS[form].endings
    return endings[ending or next(iter(endings))](seen, Choices())


def xml_files():
    yield data("kml")
    yield data("gpx")
    yield data("cot")
    yield from members(data("cot", ".zip")).values()
    for revision in ("1.0", "1.2"):
        yield from members(FORMATS["rtz"].endings[".zip"](shown("hostile"), Choices(revision))).values()


def test_xml_holds_no_element_but_ours():
    """Tags, entities and comments in names are text: every element and attribute is one of the format's."""
    count = 0
    for text in xml_files():
        assert b"<!" not in text
        root = etree.fromstring(text)
        assert not list(root.iter(etree.Comment, etree.Entity, etree.PI))
        for element in root.iter():
            local = etree.QName(element).localname
            assert local not in ("b", "i", "script", "img", "svg", "title")
            assert not any(name.startswith("on") for name in element.attrib)
        count += 1
    assert count > 40


def test_names_survive_in_xml():
    """A reader gets back the very name, made one line: quotes, ampersands, tags, Japanese, 80 characters."""
    assert len(LONG) == 80
    names = {one.get("callsign") for one in etree.fromstring(data("cot")).iter("contact")}
    routes = {
        etree.fromstring(text).find("{*}routeInfo").get("vesselName")
        for text in members(data("rtz", ".zip")).values()
    }
    for ship in SHIPS:
        assert any(name.startswith(plain(ship)) for name in names)
        assert plain(ship) in routes


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags = []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, attrs))


def test_descriptions_of_kml_are_plain_as_html():
    """Google Earth shows descriptions as HTML: read as such, there is nothing in them but line breaks."""
    root = etree.fromstring(data("kml"))
    seen = 0
    for one in root.iter("{*}description"):
        reader = Tags()
        reader.feed(one.text)
        assert all(tag == "br" and not attrs for tag, attrs in reader.tags)
        seen += "日本丸" in one.text
    assert seen
    assert {one.text for one in root.findall(".//{*}BalloonStyle/{*}text")} == {"$[description]"}


@pytest.mark.parametrize("asset", ASSETS)
def test_the_turnover_page_runs_nothing(asset):
    """Read as a browser does: no script, no image, no handler; the name stands there as it is."""
    page = lxml_html.document_fromstring(data("turnover", ".html", asset).decode())
    assert {one.tag for one in page.iter()} <= {
        "html", "head", "meta", "title", "style", "body", "p", "h1", "h2", "table", "tbody", "tr", "th",
        "td", "ul", "li", "footer",
    }  # fmt: skip
    assert not [key for one in page.iter() for key in one.attrib if key.startswith(("on", "href", "src"))]
    assert plain(asset) in " ".join(page.find(".//h1").text_content().split())


@pytest.mark.parametrize("form", ["tasking", "turnover"])
@pytest.mark.parametrize("asset", ASSETS)
def test_no_name_forges_a_line(form, asset):
    """A name with line breaks does not become lines of its own, nor turn the direction of writing."""
    text = data(form, ".txt", asset).decode()
    assert not any(line.startswith("NEXT     forged") for line in text.splitlines())
    assert not any(line.startswith("BEGIN:") for line in text.splitlines())
    assert not set(text) & set("\u202e\u202c\x0b\r")


def test_geojson_is_inert_in_a_page():
    """No character that HTML gives a meaning to stands in the file, yet the names read back."""
    text = data("geojson")
    assert not set(b"<>&") & set(text)
    names = {one["properties"].get("asset") for one in json.loads(text)["features"]}
    assert {plain(asset) for asset in ASSETS} <= names


def test_no_cell_is_a_formula():
    """Spreadsheets take a cell that begins with =, +, - or @ for a formula: no text does."""
    rows = list(csv.DictReader(io.StringIO(data("csv").decode("utf-8-sig"), newline="")))
    numbers = ("lat", "lon", "end_lat", "end_lon")
    for row in rows:
        for key, cell in row.items():
            assert key in numbers or not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
            assert "\n" not in cell
    assert any(row["asset"].startswith("'=HYPERLINK") for row in rows)


def test_the_calendar_has_no_forged_event():
    """Line breaks, semicolons and commas in names stay inside their property."""
    calendar = Calendar.from_ical(data("ics"))
    seen = shown("hostile")
    stops = sum(event.kind != "wait" for mover in seen.movers for event in mover.events)
    flights = sum(mover.sortie is not None for mover in seen.movers)
    assert len(calendar.walk("VEVENT")) == len(seen.jobs) + stops + flights
    assert any(plain(SHIPS[0]) in str(one["summary"]) for one in calendar.walk("VEVENT"))
    for line in data("ics").split(b"\r\n"):
        assert len(line) <= 75


def test_names_survive_in_a_geopackage():
    """SQL in a zone's name is a name; GDAL gives every asset back."""
    text = data("gpkg")
    rows = [row for name in layers(text) for row in layer(text, name)]
    assert {plain(asset) for asset in ASSETS} <= {row.get("asset") for row in rows}
    assert plain(HOSTILE["FIRING 3"]) in {row["name"] for row in rows}


def test_file_names_are_harmless():
    """No path, device or script in the names of files in a package, and none twice."""
    names = list(members(data("tasking", ".zip")))
    assert len({name.casefold() for name in names}) == len(ASSETS)
    assert not any(set(name) & set('/\\:*?"<>|\n') or name.startswith((".", "-")) for name in names)
