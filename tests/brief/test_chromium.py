"""The page in a real browser, from its file, with the network off."""

import re
from pathlib import Path

import pytest

from tests.brief.conftest import SIZES
from tests.brief.records import HOSTILE
from tests.record.sample_tasks import sector_id
from tests.record.samples import sample

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"


def at(view, hours):
    """Move the slider to so many hours after the start."""
    view.page.evaluate(
        "hours => { const slider = document.getElementById('time'); slider.value = hours * 3600;"
        " slider.dispatchEvent(new Event('input')); }",
        hours,
    )
    view.page.wait_for_timeout(300)  # colours and labels are paced


def until(view, true):
    """Wait for something to be true on the page, ten seconds at most; its policy lets no one else poll."""
    for _ in range(200):
        if view.page.evaluate(true):
            return
        view.page.wait_for_timeout(50)
    raise AssertionError(true)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["sample", "sample since"])
def test_it_opens_without_a_word(opened, name, size, scheme):
    """No console message, no request, and nothing wider than the screen, by day and by night."""
    view = opened(name, size=size, color_scheme=scheme)
    assert view.quiet(), view.messages + view.requests
    assert view.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert view.page.locator("#controls").is_visible()
    fill = "getComputedStyle(document.body).backgroundColor"
    assert view.page.evaluate(fill) == ("rgb(245, 247, 249)" if scheme == "light" else "rgb(16, 22, 28)")


def test_the_slider_moves_ships_and_colours_water(opened):
    """At each time the marks, the water's colours, the panel and the clock say what the record says."""
    view = opened()
    row = next(n for n, sector in enumerate(sample().sectors) if sector.id == sector_id("N00"))
    water = view.page.locator(f"#sectors [data-s='{row}']")
    seen = []
    for hours in (5, 11, 23):
        at(view, hours)
        seen.append(water.get_attribute("class"))
    assert seen == ["sector w2", "sector w1", "sector w0"]
    at(view, 5)
    assert view.page.locator("#clock").inner_text() == "240500ZSEP18"
    assert view.page.locator("#who tr", has_text="HMCS Calgary").inner_text().split("\t")[2:] == [
        f"{sector_id('N00')} until 241000Z", f"{sector_id('N10')} from 241000Z",
    ]  # fmt: skip
    here = view.page.locator("#marks .ship .sign").nth(1).bounding_box()
    at(view, 15)
    assert view.page.locator("#marks .ship .sign").nth(1).bounding_box() != here
    assert view.page.locator("#marks .air .sign").first.is_hidden()
    assert view.page.locator("#marks .air .sign").nth(1).is_visible()
    assert view.quiet(), view.messages


def test_play_runs_and_stops(opened):
    """Time passes while it plays, stands when it is paused, and playing ends at the horizon's end."""
    view = opened()
    view.page.select_option("#speed", "12")
    view.page.click("#play")
    until(view, "Number(document.getElementById('time').value) > 7200")
    assert view.page.locator("#play").inner_text() == "Pause"
    view.page.click("#play")
    stood = view.page.locator("#time").input_value()
    view.page.wait_for_timeout(150)
    assert view.page.locator("#time").input_value() == stood
    at(view, 47.5)
    view.page.click("#play")
    until(view, "document.getElementById('play').textContent === 'Play'")
    assert view.page.locator("#clock").inner_text() == "260000ZSEP18"
    assert view.quiet(), view.messages


