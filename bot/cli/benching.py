"""`zhoudao bench`: how fast the whole system answers, what it weighs, and how fast the linker alone is."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click
from sqlalchemy.orm import Session

from bot.catalogue import repository
from bot.catalogue.model import Matter
from bot.cli.evaluating import existing
from bot.cli.evaluation_table import line, share
from bot.cli.faults import CannotRun
from bot.cli.gateway_cost import gateway_figures, gateway_lines
from bot.cli.running.database import CATALOGUE
from bot.cli.trial import Trial, stop_if_silent, trial
from bot.clock import now
from bot.database import make_engine
from bot.district.loading import read
from bot.evaluation.asking import Asker
from bot.evaluation.linking import begin_vectors, linker_figures, synthetic
from bot.evaluation.load import distinct_questions, drive, load_figures
from bot.evaluation.machine import commit, facts, memory_of_descendants
from bot.settings import settings
from bot.understanding.encoding import make_encoder

NAME = "bench"
QUESTIONS = 300
WARMING = 30
CONCURRENCIES = (1, 8, 32)
SEED = 1
MANY = 3000
FAULTS_SHOWN = 20


@click.command(help="测速：几百个不同的问题，1、8、32 人同时问的用时，各进程内存，单独找事项、微信入口的用时；写入 var/bench/report.json。")
@click.option("--catalogue", "lists", type=existing, multiple=True, metavar="清单", help="再用这份事项清单单独测找事项的用时；可以写几次。")
def bench(lists: tuple[Path, ...]) -> None:
    """Measures, prints the table, writes the report."""
    measured = _measure({f"{path.parent.name}/{path.name}": _plain_list(path) for path in lists})
    path = settings().var / NAME / "report.json"
    path.write_text(json.dumps(measured, ensure_ascii=False, indent=1), "utf-8")
    click.echo("\n".join(_lines(measured)))
    click.echo(f"\n全部数字：{path}")


def _plain_list(path: Path) -> dict[str, Matter]:
    records, faults = read(path)
    if faults:
        raise CannotRun(f"{path} 有错：\n" + "\n".join(str(fault) for fault in faults[:FAULTS_SHOWN]))
    rows = (record.values for record in records["matters.csv"])
    return {row["code"]: Matter(row["code"], row["name"], row["department"]) for row in rows}


def _measure(lists: Mapping[str, Mapping[str, Matter]]) -> dict[str, Any]:
    with trial(NAME, CATALOGUE, click.echo) as system:
        real = _matters(system)
        samples = [(matter.code, sample.text) for matter in real.values() for sample in matter.samples]
        texts = distinct_questions(samples, WARMING + QUESTIONS * len(CONCURRENCIES), SEED)
        turns = list(_turns(system, texts))
        memory = memory_of_descendants()
        about = {"commit": commit(), "at": now().isoformat("T", "seconds"), "encoder": system.encoder, "machine": facts()}
    catalogues = {"catalogue": real, "synthetic": {**real, **synthetic(real, MANY - len(real))}, **lists}
    linker = list(_linker(catalogues, texts[:QUESTIONS], system.encoder))
    click.echo("正在单独测微信入口……")
    return about | {"turns": turns, "memory": _memory(memory), "linker": linker, "gateway": gateway_figures(settings().var / NAME / "gateway")}


def _linker(catalogues: Mapping[str, Mapping[str, Matter]], texts: list[str], encoder: str) -> Iterator[dict[str, Any]]:
    vectors = begin_vectors(settings().var / NAME / "vectors", settings().var / "vectors")
    made = make_encoder(encoder)
    for source, matters in catalogues.items():
        click.echo(f"正在单独测找事项：{source}，{len(matters)} 项……")
        yield from linker_figures(source, matters, texts, made, vectors)


def _matters(system: Trial) -> dict[str, Matter]:
    with Session(make_engine(f"sqlite:///{system.var / 'zhoudao.db'}")) as opened:
        return repository.published(opened)


def _turns(system: Trial, texts: list[str]) -> Iterator[dict[str, Any]]:
    def asker() -> Any:
        return Asker(system.url, system.key).ask

    drive(asker, texts[:WARMING], concurrency=1)
    for n, concurrency in enumerate(CONCURRENCIES):
        click.echo(f"正在问 {QUESTIONS} 句，{concurrency} 人同时问……")
        start = WARMING + n * QUESTIONS
        load = drive(asker, texts[start : start + QUESTIONS], concurrency)
        stop_if_silent(load.replies)
        yield load_figures(load)


def _memory(processes: Mapping[str, Mapping[str, int]]) -> dict[str, Any]:
    return {"processes": processes, **{f"total_{kind}": sum(each[kind] for each in processes.values()) for kind in ("rss_mb", "pss_mb")}}


def _lines(report: Mapping[str, Any]) -> Iterator[str]:
    machine = report["machine"]
    yield f"\n测速  编码器 {report['encoder']}  提交 {report['commit']}"
    yield f"机器  {machine['cores']} 核 {machine['processor']}  内存 {machine['memory_mb']} MB  Python {machine['python']}；提问的程序也在这台机器上"
    yield "\n整轮对话（每句都不相同，没有缓存）"
    for each in report["turns"]:
        shares = f"用到编码器 {share(each['encoder_share'])}  降级 {share(each['degraded_share'])}  没有答复 {each['errors']}"
        yield line(f"{each['concurrency']} 人同时 n={each['n']}", f"{_times(each['latency_ms'])}  每秒 {each['turns_per_s']:.1f} 句  {shares}")
    yield f"\n内存  合计 {report['memory']['total_rss_mb']} MB（共用的只算一次：{report['memory']['total_pss_mb']} MB）"
    yield from (line(f"  {name}", f"{each['rss_mb']} MB") for name, each in report["memory"]["processes"].items())
    yield "\n单独找事项"
    yield from (
        line(f"{each['matters']} 项 {each['source']} {each['way']}", f"{_times(each['latency_ms'])}  n={each['n']}") for each in report["linker"]
    )
    yield from gateway_lines(report["gateway"])


def _times(latency: Mapping[str, float]) -> str:
    return "  ".join(f"{name} {value:.1f}" for name, value in latency.items()) + " 毫秒"
