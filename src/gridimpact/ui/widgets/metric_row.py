"""Figures of a page beside each other: label, value, note, and what it means on request."""

from collections.abc import Iterable
from typing import Literal

import streamlit as st

from gridimpact.views.figures import Figure


def draw(figures: Iterable[Figure], *, key: str | None = None, width: "int | Literal['stretch']" = "stretch") -> None:
    """Draw figures in a row that breaks where there is no room.

    Parameters
    ----------
    figures : iterable of Figure
    key : str, optional
        Of the row.
    width : int or "stretch"
        Of each figure. [pixel]
    """
    with st.container(horizontal=True, gap="small", key=key):
        for figure in figures:
            st.metric(
                figure.label,
                figure.value,
                figure.note,
                delta_color="off",
                delta_arrow="off",
                help=figure.meaning,
                width=width,
            )
