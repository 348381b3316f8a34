"""Ranges that options name, and amounts that people say: “60到64岁”, “不满1年”, “超过12个月”, “80多了”."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot import wording

NUMBER = r"(\d+(?:\.\d+)?)"
BETWEEN = re.compile(rf"{NUMBER}{wording.RANGE_TO}{NUMBER}\s*({wording.RANGE_UNITS})")
ONE = re.compile(rf"(?P<before>{wording.RANGE_BEFORE})?{NUMBER}\s*(?P<unit>{wording.RANGE_UNITS})(?P<after>{wording.RANGE_AFTER})?")
AMOUNT = re.compile(rf"{NUMBER}\s*([{wording.ABOUT_SO_MANY}])?\s*({wording.RANGE_UNITS})?")
WRITTEN_OUT = re.compile(rf"(?<![{wording.ORDINALS}{wording.NUMERAL_POINT}])([{wording.ORDINALS}{wording.TWO}])(?={wording.RANGE_UNITS})")
A_LITTLE = 0.001
LAST_OF_TEN = 9
YOUNGEST_BARE, OLDEST_BARE = 10, 130


@dataclass(frozen=True, slots=True)
class Range:
    """From `low` to just below `high`."""

    low: float
    high: float
    unit: str

    def holds(self, amount: float) -> bool:
        """Whether `amount` lies in it."""
        return self.low <= amount < self.high


def range_of(option: str) -> Range | None:
    """The range that an option names; None where it names none."""
    option = _in_digits(option)
    if two := BETWEEN.search(option):
        return Range(float(two[1]), float(two[2]) + 1, _unit(two[3]))
    one = ONE.search(option)
    return _one_sided(float(one[2]), one["before"] or "", one["after"] or "", _unit(one["unit"])) if one else None


def pick_range(said: str, options: Sequence[str]) -> int | None:
    """The one option whose range holds the amount that is said; a bare number is an age, and “60多” may be any of ten years."""
    amount = _amount(said)
    if amount is None:
        return None
    ranges = [(n, found) for n, option in enumerate(options) if (found := range_of(option))]
    holding = [n for n, each in ranges if each.unit == amount.unit and each.holds(amount.low) and each.holds(amount.high)]
    return holding[0] if len(holding) == 1 else None


def _one_sided(number: float, before: str, after: str, unit: str) -> Range | None:
    if before in wording.RANGE_BELOW:
        return Range(0, number, unit)
    if before in wording.RANGE_OVER:
        return Range(number + A_LITTLE, float("inf"), unit)
    if after in wording.RANGE_WITHIN:
        return Range(0, number + A_LITTLE, unit)
    return Range(number, float("inf"), unit) if before in wording.RANGE_FROM or after in wording.RANGE_FROM else None


def _amount(said: str) -> Range | None:
    """The lowest and the highest that may be meant."""
    found = [(float(each[1]), each[2], each[3]) for each in AMOUNT.finditer(_in_digits(said))]
    found = [each for each in found if each[2]] or [each for each in found if YOUNGEST_BARE <= each[0] <= OLDEST_BARE]
    if not found:
        return None
    number, about, unit = found[0]
    return Range(number, number + (LAST_OF_TEN if about and number % 10 == 0 else 0), _unit(unit) if unit else wording.AGE_UNIT)


def _in_digits(text: str) -> str:
    return WRITTEN_OUT.sub(lambda hit: str(wording.ORDINALS.find(hit[1]) + 1 or 2), text)


def _unit(written: str) -> str:
    return wording.RANGE_SAME.get(written, written)