def test_a_bar_a_sector_a_ship_and_the_other_views_follow(opened):
    """Whatever is clicked, the map, the timelines, the tables and the panel show the same thing."""
    view = opened()
    page = view.page
    page.locator(".view-asset a[data-t]").nth(2).click()
    number = page.locator(".view-asset a[data-t].on").get_attribute("data-t")
    assert page.locator(f"#t{number}.on").count() == 1
    assert page.locator(f".view-area a[data-t='{number}'].on").count() == 1
    assert page.locator("#chosen .edge").get_attribute("d")
    assert page.locator("#chosen .trail").get_attribute("d").count("L") > 5
    task = page.locator(f"#t{number} > *").all_text_contents()
    told = page.locator("#chosen-told").inner_text()
    assert told.startswith(f"{task[1]} in {task[3]}")
    assert page.locator("#clock").inner_text()[:7] == task[4]
    page.locator("#clear").click()
    assert page.locator(".on").count() == 0
    page.locator("#sectors path").first.click(force=True)
    first = sample().sectors[0]
    assert page.locator("#chosen-told h3").inner_text() == f"Sector {first.id}"
    assert page.locator("tr.on#s0").count() == 1
    page.locator("#who button", has_text="HMCS Calgary").click()
    assert page.locator("#marks .mark.on .name").text_content() == "HMCS Calgary"
    assert page.locator(".view-asset a[data-t].on").count() == 5
    page.keyboard.press("Escape")
    page.select_option("#find", label="HMAS Melbourne")
    assert "HMAS Melbourne (AUS)" in page.locator("#chosen-told").inner_text()
    assert view.quiet(), view.messages


def test_the_keyboard_is_enough(opened):
    """Tab reaches the first bar, arrows go on from there, Enter chooses; arrows elsewhere move the time."""
    view = opened()
    page = view.page
    page.locator("body").press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert page.locator("#clock").inner_text() == "240200ZSEP18"
    page.keyboard.press("End")
    assert page.locator("#clock").inner_text() == "260000ZSEP18"
    page.keyboard.press("Home")
    page.keyboard.press(" ")
    assert page.locator("#play").inner_text() == "Pause"
    page.keyboard.press(" ")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.view-asset a[data-t]') !== null"):
            break
    first = page.evaluate("document.activeElement.getAttribute('data-t')")
    page.keyboard.press("ArrowRight")
    second = page.evaluate("document.activeElement.getAttribute('data-t')")
    assert first is not None
    assert second not in (None, first)
    page.keyboard.press("ArrowDown")
    third = page.evaluate("document.activeElement.getAttribute('data-t')")
    assert third not in (None, first, second)
    page.keyboard.press("Enter")
    assert page.locator(f"#t{third}.on").count() == 1
    assert view.quiet(), view.messages


def test_closer_and_wider(opened):
    """The map goes closer about its middle and back, and sectors get their names when it is close."""
    view = opened()
    page = view.page
    assert page.locator(".sector-names text").first.is_hidden()
    for _ in range(4):
        page.click("#closer")
    box = [float(part) for part in page.locator("#map").get_attribute("viewBox").split()]
    assert box[2] == pytest.approx(10000 / 1.5**4)
    assert page.locator("#map-above").get_attribute("viewBox") == page.locator("#map").get_attribute(
        "viewBox"
    )
    assert page.locator(".sector-names text").first.is_visible()
    page.click("#all")
    assert page.locator("#map").get_attribute("viewBox").startswith("0 0 10000 ")
    assert view.quiet(), view.messages


def test_day_and_night_by_hand(opened):
    """The reader's choice of light goes before the system's."""
    view = opened(color_scheme="light")
    view.page.select_option("#theme", "night")
    assert view.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(16, 22, 28)"


@pytest.mark.parametrize("scripts", [True, False])
def test_what_changed(opened, scripts):
    """A click marks a change wherever it stands, and the page follows; without scripts it all stands."""
    view = opened("sample since", java_script_enabled=scripts)
    page = view.page
    assert page.locator("#changes .change-map .was").first.is_visible()
    assert page.locator("#changes .change-map .now").first.is_visible()
    page.locator("#changes a .bar-now").first.click()
    number = page.evaluate("location.hash") if not scripts else None
    if not scripts:
        assert page.locator(number).is_visible()
        assert page.locator("#controls").is_hidden()
        return
    row = page.locator("#changes tr.on")
    number = row.get_attribute("data-c")
    assert page.locator(f"#changes .change-map .now.on[data-c='{number}']").count() == 1
    assert page.locator(f"#t{row.get_attribute('data-leads')}.on").count() == 1
    assert (
        row.locator("td")
        .last.inner_text()
        .startswith(page.locator("#chosen-told h3").inner_text().rsplit(" in ", 1)[1])
    )
    page.locator("#changes tr", has_text="dropped").locator("a").click()
    assert page.locator("#changes tr.on td").first.inner_text() == "dropped"
    assert page.locator("#chosen-told h3").count() == 0
    assert view.quiet(), view.messages


