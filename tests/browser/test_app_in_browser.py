"""The app in a real browser: what is on the screen is what the API says, and nothing leaves the machine."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

import gridimpact as gi
from gridimpact.i18n.translate import speaking
from gridimpact.ui.state.session import DEFAULTS
from gridimpact.views import attribution, days_ahead, figures, region_facts, tables, wording

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("default")]

LONG_MS = 60_000
Watched = Any
"""A page and what it complained about, from `conftest`."""

PAGES = ("Situation", "Ranges", "Reports", "Damage", "People", "Needs", "Imports", "Compare", "Method")

RERUN_KB = 20.0
"""What one movement of the slider may cost on a weak link."""


@pytest.fixture(scope="module")
def browser_page(address: str, browser: Browser, watch: Callable[[Page], Watched]) -> Watched:
    watched = watch(browser.new_page(viewport={"width": 1366, "height": 768}))
    watched.page.goto(address)  # a deeper address makes Streamlit ask for files that are not there, and complain
    expect(_region(watched.page, "UA05")).to_be_visible(timeout=LONG_MS)
    return watched


def _region(page: Page, region: str) -> Locator:
    return page.locator(f"[data-region={region}]")


def _go(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).click()


def _upload(page: Page, file: Path) -> None:
    """Give a file to the first uploader once the page stands, as a person would."""
    expect(page.get_by_role("heading", level=1)).to_contain_text("reports read", timeout=LONG_MS)
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=LONG_MS)
    page.locator("input[type=file]").first.set_input_files(file)


def _expect_figures(page: Page, assessment: gi.Assessment, position: int) -> None:
    snapshot = assessment.evaluation.dispatch.snapshots[position]
    shown_values = page.get_by_test_id("stMetricValue")
    for i, figure in enumerate(figures.key_figures(assessment, snapshot)):
        expect(shown_values.nth(i)).to_have_text(figure.value, timeout=LONG_MS)


def test_first_sight_is_the_example_night_with_the_figures_of_the_api(
    browser_page: Watched, shown: gi.Assessment
) -> None:
    page = browser_page.page
    expect(page.get_by_role("heading", level=1)).to_have_text(attribution.headline(shown))
    _expect_figures(page, shown, figures.peak_position(shown))


def test_the_whole_country_and_its_legend_are_above_the_fold(browser_page: Watched) -> None:
    page = browser_page.page
    box = page.locator("svg[role=listbox]").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 768
    assert page.locator("[data-region]").count() == 27
    expect(page.locator(".legend")).to_contain_text("40 % or more")


def test_upload_and_saved_scenarios_stand_on_the_first_screen(browser_page: Watched) -> None:
    page = browser_page.page
    expect(page.get_by_text("Illustrative example")).to_be_visible()
    page.get_by_role("button", name="Your reports").click()
    expect(page.locator("input[type=file]")).to_have_count(1)
    expect(page.get_by_role("button", name="Open this example")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Scenarios").click()
    expect(page.get_by_role("heading", name="Saved scenarios")).to_be_visible()
    page.keyboard.press("Escape")


def test_hour_slider_moves_the_figures_and_the_map(browser_page: Watched, shown: gi.Assessment) -> None:
    page, peak = browser_page.page, figures.peak_position(shown)
    page.wait_for_timeout(1000)
    browser_page.received = 0
    page.get_by_role("slider", name="Hour of the day").focus()
    page.keyboard.press("Home")
    _expect_figures(page, shown, 0)
    night_share = tables.region_table(shown, shown.evaluation.dispatch.snapshots[0]).loc["UA05", "share"]
    expect(_region(page, "UA05")).to_have_attribute(
        "aria-label", re.compile(re.escape(wording.percent(night_share / 100)))
    )
    page.wait_for_timeout(500)
    assert browser_page.received / 1000 < RERUN_KB
    for _ in range(peak):
        page.keyboard.press("ArrowRight")
    _expect_figures(page, shown, peak)


def test_region_is_chosen_on_the_map_with_mouse_and_with_keys(browser_page: Watched, shown: gi.Assessment) -> None:
    page = browser_page.page
    card = page.locator(".st-key-region_card")
    _region(page, "UA53").click()
    expect(card).to_contain_text("Poltava Oblast (UA53)")
    facts = dict(region_facts.region_facts(shown, "UA53", shown.evaluation.peak))
    expect(card).to_contain_text(facts["Not served this hour"])
    page.locator("svg[role=listbox]").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(card).not_to_contain_text("Poltava")
    expect(page.locator("[data-region][aria-selected=true]")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)


def test_region_is_chosen_in_the_table(browser_page: Watched, shown: gi.Assessment) -> None:
    page = browser_page.page
    first = tables.region_table(shown, shown.evaluation.peak).index[0]
    corner = page.get_by_test_id("stDataFrame").first.bounding_box()
    assert corner is not None
    page.mouse.click(corner["x"] + 15, corner["y"] + 50)
    expect(page.locator(".st-key-region_card")).to_contain_text(f"({first})")
    expect(_region(page, str(first))).to_have_attribute("aria-selected", "true")
    page.mouse.click(corner["x"] + 15, corner["y"] + 50)
    expect(page.locator(".st-key-region_card")).to_have_count(0)
    expect(_region(page, str(first))).to_have_attribute("aria-selected", "false")


def test_damage_and_imports_say_what_the_api_says(browser_page: Watched, shown: gi.Assessment) -> None:
    page = browser_page.page
    _go(page, "Damage")
    believed = len(shown.contingency.components)
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"{wording.counted(believed, 'component')} of")
    expect(_region(page, "UA05")).to_be_visible()
    _go(page, "Imports")
    expect(page.get_by_role("heading", level=1)).to_have_text(figures.import_headline(shown))
    expect(page.locator("canvas").first).to_be_visible()


def test_own_file_replaces_the_example_and_a_bad_one_does_not(
    browser_page: Watched, ukraine: gi.Grid, night: Path, tmp_path: Path
) -> None:
    page = browser_page.page
    mine = tmp_path / "mine.csv"
    mine.write_text("".join(night.read_text("utf-8").splitlines(keepends=True)[:3]), "utf-8")
    expected = gi.assess(ukraine, gi.read_reports(mine), DEFAULTS)
    bad = tmp_path / "bad.csv"
    bad.write_text("colour,size\nred,3\n", "utf-8")

    _go(page, "Reports")
    _upload(page, mine)
    expect(page.get_by_role("heading", level=1)).to_contain_text("2 reports read", timeout=LONG_MS)
    _upload(page, bad)
    expect(page.get_by_text("This file could not be used. Nothing has changed.")).to_be_visible(timeout=LONG_MS)
    expect(page.get_by_role("heading", name="What is wrong with the file")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2 reports read")
    _go(page, "Situation")
    expect(page.get_by_role("heading", level=1)).to_have_text(attribution.headline(expected), timeout=LONG_MS)
    _expect_figures(page, expected, figures.peak_position(expected))


def test_markup_in_a_report_stays_text(browser_page: Watched, tmp_path: Path) -> None:
    page = browser_page.page
    hostile = tmp_path / "hostile.csv"
    markup = "<img src=x onerror=document.title=1> ![x](http://example.org/x.png)"
    head = "report_id,reported_at,place,component_kind,damage,source,note"
    rows = [
        f'H1,2026-01-15 06:00,"{markup}",substation,destroyed,"{markup}","{markup}"',
        f'H2,2026-01-15 06:00,Kyiv CHP-5,plant,destroyed,"{markup}","{markup}"',
        f'"{markup}",2026-01-15 06:00,Kyiv CHP-6,plant,"{markup}",x,y',
    ]
    hostile.write_text("\n".join((head, *rows)), "utf-8")
    _go(page, "Reports")
    _upload(page, hostile)
    expect(page.get_by_role("heading", level=1)).to_contain_text("3 reports read", timeout=LONG_MS)
    for name in ("Damage", "Situation", "Reports"):
        _go(page, name)
        expect(page.get_by_role("link", name=name, exact=True)).to_have_attribute("aria-current", "page")
        page.wait_for_timeout(800)
        assert page.locator("img[src=x], img[src*='example.org']").count() == 0
    for name in ("Findings", "Columns", "Match review"):
        page.get_by_role("tab", name=name).click()
        page.wait_for_timeout(500)
    queue = page.locator('[data-testid="stDataFrame"]:visible').first
    queue.click(position={"x": 15, "y": 52})
    expect(page.get_by_role("heading", name="What this report means")).to_be_visible(timeout=LONG_MS)
    expect(page.get_by_test_id("stText").filter(has_text=markup).first).to_be_visible(timeout=LONG_MS)
    assert page.locator("img[src=x], img[src*='example.org']").count() == 0
    assert page.title() != "1"


def test_nothing_was_complained_about_and_nothing_left_the_machine(browser_page: Watched) -> None:
    assert browser_page.complaints == []
    assert browser_page.elsewhere == []


def test_no_page_makes_a_chart_complain(address: str, browser: Browser, watch: Callable[[Page], Watched]) -> None:
    """Every page, with what it draws only when asked: sources on a component, days ahead, ranges."""
    watched = watch(browser.new_page(viewport={"width": 1366, "height": 768}))
    page = watched.page
    page.goto(address)
    for name in PAGES:
        _go(page, name)
        expect(page.get_by_role("link", name=name, exact=True)).to_have_attribute("aria-current", "page")
        expect(page.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=LONG_MS)
        if name == "People":
            page.get_by_role("button", name=days_ahead.BUTTON).click()
            expect(page.get_by_text(re.compile(r"^Over \d+ days"))).to_be_visible(timeout=LONG_MS)
        elif name == "Damage":
            page.get_by_test_id("stDataFrame").first.click(position={"x": 15, "y": 52})
            expect(page.get_by_role("heading", name="Sources side by side")).to_be_visible(timeout=LONG_MS)
        elif name == "Ranges":
            page.get_by_role("combobox", name="Samples").click()
            page.get_by_role("option", name="200", exact=True).click()
            page.get_by_role("button", name="Calculate ranges").click()
            expect(page.get_by_role("heading", name="Verify next")).to_be_visible(timeout=3 * LONG_MS)
        page.wait_for_timeout(1500)
        if name in ("Ranges", "Damage", "People", "Imports"):
            assert page.get_by_test_id("stVegaLiteChart").count() >= 1, name
    page.close()
    assert watched.complaints == []


@pytest.mark.parametrize("old", ["start", "situation"])
def test_an_old_address_leads_to_the_first_page(address: str, browser: Browser, shown: gi.Assessment, old: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/{old}?lang=en")
    expect(page.get_by_role("heading", level=1)).to_have_text(attribution.headline(shown), timeout=LONG_MS)
    expect(page.get_by_text("Page not found")).to_have_count(0)
    page.close()


def test_a_first_visit_is_offered_nothing_for_developers(address: str, browser: Browser) -> None:
    """A fresh profile, on a machine that looks to Streamlit like one of a developer with programming agents."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.goto(address)
    expect(_region(page, "UA05")).to_be_visible(timeout=LONG_MS)
    page.wait_for_timeout(3000)
    assert page.locator("[data-testid*=Skills], [data-testid=stAppDeployButton]").count() == 0
    words = page.locator("body").inner_text()
    assert not re.search(r"agents|skills|Install|Deploy", words)
    context.close()


