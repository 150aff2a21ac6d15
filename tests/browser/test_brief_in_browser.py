"""The HTML brief in a real browser: readable on a phone, by everybody, and nothing leaves the file."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from gridimpact.adapters.reports.files import read_reports
from gridimpact.assessment import assess
from gridimpact.domain.grid import Grid
from gridimpact.domain.settings import NetworkSettings, Settings
from gridimpact.outputs.writing import write_outputs

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("default")]


def test_the_brief_reads_well_on_phone_and_screen(ukraine: Grid, night: Path, tmp_path: Path, chromium: str) -> None:
    quick = Settings(network=NetworkSettings(ac_check=False, coupled_day=False))
    answer = assess(ukraine, read_reports(night), quick)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for lang, width, scheme in (("uk", 390, "light"), ("en", 1366, "dark")):
            (path,) = write_outputs(answer, tmp_path, formats=["html"], grid=ukraine, lang=lang)
            page = browser.new_page(viewport={"width": width, "height": 844}, color_scheme=scheme)
            asked: list[str] = []
            faults: list[str] = []
            page.on("request", lambda request, to=asked: to.append(request.url))
            page.on("console", lambda message, to=faults: to.append(message.text))
            page.goto(path.as_uri())
            assert asked == [path.as_uri()]
            assert faults == []
            # Only the tables may be wider than a phone, and they scroll by themselves.
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
            # A browser of its own context runs the checks; the file itself forbids scripts.
            open_page = browser.new_context(bypass_csp=True, color_scheme=scheme).new_page()
            open_page.set_viewport_size({"width": width, "height": 844})
            open_page.goto(path.as_uri())
            found = Axe().run(open_page).response["violations"]
            assert [(one["id"], one["nodes"][0]["html"][:90]) for one in found] == []
        browser.close()
