"""Spoils texts as people spoil them: by sound, by shape, in haste, in another script. Seeded; used for measuring alone."""

import csv
import random
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import jieba
import opencc
from pypinyin import lazy_pinyin

from bot.evaluation.model import Question
from bot.settings import ROOT

OPERATORS = ("homophone", "shape", "drop", "double", "pinyin", "traditional", "fullwidth", "nopunct")
LOOK_ALIKES = ROOT / "data" / "evaluation" / "look_alikes.csv"
CHARACTERS_A_CHANGE = 8
WORDS_AT_MOST = 2
MOST_COMMON = 6
FIRST_ROW, LAST_ROW, CELLS = 0xB0, 0xD7, range(0xA1, 0xFF)
HAN = re.compile(r"[\u4e00-\u9fff]")
FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}

Rewrite = Callable[[str, random.Random], str]


def spoil(questions: Iterable[Question], rewrite: Rewrite, seed: int) -> list[Question]:
    """The questions with changed texts: the same seed changes a line in the same way, whatever other lines there are."""
    return [replace(each, text=rewrite(each.text, random.Random(f"{seed}:{each.file}:{each.id}:{each.turn}"))) for each in questions]


@dataclass(frozen=True)
class Noise:
    """The operators; `characters` are those of the catalogue, common beside the official common ones (GB 2312 level 1)."""

    characters: frozenset[str]

    @property
    def operators(self) -> dict[str, Rewrite]:
        """The operators by name."""
        return dict(zip(OPERATORS, (self.homophone, self.shape, drop, double, pinyin, traditional, fullwidth, nopunct), strict=True))

    def homophone(self, text: str, dice: random.Random) -> str:
        """Some characters become common ones of the same sound."""
        sounds = lazy_pinyin(text, errors=lambda rest: list(rest))  # type: ignore[arg-type, return-value]
        return _changed(text, {spot: self._alike_in_sound(text[spot], sounds[spot]) for spot in _han(text)}, dice)

    def shape(self, text: str, dice: random.Random) -> str:
        """Some characters become ones that look alike."""
        return _changed(text, {spot: self._look_alikes.get(text[spot], "") for spot in _han(text)}, dice)

    def _alike_in_sound(self, character: str, sound: str) -> str:
        return "".join(each for each in self._by_sound.get(sound, "") if each != character)[:MOST_COMMON]

    @cached_property
    def _by_sound(self) -> Mapping[str, str]:
        groups: dict[str, list[str]] = defaultdict(list)
        for character in self.characters | level_one():
            groups[lazy_pinyin(character)[0]].append(character)
        jieba.initialize()
        return {sound: "".join(sorted(group, key=lambda each: (-jieba.dt.FREQ.get(each, 0), each))) for sound, group in groups.items()}

    @cached_property
    def _look_alikes(self) -> Mapping[str, str]:
        return look_alikes(LOOK_ALIKES)


def look_alikes(path: Path) -> Mapping[str, str]:
    """By character those that look like it: the table's pairs both ways."""
    others: dict[str, str] = defaultdict(str)
    with path.open(encoding="utf-8", newline="") as opened:
        for one, other in list(csv.reader(opened))[1:]:
            others[one] += other
            others[other] += one
    return others


def level_one() -> frozenset[str]:
    """The 3,755 characters of GB 2312 level 1."""
    codes = (bytes((row, cell)) for row in range(FIRST_ROW, LAST_ROW + 1) for cell in CELLS)
    return frozenset(character for code in codes if (character := code.decode("gb2312", errors="ignore")))


def drop(text: str, dice: random.Random) -> str:
    """Some characters are missing. Digits stay, so that a number stays the number."""
    gone = _spots(_han(text), text, dice) if len(_han(text)) > 1 else set()
    return "".join(character for spot, character in enumerate(text) if spot not in gone)


def double(text: str, dice: random.Random) -> str:
    """Some characters stand twice."""
    twice = _spots(_han(text), text, dice)
    return "".join(character * 2 if spot in twice else character for spot, character in enumerate(text))


def pinyin(text: str, dice: random.Random) -> str:
    """One word, of longer texts two, in letters without tones."""
    words = list(jieba.cut(text))
    spots = [spot for spot, word in enumerate(words) if HAN.match(word)]
    longer = [spot for spot in spots if len(words[spot]) > 1] or spots
    chosen = set(dice.sample(longer, min(len(longer), WORDS_AT_MOST if len(text) > 2 * CHARACTERS_A_CHANGE else 1)))
    return "".join("".join(lazy_pinyin(word)) if spot in chosen else word for spot, word in enumerate(words))


def traditional(text: str, dice: random.Random) -> str:
    """The whole text in traditional characters."""
    converted: str = opencc.OpenCC("s2t").convert(text)
    return converted


def fullwidth(text: str, dice: random.Random) -> str:
    """Digits, letters and punctuation in full width."""
    return text.translate(FULL_WIDTH)


def nopunct(text: str, dice: random.Random) -> str:
    """Without punctuation; a text of nothing else stays."""
    return "".join(character for character in text if not unicodedata.category(character).startswith("P")) or text


def _changed(text: str, table: Mapping[int, str], dice: random.Random) -> str:
    able = [spot for spot, others in sorted(table.items()) if others]
    chosen = _spots(able, text, dice)
    return "".join(dice.choice(table[spot]) if spot in chosen else character for spot, character in enumerate(text))


def _han(text: str) -> list[int]:
    return [spot for spot, character in enumerate(text) if HAN.match(character)]


def _spots(able: list[int], text: str, dice: random.Random) -> set[int]:
    return set(dice.sample(able, min(len(able), max(1, round(len(text) / CHARACTERS_A_CHANGE)))))
