"""`zhoudao eval`: asks a whole evaluation folder through the whole system and writes what came of it."""

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import requests

from bot.cli.evaluation_table import lines_of
from bot.cli.faults import CannotRun, in_plain_words
from bot.cli.quality_files import write_quality
from bot.cli.running.database import CATALOGUE
from bot.cli.trial import Trial, stop_if_silent, trial
from bot.clock import now
from bot.district.loading import read as read_catalogue
from bot.evaluation import leaks
from bot.evaluation.asking import Asker
from bot.evaluation.gold import call_finder, site_finder, sites_of
from bot.evaluation.judging import judge, with_leaks
from bot.evaluation.machine import commit
from bot.evaluation.model import Case, Question, Reject
from bot.evaluation.noise import OPERATORS, Noise, spoil
from bot.evaluation.reading import BadFolder, read
from bot.evaluation.report import report
from bot.evaluation.stripping import strip
from bot.settings import ROOT, settings

NAME = "eval"
CASES_BETWEEN_WORDS = 50


@dataclass(frozen=True, slots=True)
class Order:
    """What to measure: a folder on a catalogue, perhaps spoilt by `noise`, perhaps with `bare` matters stripped of what people say."""

    folder: Path
    catalogue: Path
    noise: str | None
    bare: int | None
    seed: int


def existing(path: str) -> Path:
    """The path from wherever the command was called. Raises CannotRun when nothing is there."""
    if not Path(path).exists():
        raise CannotRun(f"找不到 {path}。")
    return Path(path).resolve()


@click.command("eval", help="评测：把文件夹里的问题逐条问一遍，打印得分，写入 var/eval/report.json。用自己的数据库和端口，不影响正在运行的周到。")
@click.argument("folder", metavar="文件夹", type=existing)
@click.option(
    "--catalogue", type=existing, default=str(CATALOGUE), metavar="文件夹或清单", help="换一份事项目录；可以是只有编号、名称、主体的一张表。"
)
@click.option("--noise", type=click.Choice(OPERATORS), metavar="方式", help=f"把每句话弄错一点再问：{'、'.join(OPERATORS)}。")
@click.option("--bare", type=click.IntRange(min=1), metavar="个数", help="随机去掉这么多事项的日常用语和常见问法，看新事项能不能被找到。")
@click.option("--seed", type=int, default=1, show_default=True, metavar="种子", help="随机的起点，和 --noise、--bare 一起用。")
@click.option("--docs", type=Path, metavar="文件夹", help="得分也写进这个文件夹的 quality.md（make eval 写进 docs）；不写题目和答复。")
def evaluate(folder: Path, catalogue: Path, noise: str | None, bare: int | None, seed: int, docs: Path | None) -> None:
    """Measures, prints the table, writes the report and, when told where, the page. The exit code is 0 however low the figures are."""
    order = Order(folder, catalogue, noise, bare, seed)
    measured = _measure(order)
    path = settings().var / NAME / "report.json"
    path.write_text(json.dumps(measured, ensure_ascii=False, indent=1), "utf-8")
    click.echo("\n".join(lines_of(measured)))
    click.echo(f"全部问答和判断过程：{path}")
    if docs:
        click.echo(_published(docs, measured, order.catalogue))


def _published(docs: Path, measured: dict[str, Any], catalogue: Path) -> str:
    """A sentence about the page: a measurement of many minutes is not lost to a folder that cannot be written."""
    names = {record.values["code"]: record.values["name"] for record in read_catalogue(catalogue)[0]["matters.csv"]}
    try:
        return f"得分（不含题目）：{write_quality(docs, measured, names, foreign=catalogue != CATALOGUE)}"
    except OSError as wrong:
        return f"得分没有写进 {docs / 'quality.md'}：{in_plain_words(wrong)}"
    except ValueError as wrong:
        return f"得分没有写进 {docs / 'quality.md'}：{docs / 'quality'} 里有读不懂的文件（{wrong}）。"


def _measure(order: Order) -> dict[str, Any]:
    questions = _questions(order)
    catalogue, bare = _stripped(order)
    with trial(NAME, catalogue, click.echo) as system:
        started = time.monotonic()
        cases = _asked(questions, system)
        seconds = time.monotonic() - started
        about, found = _about(order, bare, system), [_in_trackers(questions, system), _in_files(questions, system)]
    found.append(_in_files(questions, system))
    return report(about, with_leaks(cases, found), seconds, bare)


def _questions(order: Order) -> list[Question]:
    records, faults = read_catalogue(order.catalogue)
    if faults:
        raise CannotRun("事项目录有错：\n" + "\n".join(str(fault) for fault in faults[:20]))
    try:
        questions = read(order.folder, site_finder(sites_of(records)), call_finder())
    except BadFolder as wrong:
        raise CannotRun(f"评测文件夹有问题：{wrong}") from None
    return spoil(questions, Noise(_characters(order.catalogue)).operators[order.noise], order.seed) if order.noise else questions


def _characters(catalogue: Path) -> frozenset[str]:
    sheets = sorted(catalogue.glob("*.csv")) if catalogue.is_dir() else [catalogue]
    return frozenset("".join(sheet.read_text("utf-8-sig") for sheet in sheets))


def _stripped(order: Order) -> tuple[Path, frozenset[str]]:
    return strip(order.catalogue, order.bare, order.seed, settings().var / NAME / "catalogue") if order.bare else (order.catalogue, frozenset())


def _asked(questions: Sequence[Question], system: Trial) -> list[Case]:
    asker, cases = Asker(system.url, system.key), []
    for n, question in enumerate(questions, start=1):
        cases.append(judge(question, asker.ask(question.person, question.text)))
        if n % CASES_BETWEEN_WORDS == 0 or n == len(questions):
            click.echo(f"已问 {n}/{len(questions)} 句")
            stop_if_silent([case.reply for case in cases])
    return cases


def _about(order: Order, bare: frozenset[str], system: Trial) -> dict[str, Any]:
    catalogue = order.catalogue.relative_to(ROOT) if order.catalogue.is_relative_to(ROOT) else order.catalogue
    about = {
        "dir": str(order.folder),
        "catalogue": str(catalogue),
        "commit": commit(),
        "at": now().isoformat("T", "seconds"),
        "encoder": system.encoder,
    }
    noise = {"noise": {"operator": order.noise, "seed": order.seed}} if order.noise else {}
    return about | noise | ({"bare": {"n": order.bare, "seed": order.seed, "matters": sorted(bare)}} if bare else {})


def _secrets(questions: Sequence[Question]) -> frozenset[str]:
    lines = [each.text for each in questions if isinstance(each.gold, Reject) and each.gold.kind == "pii"]
    return frozenset().union(*map(leaks.secrets_in, lines))


def _in_files(questions: Sequence[Question], system: Trial) -> leaks.Found:
    return leaks.found_in_files(_secrets(questions), system.var)


def _in_trackers(questions: Sequence[Question], system: Trial) -> leaks.Found:
    secrets = _secrets(questions)
    try:
        return dict.fromkeys(leaks.found_in(secrets, system.trackers()), ["a Rasa tracker"])
    except requests.RequestException:
        return dict.fromkeys(secrets, ["Rasa's trackers could not be read"])
