"""A whole morning in a browser, in both languages; every figure on the screen is the one of the Python interface."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

import gridimpact as gi
from gridimpact.domain.override import Override
from gridimpact.domain.scenario import Basis, Scenario
from gridimpact.i18n.translate import _, speaking
from gridimpact.studies.comparison import compare
from gridimpact.studies.scenarios import run_scenario
from gridimpact.ui.state.session import DEFAULTS
from gridimpact.views import attribution, comparison, evidence_words, figures, region_card

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("default")]

LONG_MS = 60_000
UNCLEAR, MEANT = "N15", "plant:P023"
"""A report of the example that names a plant which could be two, and the one that is meant."""


@pytest.fixture(scope="module")
def settled(ukraine: gi.Grid, night: Path) -> gi.Assessment:
    """The night with that report settled by hand."""
    return gi.assess(ukraine, gi.read_reports(night), DEFAULTS, overrides=[_decision()])


def _decision() -> Override:
    """What the planner of this morning decides."""
    at = datetime(2026, 1, 15, 9, tzinfo=UTC)
    return Override(report_id=UNCLEAR, targets=((MEANT, 1.0),), who="Duty", why="by phone", at=at, said="Kharkiv CHP")


@pytest.mark.parametrize("code", ["en", "uk"])
def test_a_morning(
    address: str,
    browser: Browser,
    watch: Callable[[Page], Any],
    ukraine: gi.Grid,
    night: Path,
    shown: gi.Assessment,
    settled: gi.Assessment,
    tmp_path: Path,
    code: str,
) -> None:
    watched = watch(browser.new_page(viewport={"width": 1366, "height": 768}))
    page, title = watched.page, f"morning {code}"
    mine = tmp_path / f"our_{code}.csv"
    mine.write_bytes(night.read_bytes())
    with speaking(code):
        page.goto(f"{address}/?lang={code}")
        page.get_by_role("button", name=_("Your reports")).click(timeout=LONG_MS)
        page.locator("input[type=file]").first.set_input_files(mine)
        expect(page.get_by_test_id("stText").filter(has_text=mine.stem)).to_be_visible(timeout=LONG_MS)
        _expect_headline(page, shown)
        _settle_a_match(page)
        _go(page, "Situation")
        _expect_headline(page, settled)
        _expect_figures(page, settled)
        _choose_a_region(page, settled)
        _save(page, title)
        _compare(page, settled, ukraine, night)
        page.goto(f"{address}/?lang={code}")  # a reload forgets the session
        page.get_by_role("button", name=_("Scenarios")).click(timeout=LONG_MS)
        page.locator(f".st-key-open_saved_{code} button").click(timeout=LONG_MS)
        told = page.get_by_text(_("Saved scenario: {title}", title=title))
        expect(told).to_contain_text(_("its figures are the same as when it was saved"), timeout=LONG_MS)
        _expect_headline(page, settled)
        _expect_figures(page, settled)
        _download(page, settled)
    page.close()
    assert (watched.complaints, watched.elsewhere) == ([], [])


def _go(page: Page, name: str) -> None:
    page.get_by_role("link", name=_(name), exact=True).click()


def _expect_headline(page: Page, answer: gi.Assessment) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(attribution.headline(answer), timeout=LONG_MS)


def _expect_figures(page: Page, answer: gi.Assessment) -> None:
    for i, figure in enumerate(figures.key_figures(answer, answer.evaluation.peak)):
        expect(page.get_by_test_id("stMetricValue").nth(i)).to_have_text(figure.value, timeout=LONG_MS)


def _settle_a_match(page: Page) -> None:
    """Choose the report whose place is unclear, say which plant it means, and who says so."""
    _go(page, "Reports")
    page.get_by_role("tab", name=_(evidence_words.TABS[1])).click(timeout=LONG_MS)
    page.locator('[data-testid="stDataFrame"]:visible').first.click(position={"x": 15, "y": 52})
    expect(page.get_by_test_id("stText").filter(has_text="Kharkiv CHP, Kharkiv Oblast")).to_be_visible(timeout=LONG_MS)
    before = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("radio", name=_(evidence_words.DECISIONS[evidence_words.CORRECT])).click()
    page.get_by_role("textbox", name=_(evidence_words.WHO)).fill("Duty")
    page.get_by_role("textbox", name=_(evidence_words.WHY)).fill("by phone")
    page.get_by_role("textbox", name=_(evidence_words.WHY)).press("Tab")
    page.get_by_role("button", name=_(evidence_words.SAVE_DECISION)).click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text(before, timeout=LONG_MS)


def _choose_a_region(page: Page, answer: gi.Assessment) -> None:
    page.locator("[data-region=UA63]").click(force=True, timeout=LONG_MS)  # marks of damage may lie above it
    card = page.locator(".st-key-region_card")
    for label, value in region_card.lines(answer, "UA63", answer.evaluation.peak):
        expect(card).to_contain_text(f"{label}: {value}")


def _save(page: Page, title: str) -> None:
    page.get_by_role("button", name=_("Scenarios")).click()
    page.get_by_role("textbox", name=_("Title")).fill(title)
    page.get_by_role("button", name=_("Save this scenario")).click()
    expect(page.get_by_text(_("Saved as “{title}”.", title=title))).to_be_visible(timeout=LONG_MS)
    page.keyboard.press("Escape")


def _compare(page: Page, settled: gi.Assessment, ukraine: gi.Grid, night: Path) -> None:
    """The figures side by side are those of the two answers."""
    confirmed = Scenario(
        title="confirmed",
        basis=Basis.CONFIRMED,
        reports=gi.read_reports(night),
        settings=DEFAULTS,
        overrides=(_decision(),),
    )
    names = (_("As shown now"), _("Confirmed reports only"))
    answers = dict(zip(names, (settled, run_scenario(confirmed, ukraine)), strict=True))
    expected = comparison.whole_table(compare(answers), answers)
    _go(page, "Compare")
    expect(page.locator("svg[role=listbox]")).to_have_count(2, timeout=LONG_MS)
    for row, cells in enumerate(expected.to_numpy().tolist()):
        for column, cell in enumerate(cells, start=1):
            shown_cell = page.get_by_test_id("stDataFrame").first.get_by_test_id(f"glide-cell-{column}-{row}")
            expect(shown_cell).to_have_text(str(cell), timeout=LONG_MS)


def _download(page: Page, answer: gi.Assessment) -> None:
    """The brief as PDF and as a single page, which says the headline."""
    page.get_by_role("button", name=_("Download"), exact=True).click()
    made = {}
    for kind, words in (
        ("pdf", _("Situation brief (PDF)")),
        ("html", _("Situation brief for mail and phone (HTML)")),
    ):
        with page.expect_download(timeout=LONG_MS) as download:
            page.get_by_role("button", name=re.compile(re.escape(words))).click()
        assert "RESTRICTED" not in download.value.suggested_filename
        made[kind] = download.value.path().read_bytes()
    assert made["pdf"].startswith(b"%PDF")
    told = made["html"].decode()
    assert attribution.headline(answer) in told.replace("&#39;", "'")
    assert "Usatove" not in told
    assert "Усатове" not in told
