"""Writes an audit row for every change of an audited table, inside the same transaction (so that inline rows count too)."""

from typing import Any

from sqlalchemy import event, insert
from sqlalchemy.orm import Session
from sqlalchemy.orm.unitofwork import UOWTransaction

from bot.audit.context import actor
from bot.audit.tables import AuditRow
from bot.clock import now

AUDITED = {
    "matter", "material", "situation", "alias", "sample", "level_service", "site_service", "revision", "site", "calendar_day", "agent",
    "policy_document", "policy_fact",
}  # fmt: skip


def start_recording() -> None:
    """From now on every session records; calling it twice is harmless."""
    if not event.contains(Session, "after_flush", _record):
        event.listen(Session, "after_flush", _record)


def _record(session: Session, context: UOWTransaction) -> None:
    """After the flush and not before it: only now has a new row its key, and is it known which inline rows went with their place in a list."""
    touched = [(state, gone) for state, (gone, only_listed) in context.states.items() if not only_listed and state.class_.__tablename__ in AUDITED]
    changes = [(_action(session, state.obj(), gone), state) for state, gone in touched]
    rows = [_audit_values(action, state) for action, state in changes if action]
    if rows:
        session.connection().execute(insert(AuditRow), rows)


def _action(session: Session, row: Any, gone: bool) -> str:
    if gone:
        return "delete"
    if row in session.new:
        return "create"
    return "change" if session.is_modified(row, include_collections=False) else ""


def _audit_values(action: str, state: Any) -> dict[str, Any]:
    row, columns, who = state.obj(), [column.key for column in state.mapper.column_attrs if column.key != "snapshot"], actor()
    # What is deleted can no longer be read from the database.
    after = None if action == "delete" else {key: _plain(getattr(row, key)) for key in columns}
    before = {key: _plain(state.dict.get(key) if action == "delete" else _old_value(state, key)) for key in columns}
    return {
        "at": now(), "actor": who.name, "request": who.request, "action": action, "table": row.__tablename__,
        "key": "/".join(str(getattr(row, column.key)) for column in state.mapper.primary_key),
        "before": None if action == "create" else before, "after": after,
    }  # fmt: skip


def _old_value(state: Any, key: str) -> Any:
    deleted = state.attrs[key].history.deleted
    return deleted[0] if deleted else getattr(state.object, key)


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | int | float | bool | list | dict | None) else str(value)
