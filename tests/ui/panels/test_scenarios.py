"""Saved scenarios on the screen: copied, deleted, opened again, and told when the data have changed since."""

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import gridimpact as gi
from gridimpact.adapters.stores.scenario_store import ENVIRONMENT, open_store
from gridimpact.domain.scenario import Basis, Scenario
from gridimpact.ui.state.session import DEFAULTS, GRID
from gridimpact.views import attribution

pytestmark = pytest.mark.filterwarnings("default")  # Streamlit's own deprecations are not ours to mend


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "scenarios.sqlite3"
    monkeypatch.setenv(ENVIRONMENT, str(place))
    return place


def first_page() -> None:
    from gridimpact.ui.pages import impact
    from gridimpact.ui.widgets.error_boundary import with_error_boundary

    with_error_boundary(impact.render)()


def after_opening() -> None:
    """The panel, and what the toolbar tells once a scenario was opened."""
    from gridimpact.ui.panels import scenarios
    from gridimpact.ui.state import visitor_language

    visitor_language.settle()
    scenarios.manage()
    scenarios.reopened()


def drawn(page: object = first_page) -> AppTest:
    return AppTest.from_function(page, default_timeout=60).run()  # type: ignore[arg-type]


def saved(night: Path, answer: gi.Assessment, **changed: object) -> Scenario:
    case = Scenario(title="dawn", reports=gi.read_reports(night), settings=DEFAULTS, grid_name=GRID)
    case = replace(case, **changed)  # type: ignore[arg-type]
    with open_store() as opened:
        opened.save(case, answer)
    return case


def titles() -> list[str]:
    with open_store() as opened:
        return sorted(entry.title for entry in opened.entries())


def test_nothing_saved_says_how_to_save(store: Path) -> None:
    assert any(text.value.startswith("No scenario is saved yet") for text in drawn().text)


def test_a_copy_is_made_and_deleted_for_good(store: Path, night: Path, shown: gi.Assessment) -> None:
    saved(night, shown)
    app = drawn()
    app.button(key="duplicate_saved_en").click().run()
    assert not app.exception
    assert titles() == ["dawn", "dawn (copy)"]
    chosen = next(box for box in app.selectbox if box.label == "Saved scenario")
    assert chosen.options[0].startswith("dawn (copy)")
    app.button(key="ask_delete_saved_en").click().run()
    assert titles() == ["dawn", "dawn (copy)"]
    app.button(key="delete_saved_en").click().run()
    assert not app.exception
    assert titles() == ["dawn"]


def test_it_opens_with_the_figures_that_were_saved(store: Path, night: Path, shown: gi.Assessment) -> None:
    saved(night, shown)
    app = drawn(after_opening)
    app.button(key="open_saved_en").click().run()
    assert not app.exception
    told = [text.value for text in app.text]
    assert any("Saved scenario: dawn" in text and "the same as when it was saved" in text for text in told)
    assert not app.warning


def test_a_change_of_the_data_since_is_told(store: Path, night: Path, shown: gi.Assessment) -> None:
    summary = shown.summary()
    assert summary.loc["people_peak", "value"] > 0
    saved(night, replace(shown, grid_fingerprint="an older grid"))
    app = drawn(after_opening)
    app.button(key="open_saved_en").click().run()
    assert not app.exception
    assert [warning.value for warning in app.warning] == ["Something has changed since it was saved."]
    assert "The data of the grid have changed since it was saved" in app.dataframe[0].value.to_csv()
    assert any("need checking" in text.value for text in app.text)


def test_one_that_is_no_assessment_of_all_reports_is_compared_not_opened(
    store: Path, night: Path, shown: gi.Assessment
) -> None:
    saved(night, shown, basis=Basis.CONFIRMED)
    app = drawn(after_opening)
    app.button(key="open_saved_en").click().run()
    assert any("can be compared but not opened" in error.value for error in app.error)


def test_a_store_that_cannot_be_reached_is_told_and_the_page_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shown: gi.Assessment
) -> None:
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path / "no such folder" / "here.sqlite3"))
    (tmp_path / "no such folder").write_text("a file where the folder would be", "utf-8")
    app = drawn()
    assert not app.exception
    assert app.title[0].value == attribution.headline(shown)
    assert any("no such folder" in table.value.to_csv() for table in app.dataframe)
