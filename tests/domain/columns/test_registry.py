"""One registry of columns: units agree with names, labels are translated, every public table is covered."""

import re
from pathlib import Path

import pandas as pd
import pytest

import gridimpact as gi
from gridimpact.domain.columns.column import SUFFIX_UNITS, UNIT_SYMBOLS, Column, Form, number
from gridimpact.domain.columns.registry import COLUMNS, decimals, hashtag, heading, label, unit_suffix
from gridimpact.domain.ranges import ranges_of
from gridimpact.domain.settings import NetworkSettings, Settings
from gridimpact.i18n.translate import speaking
from gridimpact.outputs.files import workbook
from gridimpact.outputs.tables.people_tables import regions_with_people
from gridimpact.outputs.tables.ranges_tables import joined
from gridimpact.studies.comparison import compare
from gridimpact.studies.paired import paired_differences

ENDS = re.compile(r"_(?:low|high|mean|error|p10|p50|p90|tail_mean|per_day)$")
"""Ends of names behind the unit."""

SAME_IN_UKRAINIAN = {"p10", "p90"}
"""Labels that are written alike in both languages."""

CYRILLIC = re.compile(r"[а-яіїєґ]", re.IGNORECASE)


def measure(name: str) -> str:
    """The name without what stands behind the unit."""
    shorter = ENDS.sub("", name)
    return name if shorter == name else measure(shorter)


@pytest.fixture(scope="module")
def assessment(ukraine: gi.Grid, night: Path) -> gi.Assessment:
    quick = Settings(network=NetworkSettings(ac_check=False, coupled_day=False))
    return gi.assess(ukraine, gi.read_reports(night), quick)


@pytest.fixture(scope="module")
def ensembles(ukraine: gi.Grid, assessment: gi.Assessment) -> dict[str, gi.Ensemble]:
    cases = {"damage": assessment.belief, "none": gi.Contingency()}
    return {
        name: gi.run_ensemble(ukraine, case, assessment.settings, samples=20, as_of=assessment.as_of)
        for name, case in cases.items()
    }


@pytest.fixture(scope="module")
def tables(ukraine: gi.Grid, assessment: gi.Assessment, ensembles: dict[str, gi.Ensemble]) -> dict[str, pd.DataFrame]:
    """Every table that leaves the program, with its index as columns."""
    followed = gi.with_days_ahead(ukraine, assessment, days=2)
    ensemble = ensembles["damage"]
    whole = gi.with_ranges(followed, ensemble)
    found = {
        f"{sheet.name} {level}": table
        for level in gi.Sensitivity
        for sheet, table in workbook.sheets(whole, level, ukraine)
    }
    compared = compare({"one": assessment, "two": assessment})
    return {
        **found,
        "regions of files": joined(regions_with_people(whole), whole),
        "ensemble figures": ensemble.summary().reset_index(),
        "ensemble regions": ensemble.by_region().rename_axis("region_id").reset_index(),
        "ensemble hours": ensemble.by_hour().rename_axis("snapshot").reset_index(),
        "ensemble regions by hour": ensemble.by_region_and_hour().reset_index(),
        "chances": pd.DataFrame(columns=["region_id", "share", "chance", "error"]),
        "verify next": gi.verify_next(ensemble, assessment.belief).reset_index(),
        "ranges": ranges_of(ensemble).figures.reset_index(names="figure"),
        "paired": paired_differences(ensembles).reset_index(),
        "comparison": compared.reset_index().drop(columns=["one", "two", "two less one"]),
        "adequacy": pd.DataFrame(columns=["lolp", "lole_h", "edns_mw", "eens_mwh"]),
    }


def test_every_column_of_every_table_is_registered(tables: dict[str, pd.DataFrame]) -> None:
    assert len(tables) > 40
    missing = {(name, str(column)) for name, table in tables.items() for column in table if column not in COLUMNS}
    assert missing == set()


@pytest.mark.parametrize("column", COLUMNS.values(), ids=COLUMNS)
def test_the_unit_is_the_one_that_the_name_states(column: Column) -> None:
    unit = unit_suffix(measure(column.name))
    if unit:
        assert column.unit == unit
    assert (column.unit == "share") is (column.form in (Form.SHARE, Form.CHANGE))
    assert (column.unit in ("people", "person-hours")) is (column.form is Form.PEOPLE)
    assert column.unit in {*UNIT_SYMBOLS, "share", "people", "person-hours", ""}


@pytest.mark.parametrize("name", COLUMNS)
def test_every_label_has_a_ukrainian_form(name: str) -> None:
    english = label(name)
    with speaking("uk"):
        ukrainian = label(name)
    assert english != name or "_" not in name
    assert "{" not in english + ukrainian
    if name not in SAME_IN_UKRAINIAN:
        assert CYRILLIC.search(ukrainian)


def test_headings_state_the_unit_in_the_language_spoken() -> None:
    assert heading("shed_mw") == "demand not served (MW)"
    assert heading("shed_mw_p90") == "demand not served, P90 (MW)"
    assert heading("people_peak") == "people without power at the peak hour"
    assert heading("nobody_knows") == "nobody_knows"
    with speaking("uk"):
        assert heading("shed_mw") == "незабезпечений попит, МВт"


def test_digits_of_a_column_follow_its_unit() -> None:
    digits = {name: decimals(name) for name in ("shed_mw", "ens_mwh", "off_h", "unserved_share", "people", "reports")}
    assert digits == {"shed_mw": 1, "ens_mwh": 1, "off_h": 2, "unserved_share": 4, "people": 0, "reports": None}
    assert decimals("own_measure_mw") == 1
    assert decimals("own_text") is None


def test_hashtags_under_a_table_of_regions_are_of_one_column_each(tables: dict[str, pd.DataFrame]) -> None:
    tags = [hashtag(str(name)) for name in tables["regions of files"]]
    assert all(tag.startswith("#") and " " not in tag for tag in tags)
    assert len(set(tags)) == len(tags) > 40
    assert hashtag("people_peak_p50") == "#affected+ind+power+median"
    assert hashtag("Own_column") == "#indicator+num+own_column"


def test_a_column_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        number("x_mw", "x", "MW").unit = "GW"  # type: ignore[misc]
    with pytest.raises(TypeError):
        COLUMNS["shed_mw"] = COLUMNS["ens_mwh"]  # type: ignore[index]


def test_types_of_the_schema_follow_the_form() -> None:
    types = {name: column.schema["type"] for name, column in COLUMNS.items()}
    assert set(types.values()) == {"string", "number", "boolean"}
    assert (types["region_id"], types["shed_mw"], types["emergency"]) == ("string", "number", "boolean")
    assert COLUMNS["snapshot"].schema == {"type": "string", "format": "date-time"}
    assert set(SUFFIX_UNITS.values()) <= {*UNIT_SYMBOLS, "share"}
