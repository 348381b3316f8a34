"""How the cells that only the catalogue has are read. Every reader raises ValueError with the sentence that says what is wrong."""

from datetime import time
from math import nan
from typing import Any

from bot import wording
from bot.sheets.cells import number, parts


def channels(cell: str) -> list[str]:
    """Online channels: some sheets separate them by 、 or | as well."""
    return parts(cell.replace("、", ";").replace("|", ";"))


def steps(cell: str) -> list[str]:
    """The steps of a process, joined by arrows."""
    return [step.strip() for step in cell.split("→") if step.strip()]


def coordinate(cell: str) -> float:
    """Degrees. Raises ValueError for `nan` and what is no place on Earth: they would spoil every distance."""
    try:
        degrees = float(cell)
    except ValueError:
        degrees = nan
    if not -180 <= degrees <= 180:
        raise ValueError(wording.FAULT_COORDINATE.format(cell=cell))
    return degrees


def limit(cell: str) -> int | None:
    """A time limit: a whole number, or the word for on the spot (0)."""
    return 0 if cell == wording.LIMIT_UNITS["on_the_spot"] else number(cell)


def demo(cell: str) -> bool:
    """Whether the row is marked as a demonstration."""
    return cell == wording.DEMO


def opening(cell: str) -> list[dict[str, Any]]:
    """Opening rules: `周一至周五 09:00-12:00,13:00-17:00|周六 09:00-12:00（预约办理）`."""
    return [_opening_rule(rule.strip()) for rule in cell.split("|") if rule.strip()]


def _opening_rule(rule: str) -> dict[str, Any]:
    try:
        days, spans = rule.split("（")[0].split(" ", 1)
        pairs = [[_clock(end) for end in span.split("-")] for span in spans.split(",")]
        if any(len(pair) != 2 or pair[0] >= pair[1] for pair in pairs):
            raise ValueError
        return {"weekdays": _weekdays(days), "spans": pairs, "by_appointment": wording.BOOKED in rule}
    except ValueError:
        raise ValueError(wording.FAULT_OPENING.format(cell=rule)) from None


def _clock(text: str) -> str:
    return time.fromisoformat(text.strip()).strftime("%H:%M")


def _weekdays(days: str) -> list[int]:
    first, _, last = days.partition("至")
    start, end = wording.WEEKDAYS.index(first), wording.WEEKDAYS.index(last or first)
    if start > end:
        raise ValueError
    return list(range(start, end + 1))
