"""Government documents and the facts that they state."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables, that first to which the other points."""
    _make_policy_document()
    _make_policy_fact()


def downgrade() -> None:
    """Drops them, the last made first; their indexes go with them."""
    for table in ("policy_fact", "policy_document"):
        op.drop_table(table)


def _make_policy_document() -> None:
    op.create_table(
        "policy_document",
        sa.Column("number", sa.String(length=50), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("office", sa.String(length=100), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_policy_document"),
    )


def _make_policy_fact() -> None:
    op.create_table(
        "policy_fact",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("document_number", sa.String(length=50), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("ways", sa.JSON(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("lines", sa.String(length=100), nullable=False),
        sa.Column("audience", sa.String(length=10), nullable=False),
        sa.Column("inside", sa.Boolean(), nullable=False),
        sa.Column("matters", sa.JSON(), nullable=False),
        sa.Column("facets", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["document_number"], ["policy_document.number"], name="fk_policy_fact_document_number", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("code", name="pk_policy_fact"),
    )
    op.create_index("ix_policy_fact_document_number", "policy_fact", ["document_number"])
