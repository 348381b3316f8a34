"""The picture of a calibration as SVG: a dot a bin, as big as its lines are many; on the diagonal a score means what it says. Pure."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from bot.evaluation.intervals import wilson

SIZE, LEFT, TOP = 300, 60, 20
TICKS = (0, 25, 50, 75, 100)
PAGE = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 380" width="400" height="380" font-family="sans-serif" font-size="12" fill="#333">
<rect width="400" height="380" fill="#fff"/>
{lines}
<text x="210" y="365" text-anchor="middle">周到有多大把握</text>
<text x="18" y="170" text-anchor="middle" transform="rotate(-90 18 170)">实际对的</text>
</svg>
"""


def plot(bins: Sequence[Mapping[str, Any]]) -> str:
    """The picture; a dot's upright line is its 95 % interval, the number beside it tells how many lines it stands for."""
    grid = [line for tick in TICKS for line in _grid(tick)]
    diagonal = f'<path d="M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}" stroke="#999" stroke-dasharray="5 4"/>'
    return PAGE.format(lines="\n".join([*grid, diagonal, *(line for each in bins for line in _dot(each))]))


def _grid(tick: int) -> list[str]:
    share = tick / 100
    return [
        f'<path d="M{_x(0)} {_y(share)}H{_x(1)}M{_x(share)} {_y(0)}V{_y(1)}" stroke="#ddd"/>',
        f'<text x="{_x(share)}" y="{TOP + SIZE + 18}" text-anchor="middle">{tick}%</text>',
        f'<text x="{LEFT - 8}" y="{_y(share) + 4}" text-anchor="end">{tick}%</text>',
    ]


def _dot(each: Mapping[str, Any]) -> list[str]:
    x, y = _x(each["score"]), _y(each["right"])
    low, high = wilson(each["right"], each["n"])
    radius = round(min(3 + math.sqrt(each["n"]) / 2, 12), 1)
    return [
        f'<path d="M{x} {_y(low)}V{_y(high)}" stroke="#1a5fb4" stroke-width="2"/>',
        f'<circle cx="{x}" cy="{y}" r="{radius}" fill="#1a5fb4"/>',
        f'<text x="{x + radius + 3:.1f}" y="{y + 4:.1f}">{each["n"]}</text>',
    ]


def _x(share: float) -> float:
    return round(LEFT + SIZE * share, 1)


def _y(share: float) -> float:
    return round(TOP + SIZE * (1 - share), 1)
