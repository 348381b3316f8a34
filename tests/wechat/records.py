"""What the database holds, looked at from outside."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from bot.conversation.tables import PersonRow, TurnRow
from bot.database import Base
from bot.delivery.tables import DeliveryRow, OutboxRow


class Records:
    """The tables behind a gateway."""

    def __init__(self, url: str) -> None:
        self._engine = sa.create_engine(url, pool_pre_ping=True)

    def close(self) -> None:
        """Lets go of the database."""
        self._engine.dispose()

    def turns(self, text: str) -> int:
        """How many turns there are for a text."""
        return len(self._all(sa.select(TurnRow.id).where(TurnRow.text == text)))

    def person(self, text: str) -> str:
        """The id of whoever has said a text that nobody else says."""
        (found,) = self._all(sa.select(TurnRow.person_id).where(TurnRow.text == text))
        return str(found[0])

    def deliveries(self, person: str) -> list[str]:
        """The states of a person's deliveries, in order."""
        return [
            state for (state,) in self._all(sa.select(DeliveryRow.state).where(DeliveryRow.person_id == person).order_by(DeliveryRow.received_at))
        ]

    def outbox(self, person: str) -> list[str]:
        """The states of a person's messages, in order."""
        return [state for (state,) in self._all(sa.select(OutboxRow.state).where(OutboxRow.person_id == person).order_by(OutboxRow.created_at))]

    def unfinished(self) -> int:
        """How many messages are on their way, in or out."""
        deliveries = sa.select(DeliveryRow.id).where(DeliveryRow.state.in_(("answering", "later")))
        return len(self._all(deliveries)) + len(self._all(sa.select(OutboxRow.id).where(OutboxRow.state == "waiting")))

    def count_of_persons(self) -> int:
        """How many persons are known."""
        return len(self._all(sa.select(PersonRow.id)))

    def everything(self) -> str:
        """All rows of all tables that may tell of a person, as one text."""
        return "\n".join(f"{table.name}: {row}" for table in Base.metadata.sorted_tables for row in self._all(sa.select(table)))

    @contextmanager
    def locked(self, table: type[Base]) -> Iterator[None]:
        """Inside, the rows of a table can be read, and not written. On PostgreSQL."""
        with self._engine.begin() as connection:
            connection.execute(sa.text(f"LOCK TABLE {table.__tablename__} IN SHARE MODE"))
            yield

    def _all(self, statement: Any) -> list[Any]:
        with self._engine.connect() as connection:
            return list(connection.execute(statement))
