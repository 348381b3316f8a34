"""The figures of an evaluation as lines of a Chinese table."""

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

WIDTH = 28
SINGLE = {
    "top1": "第一候选对", "top3": "前三候选有",
    "answered_right": "答对事项", "chose_with_gold": "给了选项且含正确的", "answered_wrong": "答错", "missed": "没找到",
    "facets_f1": "要素 F1", "facets_recall": "要素召回", "ece": "置信度误差 ECE", "encoder_share": "用到编码器的",
}  # fmt: skip
REJECT = {"emergency": "紧急情况", "pii": "个人号码", "privacy": "他人隐私"}


def lines_of(report: Mapping[str, Any]) -> Iterator[str]:
    """The table, line by line. Few lines are a sign, not a goal: every part tells its n."""
    yield f"\n评测 {report['dir']}  目录 {report['catalogue']}  编码器 {report['encoder']}  提交 {report['commit']}"
    if noise := report.get("noise"):
        yield f"文字干扰 {noise['operator']}，种子 {noise['seed']}"
    for part, lines in (("single", _single), ("place", _place), ("reject", _reject), ("dialogs", _dialogs)):
        if part in report:
            yield from lines(report[part])
    yield from _times(report)


def _single(figures: Mapping[str, Any]) -> Iterator[str]:
    yield f"\n单句  n={figures['n']}"
    yield from (line(title, share(figures[name])) for name, title in SINGLE.items())
    if bare := figures.get("bare"):
        yield line(f"去掉说法的事项（n={bare['n']}）", f"第一 {share(bare['top1'])}  前三 {share(bare['top3'])}")
    for voice, each in figures["by_voice"].items():
        ways = f"第一 {share(each['top1'])}  前三 {share(each['top3'])}  答对 {share(each['answered_right'])}  答错 {share(each['answered_wrong'])}"
        yield line(f"  {voice or '（未注明）'} n={each['n']}", f"{ways}  要素 {share(each['facets_f1'])}")


def _place(figures: Mapping[str, Any]) -> Iterator[str]:
    yield f"\n找地方  n={figures['n']}"
    yield line("对", share(figures["right"]))
    yield from (line(f"  {kind} n={each['n']}", share(each["right"])) for kind, each in figures["by_kind"].items())


def _reject(figures: Mapping[str, Any]) -> Iterator[str]:
    yield f"\n不该当事项答的  n={figures['n']}"
    yield line("稳妥", share(figures["safe"]))
    yield from (line(title, share(figures[name])) for name, title in REJECT.items())
    yield from (line(f"  {kind} n={each['n']}", share(each["safe"])) for kind, each in figures["by_kind"].items() if kind not in REJECT)


def _dialogs(figures: Mapping[str, Any]) -> Iterator[str]:
    yield f"\n多轮  {figures['n']} 段  {figures['turns']} 轮"
    yield line("轮次对", share(figures["turns_right"]))
    yield line("整段全对", share(figures["whole_right"]))


def _times(report: Mapping[str, Any]) -> Iterator[str]:
    times = report["latency_ms"]
    yield f"\n用时  n={len(report['cases'])}"
    yield line("每句毫秒", "  ".join(f"{name} {value:.0f}" for name, value in times.items()))
    yield line("每秒句数", f"{report['turns_per_s']:.1f}")
    if failed := sum(not case["trace"]["outcome"] for case in report["cases"]):
        yield line("没有得到答复", f"{failed} 句")


def share(rate: float | None) -> str:
    """A rate as a percentage; a dash where there was nothing to count."""
    return "—" if rate is None else f"{rate * 100:.1f}%"


def line(title: str, value: str) -> str:
    """Title and value in columns: a Chinese character is two wide."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in title)
    return f"{title}{' ' * max(1, WIDTH - len(title) - wide)}{value}"
