"""One public table as a file, held back as long as everything public is."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from gridimpact.domain.assessment import Assessment
from gridimpact.domain.vocabulary import Sensitivity
from gridimpact.i18n.translate import rendered_in, spoken
from gridimpact.outputs.embargo import check_embargo
from gridimpact.ui.widgets.downloads import embargo_hours, held_back
from gridimpact.ui.widgets.error_boundary import guarded_file


def button(label: str, make: Callable[[], bytes], name: str, *, mime: str, key: str, assessment: Assessment) -> None:
    """Draw the button of a public file; while it is held back the button is off and says until when.

    Parameters
    ----------
    label : str
    make : callable
        Returns the bytes, in the language spoken.
    name, mime : str
        Of the file.
    key : str
        Of the button.
    assessment : Assessment
        What the file tells; its as-of time decides the delay.
    """
    held = held_back(assessment, Sensitivity.PUBLIC)
    st.download_button(
        label,
        guarded_file(partial(_made, partial(rendered_in, spoken(), make), assessment)),
        file_name=name,
        mime=mime,
        on_click="ignore",
        key=key,
        disabled=held is not None,
        help=held,
    )


def _made(make: Callable[[], bytes], assessment: Assessment) -> bytes:
    """Bytes of the file; the delay is looked at again, for the page may have been open for hours."""
    check_embargo(assessment, Sensitivity.PUBLIC, embargo_hours())
    return make()
