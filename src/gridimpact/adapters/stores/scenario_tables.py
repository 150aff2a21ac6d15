"""Tables of the database of scenarios, the same in SQLite and PostgreSQL."""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, OperationalError, ProgrammingError

from gridimpact.adapters.stores.findings import LaterSchema
from gridimpact.errors import DataError

SCHEMA_NUMBER = 1
"""Rises when the tables change so that an older version would misread them. [-]"""


class _Utc(sa.TypeDecorator[datetime]):
    """Aware times, kept in UTC; SQLite knows no zones."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Into the database: UTC without its name."""
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> datetime | None:
        """Out of it: aware again."""
        return value.replace(tzinfo=UTC) if value else None


METADATA = sa.MetaData()

SCENARIOS = sa.Table(
    "gridimpact_scenarios",
    METADATA,
    sa.Column("key", sa.String(32), primary_key=True),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("author", sa.Text, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("grid_name", sa.Text, nullable=False),
    sa.Column("grid_fingerprint", sa.String(64), nullable=False),
    sa.Column("version", sa.String(64), nullable=False),
    sa.Column("created_at", _Utc, nullable=False),
    sa.Column("updated_at", _Utc, nullable=False, index=True),
    sa.Column("figures", sa.Text, nullable=False, comment="JSON: headline figure by name"),
    sa.Column("inputs", sa.Text, nullable=False, comment="JSON: gridimpact.scenario/1"),
    sa.Column("original_name", sa.Text),
    sa.Column("original_content", sa.LargeBinary, comment="the file of reports as received"),
)

_ABOUT = sa.Table("gridimpact_schema", METADATA, sa.Column("number", sa.Integer, primary_key=True))


def prepare(engine: sa.Engine, where: str) -> None:
    """Make the tables that are missing.

    Raises
    ------
    DataError
        When the tables are those of a later version.
    """
    try:
        METADATA.create_all(engine)
        _number(engine)
    except (IntegrityError, OperationalError, ProgrammingError):
        # Another process made them at the same moment.
        METADATA.create_all(engine)
        _number(engine)
    with engine.begin() as connection:
        newest = connection.execute(sa.select(sa.func.max(_ABOUT.c.number))).scalar_one()
    if newest > SCHEMA_NUMBER:
        raise DataError([LaterSchema(where=where, values={"newest": newest, "known": SCHEMA_NUMBER})])


def _number(engine: sa.Engine) -> None:
    with engine.begin() as connection:
        if connection.execute(sa.select(_ABOUT.c.number)).first() is None:
            connection.execute(sa.insert(_ABOUT).values(number=SCHEMA_NUMBER))
