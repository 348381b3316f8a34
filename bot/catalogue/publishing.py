"""Draft → revision → published. The bot reads only snapshots of published revisions."""

from dataclasses import fields
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from bot.catalogue.model import Material, Matter, Sample, Situation, from_snapshot, to_snapshot
from bot.catalogue.tables import CatalogueVersionRow, MatterRow, RevisionRow
from bot.clock import now

PUBLISHED = "published"
RETIRED = "retired"
SIMPLE = {each.name for each in fields(Matter)} - {"levels", "aliases", "materials", "situations", "samples", "revision", "published_on"}


def publish(session: Session, row: MatterRow, by: str) -> None:
    """Publishes the draft as its next revision, unless nothing has changed since the published one."""
    session.flush()
    current = session.scalar(select(RevisionRow).where(RevisionRow.matter_code == row.code, RevisionRow.state == PUBLISHED))
    draft = matter_of(row)
    if current and _same(from_snapshot(current.snapshot), draft):
        return
    if current:
        current.state = RETIRED
    last = session.scalar(select(func.max(RevisionRow.number)).where(RevisionRow.matter_code == row.code)) or 0
    session.add(
        RevisionRow(
            matter_code=row.code, number=last + 1, state=PUBLISHED, snapshot=to_snapshot(draft), made_by=by, reviewed_by=by, published_at=now()
        )
    )


def bump_version(session: Session) -> None:
    """Tells every process that there is something new to read (each looks three times a second)."""
    session.flush()
    changed = session.execute(update(CatalogueVersionRow).values(number=CatalogueVersionRow.number + 1, changed_at=now()))
    if not changed.rowcount:  # type: ignore[attr-defined]
        session.add(CatalogueVersionRow(id=1, number=1, changed_at=now()))


def matter_of(row: MatterRow) -> Matter:
    """The draft as a matter."""
    simple: dict[str, Any] = {name: _frozen(getattr(row, name)) for name in SIMPLE}
    return Matter(
        **simple,
        levels={each.level: each.action for each in row.levels},  # type: ignore[misc]
        aliases=tuple(each.text for each in row.aliases),
        materials=tuple(_child(Material, each) for each in row.materials),
        situations=tuple(_child(Situation, each) for each in row.situations),
        samples=tuple(_child(Sample, each) for each in row.samples),
    )


def _child(kind: Any, row: Any) -> Any:
    return kind(**{each.name: _frozen(getattr(row, each.name)) for each in fields(kind)})


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _same(published: Matter, draft: Matter) -> bool:
    return to_snapshot(published) == to_snapshot(draft)
