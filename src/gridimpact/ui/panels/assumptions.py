"""All assumptions in one place: what each is, its unit and source, and the value in use, to be changed."""

import pandas as pd
import streamlit as st

from gridimpact.adapters.stores.assumption_values import read_values
from gridimpact.domain.columns.column import Form
from gridimpact.domain.settings import Settings
from gridimpact.errors import DataError
from gridimpact.i18n.translate import N_, _, spoken
from gridimpact.ui.state import session
from gridimpact.ui.widgets import faults, table_columns
from gridimpact.ui.widgets.table_columns import Shown
from gridimpact.views import method

EVERY = ""

ROW_PX, HIGHEST_PX = 35, 440
"""Height of a row, and of the table. [pixel]"""

COLUMNS: table_columns.Columns = {
    "title": Shown(options={"width": "large", "disabled": True}),
    "value": Shown(
        label=N_("In use"),
        help=N_("Change the value here; separate several values with semicolons"),
        form=Form.TEXT,
        options={"max_chars": 2000},
    ),
    "unit": Shown(options={"disabled": True}),
    "default": Shown(options={"disabled": True}),
    "changed": Shown(label=N_("Changed"), form=Form.FLAG, options={"disabled": True}),
    "basis": Shown(options={"width": "large", "disabled": True}),
    "_index": Shown(of="name", options={"disabled": True}),
}


def draw() -> None:
    """Draw the assumptions of a group; nothing is computed before the button."""
    used = session.settings()
    group = st.segmented_control(
        _("About"),
        (EVERY, *method.GROUPS),
        default=st.session_state.get("assumption_group", EVERY),
        required=True,
        format_func={EVERY: _("All"), **{name: _(text) for name, text in method.GROUPS.items()}}.__getitem__,
        key=f"assumption_group_{spoken()}",
    )
    st.session_state["assumption_group"] = group
    table = method.assumption_table(used, str(group))
    messages = st.container()  # above the table: below it nobody would see what is wrong
    with st.form(f"all_assumptions_{spoken()}", border=False):
        # Another table is another editor: what is typed belongs to the values that it was typed over.
        edited = st.data_editor(
            table,
            column_order=list(COLUMNS),
            column_config=table_columns.translated(COLUMNS),
            num_rows="fixed",
            height=min(HIGHEST_PX, ROW_PX * (len(table) + 1) + 3),
            key=f"assumptions_{hash(used)}_{group}_{spoken()}",
        )
        if st.form_submit_button(_("Recalculate")):
            with messages:
                _take(used, table, edited)
    if st.button(_("Reset to defaults"), disabled=used == session.DEFAULTS):
        session.offer(assumptions=session.DEFAULTS)
        st.rerun()


def _take(used: Settings, table: pd.DataFrame, edited: pd.DataFrame) -> None:
    """Assess with what was changed if it can be; else say what is wrong, and what is shown stays."""
    changed = edited["value"].fillna("").astype(str)
    texts = changed[changed != table["value"]]
    try:
        wanted = read_values(used, {str(name): text for name, text in texts.items()})
    except DataError as exc:
        faults.show(exc.findings)
        return
    if wanted != used:
        session.offer(assumptions=wanted)
        st.rerun()
