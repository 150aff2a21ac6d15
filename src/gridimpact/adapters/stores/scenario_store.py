"""Saved scenarios in a database: an SQLite file of one's own, or PostgreSQL by its address.

What is saved is restricted: report texts, places and damage. The SQLite file can be read by its owner
only, and what is deleted is overwritten.

Two people who save at once lose nothing: each change names the revision it was based on, and one that
comes too late is kept as a copy beside the other.
"""

import json
import os
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import platformdirs
import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from gridimpact import __version__
from gridimpact.adapters.stores.findings import (
    SAVED_SCENARIOS,
    ChangedSinceListed,
    NoSuchKey,
    NoSuchScenario,
    SavedAsCopy,
    SeveralScenarios,
    StoreUnreachable,
)
from gridimpact.adapters.stores.scenario_json import read_scenario, scenario_json
from gridimpact.adapters.stores.scenario_tables import SCENARIOS, prepare
from gridimpact.domain.assessment import Assessment
from gridimpact.domain.scenario import SAVED_SCENARIO, OriginalFile, SavedScenario, Scenario, ScenarioEntry
from gridimpact.errors import DataError, Finding, Message
from gridimpact.i18n.translate import _

ENVIRONMENT = "GRIDIMPACT_SCENARIOS"
"""Variable of the environment that names a file or an address of a database."""

_PATIENCE_S = 30
"""How long a save waits for another one. [s]  Chosen: saves take milliseconds."""
_ENTRY = [SCENARIOS.c[name] for name in (*ScenarioEntry.__dataclass_fields__,)]


def default_place() -> Path:
    """File of saved scenarios where nothing else is said: the data folder of the user."""
    return Path(platformdirs.user_data_dir("gridimpact", appauthor=False)) / "scenarios.sqlite3"


def open_store(place: str | Path | None = None) -> "ScenarioStore":
    """Open the saved scenarios; the file or the table is made when it is not there.

    Parameters
    ----------
    place : str or Path, optional
        A file, or an address such as `postgresql://user@host/name`. None: `GRIDIMPACT_SCENARIOS` of the
        environment, else `default_place()`.

    Returns
    -------
    ScenarioStore

    Raises
    ------
    DataError
        When it cannot be opened, or was made by a later version.
    """
    told = str(place or os.environ.get(ENVIRONMENT) or default_place())
    if "://" not in told:
        return _opened(sa.URL.create("sqlite", database=str(Path(told).expanduser().resolve())))
    scheme, _, rest = told.partition("://")
    return _opened(sa.make_url(f"postgresql+psycopg://{rest}" if scheme in ("postgres", "postgresql") else told))


def _opened(url: sa.URL) -> "ScenarioStore":
    where = url.render_as_string(hide_password=True)
    try:
        if url.get_backend_name() == "sqlite" and url.database:
            _own_file(Path(url.database))
            engine = sa.create_engine(url, connect_args={"timeout": _PATIENCE_S})
            sa.event.listen(engine, "connect", _overwrite_deleted)
        else:
            engine = sa.create_engine(url)
        prepare(engine, where)
    except (SQLAlchemyError, OSError, ImportError) as exc:
        raise _unreachable(where, exc) from exc
    return ScenarioStore(engine)


