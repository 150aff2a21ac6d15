"""Reading a grid folder: units, references, and garbage told as findings."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from gridimpact.adapters.grids import check_findings
from gridimpact.adapters.grids.bundled import bundled_grids, data_root
from gridimpact.adapters.grids.check import islands
from gridimpact.adapters.grids.files import OldLineKind, check_grid, read_grid
from gridimpact.domain.grid import Grid
from gridimpact.errors import DataError, Finding, Severity, UnknownGrid
from gridimpact.i18n.messages import error_sentences
from gridimpact.i18n.translate import speaking


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the bundled grid that a test may spoil."""
    return Path(shutil.copytree(bundled_grids()["ukraine"], tmp_path / "copy"))


def edit(folder: Path, table: str, change: Callable[[pd.DataFrame], pd.DataFrame]) -> None:
    file = folder / f"{table}.csv"
    change(pd.read_csv(file, dtype=str, keep_default_na=False)).to_csv(file, index=False)


def cell(row: int, column: str, value: str) -> Callable[[pd.DataFrame], pd.DataFrame]:
    def change(table: pd.DataFrame) -> pd.DataFrame:
        changed = table.copy()
        changed.loc[row, column] = value
        return changed

    return change


def test_line_in_per_unit(ukraine: Grid) -> None:
    # 750 kV, 239 km, 0.276 ohm/km, 0.013 ohm/km, 13.13 nF/km, 4.16 kA; z_base = 750²/100 = 5625 ohm
    line = ukraine.lines.loc["line:L001"]
    assert line["x_pu"] == pytest.approx(0.276 * 239 / 5625)
    assert line["r_pu"] == pytest.approx(0.013 * 239 / 5625)
    assert line["b_pu"] == pytest.approx(100 * np.pi * 13.13e-9 * 239 * 5625)
    assert line["s_nom_mva"] == pytest.approx(np.sqrt(3) * 750 * 4.16)


def test_two_circuits_halve_the_impedance_and_double_the_rest(ukraine: Grid) -> None:
    # 330 kV, two circuits of 51 km; z_base = 1089 ohm
    line = ukraine.lines.loc["line:L020"]
    assert line["circuits"] == 2
    assert line["x_pu"] == pytest.approx(0.265 * 51 / 2 / 1089)
    assert line["s_nom_mva"] == pytest.approx(2 * np.sqrt(3) * 330 * 1.935)
    assert line["b_pu"] == pytest.approx(2 * 100 * np.pi * 13.2e-9 * 51 * 1089)


def test_transformer_in_per_unit(ukraine: Grid) -> None:
    # two banks of 1000 MVA, v_k 10 %, v_kr 0.25 %: z = 0.10 * 100/1000 / 2 = 0.005
    row = ukraine.transformers[ukraine.transformers["bus0"] == "bus:vinnytska-750"].iloc[0]
    assert row["r_pu"] == pytest.approx(0.0025 * 0.1 / 2)
    assert np.hypot(row["r_pu"], row["x_pu"]) == pytest.approx(0.005)
    assert (row["s_nom_mva"], row["circuits"], row["tap_ratio"], row["phase_shift_deg"]) == (2000, 2, 1, 0)


def test_ids_and_references_carry_their_kind(ukraine: Grid) -> None:
    assert ukraine.lines.loc["line:L001", "bus0"] == "bus:khmelnytskyi_npp-750"
    assert ukraine.buses.loc["bus:vinnytska-750", "substation_id"] == "substation:vinnytska"
    assert ukraine.units.loc["unit:P005-3", "plant_id"] == "plant:P005"
    assert ukraine.units.loc["unit:DG-UA05", "plant_id"] == ""
    assert ukraine.loads.loc["load:vinnytska-critical", "region_id"] == "UA05"


def test_a_folder_reads_like_the_bundled_name(folder: Path, ukraine: Grid) -> None:
    assert read_grid(folder).fingerprint == ukraine.fingerprint


