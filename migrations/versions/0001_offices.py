"""Offices, their helpers, the calendar, and the audit."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables, those first that others point to."""
    _make_audit()
    _make_calendar_day()
    _make_site()
    _make_agent()


def downgrade() -> None:
    """Drops them, the last made first; their indexes go with them."""
    for table in ("agent", "site", "calendar_day", "audit"):
        op.drop_table(table)


def _make_audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.String(length=100), nullable=False),
        sa.Column("request", sa.String(length=64), nullable=False),
        sa.Column("action", sa.String(length=20), nullable=False),
        sa.Column("table", sa.String(length=50), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
    op.create_index("ix_audit_at", "audit", ["at"])


def _make_calendar_day() -> None:
    op.create_table(
        "calendar_day",
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=50), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("date", name="pk_calendar_day"),
    )


def _make_site() -> None:
    op.create_table(
        "site",
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("level", sa.String(length=10), nullable=False),
        sa.Column("parent", sa.String(length=12), nullable=True),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=False),
        sa.Column("longitude", sa.Double(), nullable=False),
        sa.Column("phone", sa.String(length=30), nullable=False),
        sa.Column("facilities", sa.JSON(), nullable=False),
        sa.Column("opening", sa.JSON(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["parent"], ["site.code"], name="fk_site_parent"),
        sa.PrimaryKeyConstraint("code", name="pk_site"),
    )


def _make_agent() -> None:
    op.create_table(
        "agent",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=50), nullable=False),
        sa.Column("role", sa.String(length=50), nullable=False),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("phone", sa.String(length=30), nullable=False),
        sa.Column("partner_code", sa.String(length=20), nullable=True),
        sa.Column("presence", sa.String(length=10), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["partner_code"], ["agent.code"], name="fk_agent_partner_code"),
        sa.ForeignKeyConstraint(["site_code"], ["site.code"], name="fk_agent_site_code"),
        sa.PrimaryKeyConstraint("code", name="pk_agent"),
    )
    op.create_index("ix_agent_site_code", "agent", ["site_code"])
