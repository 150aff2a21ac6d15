"""The app as `gridimpact app` starts it, a browser, and pages that are watched."""

import os
import re
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

import gridimpact as gi
from gridimpact.ui.app.launch import command
from gridimpact.ui.state.session import DEFAULTS

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app as `gridimpact app` starts it, on a free port, from another folder."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    log = tmp_path_factory.mktemp("app") / "log.txt"
    home = log.parent / "home"
    (home / ".cursor").mkdir(parents=True)  # so Streamlit takes this machine for one of a developer, and offers tools
    kept = {**os.environ, "GRIDIMPACT_SCENARIOS": str(log.parent / "scenarios.sqlite3"), "HOME": str(home)}
    with log.open("w") as out:
        server = subprocess.Popen(
            command(port), cwd=log.parent, stdout=out, stderr=out, start_new_session=True, env=kept
        )
    try:
        _wait(f"http://127.0.0.1:{port}/_stcore/health", server, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(20)


def _wait(url: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(240):
        if server.poll() is not None:
            break
        try:
            urllib.request.urlopen(url, timeout=2)
        except OSError:
            time.sleep(0.25)
        else:
            return
    pytest.fail(f"the app did not start:\n{log.read_text()}")


class Watched:
    """A page, with everything that it complained about, sent elsewhere or received."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.elsewhere: list[str] = []
        self.received = 0
        page.on("console", lambda told: self._said(told.type, told.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self._sent(request.url))
        page.on("requestfailed", lambda request: self.complaints.append(f"failed: {request.url}"))
        page.on("websocket", lambda socket_: self._socket(socket_.url, socket_))

    def _said(self, kind: str, text: str) -> None:
        """Count errors, and warnings of charts, which start with WARN."""
        if kind == "error" or (kind == "warning" and text.startswith("WARN")):
            self.complaints.append(text)

    def _sent(self, url: str) -> None:
        if not re.match(r"(data|blob):|https?://127\.0\.0\.1[:/]", url):
            self.elsewhere.append(url)

    def _socket(self, url: str, socket_: object) -> None:
        if not url.startswith("ws://127.0.0.1:"):
            self.elsewhere.append(url)
        socket_.on("framereceived", self._frame)  # type: ignore[attr-defined]

    def _frame(self, payload: bytes | str) -> None:
        self.received += len(payload)


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def watch() -> type[Watched]:
    """What watches a page: complaints, requests to elsewhere, bytes received."""
    return Watched


@pytest.fixture(scope="session")
def shown(ukraine: gi.Grid, night: Path) -> gi.Assessment:
    """The example night as the app opens with it."""
    return gi.assess(ukraine, gi.read_reports(night), DEFAULTS)
