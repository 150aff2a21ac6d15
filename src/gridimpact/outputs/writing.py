"""Write an assessment as files of any format, and decide what may be written.

Every file is public, told by region, unless restricted is chosen; a restricted file says so in its
name and inside.
"""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from gridimpact import __version__
from gridimpact.domain.assessment import Assessment
from gridimpact.domain.grid import Grid
from gridimpact.domain.vocabulary import Sensitivity
from gridimpact.errors import DataError, Finding, Message, Severity
from gridimpact.i18n.translate import N_, speaking
from gridimpact.outputs.documents.map_drawing import MapDrawing, grid_of, has_outlines, map_drawing
from gridimpact.outputs.embargo import check_embargo
from gridimpact.outputs.files import export_files
from gridimpact.outputs.files.geopackage_file import geopackage_bytes
from gridimpact.views.brief import Brief, brief


class NoMap(Finding):
    """A picture of the map was asked for, and there are no outlines."""

    template = N_("there is no map to draw: the outlines of the regions are not known")
    remedy_template = N_("give the grid, or leave this format out")
    severity = Severity.ERROR


class UnknownFormat(Finding):
    """`ids` are the formats; value `formats`, those that there are."""

    template = N_("not a format that can be written")
    remedy_template = N_("choose from {formats}")
    severity = Severity.ERROR


class NotWritten(Finding):
    """Value `reason`, as the operating system gives it."""

    template = N_("cannot be written ({reason})")
    remedy_template = N_("choose another directory with --out")
    severity = Severity.ERROR


DOCUMENTS = {"pdf": "brief{mark}.pdf", "html": "brief{mark}.html", "png": "map{mark}.png"}
"""Formats with words in them, and the names of their files; the language is added to the name."""

