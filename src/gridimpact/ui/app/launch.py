"""How the app is started: the command line for Streamlit, with every option it needs, and the browser.

An installed package has no `.streamlit/config.toml` beside it, so the options travel as flags; the
file of the source tree holds the same ones, and a test keeps the two alike.
"""

import os
import subprocess
import sys
import time
import urllib.request
import webbrowser
from pathlib import Path
from threading import Thread

OPTIONS: dict[str, object] = {
    "browser.gatherUsageStats": False,  # no telemetry
    "browser.serverAddress": "127.0.0.1",
    "client.disableDataExport": True,  # tables leave through our exports only, which make formulas harmless
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.toolbarMode": "viewer",
    "server.address": "127.0.0.1",  # this machine only; also spares a look-up of the outer address
    "server.allowedHosts": ["127.0.0.1", "localhost"],
    "server.disconnectedSessionTTL": 900,  # seconds; a weak link keeps its state
    "server.enableAgentApi": False,
    "server.enableCORS": True,
    "server.enableWebsocketCompression": True,
    "server.enableXsrfProtection": True,
    "server.fileWatcherType": "none",
    "server.headless": True,  # else Streamlit covers the first page with an offer to developers; we open the browser
    "server.maxUploadSize": 20,  # MB
    "server.showEmailPrompt": False,  # the first start would wait for an e-mail address
    "theme.baseFontSize": 15,  # pixels
    "theme.headingFontSizes": ["1.35rem", "1.15rem", "1rem", "1rem", "1rem", "1rem"],
    "theme.metricValueFontSize": "1.3rem",
    "theme.paddingTop": "0rem",
    "theme.light.primaryColor": "#1f6f8b",
    "theme.dark.primaryColor": "#6cb6d0",
}
"""Options of Streamlit 1.67 by their name in its configuration."""


START_S = 60.0
"""Longest wait for the app before no browser is opened. [s]"""


def serve(port: int = 8501, *, browser: bool = True) -> int:
    """Serve the app until it is stopped.

    Parameters
    ----------
    port : int
        Port on 127.0.0.1.
    browser : bool
        Open a browser once the app answers, where there is a screen.

    Returns
    -------
    int
        Exit code.
    """
    if browser and _has_screen():
        Thread(target=_open_browser, args=(port,), name="browser", daemon=True).start()
    return subprocess.run(command(port), check=False).returncode


def _has_screen() -> bool:
    """Whether a browser window can be shown; on a server `webbrowser` would start one in the terminal."""
    return not sys.platform.startswith("linux") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _open_browser(port: int) -> None:
    """Open the app in the browser of this user as soon as it answers."""
    address, until = f"http://127.0.0.1:{port}", time.monotonic() + START_S
    while time.monotonic() < until:
        time.sleep(0.3)
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):
                pass
        except OSError:
            continue
        webbrowser.open(address)
        return


def command(port: int = 8501) -> list[str]:
    """Command that serves the app.

    Parameters
    ----------
    port : int
        Port on 127.0.0.1.

    Returns
    -------
    list of str
        Program and arguments, for `subprocess`.
    """
    script = Path(__file__).with_name("serve.py")
    flags = [flag for name, value in OPTIONS.items() for flag in _flags(name, value)]
    return [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(script),
        f"--server.port={port}",
        *flags,
    ]


def _flags(name: str, value: object) -> list[str]:
    """Flags of one option; a list is told item by item."""
    values = value if isinstance(value, list) else [value]
    return [f"--{name}={str(item).lower() if isinstance(item, bool) else item}" for item in values]
