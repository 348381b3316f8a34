"""Reads the facts."""

from typing import cast

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from bot.policy.model import Audience, Document, Fact
from bot.policy.tables import PolicyDocumentRow, PolicyFactRow


def facts(session: Session) -> dict[str, Fact]:
    """All facts by code, each with its document."""
    documents = {row.number: _document(row) for row in session.scalars(select(PolicyDocumentRow))}
    rows = session.scalars(select(PolicyFactRow).order_by(PolicyFactRow.code))
    return {row.code: _fact(row, documents[row.document_number]) for row in rows}


def is_empty(session: Session) -> bool:
    """Whether no fact was ever loaded."""
    return not session.scalar(select(exists().where(PolicyFactRow.code.is_not(None))))


def _document(row: PolicyDocumentRow) -> Document:
    return Document(row.number, row.title, row.office, row.issued_on, row.note)


def _fact(row: PolicyFactRow, document: Document) -> Fact:
    return Fact(
        row.code, document, row.question, tuple(row.ways), row.answer, row.lines, cast(Audience, row.audience), row.inside, tuple(row.matters),
        tuple(row.facets),
    )  # fmt: skip
