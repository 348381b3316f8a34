"""Messages of messengers: what was delivered, what is to be sent, to whom, and with which token."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables, and room for an address."""
    with op.batch_alter_table("person") as person:
        person.add_column(sa.Column("address", sa.Text(), nullable=False, server_default=""))
    _make_delivery()
    _make_outbox()
    _make_wechat_token()


def downgrade() -> None:
    """Drops them."""
    for table in ("wechat_token", "outbox", "delivery"):
        op.drop_table(table)
    with op.batch_alter_table("person") as person:
        person.drop_column("address")


def _make_delivery() -> None:
    op.create_table(
        "delivery",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=30), nullable=False),
        sa.Column("message_key", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("trigger", sa.String(length=10), nullable=False),
        sa.Column("received_at", sa.Float(), nullable=False),
        sa.Column("incoming", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("until", sa.Float(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_delivery_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_delivery"),
        sa.UniqueConstraint("channel", "message_key", name="uq_delivery_channel_message_key"),
    )
    op.create_index("ix_delivery_person_id_received_at", "delivery", ["person_id", "received_at"])
    op.create_index("ix_delivery_received_at", "delivery", ["received_at"])
    op.create_index("ix_delivery_state_until", "delivery", ["state", "until"])


def _make_outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=30), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Float(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("due", sa.Float(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("until", sa.Float(), nullable=False),
        sa.Column("sent_at", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_outbox_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
    )
    op.create_index("ix_outbox_created_at", "outbox", ["created_at"])
    op.create_index("ix_outbox_person_id_created_at", "outbox", ["person_id", "created_at"])
    op.create_index("ix_outbox_state_due", "outbox", ["state", "due"])


def _make_wechat_token() -> None:
    op.create_table(
        "wechat_token",
        sa.Column("app_id", sa.String(length=64), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.Float(), nullable=False),
        sa.Column("forced_at", sa.Float(), nullable=False),
        sa.Column("fetching_until", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("app_id", name="pk_wechat_token"),
    )
