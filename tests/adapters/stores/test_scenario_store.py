"""Saved scenarios: read back to the last bit, nothing lost between two people, the same on PostgreSQL."""

import importlib.util
import json
import os
import pwd
import shutil
import socket
import stat
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, NoReturn

import pandas as pd
import pytest

from gridimpact import __version__
from gridimpact.adapters.reports.files import read_reports
from gridimpact.adapters.stores import scenario_tables
from gridimpact.adapters.stores.scenario_json import read_scenario, scenario_json
from gridimpact.adapters.stores.scenario_store import ENVIRONMENT, ScenarioStore, default_place, open_store
from gridimpact.domain.assessment import Assessment
from gridimpact.domain.damage import Contingency
from gridimpact.domain.override import Override
from gridimpact.domain.scenario import Basis, OriginalFile, Scenario
from gridimpact.domain.settings import DemandSettings, EvidenceSettings, NetworkSettings, Settings
from gridimpact.domain.vocabulary import Season
from gridimpact.errors import DataError

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
"""Where Debian keeps the programs of PostgreSQL, which are on no search path."""

UNUSUAL = Settings(
    evidence=EvidenceSettings(prior=(0.1 + 0.2, 0.175, 0.175, 0.175, 0.175)),
    demand=DemandSettings(season=Season.SUMMER, day=date(2026, 7, 1), demand_scale=1 / 3),
    network=NetworkSettings(ac_check=False, ac_check_hours="all", voltage_band_pu=(0.89, 1.11), even_sharing=None),
)


