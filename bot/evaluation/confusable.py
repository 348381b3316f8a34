"""Matters that people's words do not tell apart: every 日常用语 and 常见问法 is linked by an index without it. Pure."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

import numpy as np
from pypinyin import lazy_pinyin
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from bot.answers.matching import AHEAD, NEAR
from bot.catalogue.model import Matter
from bot.understanding.linker import Linked, Linker
from bot.understanding.normalizing import plain

FOLDS = 10  # a tenth of each matter's lines is left out at a time: one index a line would take hours
SHORTEST = 4  # of shorter words one character is half the meaning: 身份证 and 居住证
Matters = Mapping[str, Matter]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line of the matter `own` for which `other` comes first, or (not `first`) so near that people would be asked back."""

    own: str
    other: str
    text: str
    first: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """Two matters that are mixed up, with the lines that do it: those that put the other first come first, and of these the shortest."""

    codes: tuple[str, str]
    lines: tuple[Drawn, ...]

    def of(self, own: str) -> tuple[Drawn, ...]:
        """The lines of one of the two."""
        return tuple(line for line in self.lines if line.own == own)

    @property
    def first(self) -> int:
        """How many lines put the other matter first."""
        return sum(line.first for line in self.lines)


@dataclass(frozen=True, slots=True)
class Twins:
    """Names or everyday names of two matters that are one character apart, or sound the same."""

    codes: tuple[str, str]
    texts: tuple[str, str]
    alike: bool


def pairs_of(drawn: Sequence[Drawn]) -> list[Pair]:
    """The lines by pair of matters, the worst pair first."""
    groups: dict[tuple[str, str], list[Drawn]] = defaultdict(list)
    for line in sorted(drawn, key=lambda each: (not each.first, len(each.text), each.text)):
        first, second = sorted((line.own, line.other))
        groups[first, second].append(line)
    made = [Pair(codes, tuple(lines)) for codes, lines in groups.items()]
    return sorted(made, key=lambda pair: (-pair.first, -len(pair.lines), pair.codes))


def drawn_lines(matters: Matters, progress: Progress) -> Iterator[Drawn]:
    """All lines that draw another matter. Lexical channels only: these are the same on every machine, and quick."""
    lines = {code: _lines(matter) for code, matter in matters.items()}
    for fold in range(FOLDS):
        left_out = {code: list(each)[fold::FOLDS] for code, each in lines.items()}
        linker = Linker({code: _without(matter, left_out[code]) for code, matter in matters.items()})
        for code, words in left_out.items():
            yield from (found for word in words if (found := _drawn(code, lines[code][word], linker)))
        progress(fold + 1, FOLDS)


def twins(matters: Matters) -> list[Twins]:
    """Nearly equal names and everyday names of different matters."""
    names = [(code, text, plain(text)) for code, matter in matters.items() for text in (matter.name, *matter.aliases)]
    sounds = [" ".join(lazy_pinyin(name)) for _, _, name in names]
    near = process.cdist([name for _, _, name in names], [name for _, _, name in names], scorer=Levenshtein.distance, score_cutoff=1) <= 1
    sound = np.equal.outer(*(np.unique(sounds, return_inverse=True)[1],) * 2)
    found = []
    for first, second in np.argwhere(np.triu(near | sound, k=1)).tolist():
        (one, text, name), (other, next_text, next_name) = names[first], names[second]
        if one != other and (sound[first, second] or min(len(name), len(next_name)) >= SHORTEST):
            found.append(Twins((one, other), (text, next_text), bool(sound[first, second])))
    return sorted(found, key=lambda each: (not each.alike, each.codes))


def own_pieces(name: str, other: str) -> list[str]:
    """The pieces of a name that the other has not; a single character that both have tells nothing: 新办 and 补办."""
    name, other = plain(name), plain(other)
    common = [block for block in SequenceMatcher(None, name, other, autojunk=False).get_matching_blocks() if block.size > 1]
    starts, ends = [0, *(block.a + block.size for block in common)], [*(block.a for block in common), len(name)]
    return [name[start:end] for start, end in zip(starts, ends, strict=True) if start < end]


def _lines(matter: Matter) -> dict[str, str]:
    """The lines by what is compared of them: one that is written twice is left out twice."""
    return {plain(text): text for text in (*(sample.text for sample in matter.samples), *matter.aliases)}


def _without(matter: Matter, words: Collection[str]) -> Matter:
    samples = tuple(sample for sample in matter.samples if plain(sample.text) not in words)
    return replace(matter, samples=samples, aliases=tuple(alias for alias in matter.aliases if plain(alias) not in words))


def _drawn(code: str, text: str, linker: Linker) -> Drawn | None:
    linked = linker.link(text)
    other = next((each for each in linked.candidates if each.code != code), None)
    own = _score(linked, code)
    if other is None or other.score < NEAR or own >= AHEAD * other.score:
        return None
    return Drawn(code, other.code, text, other.score > own)


def _score(linked: Linked, code: str) -> float:
    return next((each.score for each in linked.candidates if each.code == code), 0.0)
