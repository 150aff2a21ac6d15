"""Every page without a browser: it draws, says what the API says, and follows its controls."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import gridimpact as gi
from gridimpact.domain.assumptions import assumptions, value_text
from gridimpact.ui.pages.impact import table_key
from gridimpact.ui.state.session import DEFAULTS
from gridimpact.views import attribution, days_ahead, figures, tables
from gridimpact.views import people as people_views

pytestmark = pytest.mark.filterwarnings("default")  # Streamlit's own deprecations are not ours to mend


PAGES = ("impact", "people", "needs", "damage", "reports", "imports", "compare")


def page_of(name: str) -> None:
    from importlib import import_module

    from gridimpact.ui.widgets.error_boundary import with_error_boundary

    with_error_boundary(import_module(f"gridimpact.ui.pages.{name}").render)()


def opened(name: str) -> AppTest:
    """A page that is not drawn yet."""
    return AppTest.from_function(page_of, args=(name,), default_timeout=60)


def drawn(name: str) -> AppTest:
    return opened(name).run()


@pytest.mark.parametrize("page", PAGES)
def test_page_draws_without_error_and_says_it_is_restricted(page: str) -> None:
    app = drawn(page)
    assert [error.value for error in app.error] == []
    assert not app.exception
    assert len(app.title) == 1
    assert any("Restricted" in text.value for text in app.markdown)


def test_impact_says_what_the_api_says(shown: gi.Assessment) -> None:
    app = drawn("impact")
    assert app.title[0].value == attribution.headline(shown)
    expected = figures.key_figures(shown, shown.evaluation.peak)
    assert [(m.label, m.value, m.delta) for m in app.metric] == [(f.label, f.value, f.note) for f in expected]


def test_headline_figures_are_those_of_the_summary(shown: gi.Assessment) -> None:
    hour, summary = figures.totals_at(shown, shown.evaluation.peak), shown.summary()["value"]
    assert hour.demand_mw == pytest.approx(summary["demand_peak_mw"])
    assert hour.shed_mw == pytest.approx(summary["shed_peak_mw"])
    assert hour.import_need_mw == pytest.approx(summary["import_need_peak_mw"])
    assert hour.import_allowed_mw == pytest.approx(summary["import_allowed_peak_mw"])
    assert hour.people == pytest.approx(summary["people_peak"])


@pytest.mark.parametrize("position", [0, 3, 23])
def test_hour_slider_moves_figures_and_table(shown: gi.Assessment, position: int) -> None:
    app = drawn("impact")
    app.select_slider(key="hour_en").set_value(position).run()
    snapshot = shown.evaluation.dispatch.snapshots[position]
    assert [m.value for m in app.metric] == [f.value for f in figures.key_figures(shown, snapshot)]
    expected = tables.region_table(shown, snapshot)
    assert app.dataframe[0].value["shed_mw"].tolist() == pytest.approx(expected["shed_mw"].tolist())


def test_chosen_row_shows_the_card_of_its_region(shown: gi.Assessment) -> None:
    app = drawn("impact")
    table = tables.region_table(shown, shown.evaluation.peak)
    app.session_state[table_key(shown)] = {"selection": {"rows": [2], "columns": [], "cells": []}}
    app.run()
    name = shown.evaluation.regions.loc[table.index[2], "name_en"]
    assert f"{name} ({table.index[2]})" in [text.value for text in app.text]


def test_damage_lists_every_component_with_its_probability(shown: gi.Assessment) -> None:
    app = drawn("damage")
    listed = app.dataframe[0].value
    assert set(listed.index) == set(shown.belief.table.index)
    assert (listed["probability"] / 100).to_dict() == pytest.approx(shown.belief.p_damaged.to_dict())


def test_damage_shows_the_reports_behind_a_component(shown: gi.Assessment) -> None:
    app = drawn("damage")
    app.session_state[f"damage_{shown.belief.fingerprint}"] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    app.run()
    component = tables.damage_table(shown).index[0]
    behind = shown.belief.influence[shown.belief.influence["component_id"] == component]
    assert sorted(app.dataframe[1].value.index) == sorted(behind["report_id"])


def test_reports_lists_every_report_and_every_finding(shown: gi.Assessment) -> None:
    app = drawn("reports")
    findings, matches = app.dataframe[0].value, app.dataframe[1].value
    assert len(findings) > 0
    assert set(matches.index) == set(shown.belief.matches.index)


def test_people_says_what_the_api_says(shown: gi.Assessment) -> None:
    app = drawn("people")
    assert app.title[0].value == people_views.headline(shown)
    listed = app.dataframe[0].value
    told = (*people_views.key_figures(shown), *people_views.region_tiles(shown, str(listed.index[0])))
    assert [m.value for m in app.metric] == [f.value for f in told]
    assert shown.evaluation.people is not None
    assert listed["severity"].to_dict() == shown.evaluation.people.severity["severity"].loc[listed.index].to_dict()


def test_people_follows_days_when_asked(shown: gi.Assessment) -> None:
    app = drawn("people")
    number = next(given for given in app.number_input if given.label == days_ahead.DAYS_LABEL)
    number.set_value(2)
    next(button for button in app.button if button.label == days_ahead.BUTTON).click()
    app.run()
    assert not app.exception
    assert any(text.value.startswith("Over 2 days 1 component of 9 return to service") for text in app.text)
    days = next(one.value for one in app.dataframe if "off_h" in one.value and "date" in one.value)
    assert days["damaged"].tolist() == [9, 8]


def test_people_follows_a_given_temperature(shown: gi.Assessment) -> None:
    app = drawn("people")
    next(given for given in app.number_input if given.label.startswith("Outdoor temperature")).set_value(-15.0)
    next(button for button in app.button if button.label == "Recalculate").click()
    app.run()
    assert not app.exception
    assert any("at -15 °C outside" in str(m.delta) for m in app.metric)


def test_needs_says_what_the_api_says(shown: gi.Assessment) -> None:
    app = drawn("needs")
    assert shown.evaluation.people is not None
    table = shown.evaluation.people.needs
    generators = table[table["item"] == "mobile generator"]["count_high"].sum()
    assert f"{generators:.0f} mobile generators" in app.title[0].value
    assert app.metric[0].value == f"0 to {generators:.0f}"
    assert len(app.dataframe[0].value) == len(table)
    choice = next(box for box in app.selectbox if box.label == "Region")
    choice.set_value("UA05").run()
    assert app.dataframe[0].value["item"].tolist() == table[table["region_id"] == "UA05"]["item"].tolist()


@pytest.mark.parametrize("page", PAGES)
def test_public_view_names_no_component_and_no_report(page: str, shown: gi.Assessment, night: Path) -> None:
    restricted, app = drawn(page), opened(page)
    app.session_state["public_view"] = True
    app.run()
    assert not app.exception
    assert ":green-badge[Public]" in [text.value for text in app.markdown]
    parts = shown.belief.components.loc[list(shown.belief.table.index)]
    reported = gi.read_reports(night)
    regions = " ".join(shown.evaluation.regions["name_en"])
    named = {*parts["name_en"], *parts.index, *(report.source for report in reported)} - {""}
    secrets = {name for name in named if name not in regions}  # a substation may be called as its region is
    told = [(secret, text) for secret in secrets for text in _everything(restricted) if secret in text]
    assert told or page not in ("impact", "people", "damage", "reports")
    assert [(secret, text) for secret in secrets for text in _everything(app) if secret in text] == []


def _everything(app: AppTest) -> list[str]:
    """Texts and tables of a page as text, and what its map is told."""
    texts = [str(getattr(part, "value", "")) for part in app.main if getattr(part, "type", "") != "dataframe"]
    tables_ = [table.value.to_csv() for table in app.dataframe]
    maps = [str(part.proto) for part in app.main if "bidi" in str(getattr(part, "type", ""))]
    return [*texts, *tables_, *maps]


def test_method_lists_every_assumption_with_its_value() -> None:
    app = drawn("method")
    listed = app.dataframe[0].value
    told = {one.name: value_text(one.value) for one in assumptions(DEFAULTS)}
    assert listed["value"].to_dict() == told
    assert listed.loc[listed["changed"]].index.tolist() == ["network.ac_check"]


@pytest.mark.parametrize(("written", "taken"), [("much", False), ("0.8", True)])
def test_an_assumption_that_cannot_be_is_told_and_changes_nothing(written: str, taken: bool) -> None:
    def change(written: str) -> None:
        import streamlit as st

        from gridimpact.ui.panels import assumptions
        from gridimpact.ui.state import session
        from gridimpact.views import method

        used = session.settings()
        if "tried" not in st.session_state:
            st.session_state["tried"] = True
            table = method.assumption_table(used, "demand")
            edited = table.assign(value=table["value"].mask(table.index == "demand.demand_scale", written))
            assumptions._take(used, table, edited)
        st.text(f"scale {session.settings().demand.demand_scale}")

    app = AppTest.from_function(change, args=(written,), default_timeout=60).run()
    assert not app.exception
    assert app.text[-1].value == f"scale {0.8 if taken else 1.0}"
    assert any("it is not a number" in text.value for text in app.text) == (not taken)
    assert len(app.error) == (not taken)


def test_imports_lists_the_countries_of_the_hour(shown: gi.Assessment) -> None:
    app = drawn("imports")
    assert app.title[0].value == figures.import_headline(shown)
    app.select_slider(key="hour_en").set_value(3).run()
    expected = tables.import_table(shown.evaluation, shown.evaluation.dispatch.snapshots[3])
    listed = app.dataframe[0].value
    assert listed["country"].tolist() == expected["country"].tolist()
    assert listed["used_mw"].tolist() == pytest.approx(expected["used_mw"].tolist())


def test_other_assumptions_give_other_figures(shown: gi.Assessment) -> None:
    app = drawn("impact")
    slider = next(slider for slider in app.slider if slider.label.startswith("Demand"))
    slider.set_value(80)
    next(button for button in app.button if button.label == "Recalculate").click()
    app.run()
    assert not app.exception
    assert app.title[0].value != attribution.headline(shown)
    assert app.metric[0].value != figures.key_figures(shown, shown.evaluation.peak)[0].value
