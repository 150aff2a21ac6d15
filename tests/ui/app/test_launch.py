"""The app starts the same from the source tree and from the wheel, and asks nothing of the outside."""

import io
import re
import subprocess
import sys
import tomllib
import urllib.request
import webbrowser
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path

import pytest

from gridimpact.ui.app import launch
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
    line = command(8765)
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
    for name in ("map.js", "map_values.js", "narrow_menu.js", "map.css"):
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


@pytest.mark.parametrize(("browser", "display", "opened"), [(True, ":0", 1), (False, ":0", 0), (True, "", 0)])
def test_a_browser_opens_once_the_app_answers_where_there_is_a_screen(
    monkeypatch: pytest.MonkeyPatch, browser: bool, display: str, opened: int
) -> None:
    """Streamlit itself must not open one: it would take the visitor for a developer."""
    asked: list[str] = []
    answers = iter((OSError("not yet"), io.BytesIO(b"ok")))

    def health(url: str, timeout: float) -> io.BytesIO:
        assert url == "http://127.0.0.1:8765/_stcore/health"
        answer = next(answers)
        if isinstance(answer, OSError):
            raise answer
        return answer

    class AtOnce(launch.Thread):
        def start(self) -> None:
            self.run()

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setattr(launch, "Thread", AtOnce)
    monkeypatch.setattr(launch.time, "sleep", lambda _: None)
    monkeypatch.setattr(urllib.request, "urlopen", health)
    monkeypatch.setattr(webbrowser, "open", asked.append)
    monkeypatch.setattr(subprocess, "run", lambda line, check: subprocess.CompletedProcess(line, 3))
    assert launch.serve(8765, browser=browser) == 3
    assert asked == ["http://127.0.0.1:8765"] * opened
