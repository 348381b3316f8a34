"""Which of the offered options somebody means: a number in any writing, a position, the words of the option, an age, yes or no, or not knowing."""

import re
import unicodedata
from collections.abc import Sequence

from rapidfuzz import fuzz

from bot import wording

NUMBER = re.compile(rf"(?:{wording.NUMBER_BEFORE}|\s)*(\d{{1,2}}|[{wording.ORDINALS}])\s*(?:{wording.NUMBER_AFTER})*")
AGE = re.compile(r"(\d{2,3})")
SIMILAR = 85
SOMEWHAT_ALIKE = 70
CLEAR_LEAD = 30
LONGEST_PICK = 10  # “回到头一个，能替他办不” goes back to an earlier matter


def number_in(text: str) -> int | None:
    """The number that the whole message is: “1”, “１”, “第一个”, “一”, “选2吧”; None for anything else."""
    found = NUMBER.fullmatch(_plain(text))
    if not found:
        return None
    said = found.group(1)
    return int(said) if said.isdigit() else wording.ORDINALS.index(said) + 1


def pick(text: str, options: Sequence[str]) -> int | None:
    """The index of the option that `text` means; None when it is none of them."""
    said, options = _plain(text), [_plain(option) for option in options]
    if said in options:
        return options.index(said)
    number = number_in(text)
    if number is not None:
        return number - 1 if 1 <= number <= len(options) else _by_age(said, options)
    if len(said) <= LONGEST_PICK and any(word in said for word in wording.LAST_WORDS):
        return len(options) - 1
    if len(said) <= LONGEST_PICK and any(word in said for word in wording.FIRST_WORDS):
        return 0
    return _by_words(said, options)


def _by_words(said: str, options: Sequence[str]) -> int | None:
    unsure = next((n for n, option in enumerate(options) if option == wording.UNSURE), None)
    if unsure is not None and any(word in said for word in wording.UNSURE_WORDS):
        return unsure
    named = [n for n, option in enumerate(options) if option in said]
    if named:
        return max(named, key=lambda n: len(options[n]))  # 没有受理号 holds 有受理号
    begun = next((n for n, option in enumerate(options) if len(said) > 1 and said in option), None)
    if begun is not None:
        return begun
    by_age = _by_age(said, options)
    if by_age is not None:
        return by_age
    best = _most_like(said, options)
    return _yes_no(said, options) if best is None else best


def _most_like(said: str, options: Sequence[str]) -> int | None:
    """The option that is nearly what was said, or is somewhat like it and far more so than any other: 租房子住 → 租房居住."""
    scores = sorted(((fuzz.ratio(said, option), n) for n, option in enumerate(options)), reverse=True)
    best, second = scores[0][0], scores[1][0] if len(scores) > 1 else 0.0
    return scores[0][1] if best >= SIMILAR or (best >= SOMEWHAT_ALIKE and best - second >= CLEAR_LEAD) else None


def _by_age(said: str, options: Sequence[str]) -> int | None:
    """“80多了” → 80到89岁; “一百零二” is left to the words."""
    found = AGE.search(said)
    if not found:
        return None
    age = int(found.group(1))
    for n, option in enumerate(options):
        low, *high = [int(each) for each in AGE.findall(option)] or [0]
        if not low or wording.AGE_UNIT not in option:
            continue
        below, above = wording.AGE_BELOW in option, wording.AGE_ABOVE in option
        if (below and age < low) or (above and age >= low) or (high and low <= age <= high[0]):
            return n
    return None


def _yes_no(said: str, options: Sequence[str]) -> int | None:
    """A bare yes or no answers a question with two real options, of which one says no."""
    real = [option for option in options if option != wording.UNSURE]
    denying = [option for option in real if option.startswith(wording.NO_STARTS)]
    if len(real) != 2 or len(denying) != 1:
        return None
    if said in wording.NO_WORDS:
        return options.index(denying[0])
    return options.index(next(option for option in real if option != denying[0])) if said in wording.YES_WORDS else None


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().strip("。，,.!！?？ ")