def test_the_menu_of_a_phone_closes_after_a_choice(address: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(address)
    expect(_region(page, "UA05")).to_be_visible(timeout=LONG_MS)
    menu = page.get_by_test_id("stSidebar")
    for name, css in (("People", ".st-key-people_card"), ("Imports", "canvas")):
        page.get_by_test_id("stExpandSidebarButton").click()
        expect(menu).to_have_attribute("data-collapsed", "false")
        _go(page, name)
        expect(menu).to_have_attribute("data-collapsed", "true", timeout=LONG_MS)
        expect(page.locator(css).first).to_be_visible(timeout=LONG_MS)
    page.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_serious_accessibility_violation(address: str, browser: Browser, theme: str) -> None:
    page = browser.new_page(viewport={"width": 1366, "height": 768}, color_scheme=theme)  # type: ignore[arg-type]
    page.goto(f"{address}/situation")
    expect(_region(page, "UA05")).to_be_visible(timeout=LONG_MS)
    found = []
    for name in PAGES:
        _go(page, name)
        expect(page.get_by_role("link", name=name, exact=True)).to_have_attribute("aria-current", "page")
        page.wait_for_timeout(1500)
        violations = Axe().run(page).response["violations"]
        found += [(name, v["id"], v["nodes"][0]["html"]) for v in violations if v["impact"] in ("serious", "critical")]
    page.close()
    assert found == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_phone_shows_everything_without_scrolling_sideways(address: str, browser: Browser, theme: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844}, color_scheme=theme)  # type: ignore[arg-type]
    page.goto(f"{address}/situation")
    expect(_region(page, "UA05")).to_be_visible(timeout=LONG_MS)
    wide = page.evaluate("document.scrollingElement.scrollWidth")
    boxes = [page.locator(css).first.bounding_box() for css in ("svg[role=listbox]", "h1", "[data-testid=stDataFrame]")]
    widths = {"situation": wide}
    for name in ("people", "needs", "reports", "imports", "method"):
        page.goto(f"{address}/{name}")
        expect(page.get_by_test_id("stDataFrame").first).to_be_visible(timeout=LONG_MS)
        widths[name] = page.evaluate("document.scrollingElement.scrollWidth")
    page.close()
    assert {name: width for name, width in widths.items() if width > 390} == {}
    assert all(box is not None and box["x"] >= 0 and box["x"] + box["width"] <= 390 for box in boxes)