FORMATS = (*DOCUMENTS, "gpkg", *export_files.FORMATS)
"""Formats that `write_outputs` knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderOptions:
    """How an assessment is told: to whom, in which language, on which grid, by whom."""

    sensitivity: Sensitivity = Sensitivity.PUBLIC
    lang: str = "en"
    grid: Grid | None = None
    issued_by: str = ""


def pdf_bytes(assessment: Assessment, telling: RenderOptions = RenderOptions()) -> bytes:
    """Return the brief as PDF: one A4 page, and one for named components when restricted."""
    from gridimpact.outputs.documents.brief_pdf import brief_pdf

    with speaking(telling.lang):
        return brief_pdf(*_parts(assessment, telling), created=assessment.as_of)


def html_bytes(assessment: Assessment, telling: RenderOptions = RenderOptions()) -> bytes:
    """Return the brief as one HTML file without scripts."""
    from gridimpact.outputs.documents.brief_html import brief_html

    with speaking(telling.lang):
        return brief_html(*_parts(assessment, telling))


def png_bytes(assessment: Assessment, telling: RenderOptions = RenderOptions()) -> bytes:
    """Return the map as PNG, with its heading, legend and mark.

    Raises
    ------
    DataError
        When the outlines of the regions are not known.
    """
    from gridimpact.outputs.documents.map_picture import map_png

    with speaking(telling.lang):
        told, map_ = _parts(assessment, telling)
        if map_ is None:
            raise DataError([NoMap(where="png")])
        return map_png(
            map_,
            heading=f"{told.map_title}, {told.day}",
            mark=" · ".join(part for part in (told.subtitle, told.map_note) if part) + f"\n{told.footer}",
            restricted=told.restricted,
        )


def _parts(assessment: Assessment, telling: RenderOptions) -> tuple[Brief, MapDrawing | None]:
    grid = grid_of(assessment, telling.grid)
    told = brief(
        assessment,
        sensitivity=telling.sensitivity,
        grid=grid,
        version=__version__,
        issued_by=telling.issued_by,
    )
    return told, map_drawing(assessment, grid, telling.sensitivity)


_DOCUMENT_BYTES: dict[str, Callable[[Assessment, RenderOptions], bytes]] = {
    "pdf": pdf_bytes,
    "html": html_bytes,
    "png": png_bytes,
}


def output_bytes(kind: str, assessment: Assessment, telling: RenderOptions = RenderOptions()) -> bytes:
    """Return one format.

    Raises
    ------
    DataError
        When it is not known, or cannot be made of this assessment.
    """
    _known((kind,))
    if kind in _DOCUMENT_BYTES:
        return _DOCUMENT_BYTES[kind](assessment, telling)
    with speaking(telling.lang):
        if kind == "gpkg":
            return geopackage_bytes(assessment, sensitivity=telling.sensitivity, grid=telling.grid)
        return export_files.table_bytes(kind, assessment, sensitivity=telling.sensitivity, grid=telling.grid)


def output_name(kind: str, telling: RenderOptions = RenderOptions()) -> str:
    """Return the name of the file of one format, marked when it is restricted."""
    mark = "_RESTRICTED" if telling.sensitivity is Sensitivity.RESTRICTED else ""
    other = "" if telling.lang == "en" else f"_{telling.lang}"
    if kind in DOCUMENTS:
        return DOCUMENTS[kind].format(mark=other + mark)
    if kind == "gpkg":
        return f"regions{mark}.gpkg"
    name = export_files.file_name(kind, telling.sensitivity)
    return name.replace("assessment", f"assessment{other}", 1) if kind == "xlsx" else name


def write_outputs(
    assessment: Assessment,
    directory: str | Path,
    *,
    formats: Iterable[str] | None = None,
    sensitivity: Sensitivity = Sensitivity.PUBLIC,
    grid: Grid | None = None,
    lang: str = "en",
    embargo_hours: float = 0.0,
    issued_by: str = "",
    now: datetime | None = None,
) -> tuple[Path, ...]:
    """Write an assessment into a directory, which is made when it does not exist.

    Parameters
    ----------
    assessment : Assessment
        The answer to tell.
    directory : str or Path
        Where to; files of the same name are replaced, each at once.
    formats : iterable of str, optional
        Of `FORMATS`; None writes all, a map only where there is one to draw.
    sensitivity : Sensitivity
        Public (default) tells regions only.
    grid : Grid, optional
        Gives local time, the places of components and what the map shows; None takes the bundled grid of
        that name when it is the one that was assessed.
    lang : {"en", "uk"}
        Language of documents, sheets and headings; columns of data keep their names.
    embargo_hours : float
        Nothing public is written before so many hours after the as-of time. [h]
    issued_by : str
        Who answers questions; told in the brief.
    now : datetime, optional
        Aware; None takes the clock.

    Returns
    -------
    tuple of Path
        The files, in the order of `formats`.

    Raises
    ------
    DataError
        When a format or language is not known, there is no map to draw, or the directory cannot be
        written. Nothing has been written then, but in the last case.
    EmbargoError
        When the time of a public output has not come.
    """
    known = grid_of(assessment, grid)
    wanted = tuple(dict.fromkeys(FORMATS if formats is None else formats))
    _known(wanted)
    check_embargo(assessment, sensitivity, embargo_hours, now=now)
    telling = RenderOptions(sensitivity=sensitivity, lang=lang, grid=known, issued_by=issued_by)
    if formats is None and not has_outlines(known):
        wanted = tuple(kind for kind in wanted if kind != "png")
    made = {kind: output_bytes(kind, assessment, telling) for kind in wanted}
    folder = Path(directory)
    return tuple(_replace(folder / output_name(kind, telling), content) for kind, content in made.items())


def _known(wanted: tuple[str, ...]) -> None:
    unknown = tuple(kind for kind in wanted if kind not in FORMATS)
    if unknown:
        raise DataError(
            [UnknownFormat(where=Message(N_("formats")), values={"formats": ", ".join(FORMATS)}, ids=unknown)]
        )


def _replace(path: Path, content: bytes) -> Path:
    """Write a file so that a reader sees the old or the new one, never half of it."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.draft")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(content)
        draft.replace(path)
    except OSError as exc:
        with suppress(OSError):
            draft.unlink()
        raise DataError([NotWritten(where=str(path), values={"reason": exc.strerror or str(exc)})]) from exc
    return path
