"""Writes the rows of a policy folder. What a sheet no longer has stays: a row is taken out by staff, not by leaving it away."""

from sqlalchemy.orm import Session

from bot.policy.sheets import DOCUMENTS, FACTS
from bot.policy.tables import PolicyDocumentRow, PolicyFactRow
from bot.sheets.reading import Folder


def write(session: Session, folder: Folder) -> None:
    """Adds or changes every row."""
    for record in folder[DOCUMENTS]:
        session.merge(PolicyDocumentRow(**record.values))
    session.flush()
    for record in folder[FACTS]:
        session.merge(PolicyFactRow(**record.values))
