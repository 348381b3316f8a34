"""The engine and its sessions. Nothing opens at import; SQLite by default, PostgreSQL by URL, one schema for both."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import DateTime, Dialect, Engine, MetaData, create_engine, event
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.types import TypeDecorator

from bot.settings import settings

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Base of all tables; every constraint has a name, so that migrations can go down on both databases."""

    metadata = MetaData(naming_convention=NAMES)


class Moment(TypeDecorator[datetime]):
    """An aware datetime, kept as UTC: SQLite has no time zones."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value else None


@cache
def engine() -> Engine:
    """The engine of this process."""
    return make_engine(settings().database)


def make_engine(url: str) -> Engine:
    """An engine for `url`; on SQLite with WAL, foreign keys and a patient lock."""
    made = create_engine(url, hide_parameters=True, pool_pre_ping=not url.startswith("sqlite"))
    if made.dialect.name == "sqlite":
        event.listen(made, "connect", _prepare_sqlite)
    return made


def _prepare_sqlite(connection: Any, _: Any) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=5000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


@contextmanager
def session() -> Iterator[Session]:
    """A session that commits at the end, or rolls back on any exception."""
    with _sessions(engine()).begin() as opened:
        yield opened


@lru_cache(maxsize=1)
def _sessions(of: Engine) -> sessionmaker[Session]:
    """Made once: it is a class of its own, and making one costs as much as a query."""
    return sessionmaker(of, expire_on_commit=False)
