"""Files of every format: the public learns regions only, restricted is marked, nothing comes too early."""

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NoReturn

import pytest

import gridimpact as gi
from gridimpact.domain.assessment import Assessment
from gridimpact.domain.grid import Grid
from gridimpact.domain.vocabulary import Sensitivity
from gridimpact.errors import DataError, EmbargoError
from gridimpact.outputs.writing import FORMATS, RenderOptions, output_bytes, output_name, write_outputs

PUBLIC, RESTRICTED = Sensitivity.PUBLIC, Sensitivity.RESTRICTED
SECRETS = ("hidden-site", "L777", "Hidden line", "HYPERLINK", "@R1", "@R9", "cmd|", "fedcba9876543210")
"""Texts of the made-up assessment that name a component, a report or a place."""

READABLE = tuple(kind for kind in FORMATS if kind != "png")
"""Formats whose text can be searched."""


def _text_of(path: Path, missing: Callable[[str], NoReturn]) -> str:
    """Everything a reader could find in a file, unpacked."""
    content = path.read_bytes()
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "\n".join(archive.read(name).decode() for name in archive.namelist())
    if path.suffix == ".pdf":
        reader = shutil.which("pdftotext")
        if reader is None:
            missing("pdftotext")
        return subprocess.run([reader, path, "-"], capture_output=True, text=True, check=True).stdout
    return content.decode("utf-8-sig" if path.suffix != ".gpkg" else "utf-8", errors="ignore")


@pytest.mark.parametrize("kind", READABLE)
def test_public_files_name_no_component_report_or_place(
    hostile: Assessment, tmp_path: Path, kind: str, missing: Callable[[str], NoReturn]
) -> None:
    (path,) = write_outputs(hostile, tmp_path, formats=[kind])
    text = _text_of(path, missing)
    assert [secret for secret in SECRETS if secret in text] == []
    assert "UA05" in text or "UA07" in text
    assert "RESTRICTED" not in path.name


@pytest.mark.parametrize("kind", READABLE)
def test_restricted_files_say_so_in_name_and_content(
    hostile: Assessment, tmp_path: Path, kind: str, missing: Callable[[str], NoReturn]
) -> None:
    (path,) = write_outputs(hostile, tmp_path, formats=[kind], sensitivity=RESTRICTED)
    assert path.stem.endswith("_RESTRICTED")
    assert "restricted" in _text_of(path, missing).lower()


@pytest.mark.parametrize("lang", ["en", "uk"])
def test_public_documents_of_the_example_name_nothing_reported(
    answer: Assessment, ukraine: Grid, tmp_path: Path, lang: str, missing: Callable[[str], NoReturn]
) -> None:
    regions = " ".join((*ukraine.regions["name_en"], *ukraine.regions["name_uk"]))
    reported = answer.belief.components[["name_en", "name_uk"]].to_numpy().ravel()
    names = {str(name) for name in reported if str(name) not in regions}
    assert len(names) > 12
    paths = write_outputs(
        answer, tmp_path, formats=("pdf", "html", "gpkg", "xlsx", "json", "csv", "hxl"), grid=ukraine, lang=lang
    )
    for path in paths:
        text = _text_of(path, missing)
        assert [name for name in sorted(names) if name in text] == [], path.name
        assert "MVA class" not in text, path.name  # of a spare transformer
        assert "резервний трансформатор" not in text.lower(), path.name


def test_names_of_files_tell_language_and_level() -> None:
    restricted = RenderOptions(sensitivity=RESTRICTED, lang="uk")
    assert output_name("pdf", restricted) == "brief_uk_RESTRICTED.pdf"
    assert output_name("xlsx", restricted) == "assessment_uk_RESTRICTED.xlsx"
    assert output_name("csv", restricted) == "regions_RESTRICTED.csv"
    assert output_name("gpkg") == "regions.gpkg"


def test_everything_is_written_when_no_format_is_named(answer: Assessment, tmp_path: Path) -> None:
    paths = gi.write_outputs(answer, tmp_path)
    assert [path.name for path in paths] == [output_name(kind) for kind in FORMATS]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(path.name for path in paths)


def test_a_grid_that_is_not_known_has_no_map(hostile: Assessment, tmp_path: Path) -> None:
    assert "map.png" not in [path.name for path in write_outputs(hostile, tmp_path)]
    with pytest.raises(DataError, match="no map to draw"):
        write_outputs(hostile, tmp_path, formats=["png"])


def test_the_bundled_grid_is_not_taken_when_it_was_another_that_was_assessed(
    answer: Assessment, tmp_path: Path
) -> None:
    with pytest.raises(DataError, match="no map to draw"):
        write_outputs(replace(answer, grid_fingerprint="other"), tmp_path, formats=["png"])


def test_nothing_public_is_written_before_its_time(answer: Assessment, tmp_path: Path) -> None:
    assert answer.as_of is not None
    early, late = answer.as_of + timedelta(hours=11.9), answer.as_of + timedelta(hours=12)
    with pytest.raises(EmbargoError, match=f"not before {late.astimezone(UTC):%Y-%m-%d %H:%M} UTC"):
        write_outputs(answer, tmp_path / "out", formats=["csv"], embargo_hours=12, now=early)
    assert not (tmp_path / "out").exists()
    write_outputs(answer, tmp_path, formats=["csv"], embargo_hours=12, now=late)
    write_outputs(answer, tmp_path, formats=["csv"], embargo_hours=12, now=early, sensitivity=RESTRICTED)
    assert len(list(tmp_path.iterdir())) == 2


def test_equal_assessments_give_equal_documents(hostile: Assessment) -> None:
    for kind in ("pdf", "html", "xlsx"):
        assert output_bytes(kind, hostile) == output_bytes(kind, hostile)


def test_an_unknown_format_or_language_is_refused_before_anything_is_written(
    hostile: Assessment, tmp_path: Path
) -> None:
    with pytest.raises(DataError, match="choose from pdf"):
        write_outputs(hostile, tmp_path / "new", formats=["csv", "exe"])
    with pytest.raises(DataError, match="choose from en, uk"):
        write_outputs(hostile, tmp_path / "new", formats=["csv"], lang="xx")
    assert not (tmp_path / "new").exists()


def test_a_directory_that_cannot_be_made_is_a_finding(hostile: Assessment, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DataError, match="cannot be written"):
        write_outputs(hostile, tmp_path / "file" / "out", formats=["csv"])


def test_nothing_is_held_back_without_an_as_of_time(hostile: Assessment, tmp_path: Path) -> None:
    unreported = replace(hostile, as_of=None)
    write_outputs(unreported, tmp_path, formats=["csv"], embargo_hours=9, now=datetime(2026, 1, 1, tzinfo=UTC))
