"""The list of facilities of a visitor: the grid's own until another is accepted."""

import pandas as pd
import streamlit as st

from gridimpact.adapters.grids.facility_files import read_facilities
from gridimpact.errors import DataError, Finding
from gridimpact.i18n.translate import name_column
from gridimpact.ui.state import session
from gridimpact.views.people import confidence_words
from gridimpact.views.tables import short_names
from gridimpact.views.wording import result_words

FIGURES = ("number", "generator_share", "autonomy_h", "load_kw")
"""Columns of a list of facilities that can be changed in the app."""


def facilities() -> pd.DataFrame:
    """Facilities in use, with the columns that can be edited."""
    kept: pd.DataFrame | None = st.session_state.get("own_facilities")
    table = kept if kept is not None else session.grid().facilities
    blank = {name: float("nan") for name in ("generator_share", "autonomy_h", "load_kw") if name not in table}
    return table.assign(**blank, **({} if "name" in table else {"name": ""}))


def facilities_in_words() -> pd.DataFrame:
    """The same with kind, region and confidence in words of the language spoken, for reading."""
    table, names = facilities(), short_names(session.grid().regions[name_column()])
    words = {"kind": result_words, "region_id": lambda key: names.get(key, key), "confidence": confidence_words}
    return table.assign(**{name: table[name].map(word_of) for name, word_of in words.items() if name in table})


def with_edits(edited: pd.DataFrame) -> pd.DataFrame:
    """Facilities in use with the figures of an edited table; its words stay outside, keys are kept."""
    return facilities().assign(**{name: edited[name] for name in FIGURES})


def facility_refusal() -> tuple[Finding, ...]:
    """What was wrong with the last list of facilities."""
    kept: tuple[Finding, ...] = st.session_state.get("facility_findings", ())
    return kept


def offer_facility_file(name: str, content: bytes) -> None:
    """Take an uploaded list of facilities if it can be read; otherwise the present one stays."""
    try:
        read = read_facilities(content, session.grid(), name=name)
    except DataError as exc:
        st.session_state["facility_findings"] = exc.findings
        return
    offer_facilities(read.table, read.findings)


def offer_facilities(table: pd.DataFrame, findings: tuple[Finding, ...] = ()) -> None:
    """Take a list of facilities."""
    st.session_state.update(own_facilities=table, facility_findings=findings)
