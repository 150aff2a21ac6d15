"""What each column of a file is read as, to be corrected and used again."""

import streamlit as st

from gridimpact.adapters.reports.columns import COLUMNS
from gridimpact.adapters.reports.mapping import mapping_json, read_mapping
from gridimpact.domain.report import ColumnMapping, MappedColumn
from gridimpact.errors import DataError
from gridimpact.i18n.translate import _, spoken
from gridimpact.ui.state import evidence_session, session
from gridimpact.ui.widgets import faults
from gridimpact.views import evidence_tables
from gridimpact.views import evidence_words as words

NOT_READ = "not_read"
"""Choice for a column that is not read; no documented column is called so."""


def draw(*, refused: bool = False) -> None:
    """Draw the mapping of the present file, or of one that could not be read."""
    asked = evidence_session.file_to_map()
    if asked is None:
        return
    name, content, mapping = asked
    st.text(_(words.COLUMNS_UNREAD) if refused else _(words.COLUMNS_INTRO))
    where = "refused" if refused else "read"
    shown = evidence_tables.column_table(mapping).assign(
        meaning=[one.meaning or NOT_READ for one in mapping.columns]  # a key: what is chosen must not hang on a label
    )
    with st.form(f"columns_{where}", border=False):
        edited = st.data_editor(
            shown,
            key=f"columns_{where}_{hash((name, mapping))}_{spoken()}",
            hide_index=True,
            num_rows="fixed",
            disabled=["header", "how"],
            column_config={
                "header": st.column_config.TextColumn(_("Column of the file")),
                "meaning": st.column_config.SelectboxColumn(
                    _("Read as"), options=[NOT_READ, *COLUMNS], format_func=_meaning, required=True, width="medium"
                ),
                "how": st.column_config.TextColumn(_("Known by")),
            },
        )
        again = st.form_submit_button(_(words.READ_AGAIN))
    stated = ColumnMapping(
        columns=tuple(
            MappedColumn(header=header, meaning="" if meaning == NOT_READ else meaning, how="stated", score=100.0)
            for header, meaning in zip(edited["header"], edited["meaning"], strict=True)
        ),
        sheet=mapping.sheet,
    )
    if again:
        _read_again(name, content, stated)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.download_button(
            _(words.DOWNLOAD_MAPPING),
            mapping_json(stated),
            file_name="columns.json",
            mime="application/json",
            on_click="ignore",
            key=f"mapping_{where}",
        )
    upload = st.file_uploader(
        _(words.UPLOAD_MAPPING), type=["json"], key=f"mapping_file_{where}_{hash((name, mapping))}"
    )
    if upload is not None:
        try:
            given = read_mapping(upload.getvalue())
        except DataError as exc:
            faults.show(exc.findings)
            return
        _read_again(name, content, given)


def _meaning(name: object) -> str:
    """Documented column that a column of the file is read as, or words for none."""
    return _(words.NOT_READ) if name == NOT_READ else str(name)


def _read_again(name: str, content: bytes, stated: ColumnMapping) -> None:
    """Read the file as stated, and show what came of it."""
    named = [column.meaning for column in stated.columns if column.meaning]
    twice = sorted({meaning for meaning in named if named.count(meaning) > 1})
    if twice:
        st.error(_(words.TWICE, names=", ".join(twice)))
        return
    session.offer_file(name, content, stated)
    st.rerun()
