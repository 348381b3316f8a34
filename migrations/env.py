"""Alembic's entry: the tables of every room, on SQLite and PostgreSQL alike."""

from typing import Any, Literal

import sqlalchemy as sa
from alembic import context

import bot.audit.tables
import bot.catalogue.tables
import bot.channels.wechat.tables
import bot.conversation.tables
import bot.delivery.tables
import bot.people.tables
import bot.places.tables
import bot.policy.tables  # noqa: F401
from bot.database import Base
from bot.settings import settings


def run(url: str) -> None:
    """Runs the migrations asked for in one transaction, also on SQLite: a full disk or a kill leaves the old schema, whole.

    The engine is not the application's: foreign keys stay off while SQLite's tables are made anew, or their children would be deleted.
    """
    sqlite = url.startswith("sqlite")
    engine = sa.create_engine(url, poolclass=sa.NullPool, connect_args={"autocommit": False} if sqlite else {})
    with engine.connect() as connection:
        context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True, transactional_ddl=True, render_item=_plain)
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


def _plain(kind: str, item: Any, _: object) -> str | Literal[False]:
    """Migrations name SQLAlchemy's types, not ours: they must run as written when ours have changed."""
    return f"sa.{item.impl!r}" if kind == "type" and isinstance(item, sa.types.TypeDecorator) else False


run(context.config.attributes.get("url") or settings().database)
