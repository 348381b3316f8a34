"""`zhoudao catalogue`: load, check and show; and what cannot be told apart (`confusing.py`)."""

from collections.abc import Iterator
from pathlib import Path

import click

from bot import wording
from bot.audit.context import acting_as
from bot.audit.recording import start_recording
from bot.catalogue import repository
from bot.catalogue.model import LEVELS, Material, Matter
from bot.cli import Commands
from bot.cli.faults import FOUND_FAULTS, CannotRun
from bot.cli.running.database import database_faults_in_words, migrate
from bot.database import session
from bot.district.loading import load, read
from bot.sheets.reading import Fault


def _existing(path: str) -> Path:
    if not Path(path).exists():
        raise CannotRun(f"找不到 {path}。")
    return Path(path)


source = click.argument("source", metavar="文件夹或文件", type=_existing)


@click.group(cls=Commands, table={"confusable": ("bot.cli.confusing", "confusable")}, help="事项目录：载入、检查、查看，找容易混的。")
def catalogue() -> None:
    """The group of catalogue commands."""


@catalogue.command("load", help="载入一个文件夹的表（事项的或政策的；或只有编号、名称、主体的一张事项表）并发布；有一处错就全不载入。")
@source
def load_(source: Path) -> None:
    """Loads and publishes, all or nothing."""
    migrate()
    start_recording()
    with database_faults_in_words(), acting_as(wording.SYSTEM_LOAD), session() as opened:
        loaded = load(source, opened)
    _stop_at(loaded.faults, "没有载入：")
    click.echo("已载入并发布：" + wording.LISTING.join(f"{name} {count} 行" for name, count in loaded.counts.items()))


@catalogue.command(help="只检查，不载入：每处错都说明文件、行、列和原因。")
@source
def check(source: Path) -> None:
    """Names every fault of a folder or file."""
    folder, faults = read(source)
    _stop_at(faults, "检查没有通过：")
    click.echo("没有发现错误：" + wording.LISTING.join(f"{name} {len(records)} 行" for name, records in folder.items()))


def _stop_at(faults: list[Fault], words: str) -> None:
    if faults:
        click.echo("\n".join(str(fault) for fault in faults))
        click.echo(f"{words}共 {len(faults)} 处错。")
        raise SystemExit(FOUND_FAULTS)


@catalogue.command(help="看一个事项现在发布的内容，例如：zhoudao catalogue show 事项编号")
@click.argument("code", metavar="事项编号")
def show(code: str) -> None:
    """Prints a matter as residents get it now."""
    migrate()
    with database_faults_in_words(), session() as opened:
        matter = repository.published(opened).get(code)
    if matter is None:
        click.echo(f"没有已发布的事项 {code}。")
        raise SystemExit(FOUND_FAULTS)
    click.echo("\n".join(f"{title}：{words}" for title, words in _lines(matter) if words))


def _lines(matter: Matter) -> Iterator[tuple[str, str]]:
    yield "事项", f"{matter.name}（{matter.code}）"
    yield "实施主体", matter.department
    yield "修订", f"第 {matter.revision} 版，{matter.published_on} 发布" + ("" if matter.verified_at else "，演示数据")
    yield "日常用语", wording.LISTING.join(matter.aliases)
    yield "各级", wording.LISTING.join(wording.LEVELS[level] + wording.ACTIONS[matter.levels[level]] for level in LEVELS if level in matter.levels)
    yield "条件", matter.conditions
    yield "收费", matter.fee
    yield "流程", " → ".join(matter.steps)
    yield "结果", matter.result
    yield "代办", matter.agent_note
    yield "提示", matter.tip
    for material in matter.materials:
        yield material.situation or "材料", _material(material)


def _material(material: Material) -> str:
    count = f"原件 {material.originals}、复印件 {material.copies}"
    return f"{material.name}（{wording.NECESSITY[material.necessity]}，{count}）{material.note}"
