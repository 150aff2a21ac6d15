"""The delay before anything public holds for every button, not only for those under Download."""

import pytest
from streamlit.testing.v1 import AppTest

import gridimpact as gi
from gridimpact.errors import EmbargoError
from gridimpact.ui.widgets import public_files
from gridimpact.ui.widgets.downloads import EMBARGO

pytestmark = pytest.mark.filterwarnings("default")  # Streamlit's own deprecations are not ours to mend

LONG_H = "9000000"


def needs() -> None:
    from gridimpact.ui.pages import needs
    from gridimpact.ui.widgets.error_boundary import with_error_boundary

    with_error_boundary(needs.render)()


def people() -> None:
    from gridimpact.ui.pages import people
    from gridimpact.ui.widgets.error_boundary import with_error_boundary

    with_error_boundary(people.render)()


@pytest.mark.parametrize(("page", "keys"), [(needs, {"needs", "facilities"}), (people, {"region_ics", "queues"})])
@pytest.mark.parametrize("held", [True, False])
def test_files_of_a_page_wait_for_their_time(
    page: object, keys: set[str], held: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(EMBARGO, LONG_H if held else "0")
    app = AppTest.from_function(page, default_timeout=60).run()  # type: ignore[arg-type]
    assert not app.exception
    protos = {element.proto.id.rsplit("-download_", 1)[-1]: element.proto for element in app.get("download_button")}
    assert {key: protos[key].disabled for key in keys} == dict.fromkeys(keys, held)
    assert all(("withheld until" in protos[key].help) == held for key in keys)


def test_a_page_that_stood_open_does_not_give_it_either(shown: gi.Assessment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(EMBARGO, LONG_H)
    with pytest.raises(EmbargoError):
        public_files._made(lambda: b"too early", shown)
    monkeypatch.setenv(EMBARGO, "0")
    assert public_files._made(lambda: b"in time", shown) == b"in time"
