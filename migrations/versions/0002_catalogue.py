"""Matters, their revisions, and the version that every process watches."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables, those first that others point to."""
    _make_catalogue_version()
    _make_matter()
    _make_alias()
    _make_level_service()
    _make_material()
    _make_revision()
    _make_sample()
    _make_site_service()
    _make_situation()


def downgrade() -> None:
    """Drops them, the last made first; their indexes go with them."""
    for table in ("situation", "site_service", "sample", "revision", "material", "level_service", "alias", "matter", "catalogue_version"):
        op.drop_table(table)


def _make_catalogue_version() -> None:
    op.create_table(
        "catalogue_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_catalogue_version"),
    )


def _make_matter() -> None:
    op.create_table(
        "matter",
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("area", sa.String(length=50), nullable=False),
        sa.Column("department", sa.String(length=100), nullable=False),
        sa.Column("audience", sa.String(length=50), nullable=False),
        sa.Column("conditions", sa.Text(), nullable=False),
        sa.Column("promised_limit", sa.Integer(), nullable=True),
        sa.Column("legal_limit", sa.Integer(), nullable=True),
        sa.Column("limit_unit", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("charged", sa.Boolean(), nullable=False),
        sa.Column("fee", sa.Text(), nullable=False),
        sa.Column("fee_basis", sa.Text(), nullable=False),
        sa.Column("forms", sa.JSON(), nullable=False),
        sa.Column("online_channels", sa.JSON(), nullable=False),
        sa.Column("visits", sa.Integer(), nullable=True),
        sa.Column("bookable", sa.Boolean(), nullable=False),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.Column("result", sa.String(length=200), nullable=False),
        sa.Column("tolerates_missing", sa.Boolean(), nullable=False),
        sa.Column("accepts_promise", sa.Boolean(), nullable=False),
        sa.Column("agent_note", sa.Text(), nullable=False),
        sa.Column("rejections", sa.JSON(), nullable=False),
        sa.Column("legal_basis", sa.JSON(), nullable=False),
        sa.Column("tip", sa.Text(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("verified_at", sa.Date(), nullable=True),
        sa.Column("review_due", sa.Date(), nullable=True),
        sa.Column("effective_from", sa.Date(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("code", name="pk_matter"),
    )
    op.create_index("ix_matter_department", "matter", ["department"])
    op.create_index("ix_matter_name", "matter", ["name"])


def _make_alias() -> None:
    op.create_table(
        "alias",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("matter_code", sa.String(length=64), nullable=False),
        sa.Column("text", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(["matter_code"], ["matter.code"], name="fk_alias_matter_code", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_alias"),
        sa.UniqueConstraint("text", name="uq_alias_text"),
    )
    op.create_index("ix_alias_matter_code", "alias", ["matter_code"])


def _make_level_service() -> None:
    op.create_table(
        "level_service",
        sa.Column("matter_code", sa.String(length=64), nullable=False),
        sa.Column("level", sa.String(length=10), nullable=False),
        sa.Column("action", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(["matter_code"], ["matter.code"], name="fk_level_service_matter_code", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("matter_code", "level", name="pk_level_service"),
    )


def _make_material() -> None:
    op.create_table(
        "material",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("matter_code", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("originals", sa.Integer(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("necessity", sa.String(length=10), nullable=False),
        sa.Column("source", sa.String(length=50), nullable=False),
        sa.Column("issuer", sa.String(length=100), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("situation", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(["matter_code"], ["matter.code"], name="fk_material_matter_code", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_material"),
    )
    op.create_index("ix_material_matter_code", "material", ["matter_code"])


def _make_revision() -> None:
    op.create_table(
        "revision",
        sa.Column("matter_code", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("snapshot", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.String(length=100), nullable=False),
        sa.Column("reviewed_by", sa.String(length=100), nullable=True),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["matter_code"], ["matter.code"], name="fk_revision_matter_code", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("matter_code", "number", name="pk_revision"),
    )
    op.create_index("ix_revision_state_matter_code", "revision", ["state", "matter_code"])


def _make_sample() -> None:
    op.create_table(
        "sample",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("matter_code", sa.String(length=64), nullable=False),
        sa.Column("facets", sa.JSON(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("provenance", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["matter_code"], ["matter.code"], name="fk_sample_matter_code", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_sample"),
    )
    op.create_index("ix_sample_matter_code", "sample", ["matter_code"])


def _make_site_service() -> None:
    op.create_table(
        "site_service",
        sa.Column("matter_code", sa.String(length=64), nullable=False),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("action", sa.String(length=10), nullable=False),
        sa.Column("window", sa.String(length=50), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["matter_code"], ["matter.code"], name="fk_site_service_matter_code", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["site_code"], ["site.code"], name="fk_site_service_site_code", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("matter_code", "site_code", name="pk_site_service"),
    )


def _make_situation() -> None:
    op.create_table(
        "situation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("matter_code", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("prompt", sa.Text(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("difference", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["matter_code"], ["matter.code"], name="fk_situation_matter_code", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_situation"),
        sa.UniqueConstraint("matter_code", "name", name="uq_situation_matter_code_name"),
    )
    op.create_index("ix_situation_matter_code", "situation", ["matter_code"])
