"""Draw the picture of the README: the first page of the app with the example, as others may see it.

python tools/readme_picture.py            # writes docs/images/map.png; needs what `make test` installs

The public view names no component: only regions, borders and sums are in the picture.
"""

import os
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from gridimpact.ui.app.launch import command

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "images" / "map.png"
WIDTH, HEIGHT = 1366, 768
"""Size of the picture: a small laptop. [pixel]"""
LARGEST_KB = 250
WAIT_MS = 60_000


def chromium() -> str:
    """Browser that `make test` uses too."""
    given = os.environ.get("GRIDIMPACT_CHROMIUM")
    return given or subprocess.check_output([ROOT / "tools" / "browser.sh"], text=True).strip()


def free_port() -> int:
    """Port that nobody uses."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    """Wait until the app answers."""
    for _ in range(WAIT_MS // 250):
        if server.poll() is not None:
            break
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=2).close()
        except OSError:
            time.sleep(0.25)
        else:
            return
    raise SystemExit("The app did not start.")


def draw(page: Page, address: str) -> None:
    """Open the first page, switch to the public view and save the picture."""
    page.goto(f"{address}/?lang=en")
    expect(page.locator("[data-region=UA05]")).to_be_visible(timeout=WAIT_MS)
    page.get_by_text("Public view", exact=True).click()
    expect(page.locator("svg[role=listbox] [data-tip*=damaged]")).to_have_count(0, timeout=WAIT_MS)
    expect(page.locator(".stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=WAIT_MS)
    page.mouse.move(WIDTH - 10, HEIGHT - 10)  # no hint of what the pointer stands on
    page.wait_for_timeout(1500)
    page.screenshot(path=TARGET)


def main() -> None:
    """Start the app, draw, stop it."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    server = subprocess.Popen(command(port), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(address, server)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
            draw(browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light"), address)
            browser.close()
    finally:
        server.terminate()
        server.wait(20)
    size = TARGET.stat().st_size / 1000
    if size > LARGEST_KB:
        raise SystemExit(f"{TARGET} has {size:.0f} kB; {LARGEST_KB} kB is the most for a README.")
    print(f"{TARGET.relative_to(ROOT)}: {size:.0f} kB")


if __name__ == "__main__":
    main()
