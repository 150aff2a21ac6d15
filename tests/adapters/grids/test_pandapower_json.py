"""pandapower JSON: the same grid as pandapower reads, and nothing that a file names is ever imported."""

import importlib
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from gridimpact.adapters.grids import pandapower_json
from gridimpact.adapters.grids.files import read_grid
from gridimpact.adapters.grids.pandapower_findings import ForeignObjects, ObjectColumns
from gridimpact.adapters.grids.pandapower_grid import grid_of, quiet
from gridimpact.assessment import evaluate
from gridimpact.domain.damage import Contingency
from gridimpact.domain.settings import NetworkSettings, Settings
from gridimpact.errors import DataError

with quiet():
    import pandapower as pp
    import pandapower.networks as networks

CASES = Path(networks.__file__).parent / "power_system_test_case_jsons"
TABLES = ("buses", "lines", "transformers", "units", "loads")
Content = dict[str, Any]


@pytest.fixture
def content() -> Content:
    """A whole file, parsed."""
    return dict(json.loads((CASES / "case9.json").read_text(encoding="utf-8")))


@pytest.fixture
def write(tmp_path: Path) -> Callable[[Any], Path]:
    def _write(content: Any) -> Path:
        file = tmp_path / "net.json"
        file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return file

    return _write


@pytest.mark.parametrize("name", ["case9", "case39", "case118", "case1354pegase"])
def test_a_file_gives_the_grid_that_its_network_gives(name: str) -> None:
    ours, theirs = read_grid(CASES / f"{name}.json"), read_grid(f"pandapower:{name}")
    for table in TABLES:
        mine, other = getattr(ours, table).sort_index(), getattr(theirs, table).sort_index()
        pd.testing.assert_frame_equal(mine.drop(columns="source"), other.drop(columns="source"), rtol=1e-12)


def test_what_pandapower_writes_is_read(tmp_path: Path) -> None:
    with quiet():
        net = networks.example_multivoltage()
        pp.runpp(net)
        net.load["weight"] = 2.0
        file = tmp_path / "net.json"
        pp.to_json(net, str(file))
    ours, theirs = read_grid(file), grid_of(net, name="net", source="pandapower")

    for table in TABLES:
        mine, other = (getattr(grid, table).drop(columns="source").sort_index() for grid in (ours, theirs))
        pd.testing.assert_frame_equal(mine, other, rtol=1e-12)
    assert (ours.loads.loc[ours.loads.index.str.startswith("load:"), "weight"] == 2.0).all()
    settings = Settings(network=NetworkSettings(ac_check=False))
    assert evaluate(ours, Contingency(), settings).total_shed_mw.iloc[0] == pytest.approx(0.0, abs=1e-6)