def test_an_assumption_is_changed_where_all_stand(
    address: str, browser: Browser, ukraine: gi.Grid, night: Path
) -> None:
    page = browser.new_page(viewport={"width": 1366, "height": 900})
    page.goto(address)
    _go(page, "Method")
    page.get_by_role("radio", name="Demand").click(timeout=LONG_MS)
    table = page.get_by_test_id("stDataFrame").first
    names = [table.get_by_test_id(f"glide-cell-0-{row}") for row in range(5)]
    expect(names[3]).to_have_text("demand.demand_scale", timeout=LONG_MS)
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=LONG_MS)
    page.wait_for_timeout(1500)  # a table that is being drawn takes no keys
    table.click(position={"x": 60, "y": 52})
    for key in (*["ArrowDown"] * 3, *["ArrowRight"] * 2, "Enter"):
        page.keyboard.press(key)
        page.wait_for_timeout(100)
    expect(page.locator("textarea.gdg-input")).to_be_focused()
    page.keyboard.type("0.8", delay=60)
    expect(page.locator("textarea.gdg-input")).to_have_value("0.8")
    page.wait_for_timeout(300)
    page.keyboard.press("Enter")
    expect(table.get_by_test_id("glide-cell-2-3")).to_have_text("0.8")
    page.wait_for_timeout(500)  # the table tells the page a moment later, as for any hand
    page.get_by_role("button", name="Recalculate").click()
    expect(page.get_by_role("button", name="Reset to defaults")).to_be_enabled(timeout=LONG_MS)
    _go(page, "Situation")
    changed = replace(DEFAULTS, demand=replace(DEFAULTS.demand, demand_scale=0.8))
    expected = gi.assess(ukraine, gi.read_reports(night), changed)
    expect(page.get_by_role("heading", level=1)).to_have_text(attribution.headline(expected), timeout=LONG_MS)
    page.close()


