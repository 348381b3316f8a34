"""The migrations make what the models say, on both databases, up and down; a failed one leaves the old schema."""

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.script import ScriptDirectory

from bot.cli.running.database import alembic_config
from bot.database import Base

EVERYWHERE = ["sqlite", pytest.param("postgres", marks=pytest.mark.slow)]


@pytest.fixture(params=EVERYWHERE)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each kind."""
    return f"sqlite:///{tmp_path / 'zhoudao.db'}" if request.param == "sqlite" else str(request.getfixturevalue("postgres"))


def inspected(url: str) -> sa.Inspector:
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    return sa.inspect(engine)


def tables(url: str) -> set[str]:
    return set(inspected(url).get_table_names()) - {"alembic_version"}


def test_up_down_and_up_again(url: str) -> None:
    config = alembic_config(url)
    command.upgrade(config, "head")
    assert tables(url) == set(Base.metadata.tables)
    command.check(config)
    command.downgrade(config, "base")
    assert tables(url) == set()
    command.upgrade(config, "head")
    command.check(config)
    command.downgrade(config, "base")


def test_every_constraint_and_index_has_the_models_name(url: str) -> None:
    command.upgrade(alembic_config(url), "head")
    found = inspected(url)
    for table in Base.metadata.sorted_tables:
        named = {constraint["name"] for constraint in (*found.get_foreign_keys(table.name), *found.get_unique_constraints(table.name))}
        assert named == {c.name for c in table.constraints if isinstance(c, sa.ForeignKeyConstraint | sa.UniqueConstraint)}
        assert found.get_pk_constraint(table.name)["name"] == table.primary_key.name
        assert {index["name"] for index in found.get_indexes(table.name) if not index["unique"]} == {index.name for index in table.indexes}
    command.downgrade(alembic_config(url), "base")


def test_deleting_a_person_takes_its_talks_along(url: str) -> None:
    rules = {
        (table.name, key.parent.name): key.ondelete
        for table in Base.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name in ("person", "conversation")
    }
    command.upgrade(alembic_config(url), "head")
    found = inspected(url)
    for (table, column), rule in rules.items():
        key = next(each for each in found.get_foreign_keys(table) if each["constrained_columns"] == [column])
        assert key["options"].get("ondelete") == rule == "CASCADE"
    command.downgrade(alembic_config(url), "base")


def test_there_is_one_head() -> None:
    assert len(ScriptDirectory.from_config(alembic_config("sqlite://")).get_heads()) == 1


def test_a_migration_that_fails_half_way_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{tmp_path / 'zhoudao.db'}"
    made: list[Any] = []
    create = sa.schema.CreateTable.__init__

    def failing(self: Any, *arguments: Any, **named: Any) -> None:
        made.append(arguments)
        if len(made) == 6:
            raise RuntimeError("disk full")
        create(self, *arguments, **named)

    monkeypatch.setattr(sa.schema.CreateTable, "__init__", failing)
    with pytest.raises(RuntimeError):
        command.upgrade(alembic_config(url), "head")
    monkeypatch.undo()
    assert tables(url) == set()
    command.upgrade(alembic_config(url), "head")
    assert tables(url) == set(Base.metadata.tables)
