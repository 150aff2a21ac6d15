"""What fails becomes a message, and the log says where without quoting a report."""

import logging

import pytest
from streamlit.testing.v1 import AppTest

pytestmark = pytest.mark.filterwarnings("default")


def page_with_a_fault() -> None:
    from gridimpact.ui.widgets.error_boundary import with_error_boundary

    def draw() -> None:
        raise KeyError("".join(("substation:", "sec", "ret")))

    with_error_boundary(draw)()


def page_with_bad_data() -> None:
    from gridimpact.errors import DataError, TextFinding
    from gridimpact.ui.widgets.error_boundary import with_error_boundary

    def draw() -> None:
        raise DataError([TextFinding(where="row 3", what="no <b>place</b>", remedy="give one")])

    with_error_boundary(draw)()


def test_a_fault_becomes_a_message_with_a_code(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, logger="gridimpact.ui"):
        app = AppTest.from_function(page_with_a_fault).run()
    assert not app.exception
    record = next(record for record in caplog.records if record.name == "gridimpact.ui")
    code = record.getMessage().split()[1].rstrip(":")
    assert code in app.error[0].value
    assert "KeyError" in record.getMessage()
    assert "secret" not in caplog.text + app.error[0].value


def test_bad_data_is_told_as_plain_text() -> None:
    app = AppTest.from_function(page_with_bad_data).run()
    assert len(app.error) == 1
    assert app.text[0].value == "row 3: no <b>place</b> → give one"
