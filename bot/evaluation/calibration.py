"""Whether a probability means what it says: of the lines with a score of about .7, are about 7 in 10 right? Pure."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

BINS = 10
Scored = Sequence[tuple[float, bool]]


def calibration(scored: Scored) -> list[dict[str, Any]]:
    """The bins that hold a line: from where, how many, their mean score, and the share that is right."""
    return [{"from": n / BINS, "n": len(group), "score": round(_score(group), 4), "right": round(_right(group), 4)} for n, group in _bins(scored)]


def calibration_error(scored: Scored) -> float | None:
    """The expected calibration error over ten equal bins of the score: how far the shares right lie from the scores, weighted by lines."""
    gaps = (len(group) * abs(_score(group) - _right(group)) for _, group in _bins(scored))
    return round(sum(gaps) / len(scored), 4) if scored else None


def _bins(scored: Scored) -> list[tuple[int, Scored]]:
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for score, right in scored:
        bins[min(int(score * BINS), BINS - 1)].append((score, right))
    return sorted(bins.items())


def _score(group: Scored) -> float:
    return sum(score for score, _ in group) / len(group)


def _right(group: Scored) -> float:
    return sum(right for _, right in group) / len(group)