def test_the_old_kind_of_transfers_is_read_with_a_finding_that_says_what_to_write(folder: Path, ukraine: Grid) -> None:
    lines = folder / "lines.csv"
    text = lines.read_text(encoding="utf-8")
    assert ",transfer," in text
    lines.write_text(text.replace(",transfer,", ",tie,"), encoding="utf-8")
    grid = read_grid(folder)
    assert grid.lines["kind"].tolist() == ukraine.lines["kind"].tolist()
    told = [finding for finding in grid.findings if isinstance(finding, OldLineKind)]
    assert len(told) == 1
    assert len(told[0].ids) == (ukraine.lines["kind"] == "transfer").sum()
    assert "`transfer`" in told[0].remedy
    assert not any(isinstance(finding, OldLineKind) for finding in ukraine.findings)


def test_reactive_power_and_voltages_are_read_where_they_are_stated(folder: Path) -> None:
    edit(folder, "loads", lambda table: table.assign(q_mvar=["12.5", *[""] * (len(table) - 1)]))
    edit(folder, "buses", lambda table: table.assign(q_shunt_mvar=["-30", *[""] * (len(table) - 1)]))
    edit(folder, "units", lambda table: table.assign(v_set_pu=["1.03", *[""] * (len(table) - 1)], q_mvar=""))
    grid = read_grid(folder)
    assert grid.loads["q_mvar"].dropna().tolist() == [12.5]
    assert grid.buses["q_shunt_mvar"].dropna().tolist() == [-30.0]
    assert grid.units["v_set_pu"].dropna().tolist() == [1.03]
    assert grid.units["q_mvar"].isna().all()
    edit(folder, "loads", cell(1, "q_mvar", "much"))
    with pytest.raises(DataError, match=r"loads\.csv\.q_mvar: is not a number"):
        read_grid(folder)


def test_row_order_does_not_change_the_grid(folder: Path, ukraine: Grid) -> None:
    for table in ("lines", "units", "loads"):
        edit(folder, table, lambda rows: rows.iloc[::-1])
    assert read_grid(folder).fingerprint == ukraine.fingerprint


@pytest.mark.parametrize("name", ["atlantis", "", "no/such/folder", "no_such_file.json", "no_such_file.m"])
def test_unknown_grids_say_what_there_is(name: str, tmp_path: Path) -> None:
    with pytest.raises(UnknownGrid, match="ukraine"):
        read_grid(name or tmp_path)


def test_a_file_is_not_a_grid(tmp_path: Path) -> None:
    file = tmp_path / "case.raw"
    file.write_text("mpc", encoding="utf-8")
    with pytest.raises(UnknownGrid, match="not in a format"):
        read_grid(file)


def test_what_is_wrong_is_said_in_both_languages(folder: Path) -> None:
    with pytest.raises(UnknownGrid) as unknown:
        read_grid("atlantis")
    edit(folder, "loads", cell(2, "bus_id", "nowhere"))
    with pytest.raises(DataError) as dangling:
        read_grid(folder)
    loads = pd.read_csv(folder / "loads.csv")["id"][2]
    assert error_sentences(unknown.value)[0].startswith("no grid named atlantis; bundled grids: ")
    assert error_sentences(dangling.value)[0] == (
        f"loads.csv.bus_id: names rows that buses.csv does not have [{loads} → nowhere] "
        "→ correct the reference or add the row to buses.csv"
    )
    with speaking("uk"):
        assert error_sentences(unknown.value)[0].startswith("мережі з назвою atlantis немає; вбудовані мережі: ")
        assert error_sentences(dangling.value)[0] == (
            f"loads.csv.bus_id: називає рядки, яких немає в buses.csv [{loads} → nowhere] "
            "→ виправте посилання або додайте рядок до buses.csv"
        )


SPOILT = {
    "dangling bus": ("lines", cell(0, "bus1", "nowhere-330"), "lines.csv.bus1", "L001 → nowhere-330"),
    "blank bus": ("loads", cell(2, "bus_id", ""), "loads.csv.bus_id", "(blank)"),
    "dangling region": ("substations", cell(0, "region_id", "UA99"), "substations.csv.region_id", "UA99"),
    "dangling state": ("availability", cell(0, "state", "spring"), "availability.csv.state", "spring"),
    "text for a number": ("lines", cell(1, "length_km", "far"), "lines.csv.length_km", "L002"),
    "blank number": ("units", cell(0, "p_nom_mw", ""), "units.csv.p_nom_mw", "P001-1"),
    "not a truth value": ("buses", cell(0, "in_service", "maybe"), "buses.csv.in_service", "1 or 0"),
    "negative capacity": ("units", cell(0, "p_nom_mw", "-5"), "units.p_nom_mw", "P001-1"),
    "latitude off the globe": ("substations", cell(0, "lat", "148.4"), "substations.lat", "mukachevo"),
    "unknown class": ("loads", cell(0, "load_class", "vip"), "loads.load_class", "load:"),
    "twice the id": ("lines", cell(1, "id", "L001"), "lines.csv.id", "L001"),
    "blank id": ("lines", cell(0, "id", ""), "lines.csv.id", "row 2"),
    "markup in an id": ("lines", cell(0, "id", "<b>L1</b>"), "lines.csv.id", "row 2"),
    "column gone": ("units", lambda rows: rows.drop(columns="p_nom_mw"), "units.csv", "p_nom_mw"),
    "id column gone": ("buses", lambda rows: rows.drop(columns="id"), "buses.csv", "id"),
}


