"""Persons, conversations, turns, and what is counted of them."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables, those first that others point to."""
    _make_daily_count()
    _make_person()
    _make_conversation()
    _make_lease()
    _make_open_choice()
    _make_turn()


def downgrade() -> None:
    """Drops them, the last made first; their indexes go with them."""
    for table in ("turn", "open_choice", "lease", "conversation", "person", "daily_count"):
        op.drop_table(table)


def _make_daily_count() -> None:
    op.create_table(
        "daily_count",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("channel", sa.String(length=30), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("matter_code", sa.String(length=64), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "channel", "outcome", "matter_code", name="pk_daily_count"),
    )


def _make_person() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=30), nullable=False),
        sa.Column("outside_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("notice_given", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("channel", "outside_hash", name="uq_person_channel_outside_hash"),
    )


def _make_conversation() -> None:
    op.create_table(
        "conversation",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("last_at", sa.DateTime(), nullable=False),
        sa.Column("memory", sa.JSON(), nullable=False),
        sa.Column("rest", sa.Text(), nullable=False),
        sa.Column("rest_turn", sa.String(length=32), nullable=False),
        sa.Column("strike_out_told", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_conversation_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_conversation"),
    )
    op.create_index("ix_conversation_last_at", "conversation", ["last_at"])
    op.create_index("ix_conversation_person_id", "conversation", ["person_id"])


def _make_lease() -> None:
    op.create_table(
        "lease",
        sa.Column("holder", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("arrived", sa.Float(), nullable=False),
        sa.Column("until", sa.Float(), nullable=False),
        sa.Column("holding", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_lease_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("holder", name="pk_lease"),
        sa.UniqueConstraint("holding", name="uq_lease_holding"),
    )
    op.create_index("ix_lease_person_id", "lease", ["person_id"])


def _make_open_choice() -> None:
    op.create_table(
        "open_choice",
        sa.Column("conversation_id", sa.String(length=32), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], name="fk_open_choice_conversation_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("conversation_id", "n", name="pk_open_choice"),
    )


def _make_turn() -> None:
    op.create_table(
        "turn",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("conversation_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=30), nullable=False),
        sa.Column("message_id", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("intent", sa.String(length=100), nullable=True),
        sa.Column("facets", sa.JSON(), nullable=False),
        sa.Column("matter_code", sa.String(length=64), nullable=True),
        sa.Column("place_code", sa.String(length=64), nullable=True),
        sa.Column("degraded", sa.Boolean(), nullable=False),
        sa.Column("encoder_used", sa.Boolean(), nullable=False),
        sa.Column("ms", sa.Integer(), nullable=False),
        sa.Column("trace", sa.JSON(), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("is_test", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], name="fk_turn_conversation_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_turn_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_turn"),
        sa.UniqueConstraint("channel", "message_id", name="uq_turn_channel_message_id"),
    )
    op.create_index("ix_turn_at", "turn", ["at"])
    op.create_index("ix_turn_conversation_id", "turn", ["conversation_id"])
    op.create_index("ix_turn_matter_code_at", "turn", ["matter_code", "at"])
    op.create_index("ix_turn_outcome_at", "turn", ["outcome", "at"])
    op.create_index("ix_turn_person_id_at", "turn", ["person_id", "at"])