def _postgresql(folder: Path, as_user: str | None) -> Iterator[str]:
    """Address of a PostgreSQL of our own: a socket in a folder, no port."""
    initdb = PROGRAMS[-1]
    who: dict[str, Any] = {"user": as_user, "cwd": folder} if as_user else {"cwd": folder}
    subprocess.run(
        [initdb, "-D", folder / "data", "-U", "tester", "--auth=trust", "--no-sync"],
        check=True, capture_output=True, **who)  # fmt: skip
    options = ["-c", "listen_addresses=", "-c", f"unix_socket_directories={folder}", "-c", "fsync=off"]
    server = subprocess.Popen(
        [initdb.with_name("postgres"), "-D", folder / "data", *options],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **who)  # fmt: skip
    try:
        for _ in range(100):
            ready = subprocess.run(
                [initdb.with_name("pg_isready"), "-h", folder, "-U", "tester"], check=False, capture_output=True
            )
            if ready.returncode == 0:
                break
            try:
                server.wait(0.1)
            except subprocess.TimeoutExpired:
                continue
            pytest.fail("PostgreSQL stopped while it started")
        yield f"postgresql://tester@/postgres?host={folder}"
    finally:
        server.terminate()
        server.wait(30)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def place(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    missing: Callable[[str], NoReturn],
) -> Iterator[str]:
    """A file, and the address of a PostgreSQL that is started for these tests."""
    if request.param == "sqlite":
        yield str(tmp_path_factory.mktemp("store") / "scenarios.sqlite3")
        return
    if importlib.util.find_spec("psycopg") is None:
        missing("driver of PostgreSQL (psycopg)")
    if not PROGRAMS:
        missing("PostgreSQL under /usr/lib/postgresql")
    account = None
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        account = next((one.pw_name for one in pwd.getpwall() if one.pw_name in ("postgres", "nobody")), None)
        if account is None:
            missing("account that PostgreSQL could run as")
    with tempfile.TemporaryDirectory(prefix="gi-pg-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        if account:
            shutil.chown(folder, account)
        yield from _postgresql(folder, account)


@pytest.fixture
def store(place: str) -> Iterator[ScenarioStore]:
    """An empty store."""
    with open_store(place) as opened:
        for entry in opened.entries():
            opened.delete(entry)
        yield opened


@pytest.fixture(scope="module")
def scenario(night: Path) -> Scenario:
    """One that uses every kind of value."""
    at = datetime(2026, 1, 15, 10, tzinfo=UTC)
    return Scenario(
        title="Ніч: «as reported»",
        reports=read_reports(night, now=at),
        settings=UNUSUAL,
        overrides=(Override(report_id="N15", targets=(("plant:P023", 1.0),), who="A", at=at, why="by phone"),),
        as_of=datetime(2026, 1, 15, 12, tzinfo=UTC),
        facilities=pd.DataFrame(
            {"region_id": ["UA05", "UA80"], "number": [1.0, 1 / 3], "autonomy_h": [float("nan"), 72.0]},
            index=pd.Index(["own-1", "own-2"], name="id"),
        ),
        author="Олена",
        note="x",
        seed=7,
    )


def _changed(value: Any) -> Any:
    """The same settings with every number, switch and choice another."""
    if is_dataclass(value):
        return replace(value, **{one.name: _changed(getattr(value, one.name)) for one in fields(value)})  # type: ignore[type-var]
    if isinstance(value, bool):
        return not value
    if isinstance(value, float):
        return value / 3 + 0.1
    if isinstance(value, tuple):
        return tuple(_changed(one) for one in value)
    return value + 1 if isinstance(value, int) else value


@pytest.mark.parametrize("settings", [Settings(), UNUSUAL, _changed(Settings())], ids=["default", "unusual", "all"])
def test_settings_are_read_back_equal(settings: Settings) -> None:
    back, findings = read_scenario(scenario_json(Scenario(title="x", settings=settings)))
    assert back.settings == settings
    assert repr(back.settings) == repr(settings)
    assert findings == ()


def test_reports_overrides_and_facilities_are_read_back_equal(scenario: Scenario) -> None:
    back, _ = read_scenario(scenario_json(scenario))
    assert back.reports == scenario.reports
    assert back.reports.fingerprint == scenario.reports.fingerprint
    assert (back.overrides, back.as_of, back.seed) == (scenario.overrides, scenario.as_of, 7)
    pd.testing.assert_frame_equal(back.facilities, scenario.facilities, check_exact=True)


def test_stated_damage_is_read_back_equal() -> None:
    case = Contingency(out=("line:L001",), derated={"plant:P005": 0.1 + 0.2})
    back, _ = read_scenario(scenario_json(Scenario(title="x", basis=Basis.STATED, stated=case)))
    assert (back.stated, back.basis) == (case, Basis.STATED)


def test_other_time_zones_keep_the_moment() -> None:
    moment = datetime(2026, 1, 15, 12, tzinfo=timezone(timedelta(hours=2)))
    back, _ = read_scenario(scenario_json(Scenario(title="x", as_of=moment)))
    assert back.as_of == moment


def test_settings_of_another_version_are_told() -> None:
    value = json.loads(scenario_json(Scenario(title="x")))
    value["scenario"]["settings"]["network"]["magic"] = 1
    del value["scenario"]["settings"]["demand"]["demand_scale"]
    back, (unknown, missing) = read_scenario(json.dumps(value))
    assert back.settings == Settings()
    assert (unknown.ids, missing.ids) == (("settings.network.magic",), ("settings.demand.demand_scale",))


@pytest.mark.parametrize(
    "text",
    ["", "[]", '{"schema": "gridimpact.scenario/9"}', '{"schema": "gridimpact.scenario/1", "scenario": {"title": 1}}'],
)
def test_what_is_no_scenario_is_refused(text: str) -> None:
    with pytest.raises(DataError, match="version of gridimpact that saved it"):
        read_scenario(text)


def test_a_saved_scenario_comes_back_with_its_file(
    store: ScenarioStore, scenario: Scenario, hostile: Assessment, night: Path
) -> None:
    original = OriginalFile(name="night.csv", content=night.read_bytes())
    key = store.save(scenario, hostile, original=original).entry.key
    saved = store.load(key)
    assert saved.original == original
    assert saved.scenario.settings == scenario.settings
    assert saved.scenario.reports.fingerprint == scenario.reports.fingerprint
    entry = saved.entry
    assert (entry.revision, entry.title, entry.author) == (1, "Ніч: «as reported»", "Олена")
    assert (entry.grid_fingerprint, entry.version) == (hostile.grid_fingerprint, __version__)
    assert entry.figures == hostile.summary()["value"].astype(float).to_dict()
    assert entry.created_at == entry.updated_at
    assert entry.updated_at.utcoffset() == timedelta(0)


def test_the_second_of_two_savers_keeps_a_copy(store: ScenarioStore, scenario: Scenario, hostile: Assessment) -> None:
    opened = store.save(scenario, hostile).entry
    first = store.save(replace(scenario, note="first"), hostile, over=opened)
    second = store.save(replace(scenario, note="second"), hostile, over=opened)
    assert (first.entry.key, first.entry.revision, first.findings) == (opened.key, 2, ())
    assert second.entry.key != opened.key
    assert "kept as a copy" in second.findings[0].what
    assert sorted(store.load(entry.key).scenario.note for entry in store.entries()) == ["first", "second"]


def test_a_change_of_assumptions_keeps_the_file_and_other_reports_do_not(
    store: ScenarioStore, scenario: Scenario, hostile: Assessment
) -> None:
    opened = store.save(scenario, hostile, original=OriginalFile(name="f", content=b"x")).entry
    changed = store.save(replace(scenario, settings=Settings()), hostile, over=opened)
    assert changed.original == OriginalFile(name="f", content=b"x")
    fewer = replace(scenario, reports=replace(scenario.reports, reports=scenario.reports.reports[1:]))
    assert store.save(fewer, hostile, over=changed.entry).original is None


def test_many_at_once_lose_nothing(place: str, store: ScenarioStore, scenario: Scenario, hostile: Assessment) -> None:
    opened = store.save(scenario, hostile).entry

    def save(number: int) -> None:
        with open_store(place) as own:
            own.save(replace(scenario, note=str(number)), hostile, over=opened)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(save, range(12)))
    notes = {store.load(entry.key).scenario.note for entry in store.entries()}
    assert notes == {str(number) for number in range(12)}
    assert store.load(opened.key).entry.revision == 2