def _own_file(path: Path) -> None:
    """Make the file if need be; nobody but its owner may read or write it (its journals inherit that)."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    path.chmod(0o600)


def _overwrite_deleted(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA secure_delete = ON")


class ScenarioStore:
    """Saved scenarios; made by `open_store`, closed by `with` or `close`."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, exc: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    @property
    def place(self) -> str:
        """Where the scenarios lie; without a password."""
        url = self._engine.url
        return str(url.database) if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)

    @property
    def notice(self) -> str:
        """What a person who saves should know."""
        return _("Restricted: report texts and places are kept in {place}", place=self.place)

    def save(
        self,
        scenario: Scenario,
        assessment: Assessment,
        *,
        over: ScenarioEntry | None = None,
        original: OriginalFile | None = None,
    ) -> SavedScenario:
        """Save a scenario with the figures it gave.

        Parameters
        ----------
        scenario : Scenario
        assessment : Assessment
            Its answer; grid, version and headline figures are kept.
        over : ScenarioEntry, optional
            Saved scenario that this one replaces, as it was when it was read. None: a new one.
        original : OriginalFile, optional
            The file of reports as received. None keeps the one of `over` as long as the reports are the same.

        Returns
        -------
        SavedScenario
            With a finding, and a title of its own, when `over` was changed or deleted in the meantime:
            then it is a copy, and nothing was written over.
        """
        now = datetime.now(UTC)
        original = original or (self._file_of(over, scenario) if over else None)
        values = {
            "title": scenario.title,
            "author": scenario.author,
            "note": scenario.note,
            "grid_name": scenario.grid_name,
            "grid_fingerprint": assessment.grid_fingerprint,
            "version": __version__,
            "updated_at": now,
            "figures": json.dumps(assessment.summary()["value"].astype(float).to_dict()),
            "inputs": scenario_json(scenario),
            "original_name": original.name if original else None,
            "original_content": original.content if original else None,
        }
        if over is not None and self._changed(over, values):
            return self.load(over.key)
        findings: tuple[Finding, ...] = ()
        if over is not None:
            title = f"{scenario.title} ({scenario.author or 'copy'}, {now:%Y-%m-%d %H:%M:%S} UTC)"
            values.update(title=title, inputs=scenario_json(replace(scenario, title=title)))
            findings = (_conflict(over, title),)
        key = self._insert({**values, "created_at": now})
        return replace(self.load(key), findings=findings)

    def entries(self) -> tuple[ScenarioEntry, ...]:
        """Saved scenarios, the latest change first."""
        query = sa.select(*_ENTRY).order_by(SCENARIOS.c.updated_at.desc(), SCENARIOS.c.key)
        return tuple(_entry(row) for row in self._do(lambda c: c.execute(query).mappings().all()))

    def find(self, told: str) -> ScenarioEntry:
        """Return the one scenario of a title or key.

        Raises
        ------
        DataError
            When there is none, or several.
        """
        found = [entry for entry in self.entries() if told in (entry.title, entry.key)]
        if len(found) == 1:
            return found[0]
        kind = SeveralScenarios if found else NoSuchScenario
        ids = tuple(entry.key for entry in found) or tuple(entry.title for entry in self.entries()[:8])
        raise DataError([kind(where=self.place, values={"title": told}, ids=ids)])

    def load(self, key: str) -> SavedScenario:
        """Return a saved scenario.

        Raises
        ------
        DataError
            When there is none of that key, or it cannot be read.
        """
        query = sa.select(SCENARIOS).where(SCENARIOS.c.key == key)
        row = self._do(lambda c: c.execute(query).mappings().one_or_none())
        if row is None:
            raise DataError([NoSuchKey(where=self.place, ids=(key,))])
        scenario, findings = read_scenario(row["inputs"], Message(SAVED_SCENARIO, {"title": row["title"]}))
        kept = row["original_content"]
        original = OriginalFile(name=row["original_name"] or "", content=bytes(kept)) if kept is not None else None
        return SavedScenario(entry=_entry(row), scenario=scenario, original=original, findings=findings)

    def rename(self, entry: ScenarioEntry, title: str) -> ScenarioEntry:
        """Give a saved scenario another title.

        Raises
        ------
        DataError
            When it was changed or deleted in the meantime.
        """
        renamed = replace(self.load(entry.key).scenario, title=title)
        values = {"title": title, "inputs": scenario_json(renamed), "updated_at": datetime.now(UTC)}
        if not self._changed(entry, values):
            raise _stale(self.place, entry)
        return self.load(entry.key).entry

    def duplicate(self, entry: ScenarioEntry, title: str) -> ScenarioEntry:
        """Return a copy under another title, with all that was kept."""
        scenario = replace(self.load(entry.key).scenario, title=title)
        query = sa.select(SCENARIOS).where(SCENARIOS.c.key == entry.key)
        row = dict(self._do(lambda c: c.execute(query).mappings().one()))
        now = datetime.now(UTC)
        row.update(title=title, inputs=scenario_json(scenario), created_at=now, updated_at=now)
        return self.load(self._insert(row)).entry

    def delete(self, entry: ScenarioEntry) -> None:
        """Delete a saved scenario for good.

        Raises
        ------
        DataError
            When it was changed or deleted in the meantime.
        """
        gone = sa.delete(SCENARIOS).where(SCENARIOS.c.key == entry.key, SCENARIOS.c.revision == entry.revision)
        if self._do(lambda c: c.execute(gone).rowcount) == 0:
            raise _stale(self.place, entry)

    def _file_of(self, entry: ScenarioEntry, scenario: Scenario) -> OriginalFile | None:
        """The file that was kept with a saved scenario, when these are still its reports."""
        try:
            saved = self.load(entry.key)
        except DataError:  # deleted meanwhile; the save itself will find out
            return None
        return saved.original if saved.scenario.reports.fingerprint == scenario.reports.fingerprint else None

    def _insert(self, values: dict[str, Any]) -> str:
        key = uuid.uuid4().hex
        self._do(lambda c: c.execute(sa.insert(SCENARIOS).values({**values, "key": key, "revision": 1})))
        return key

    def _changed(self, entry: ScenarioEntry, values: dict[str, Any]) -> bool:
        """Write over a scenario in one statement; False when it is no longer of that revision."""
        same = (SCENARIOS.c.key == entry.key, SCENARIOS.c.revision == entry.revision)
        change = sa.update(SCENARIOS).where(*same).values({**values, "revision": entry.revision + 1})
        return bool(self._do(lambda c: c.execute(change).rowcount) == 1)

    def _do(self, work: Callable[[sa.Connection], Any]) -> Any:
        """One transaction."""
        try:
            with self._engine.begin() as connection:
                return work(connection)
        except SQLAlchemyError as exc:
            raise _unreachable(self.place, exc) from exc


def _entry(row: Any) -> ScenarioEntry:
    told = {column.name: row[column.name] for column in _ENTRY}
    return ScenarioEntry(**{**told, "figures": json.loads(told["figures"])})


def _conflict(entry: ScenarioEntry, title: str) -> Finding:
    values = {"title": entry.title, "copy": title}
    return SavedAsCopy(where=SAVED_SCENARIOS, values=values, ids=(entry.key,))


def _stale(place: str, entry: ScenarioEntry) -> DataError:
    return DataError([ChangedSinceListed(where=place, values={"title": entry.title}, ids=(entry.key,))])


def _unreachable(place: str, exc: Exception) -> DataError:
    # The driver's text may quote what was to be saved; its kind says enough.
    reason = str(exc) if isinstance(exc, OSError | ImportError) else type(getattr(exc, "orig", None) or exc).__name__
    return DataError([StoreUnreachable(where=place, values={"reason": reason, "variable": ENVIRONMENT})])
