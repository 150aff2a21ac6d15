"""How the app is started: the command line for Streamlit, with every option it needs.

An installed package has no `.streamlit/config.toml` beside it, so the options travel as flags; the
file of the source tree holds the same ones, and a test keeps the two alike.
"""

import sys
from pathlib import Path

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


def command(port: int = 8501, headless: bool = False) -> list[str]:
    """Command that serves the app.

    Parameters
    ----------
    port : int
        Port on 127.0.0.1.
    headless : bool
        Do not open a browser.

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
        f"--server.headless={str(headless).lower()}",
        *flags,
    ]


def _flags(name: str, value: object) -> list[str]:
    """Flags of one option; a list is told item by item."""
    values = value if isinstance(value, list) else [value]
    return [f"--{name}={str(item).lower() if isinstance(item, bool) else item}" for item in values]
