"""Writes an audit row for every change of an audited table, inside the same transaction (so that inline rows count too)."""

from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session
from sqlalchemy.orm.unitofwork import UOWTransaction

from bot.audit.context import actor
from bot.audit.tables import AuditRow
from bot.clock import now

AUDITED = {"matter", "material", "situation", "alias", "sample", "level_service", "site_service", "revision", "site", "calendar_day", "agent"}


def start_recording() -> None:
    """From now on every session records; calling it twice is harmless."""
    if not event.contains(Session, "before_flush", _record):
        event.listen(Session, "before_flush", _record)


def _record(session: Session, context: UOWTransaction, instances: Any) -> None:
    changes = [("create", row) for row in session.new] + [("delete", row) for row in session.deleted]
    changes += [("change", row) for row in session.dirty if session.is_modified(row)]
    session.add_all([_audit_row(action, row) for action, row in changes if row.__tablename__ in AUDITED])


def _audit_row(action: str, row: Any) -> AuditRow:
    state = inspect(row)
    columns = state.mapper.column_attrs
    after = {column.key: _plain(getattr(row, column.key)) for column in columns if column.key != "snapshot"}
    before = {column.key: _plain(_old_value(state, column.key)) for column in columns if column.key != "snapshot"}
    key = "/".join(str(getattr(row, column.key)) for column in state.mapper.primary_key)
    who = actor()
    return AuditRow(
        at=now(), actor=who.name, request=who.request, action=action, table=row.__tablename__, key=key,
        before=None if action == "create" else before, after=None if action == "delete" else after,
    )  # fmt: skip


def _old_value(state: Any, key: str) -> Any:
    deleted = state.attrs[key].history.deleted
    return deleted[0] if deleted else getattr(state.object, key)


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | int | float | bool | list | dict | None) else str(value)
