"""Names written a little wrong: other characters of the same sound, or one character that looks like the right one or sounds nearly like it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from pypinyin import lazy_pinyin
from rapidfuzz.distance import Levenshtein

from bot import wording

GAP = "＿"
NEARLY = 1


@cache
def sound(character: str) -> str:
    """The syllable as people here say it: no tones, flat z c s, no g at the end of in and en."""
    syllable = lazy_pinyin(character)[0]
    for written, said in wording.DIALECT_SOUNDS:
        syllable = syllable.replace(written, said)
    return syllable


def same_sound(one: str, other: str) -> bool:
    """Whether two characters are read alike."""
    return sound(one) == sound(other)


def same_look(one: str, other: str) -> bool:
    """Whether two characters are easily taken for each other by eye."""
    return any(one in group and other in group for group in wording.LOOK_ALIKES)


def nearly_alike(one: str, other: str) -> bool:
    """Whether two characters are alike, or differ by one letter of their sound (疃 tuan, 滩 tan)."""
    return same_look(one, other) or Levenshtein.distance(sound(one), sound(other)) <= NEARLY


class Likenesses:
    """Names by what is left of them when one character is wrong, and by their sound. Looking up is a few hundred table look-ups."""

    def __init__(self, names: Iterable[str]) -> None:
        self._gapped: dict[str, list[str]] = defaultdict(list)
        self._sounding: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for name in names:
            self._sounding[_sounds(name)].append(name)
            for gapped in _gapped(name):
                self._gapped[gapped].append(name)
        self.lengths = sorted({len(name) for sounds in self._sounding.values() for name in sounds}, reverse=True)

    def sounding(self, piece: str) -> list[str]:
        """Names that sound like `piece`."""
        return self._sounding.get(_sounds(piece), [])

    def one_wrong(self, piece: str) -> list[tuple[str, str, str]]:
        """Names that differ from `piece` in one character: the name, what is written, what is right."""
        return [(name, piece[n], name[n]) for n, gapped in enumerate(_gapped(piece)) for name in self._gapped.get(gapped, ()) if name[n] != piece[n]]


def _gapped(name: str) -> Iterator[str]:
    return (name[:n] + GAP + name[n + 1 :] for n in range(len(name)))


def _sounds(text: str) -> tuple[str, ...]:
    return tuple(map(sound, text))
