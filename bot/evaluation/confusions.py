"""Which matters are taken for which, and which fare worst. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from bot.evaluation.judging import ending
from bot.evaluation.model import Case, Reply, Single

Singles = Sequence[tuple[Case, Single]]
WORST = 20


def confused(lines: Singles) -> list[dict[str, Any]]:
    """The pairs gold → what was said (or came first) instead: how often, and how often it was the answer; the most frequent first."""
    pairs = [(gold.gold, instead, ending(gold, case.reply) == "answered_wrong") for case, gold in lines if (instead := _instead(gold, case.reply))]
    often, answered = Counter(pair[:2] for pair in pairs), Counter(pair[:2] for pair in pairs if pair[2])
    worst = sorted(often.items(), key=lambda item: (-item[1], -answered[item[0]], item[0]))
    return [{"gold": gold, "said": said, "n": n, "answered": answered[gold, said]} for (gold, said), n in worst]


def worst_matters(by_matter: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The matters that lost most lines: first those not answered right, among these the wrongly answered ones."""
    lost = [(code, each) for code, each in by_matter.items() if each["answered_right"] < 1]
    return [{"code": code, **each} for code, each in sorted(lost, key=lambda item: (*_lost(item[1]), item[0]))[:WORST]]


def _lost(figures: Mapping[str, Any]) -> tuple[float, ...]:
    n = figures["n"]
    return tuple(round(each, 1) for each in (n * (figures["answered_right"] - 1), -n * figures["answered_wrong"], n * (figures["top3"] - 1)))


def _instead(gold: Single, reply: Reply) -> str | None:
    said = reply.matter if reply.outcome == "answer" else next(iter(reply.candidates), None)
    return said if said not in gold.matters else None