@pytest.mark.parametrize("case", SPOILT)
def test_spoilt_tables_are_told_with_place_and_ids(case: str, folder: Path) -> None:
    table, change, where, what = SPOILT[case]
    edit(folder, table, change)
    with pytest.raises(DataError) as caught:
        read_grid(folder)
    told = [finding for finding in caught.value.findings if finding.where == where]
    assert told, str(caught.value)
    assert all(finding.severity is Severity.ERROR and finding.remedy for finding in told)
    assert what in " ".join(map(str, told))


def test_the_faults_of_all_tables_come_together(folder: Path) -> None:
    edit(folder, "lines", cell(0, "length_km", "far"))
    edit(folder, "units", cell(0, "p_nom_mw", "much"))
    edit(folder, "loads", cell(0, "bus_id", "nowhere-110"))
    with pytest.raises(DataError) as caught:
        read_grid(folder)
    assert {finding.where for finding in caught.value.findings} >= {
        "lines.csv.length_km", "units.csv.p_nom_mw", "loads.csv.bus_id"}  # fmt: skip


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("lines.csv", b""),
        ("lines.csv", b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe"),
        ("lines.csv", "id,bus0\nL1,Київ".encode("utf-16")),
        ("units.csv", b'id,bus_id\n"P1,x\n'),
        ("grid.toml", b"title_en = "),
        ("grid.toml", b'title_en = "a"'),
        ("grid.toml", b'title_en="a"\ntitle_uk="b"\ntimezone="Mars/Olympus"'),
    ],
)
def test_unreadable_files_are_named(file: str, content: bytes, folder: Path) -> None:
    (folder / file).write_bytes(content)
    with pytest.raises(DataError, match=file.replace(".", r"\.")):
        read_grid(folder)


def test_missing_tables_are_all_named(folder: Path) -> None:
    for name in ("lines", "loads"):
        (folder / f"{name}.csv").unlink()
    with pytest.raises(DataError, match="is missing") as caught:
        read_grid(folder)
    assert {finding.where for finding in caught.value.findings} == {"lines.csv", "loads.csv"}


@pytest.mark.parametrize("content", [None, b"{", b'{"features": [{"properties": {}, "geometry": 3}]}', b"\xff\xfe\x00"])
def test_without_shapes_the_grid_is_read_and_says_so(content: bytes | None, folder: Path) -> None:
    file = folder / "regions.geojson"
    file.unlink()
    if content is not None:
        file.write_bytes(content)
    grid = read_grid(folder)
    assert grid.regions.geometry.isna().all()
    assert [finding.where for finding in grid.findings] == ["regions.geojson"]


def with_cell(grid: Grid, table: str, row: str, column: str, value: object) -> Grid:
    changed = getattr(grid, table).copy()
    changed.loc[row, column] = value
    return replace(grid, **{table: changed})


def without(grid: Grid, table: str, keep: Callable[[pd.DataFrame], "pd.Series[bool]"]) -> Grid:
    rows = getattr(grid, table)
    return replace(grid, **{table: rows[keep(rows)]})


def cut_off(grid: Grid) -> Grid:
    """Artsyz without lines, interconnector and units: its load has no path to a source."""
    grid = without(grid, "lines", lambda rows: ~(rows["bus0"] + rows["bus1"]).str.contains("artsyz"))
    grid = without(grid, "interconnectors", lambda rows: rows["bus_id"] != "bus:artsyz-330")
    return without(grid, "units", lambda rows: rows["bus_id"] != "bus:artsyz-110")


