"""The app starts the same from the source tree and from the wheel, and asks nothing of the outside."""

import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path

from gridimpact.ui.app.launch import OPTIONS, command


def flat(table: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def test_flags_and_config_file_are_alike(repository: Path) -> None:
    config = tomllib.loads((repository / ".streamlit" / "config.toml").read_text("utf-8"))
    assert dict(flat(config)) == OPTIONS


def test_command_runs_the_packaged_app_on_this_machine_only() -> None:
    line = command(8765, True)
    assert line[:4] == [sys.executable, "-m", "streamlit", "run"]
    assert Path(line[4]).is_file()
    assert {
        "--server.port=8765",
        "--server.headless=true",
        "--server.address=127.0.0.1",
        "--browser.gatherUsageStats=false",
        "--client.showErrorDetails=none",
    } <= set(line)
    assert [flag for flag in line if flag.startswith("--server.allowedHosts")] == [
        "--server.allowedHosts=127.0.0.1",
        "--server.allowedHosts=localhost",
    ]


def test_every_option_is_known_to_streamlit() -> None:
    from streamlit import config

    assert set(OPTIONS) <= set(config.get_config_options())


def test_frontend_fetches_nothing_and_makes_no_markup_of_text() -> None:
    for name in ("map.js", "map_values.js", "map.css"):
        text = (files("gridimpact.ui") / "frontend" / name).read_text("utf-8")
        addresses = set(re.findall(r"https?://[^\s\"')]+", text))
        assert addresses <= {"http://www.w3.org/2000/svg"}, name
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\bfetch\(|\bimport\s*[({\"']|^import\s|@import|url\((?!#)",
            text,
            re.MULTILINE,
        ), name


def test_the_first_start_waits_for_no_email_address() -> None:
    assert "--server.showEmailPrompt=false" in command()