def test_public_view_takes_components_off_the_screen(address: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto(f"{address}/situation")
    marks, lines = page.locator("svg[role=listbox] [data-tip*=damaged]"), page.locator("svg[role=listbox] .lines line")
    expect(marks.first).to_be_attached(timeout=LONG_MS)
    assert lines.count() > 50
    page.get_by_text("Public view", exact=True).click()
    expect(marks).to_have_count(0, timeout=LONG_MS)
    expect(lines).to_have_count(0)
    expect(_region(page, "UA05")).to_be_visible()
    _go(page, "Damage")
    expect(page.get_by_text("This page names components and reports.")).to_be_visible(timeout=LONG_MS)
    page.close()


def test_two_visitors_keep_apart(address: str, browser: Browser, shown: gi.Assessment) -> None:
    """Language and reports of one are not those of the other."""
    one, other = browser.new_page(), browser.new_page()
    one.goto(f"{address}/situation?lang=uk")
    other.goto(f"{address}/situation?lang=en")
    with speaking("uk"):
        expect(one.get_by_role("heading", level=1)).to_have_text(attribution.headline(shown), timeout=LONG_MS)
    expect(other.get_by_role("heading", level=1)).to_have_text(attribution.headline(shown), timeout=LONG_MS)
    one.close()
    other.close()