ARTEFACTS: dict[str, tuple[Callable[[Grid], Grid], str, str]] = {
    "end out of service": (lambda g: with_cell(g, "buses", "bus:sumy-330", "in_service", False),
                           "lines.in_service", "line:L077"),
    "isolated bus": (lambda g: without(g, "transformers", lambda t: t["bus1"] != "bus:mukachevo-110"),
                     "buses", "bus:mukachevo-110"),
    "load without source": (cut_off, "loads", "load:artsyz-critical"),
    "capacity stuck": (lambda g: with_cell(g, "units", "unit:P046-1", "p_nom_mw", 90_000.0),
                       "units.p_nom_mw", "bus:dnister-330"),
    "shares off 1": (lambda g: with_cell(g, "loads", "load:sumy-general", "p_share", 0.5), "loads.p_share", "sum 1.4"),
    "region without load": (lambda g: without(g, "loads", lambda t: t["region_id"] != "UA61"),
                            "loads.region_id", "UA61"),
    "more than installed": (lambda g: with_cell(g, "availability", "winter-2026-01-wind", "available_mw", 5_000.0),
                            "availability.available_mw", "winter-2026-01-wind"),
    "nothing said": (lambda g: without(g, "availability", lambda t: t["technology"] != "wind"),
                     "availability", "summer-2024 wind"),
    "hour lost": (lambda g: without(g, "profiles", lambda t: t.index != "winter-load-05"),
                  "profiles.hour", "winter load"),
    "no profile": (lambda g: without(g, "profiles", lambda t: t["profile"] != "summer"), "profiles", "summer"),
    "two defaults": (lambda g: with_cell(g, "reference_states", "winter-2024-25", "default", True),
                     "reference_states.default", "winter"),
    "shares above 1": (lambda g: with_cell(g, "import_rules", "share-PL-2024-12-01", "value", 0.5),
                       "import_rules.value", "2024-12-01"),
    "country without line": (lambda g: with_cell(g, "import_rules", "share-PL-2024-12-01", "country", "BY"),
                             "import_rules.country", "BY"),
    "same name": (lambda g: with_cell(g, "substations", "substation:sumy", "name_uk", "Ковель"),
                  "substations and plants, name_uk", "substation:kovel"),
}  # fmt: skip


KINDS: dict[str, type[Finding]] = {
    "end out of service": check_findings.EndOutOfService,
    "isolated bus": check_findings.BusAlone,
    "load without source": check_findings.LoadWithoutSource,
    "capacity stuck": check_findings.CapacityCannotLeave,
    "shares off 1": check_findings.SharesNotOne,
    "region without load": check_findings.RegionWithoutLoad,
    "more than installed": check_findings.AboveInstalled,
    "nothing said": check_findings.AvailabilityUnstated,
    "hour lost": check_findings.HoursIncomplete,
    "no profile": check_findings.SeasonWithoutProfile,
    "two defaults": check_findings.DefaultsNotOne,
    "shares above 1": check_findings.CountrySharesAboveOne,
    "country without line": check_findings.ShareWithoutInterconnector,
    "same name": check_findings.SameName,
}


@pytest.mark.parametrize("case", ARTEFACTS)
def test_check_finds_the_artefact(case: str, ukraine: Grid) -> None:
    spoil, where, identity = ARTEFACTS[case]
    before = ukraine.fingerprint
    told = [one for one in check_grid(spoil(ukraine)) if type(one) is KINDS[case] and str(one.where) == where]
    assert any(identity in " ".join(finding.ids) for finding in told), case
    assert before == replace(ukraine).fingerprint


def test_check_puts_errors_first(ukraine: Grid) -> None:
    spoilt = without(with_cell(ukraine, "loads", "load:sumy-general", "p_share", 0.5), "availability",
                     lambda table: table["technology"] != "wind")  # fmt: skip
    severities = [finding.severity for finding in check_grid(spoilt)]
    assert severities == [Severity.ERROR, Severity.WARNING]


def test_the_bundled_grid_is_one_island(ukraine: Grid) -> None:
    assert islands(ukraine).nunique() == 1


def test_data_root_holds_grids() -> None:
    assert (data_root() / "grids" / "ukraine" / "grid.toml").is_file()