@pytest.fixture
def trap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A module on the search path that leaves a mark when it is imported."""
    mark = tmp_path / "mark"
    (tmp_path / "trap_for_readers.py").write_text(f"open({str(mark)!r}, 'w').close()\nclass Trap: pass\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    return mark


TRAP = {"_module": "trap_for_readers", "_class": "Trap", "_object": {"x": 1}}
EVAL = {"_module": "builtins", "_class": "eval", "_object": "__import__('trap_for_readers')"}
SYSTEM = {"_module": "os", "_class": "system", "_object": "true"}


def _assert_untouched(mark: Path) -> None:
    assert not mark.exists()
    assert "trap_for_readers" not in sys.modules
    try:
        importlib.import_module("trap_for_readers")
        assert mark.exists()
    finally:
        sys.modules.pop("trap_for_readers", None)


@pytest.mark.parametrize("hostile", [TRAP, EVAL, SYSTEM], ids=["trap", "eval", "system"])
def test_objects_of_other_modules_are_left_out_and_named(
    hostile: Content, content: Content, write: Callable[[Any], Path], trap: Path
) -> None:
    content["_object"]["controller"] = hostile
    content["_object"]["user_pf_options"] = {"nested": [hostile]}
    content["_object"]["name"] = hostile
    grid = read_grid(write(content))

    told = [finding for finding in grid.findings if isinstance(finding, ForeignObjects)]
    named = f"({hostile['_module']}.{hostile['_class']})"
    assert sorted(told[0].ids) == [f"controller {named}", f"name {named}"]
    assert grid.title_en == "net.json"
    assert grid.loads["p_mw"].sum() == 315.0
    _assert_untouched(trap)


@pytest.mark.parametrize("key", ["bus", "line", "load", "trafo", "vsc"])
@pytest.mark.parametrize("hostile", [TRAP, EVAL, SYSTEM], ids=["trap", "eval", "system"])
def test_an_object_in_place_of_a_table_is_refused(
    key: str, hostile: Content, content: Content, write: Callable[[Any], Path], trap: Path
) -> None:
    content["_object"][key] = hostile
    with pytest.raises(DataError, match="is not a table"):
        read_grid(write(content))
    _assert_untouched(trap)


def _with_cell(content: Content, table: str, column: str, cell: Any) -> Content:
    value = content["_object"][table]
    body = json.loads(value["_object"])
    if column not in body["columns"]:
        body["columns"].append(column)
        for row in body["data"]:
            row.append(None)
    body["data"][0][body["columns"].index(column)] = cell
    value["_object"] = json.dumps(body)
    return content


@pytest.mark.parametrize("hostile", [TRAP, EVAL, SYSTEM], ids=["trap", "eval", "system"])
def test_an_object_in_a_cell_is_left_out_or_refused(
    hostile: Content, content: Content, write: Callable[[Any], Path], trap: Path
) -> None:
    grid = read_grid(write(_with_cell(content, "load", "object", hostile)))
    assert [finding.ids for finding in grid.findings if isinstance(finding, ObjectColumns)] == [("object",)]
    with pytest.raises(DataError, match=r"columns are missing .*load\.p_mw"):
        read_grid(write(_with_cell(content, "load", "p_mw", hostile)))
    _assert_untouched(trap)


@pytest.mark.parametrize("hostile", [TRAP, EVAL, SYSTEM], ids=["trap", "eval", "system"])
def test_another_object_as_the_whole_file_is_refused(
    hostile: Content, write: Callable[[Any], Path], trap: Path
) -> None:
    with pytest.raises(DataError, match="not a pandapower network"):
        read_grid(write(hostile))
    _assert_untouched(trap)


@pytest.mark.parametrize("text", [
    "", "null", "3", "[1, 2]", "{}", '{"bus": {"0": 1}}', "{\"_module\": ", "\x00\x01", "[" * 100_000,
    '{"_module": "pandapower.auxiliary", "_class": "pandapowerNet"}',
    '{"_module": "pandapower.auxiliary", "_class": "pandapowerNet", "_object": {}}',
    '{"_module": "pandapower.auxiliary", "_class": "pandapowerNet", "_object": "{"}',
])  # fmt: skip
def test_other_files_are_refused_with_a_remedy(text: str, write: Callable[[Any], Path]) -> None:
    with pytest.raises(DataError) as caught:
        read_grid(write(text))
    assert all(finding.where == "net.json" and finding.remedy for finding in caught.value.findings)


def test_a_truncated_file_is_refused(write: Callable[[Any], Path]) -> None:
    text = (CASES / "case9.json").read_text(encoding="utf-8")
    for length in range(100, len(text) - 1, len(text) // 7):
        with pytest.raises(DataError, match="not complete JSON"):
            read_grid(write(text[:length]))


def test_text_in_another_encoding_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "net.json"
    file.write_bytes(b'{"name": "\xff\xfe"}')
    with pytest.raises(DataError, match="UTF-8"):
        read_grid(file)


def test_a_file_above_the_size_limit_is_refused(
    content: Content, write: Callable[[Any], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(content)
    monkeypatch.setattr(pandapower_json, "LARGEST_BYTES", file.stat().st_size - 1)
    with pytest.raises(DataError, match="is larger than"):
        read_grid(file)


@pytest.mark.parametrize(("table", "column", "cell", "match"), [
    ("bus", "vn_kv", "high", r"bus\.vn_kv.*not float64"),
    ("bus", "vn_kv", None, r"bus\.vn_kv.*cannot be used \[bus:0\]"),
    ("bus", "in_service", None, r"bus\.in_service.*not bool"),
    ("line", "from_bus", 77, r"line: names a bus that is not there \[line:0\]"),
    ("line", "from_bus", 1e300, r"line\.from_bus.*not uint32"),
    ("line", "from_bus", 1.5, r"line\.from_bus.*not uint32"),
    ("line", "from_bus", 2**32 + 3, r"line\.from_bus.*not uint32"),
    ("line", "from_bus", 10**400, r"line\.from_bus.*not uint32"),
    ("load", "p_mw", float("nan"), r"loads\.p_mw: cannot be used \[load:0\]"),
    ("gen", "max_p_mw", True, None),
])  # fmt: skip
def test_cells_that_cannot_be_used_are_named(
    table: str, column: str, cell: Any, match: str | None, content: Content, write: Callable[[Any], Path]
) -> None:
    file = write(_with_cell(content, table, column, cell))
    if match is None:
        assert read_grid(file).units.loc["gen:0", "p_nom_mw"] == 1.0
        return
    with pytest.raises(DataError, match=match):
        read_grid(file)


@pytest.mark.parametrize(("change", "match"), [
    ({"columns": ["a", "a"]}, "same twice"),
    ({"columns": [1]}, "not text"),
    ({"index": [0]}, "different lengths"),
    ({"index": [10**12, *range(8)]}, "numbered by unique whole numbers"),
    ({"index": [-1, *range(8)]}, "numbered by unique whole numbers"),
    ({"index": [0, *range(8)]}, "numbered by unique whole numbers"),
    ({"index": ["a", *range(8)]}, "not numbered"),
    ({"data": 3}, "lacks columns"),
    ({"data": [[1]] * 9}, "different lengths"),
])  # fmt: skip
def test_tables_that_are_none_are_refused(
    change: Content, match: str, content: Content, write: Callable[[Any], Path]
) -> None:
    value = content["_object"]["bus"]
    value["_object"] = json.dumps({**json.loads(value["_object"]), **change})
    with pytest.raises(DataError, match=match):
        read_grid(write(content))


@pytest.mark.parametrize(("key", "value", "match"), [
    ("sn_mva", 0, "sn_mva"), ("sn_mva", "100", "sn_mva"), ("f_hz", True, "f_hz"), ("sn_mva", float("nan"), "sn_mva"),
    ("format_version", "../../x", "format_version"),
])  # fmt: skip
def test_facts_of_the_network_are_checked(
    key: str, value: Any, match: str, content: Content, write: Callable[[Any], Path]
) -> None:
    content["_object"][key] = value
    with pytest.raises(DataError, match=match):
        read_grid(write(content))


def test_a_newer_format_is_read_and_one_that_cannot_be_converted_refused(
    content: Content, write: Callable[[Any], Path]
) -> None:
    content["_object"].update(format_version="99.0", version="99.0")
    assert len(read_grid(write(content)).buses) == 9
    content["_object"].update(format_version="1.0", version="1.0", poly_cost=None)
    with pytest.raises(DataError, match=r"cannot bring format 1\.0"):
        read_grid(write(content))
