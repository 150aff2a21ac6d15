"""Files of an assessment: each is made when its button is pressed, public unless chosen otherwise."""

import os
from functools import partial

import streamlit as st

from gridimpact.domain.assessment import Assessment
from gridimpact.domain.vocabulary import Sensitivity
from gridimpact.errors import EmbargoError
from gridimpact.i18n.translate import _, moment, number, spoken
from gridimpact.outputs.embargo import check_embargo, public_from
from gridimpact.outputs.writing import RenderOptions, output_bytes, output_name
from gridimpact.studies.ensemble_ranges import with_ranges
from gridimpact.ui.state import ranges_state, session
from gridimpact.ui.widgets.error_boundary import guarded_file
from gridimpact.views.files import file_words

EMBARGO = "GRIDIMPACT_EMBARGO_HOURS"
"""Variable of the environment: hours after the as-of time before anything public is made. [h]"""

FORMATS = ("pdf", "html", "png", "xlsx", "csv", "hxl", "geojson", "gpkg", "json")
"""Formats that are offered, what is passed on most often first."""


def embargo_hours() -> float:
    """Delay before anything public. [h]  The same as of the commands; a fault there must not publish."""
    return float(os.environ.get(EMBARGO) or 0.0)


def held_back(assessment: Assessment, level: Sensitivity) -> str | None:
    """Until when a file of this level waits, in a sentence; None when it may be made."""
    try:
        check_embargo(assessment, level, embargo_hours())
    except EmbargoError:
        start = public_from(assessment, embargo_hours())
        time = moment(start, session.grid().timezone) if start else ""
        return _("Public files are withheld until {time}.", time=time)
    return None


def draw(assessment: Assessment) -> None:
    """Draw one button per format."""
    restricted = st.toggle(
        _("Include components and report texts"),
        key=f"restricted_download_{spoken()}",
        help=_("Off: by region only, may be shared."),
    )
    if restricted:
        st.warning(
            _(
                "Restricted: the files name damaged components, their state and the reports. Every file "
                "is marked. Share them only with people who are allowed to see this."
            )
        )
    level = Sensitivity.RESTRICTED if restricted else Sensitivity.PUBLIC
    found = ranges_state.found()
    if found is not None:
        assessment = with_ranges(assessment, found)
        st.text(_("The files include 80 % ranges from {samples} samples.", samples=number(found.samples)))
    held = held_back(assessment, level)
    if held:
        st.info(held)
        return
    options = RenderOptions(sensitivity=level, lang=spoken(), grid=session.grid_in_use())
    for kind in FORMATS:
        st.download_button(
            file_words(kind),
            guarded_file(partial(_made, kind, assessment, options)),
            file_name=output_name(kind, options),
            on_click="ignore",
            key=f"download_{kind}_{spoken()}",
            width="stretch",
        )


def _made(kind: str, assessment: Assessment, options: RenderOptions) -> bytes:
    """Bytes of one file; the delay is looked at again, for the page may have been open for hours."""
    check_embargo(assessment, options.sensitivity, embargo_hours())
    return output_bytes(kind, assessment, options)
