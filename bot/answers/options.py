"""Which of the offered options somebody means: a number in any writing, a position, the words of the option, an age, yes or no, or not knowing."""

import re
import unicodedata
from collections.abc import Sequence

from rapidfuzz import fuzz

from bot import wording
from bot.answers.ranges import pick_range

NUMBER = re.compile(rf"(?:{wording.NUMBER_BEFORE}|\s)*(\d{{1,2}}|[{wording.ORDINALS}])\s*(?:{wording.NUMBER_AFTER})*")
PARTS, AND_SO_ON = re.compile(wording.PARTS_OF_OPTION), re.compile(wording.AND_SO_ON)
IN_BRACKETS, IT_IS = re.compile(wording.IN_BRACKETS), re.compile(wording.IT_IS)
SIMILAR = 85
SOMEWHAT_ALIKE = 70
CLEAR_LEAD = 30
LONGEST_PICK = 10  # “回到头一个，能替他办不” goes back to an earlier matter
SHORTEST = 2
A_PART_AND_LITTLE_ELSE = 4
A_WORD_BESIDE = 2
LEAST_AMOUNT, LONGEST_AMOUNT = 10, 6


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
    said = _said(said)
    number = number_in(text)
    if number is not None:
        return number - 1 if 1 <= number <= len(options) else pick_range(said, options)
    if len(said) <= LONGEST_PICK and any(word in said for word in wording.LAST_WORDS):
        return len(options) - 1
    if len(said) <= LONGEST_PICK and any(word in said for word in wording.FIRST_WORDS):
        return 0
    return _by_words(said, options)


def pick_part(text: str, options: Sequence[str]) -> int | None:
    """The option of which `text` names one part (“特困” of 低保、特困、重度残疾等), with little else; denied (“不是低保”), the one that says no."""
    said = _said(text)
    named = [(len(part), n, _is_denied(part, said)) for n, option in enumerate(options) for part in parts(option) if part in said]
    named = [each for each in named if len(said) <= each[0] + A_PART_AND_LITTLE_ELSE]
    meant = {n for length, n, denied in named if not denied and length == max(size for size, _, no in named if not no)}
    if meant:
        return meant.pop() if len(meant) == 1 else None
    return _other_than({n for _, n, _ in named}, options) if named else None


def pick_named(text: str, options: Sequence[str]) -> int | None:
    """The option that the whole message names, with little else: what somebody tells without being asked."""
    said, options = _said(text), [_plain(option) for option in options]
    if wording.UNSURE in said or (number_in(text) or LEAST_AMOUNT) < LEAST_AMOUNT:
        return None
    near = [n for n, option in enumerate(options) if _is_just(said, option)]
    by_range = pick_range(said, options) if is_amount(said) else None
    return near[0] if len(near) == 1 else by_range


def is_amount(text: str) -> bool:
    """Whether hardly more than a number is said: 82了, 满3年."""
    return len(text) <= LONGEST_AMOUNT and any(each.isdigit() for each in text)


def _is_just(said: str, option: str) -> bool:
    if said in option:
        return said == option or (len(said) >= SHORTEST and len(said) * 2 >= len(option) and not _is_denied(said, option))
    return option in said and not _is_denied(option, said) and len(said) <= len(option) + A_WORD_BESIDE


def parts(option: str) -> tuple[str, ...]:
    """The things that an option lists: 残疾、低保等困难人员 → 残疾, 低保."""
    listed = [*PARTS.split(IN_BRACKETS.sub("", option)), *IN_BRACKETS.findall(option)]
    return tuple(_plain(part) for each in listed if len(part := AND_SO_ON.sub("", each)) >= SHORTEST and part != wording.UNSURE)


def _by_words(said: str, options: Sequence[str]) -> int | None:
    unsure = next((n for n, option in enumerate(options) if option == wording.UNSURE), None)
    if unsure is not None and any(word in said for word in wording.UNSURE_WORDS):
        return unsure
    denied = {n for n, option in enumerate(options) if option in said and _is_denied(option, said)}
    named = [n for n, option in enumerate(options) if option in said and n not in denied]
    if named:
        return max(named, key=lambda n: len(options[n]))  # 没有受理号 holds 有受理号
    holding = [n for n, option in enumerate(options) if len(said) >= SHORTEST and said in option and not _is_denied(said, option)]
    if len(holding) == 1:
        return holding[0]
    if denied:
        return _other_than(denied, options)
    by_range = pick_range(said, options)
    if by_range is not None:
        return by_range
    best = _most_like(said, options)
    return _yes_no(said, options) if best is None else best


def _is_denied(part: str, text: str) -> bool:
    """Whether `part` stands in `text` after a no: 能自理 in 不能自理."""
    return text[: text.index(part)].endswith(wording.NEGATIONS)


def _other_than(denied: set[int], options: Sequence[str]) -> int | None:
    """What is left when some options are denied: the one that says no, else the only other."""
    others = [n for n, option in enumerate(options) if n not in denied and option != wording.UNSURE]
    saying_no = [n for n in others if options[n].startswith(wording.NO_STARTS)]
    left = saying_no or others
    return left[0] if len(left) == 1 else None


def _most_like(said: str, options: Sequence[str]) -> int | None:
    """The option that is nearly what was said, or is somewhat like it and far more so than any other: 租房子住 → 租房居住."""
    alike = ((fuzz.ratio(said, option), n) for n, option in enumerate(options) if said not in option or not _is_denied(said, option))
    scores = sorted(alike, reverse=True) or [(0.0, 0)]
    best, second = scores[0][0], scores[1][0] if len(scores) > 1 else 0.0
    return scores[0][1] if best >= SIMILAR or (best >= SOMEWHAT_ALIKE and best - second >= CLEAR_LEAD) else None


def _yes_no(said: str, options: Sequence[str]) -> int | None:
    """A bare yes or no answers a question with two real options, of which one says no."""
    real = [option for option in options if option != wording.UNSURE]
    denying = [option for option in real if option.startswith(wording.NO_STARTS)]
    if len(real) != 2 or len(denying) != 1:
        return None
    if said in wording.NO_WORDS:
        return options.index(denying[0])
    return options.index(next(option for option in real if option != denying[0])) if said in wording.YES_WORDS else None


def _said(text: str) -> str:
    """What is said, without the “是” before it."""
    return IT_IS.sub("", _plain(text))


def _plain(text: str) -> str:
    said = unicodedata.normalize("NFKC", text).strip().strip("。，,.!！?？ ")
    for word, same in wording.SAID_ALIKE:
        said = said.replace(word, same)
    return said