def test_a_deleted_scenario_is_saved_again_as_a_copy(
    store: ScenarioStore, scenario: Scenario, hostile: Assessment
) -> None:
    opened = store.save(scenario, hostile).entry
    store.delete(opened)
    assert store.save(scenario, hostile, over=opened).findings
    assert len(store.entries()) == 1


def test_rename_duplicate_and_delete(store: ScenarioStore, scenario: Scenario, hostile: Assessment) -> None:
    entry = store.save(scenario, hostile, original=OriginalFile(name="f", content=b"\x00\xff")).entry
    renamed = store.rename(entry, "Second")
    assert (renamed.key, renamed.revision, store.load(entry.key).scenario.title) == (entry.key, 2, "Second")
    with pytest.raises(DataError, match="changed or deleted"):
        store.rename(entry, "Third")
    with pytest.raises(DataError, match="changed or deleted"):
        store.delete(entry)
    copy = store.duplicate(renamed, "Copy")
    assert store.find("Copy") == copy
    kept = store.load(copy.key)
    assert kept.original is not None
    assert kept.original.content == b"\x00\xff"
    store.delete(renamed)
    assert [one.title for one in store.entries()] == ["Copy"]
    with pytest.raises(DataError, match="may have been deleted"):
        store.load(renamed.key)


def test_a_title_that_is_not_there_or_twice_is_told(
    store: ScenarioStore, scenario: Scenario, hostile: Assessment
) -> None:
    with pytest.raises(DataError, match="no saved scenario"):
        store.find("Other")
    for _ in range(2):
        store.save(replace(scenario, title="Twice"), hostile)
    with pytest.raises(DataError, match="several scenarios"):
        store.find("Twice")


def test_the_file_is_for_its_owner_only_and_says_where_it_is(tmp_path: Path, hostile: Assessment) -> None:
    path = tmp_path / "new" / "s.sqlite3"
    path.parent.mkdir()
    path.touch(mode=0o644)
    with open_store(path) as store:
        entry = store.save(Scenario(title="x", note="a very particular word"), hostile).entry
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert str(path) in store.notice
        assert b"a very particular word" in path.read_bytes()
        store.delete(entry)
    assert b"a very particular word" not in path.read_bytes()


def test_the_place_can_be_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path / "set.sqlite3"))
    with open_store() as store:
        assert store.place == str(tmp_path / "set.sqlite3")
    assert default_place().name == "scenarios.sqlite3"


def test_a_store_of_a_later_version_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scenario_tables, "SCHEMA_NUMBER", 2)
    open_store(tmp_path / "s.sqlite3").close()
    monkeypatch.undo()
    with pytest.raises(DataError, match="reads up to 1"):
        open_store(tmp_path / "s.sqlite3")


def test_a_place_that_cannot_be_reached_is_told_without_the_password(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(DataError, match="cannot be reached"):
        open_store(tmp_path / "file" / "s.sqlite3")
    (tmp_path / "text.sqlite3").write_text("not a database, but long enough to be taken for one" * 9)
    with pytest.raises(DataError, match="cannot be reached"):
        open_store(tmp_path / "text.sqlite3")
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        with pytest.raises(DataError, match="cannot be reached") as told:
            open_store(f"postgresql://who:secret@127.0.0.1:{port}/none")
    assert "secret" not in str(told.value)
