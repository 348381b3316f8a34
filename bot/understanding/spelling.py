"""Pinyin typed as Latin letters, back to characters: shenfenzheng → 身份证, sfz → 身份证. The words are those of the catalogue itself.

A beam over a character bigram model of the catalogue's texts; where nothing can be read the letters stay as they are.
"""

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pypinyin import Style, lazy_pinyin

LETTERS = re.compile(r"[a-z]+", re.IGNORECASE)
WRITTEN = re.compile(r"[a-z]+(?:['\s]*[a-z]+)*|[^a-z]", re.IGNORECASE)
HAN = re.compile(r"[\u4e00-\u9fff]")
LONGEST_SYLLABLE = 6
SHORTEST_WORD = 2
MOST_LETTERS = 40  # more in one piece is no word of anybody's
INITIAL_SIZES = (3, 4)
OFTEN, FAR_AHEAD = 3, 2
BEAM = 24
RARE = 0.05
UNSEEN = 0.1  # the share of a character's own frequency where the pair was never seen
START = "^"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read what came so far, and how likely it is (a logarithm)."""

    text: str
    likely: float


class Spelling:
    """How a catalogue's words are spelled."""

    def __init__(self, names: Iterable[str], texts: Iterable[str]) -> None:
        """From names (official and everyday) and other texts that people say."""
        names = list(names)
        self._pairs: Counter[str] = Counter()
        self._single: Counter[str] = Counter()
        self._sounds: Counter[tuple[str, str]] = Counter()
        self._latin: set[str] = set()
        for text in (*names, *texts):
            self._count(text)
        self._total = sum(self._single.values()) or 1
        self._of_sound = self._by_sound()
        self._of_initials = _by_initials(names)

    def repaired(self, text: str) -> str:
        """The text with every stretch of pinyin that can be read written in characters."""
        if not LETTERS.search(text):
            return text
        readings = [Reading("", 0.0)]
        for piece in WRITTEN.findall(_without_tones(text)):
            readings = self._extended(readings, piece)
        return max(readings, key=lambda each: each.likely).text

    def _count(self, text: str) -> None:
        self._latin.update(word.lower() for word in LETTERS.findall(text))
        previous = START
        sounds = lazy_pinyin(text, errors=list)  # type: ignore[arg-type]
        for character, sound in zip(text, sounds, strict=True):
            self._single[character] += 1
            self._pairs[previous + character] += 1
            self._sounds[character, sound] += HAN.match(character) is not None
            previous = character

    def _by_sound(self) -> dict[str, str]:
        """The characters of each sound, as the texts use them: a reading that is rare for its character is left out."""
        groups: dict[str, str] = defaultdict(str)
        for (character, sound), times in self._sounds.items():
            if times > RARE * self._single[character]:
                groups[sound] += character
        return groups

    def _extended(self, readings: list[Reading], piece: str) -> list[Reading]:
        words = LETTERS.findall(piece)
        if not words or len(piece) > MOST_LETTERS:
            return [self._then(each, piece) for each in readings]
        for n, word in enumerate(words):
            readings = self._word(readings, word, " " if n else "")
        return readings

    def _word(self, readings: list[Reading], word: str, pause: str) -> list[Reading]:
        low = word.lower()
        if low in self._of_initials:
            return [self._then(each, self._of_initials[low]) for each in readings]
        spelled = self._spelled(readings, low) if len(low) >= SHORTEST_WORD and low not in self._latin else []
        return spelled or [self._then(each, pause + word) for each in readings]

    def _spelled(self, readings: list[Reading], letters: str) -> list[Reading]:
        """The best readings of all ways to cut the letters into sounds; none where they cannot be cut."""
        until: list[list[Reading]] = [readings, *([] for _ in letters)]
        for start in range(len(letters)):
            for end in range(start + 1, min(start + LONGEST_SYLLABLE, len(letters)) + 1):
                characters = self._of_sound.get(letters[start:end], "")
                until[end] = _best(until[end] + [self._then(each, character) for each in until[start] for character in characters])
        return until[-1]

    def _then(self, reading: Reading, text: str) -> Reading:
        previous, likely = (reading.text or START)[-1], reading.likely
        for character in text:
            likely += self._log(previous, character)
            previous = character
        return Reading(reading.text + text, likely)

    def _log(self, previous: str, character: str) -> float:
        alone = (self._single[character] + UNSEEN) / self._total
        together = self._pairs[previous + character] / (self._single[previous] or 1)
        return math.log((1 - UNSEEN) * together + UNSEEN * alone)


def _best(readings: list[Reading]) -> list[Reading]:
    return sorted(readings, key=lambda each: -each.likely)[:BEAM]


def _by_initials(names: Iterable[str]) -> dict[str, str]:
    """Words of the names by the first letters of their sounds, where one word is far ahead of all others with these letters."""
    words = Counter(name[start : start + size] for name in names for size in INITIAL_SIZES for start in range(len(name) - size + 1))
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for word, times in words.items():
        if times >= OFTEN and all(map(HAN.match, word)):
            found["".join(lazy_pinyin(word, style=Style.FIRST_LETTER))].append((times, word))
    return {initials: max(group)[1] for initials, group in found.items() if _is_ahead(sorted(group, reverse=True))}


def _is_ahead(group: list[tuple[int, str]]) -> bool:
    return len(group) == 1 or group[0][0] >= FAR_AHEAD * group[1][0]


def _without_tones(text: str) -> str:
    """shēnfèn → shenfen; ü is typed as v."""
    return "".join(each for each in unicodedata.normalize("NFD", text.replace("ü", "v")) if not unicodedata.combining(each))
