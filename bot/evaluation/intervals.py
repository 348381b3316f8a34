"""How far a figure may be off by chance: 95 % intervals. Pure; the same lines always give the same interval."""

import math
import random
from collections.abc import Sequence

Z = 1.959964  # 95 % of a normal distribution lie within this many deviations
SAMPLES = 2000
SEED = 1

Interval = tuple[float, float]
FacetCounts = tuple[int, int, int]


def wilson(rate: float, n: int) -> Interval:
    """Wilson's interval of a rate among `n`: honest also for few lines and for rates of 0 or 1."""
    spread = Z * Z / n
    middle = (rate + spread / 2) / (1 + spread)
    half = Z / (1 + spread) * math.sqrt(rate * (1 - rate) / n + spread / (4 * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def f1(hit: int, told: int, wanted: int) -> float | None:
    """The harmonic mean of hit/told and hit/wanted; None when nothing was wanted."""
    return round(2 * hit / (told + wanted), 4) if wanted else None


def interval_of_f1(lines: Sequence[FacetCounts]) -> Interval | None:
    """The bootstrap interval of the F1 over lines, each with its counts hit, told, wanted: lines are drawn again and again, with a fixed seed."""
    draw = random.Random(SEED)
    samples = (draw.choices(lines, k=len(lines)) for _ in range(SAMPLES if lines else 0))
    found = sorted(value for sample in samples if (value := f1(*(sum(each) for each in zip(*sample, strict=True)))) is not None)
    return (found[int(len(found) * 0.025)], found[int(len(found) * 0.975)]) if found else None