@pytest.mark.parametrize(
    ("name", "scheme"),
    [("sample", "light"), ("hostile", "dark"), ("sample since", "light"), ("hostile since", "dark")],
)
def test_axe_finds_nothing_serious(opened, scheme, name):
    """No serious or critical violation of accessibility rules, by day and night, in every view."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: npm ci")
    view = opened(name, color_scheme=scheme)
    at(view, 16)
    view.page.locator(".view-asset a[data-t]").first.click()
    view.page.evaluate(AXE.read_text(encoding="utf-8"))
    for number, part in enumerate(("document", "'#timelines'", "'#timelines'")):
        view.page.locator(".tabs label").nth(number).click()
        found = view.page.evaluate(f"axe.run({part}, {{resultTypes: ['violations']}})")
        worst = [
            (one["id"], one["impact"], [node["html"][:120] for node in one["nodes"][:3]])
            for one in found["violations"]
            if one["impact"] in ("serious", "critical")
        ]
        assert worst == []


def test_hostile_names_do_nothing(opened):
    """Names that try to be markup or script change no title, make no element and are read as they are."""
    view = opened("hostile")
    for hours in range(0, 48, 4):
        at(view, hours)
    page = view.page
    for label in range(3):
        page.locator(".tabs label").nth(label).click()
    page.locator("#find").select_option(label=HOSTILE["HMAS Melbourne"])
    assert HOSTILE["HMAS Melbourne"] in page.locator("#chosen-told").inner_text()
    assert page.title().endswith("patrol plan")
    assert page.locator("img, iframe, object").count() == 0
    assert page.locator("script").count() == 2
    assert view.quiet(), view.messages + view.requests


def test_across_the_antimeridian(opened):
    """Ships and water stay together on the map: marks lie within it."""
    view = opened("across")
    at(view, 5)
    frame = view.page.locator("#map").bounding_box()
    ships = [one for one in view.page.locator("#marks .ship .sign").all() if one.is_visible()]
    assert len(ships) == 2
    for box in (one.bounding_box() for one in ships):
        assert frame["x"] <= box["x"] + box["width"] / 2 <= frame["x"] + frame["width"]
    assert view.page.locator("#sectors .w2").count() > 0
    assert view.quiet(), view.messages


def test_without_scripts_everything_stands(opened):
    """Portals block inline scripts: map, timelines, maps by period and tables are there, controls are not."""
    view = opened(java_script_enabled=False)
    page = view.page
    assert page.locator("#map .sector").count() == len(sample().sectors)
    assert page.locator("#map").is_visible()
    assert page.locator("#controls").is_hidden()
    assert page.locator("#panel").is_hidden()
    assert page.locator("figure svg.small").first.is_visible()
    assert page.locator(".view-asset .row").first.is_visible()
    page.locator(".tabs label", has_text="By nation").click()
    assert page.locator(".view-nation .row").first.is_visible()
    assert page.locator(".view-asset .row").first.is_hidden()
    assert page.locator("#tasks tbody tr").count() == len(sample().tasks)
    assert view.quiet(), view.messages


@pytest.mark.parametrize(("paper", "width", "height"), [("A4", 841, 595), ("A3", 1190, 841)])
def test_it_prints_across(opened, tmp_path, paper, width, height):
    """Sheets of the size asked for, lying on their side, without controls; also from a dark screen."""
    view = opened(color_scheme="dark")
    at(view, 16)
    path = tmp_path / "brief.pdf"
    view.page.pdf(path=str(path), format=paper, landscape=True, print_background=True)
    boxes = re.findall(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", path.read_bytes())
    assert boxes
    for box in boxes:
        assert [float(part) for part in box] == pytest.approx([width, height], abs=2)
    view.page.emulate_media(media="print")
    assert view.page.locator("#play").is_hidden()
    assert view.page.locator("#clock").is_visible()
    assert view.page.locator(".view-nation").is_visible()
    assert view.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert view.quiet(), view.messages
