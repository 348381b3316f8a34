"""What the running bot reads of the catalogue: the published revisions, and the number that tells when to read again."""

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.catalogue.model import Matter, from_snapshot
from bot.catalogue.publishing import PUBLISHED
from bot.catalogue.tables import CatalogueVersionRow, RevisionRow
from bot.clock import CHINA


def version(session: Session) -> int:
    """The catalogue's version; 0 before the first load."""
    return session.scalar(select(CatalogueVersionRow.number)) or 0


def published(session: Session) -> dict[str, Matter]:
    """All published matters by code, each with its revision's number and date."""
    rows = session.scalars(select(RevisionRow).where(RevisionRow.state == PUBLISHED).order_by(RevisionRow.matter_code))
    return {row.matter_code: _matter(row) for row in rows}


def _matter(row: RevisionRow) -> Matter:
    published_on = row.published_at.astimezone(CHINA).date() if row.published_at else None
    return replace(from_snapshot(row.snapshot), revision=row.number, published_on=published_on)
