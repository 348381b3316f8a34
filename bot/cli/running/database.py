"""Brings the database to the newest schema, and fills an empty one with the catalogue that comes with the project."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from bot import wording
from bot.audit.context import acting_as
from bot.audit.recording import start_recording
from bot.catalogue import repository
from bot.cli.faults import CannotRun, disk_full, says_disk_full
from bot.database import session
from bot.district.loading import Loaded, load
from bot.policy import repository as policy
from bot.settings import ROOT, settings

CATALOGUE = ROOT / "data" / "catalogue"
POLICY = ROOT / "data" / "policy"


def alembic_config(url: str) -> Config:
    """Alembic's settings (pyproject.toml) for the database at `url`."""
    config = Config(toml_file=str(ROOT / "pyproject.toml"))
    config.attributes["url"] = url
    return config


def migrate() -> None:
    """Brings the database to the newest schema. Raises CannotRun."""
    with database_faults_in_words():
        command.upgrade(alembic_config(settings().database), "head")


def is_empty() -> bool:
    """Whether nothing has ever been published."""
    with database_faults_in_words(), session() as opened:
        return repository.version(opened) == 0


def has_facts() -> bool:
    """Whether facts of documents are there."""
    with database_faults_in_words(), session() as opened:
        return not policy.is_empty(opened)


def load_own(folder: Path) -> Loaded:
    """Loads one of the project's own folders, with every row in the audit."""
    start_recording()
    with database_faults_in_words(), acting_as(wording.SYSTEM_LOAD), session() as opened:
        return load(folder, opened)


@contextmanager
def database_faults_in_words() -> Iterator[None]:
    """Turns the database's errors into CannotRun. The password in its address is never shown."""
    try:
        yield
    except (ArgumentError, NoSuchModuleError, ImportError) as wrong:
        raise CannotRun(f"ZHOUDAO_DATABASE_URL 不能用：{wrong}。留空就用 var/zhoudao.db。") from wrong
    except DBAPIError as wrong:
        raise CannotRun(_sentence(wrong)) from wrong


def _sentence(wrong: DBAPIError) -> str:
    words = str(wrong.orig).strip()
    if says_disk_full(words):
        return disk_full()
    if isinstance(wrong, sa.exc.OperationalError):
        return f"数据库用不了（{make_url(settings().database).render_as_string(hide_password=True)}）：{words}"
    return f"数据库出错：{words}"
