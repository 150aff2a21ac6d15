"""Fixtures shared by all tests."""

import os
import shutil
from pathlib import Path

import pytest

from gridimpact.adapters.bundled import data_root
from gridimpact.adapters.grid_files import read_grid
from gridimpact.domain.grid import Grid

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def _find_browser() -> str | None:
    """Path of a Chromium: the one named in GRIDIMPACT_CHROMIUM, or one on the search path."""
    return os.environ.get("GRIDIMPACT_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a browser its tests are left out, said aloud; in CI they run, and fail."""
    if _find_browser() or os.environ.get("CI"):
        return
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason="no Chromium found: the browser tests DID NOT RUN"))


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the Chromium that the browser tests drive."""
    found = _find_browser()
    if not found:
        pytest.fail("no Chromium found; install it, or name one in GRIDIMPACT_CHROMIUM")
    return found


@pytest.fixture(scope="session")
def repository() -> Path:
    """Root of the checkout."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def ukraine() -> Grid:
    """The bundled grid of Ukraine; nobody writes into it."""
    return read_grid("ukraine")


@pytest.fixture(scope="session")
def night() -> Path:
    """The example night of strike reports."""
    return data_root() / "examples" / "night.csv"
