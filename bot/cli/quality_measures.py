"""The measures of a set that stand beside each other for several sets: each with its n and its 95 % interval. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.cli.evaluation_table import REJECT, SINGLE, share
from bot.evaluation.intervals import Interval, wilson

Data = Mapping[str, Any]
RATES = ("top1", "top3", "answered_right", "chose_with_gold", "answered_wrong", "missed")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure from 0 to 1 over `n`; None where there was nothing to count."""

    value: float | None
    n: int
    interval: Interval | None


def measures(measured: Data) -> dict[str, Figure]:
    """The figures of a set by their Chinese titles; of the parts that it has."""
    found: dict[str, Figure] = {}
    if single := measured.get("single"):
        found |= {f"单句：{SINGLE[name]}": of_rate(single[name], single["n"]) for name in RATES}
        found[SINGLE["facets_f1"]] = Figure(single["facets_f1"], single["facets_n"], single["facets_f1_interval"])
        found[SINGLE["facets_recall"]] = of_rate(single["facets_recall"], sum(each["n"] for each in single["by_facet"].values()))
    if place := measured.get("place"):
        found["找地方：对"] = of_rate(place["right"], place["n"])
    if reject := measured.get("reject"):
        found["不该当事项答的：稳妥"] = of_rate(reject["safe"], reject["n"])
        found |= {f"其中{REJECT[kind]}": of_rate(each["safe"], each["n"]) for kind, each in sorted(reject["by_kind"].items()) if kind in REJECT}
    if dialogs := measured.get("dialogs"):
        found["多轮：轮次对"] = of_rate(dialogs["turns_right"], dialogs["turns"])
        found["多轮：整段全对"] = of_rate(dialogs["whole_right"], dialogs["n"])
    return found


def of_rate(rate: float | None, n: int) -> Figure:
    """A rate with Wilson's interval."""
    return Figure(rate, n, None if rate is None else wilson(rate, n))


def between(figure: Figure) -> str:
    """The figure as a percentage, with its interval in brackets."""
    if figure.interval is None:
        return share(figure.value)
    low, high = (f"{each * 100:.1f}" for each in figure.interval)
    return f"{share(figure.value)}（{low}–{high}）"
