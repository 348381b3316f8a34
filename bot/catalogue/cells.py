"""How a cell of a sheet is read. Every reader raises ValueError with the sentence that says what is wrong."""

from collections.abc import Callable
from datetime import date, time
from math import nan
from typing import Any

from bot import wording


def text(cell: str) -> str:
    """The cell as it is."""
    return cell


def parts(cell: str) -> list[str]:
    """A list cell: separated by ; (or the full-width one); what stands there twice is meant once."""
    return list(dict.fromkeys(part.strip() for part in cell.replace("；", ";").split(";") if part.strip()))


def channels(cell: str) -> list[str]:
    """Online channels: some sheets separate them by 、 or | as well."""
    return parts(cell.replace("、", ";").replace("|", ";"))


def steps(cell: str) -> list[str]:
    """The steps of a process, joined by arrows."""
    return [step.strip() for step in cell.split("→") if step.strip()]


def yes_no(cell: str) -> bool:
    """Raises ValueError for anything but yes and no."""
    if cell not in wording.YES_NO:
        raise ValueError(wording.FAULT_YES_NO.format(cell=cell))
    return wording.YES_NO[cell]


def number(cell: str) -> int | None:
    """A whole number; None when nothing is said. Raises ValueError."""
    if not cell:
        return None
    if not cell.isdecimal():
        raise ValueError(wording.FAULT_NUMBER.format(cell=cell))
    return int(cell)


def count(cell: str) -> int:
    """How many; 0 when nothing is said. Raises ValueError."""
    return number(cell) or 0


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


def day(cell: str) -> date | None:
    """A day as YYYY-MM-DD; None when nothing is said. Raises ValueError."""
    try:
        return date.fromisoformat(cell) if cell else None
    except ValueError:
        raise ValueError(wording.FAULT_DATE.format(cell=cell)) from None


def one_of(codes: dict[str, str]) -> Callable[[str], str]:
    """A reader for an enumeration given as {Chinese: code}."""

    def read(cell: str) -> str:
        if cell not in codes:
            raise ValueError(wording.FAULT_ONE_OF.format(cell=cell, allowed=wording.LISTING.join(codes)))
        return codes[cell]

    return read


def facets(cell: str) -> list[str]:
    """The facets that a sample asks. Raises ValueError for an unknown one."""
    return [one_of(wording.FACET_CODES)(part) for part in parts(cell)]


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
