"""`zhoudao run` and `zhoudao train`."""

import logging
import os
import secrets
import signal
from pathlib import Path
from threading import Event, Thread

import click

from bot.cli.faults import FOUND_FAULTS
from bot.cli.running import database
from bot.cli.running.announcing import announce, warm_up
from bot.cli.running.child import Child
from bot.cli.running.configuration import unknown_settings
from bot.cli.running.journal import OWN, open_journal, open_log
from bot.cli.running.ports import check_ports
from bot.cli.running.programs import programs, web_url
from bot.cli.running.supervisor import Supervisor
from bot.cli.running.training import Workshop, trained_model
from bot.cli.running.vectors import vectors_beside
from bot.settings import ROOT, settings

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@click.command(help="启动周到：检查端口，升级数据库，需要时训练，然后运行网页、动作和识别三个进程。按 Ctrl-C 全部停下。")
def run() -> None:
    """Prepares everything, then runs until a signal comes."""
    os.chdir(ROOT)
    for sentence in unknown_settings():
        click.echo(f"提醒：{sentence}")
    check_ports(settings())
    own = open_journal(OWN, _logs())
    prepare_database(own)
    with vectors_beside(Workshop(open_log("vectors", _logs()), own.info)):
        model = _train(own)
    _supervise(own, model)


@click.command(help="训练识别模型；语料、配置和事项都没变就不用再训练。")
def train() -> None:
    """Trains if anything that the model depends on has changed."""
    os.chdir(ROOT)
    click.echo(f"模型已是最新：{_train(open_journal(OWN, _logs()))}")


def _logs() -> Path:
    folder = settings().var / "log"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _train(own: logging.Logger) -> Path:
    own.info("正在核对识别模型……")
    return trained_model(Workshop(open_log("train", _logs()), own.info))


def prepare_database(own: logging.Logger) -> None:
    """The newest schema, and the project's own rows where there are none."""
    own.info("正在检查数据库……")
    database.migrate()
    if database.is_empty():
        own.info("数据库是空的，正在载入 data/catalogue……")
        loaded = database.load_own(database.CATALOGUE)
        if loaded.faults:
            click.echo("\n".join(str(fault) for fault in loaded.faults))
            raise SystemExit(FOUND_FAULTS)
        own.info("已载入事项 %d 个、网点 %d 个。", loaded.counts["matters.csv"], loaded.counts["sites.csv"])
    if not database.has_facts():
        _load_facts(own)


def _load_facts(own: logging.Logger) -> None:
    """Facts name matters of their own district: with another district's list they are left out, and that is no reason not to start."""
    loaded = database.load_own(database.POLICY)
    if loaded.faults:
        own.info("没有载入 data/policy（%d 处对不上，第一处：%s）。", len(loaded.faults), loaded.faults[0])
    else:
        own.info("已载入政策条目 %d 条。", loaded.counts["facts.csv"])


def _supervise(own: logging.Logger, model: Path) -> None:
    # A full disk must not fill the screen with tracebacks of the journal itself; the supervisor says it in one sentence.
    logging.raiseExceptions = False
    key = secrets.token_urlsafe(24)
    children = [Child(program, open_journal(program.name, _logs())) for program in programs(settings(), model, key)]
    stopping = _stopping()

    def when_ready() -> None:
        wrong = warm_up(web_url(settings()), key)
        if wrong:
            own.info("预热的问题没有得到答复：%s", wrong)
        own.info("周到已就绪：%s%s", web_url(settings()), settings().root_path)

    Thread(target=announce, args=(children, own.info, when_ready, stopping), name="announcer", daemon=True).start()
    own.info("正在启动三个进程，一般不到一分钟；按 Ctrl-C 停下……")
    Supervisor(children, own.info).run(stopping)
    own.info("周到已停下，没有留下进程。")


def _stopping() -> Event:
    stopping = Event()
    for number in STOP_SIGNALS:
        signal.signal(number, lambda *_: stopping.set())
    return stopping
