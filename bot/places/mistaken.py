"""Names of places that are written wrong: which office may be meant, and when it is no place at all."""

import re
from collections.abc import Iterable, Iterator

import jieba

from bot import wording
from bot.places.likeness import Likenesses, nearly_alike, same_look, same_sound

SHORTEST, LONGEST = 2, 9
LONG_STEM = 3
PIECE = re.compile(r"[\u4e00-\u9fff]+")
AROUND = re.compile(wording.PLACE_AROUND_SHORT)
BEFORE = re.compile(wording.PLACE_BEFORE_SHORT)
AFTER = re.compile(wording.PLACE_AFTER_SHORT)
ENDING = re.compile(f"(?:{'|'.join(sorted(wording.PLACE_ENDINGS, key=len, reverse=True))})$")

Pieces = Iterator[re.Match[str]]
NOTHING: tuple[str, list[str]] = ("", [])


class MistakenNames:
    """Looks up every piece of a message, the longest first, among names that sound or look like it."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = Likenesses(name for name in names if SHORTEST <= len(name) <= LONGEST)

    def find(self, text: str, spans: Iterable[str], office_question: bool) -> tuple[str, list[str]]:
        """The piece that is a mistaken name, and the names that it may be; nothing where there is none."""
        spans = set(spans)
        for piece in self._pieces(text):
            names = self.alike_names(piece.group())
            if names and (_stem(piece.group()) != piece.group() or _may_be_bare(piece, text, piece.group() in spans, office_question)):
                return piece.group(), names
        return NOTHING

    def alike_names(self, piece: str) -> list[str]:
        """The names that `piece` may be, as alike as possible: by sound, by one character that is alike, by one of a long name."""
        sounding = [name for name in self._names.sounding(piece) if _shares(name, piece)]
        wrong = [(name, said, right) for name, said, right in self._names.one_wrong(piece) if _same_ending(name, piece)]
        look = [name for name, said, right in wrong if same_look(said, right)]
        sounding += [name for name, said, right in wrong if same_sound(said, right)]
        both = [name for name in look if name in sounding]
        long = [(name, said, right) for name, said, right in wrong if len(_stem(name)) >= LONG_STEM]
        nearly = [name for name, said, right in long if nearly_alike(said, right)]
        ended = [name for name, _, _ in long if _stem(name) != name]
        return both or [*dict.fromkeys(sounding + look)] or nearly or (ended if len(ended) == 1 else [])

    def _pieces(self, text: str) -> Pieces:
        for length in self._names.lengths:
            for run in PIECE.finditer(text):
                for start in range(run.start(), run.end() - length + 1):
                    hit = re.compile(f".{{{length}}}").match(text, start)
                    if hit:
                        yield hit


def _may_be_bare(piece: re.Match[str], text: str, marked: bool, office_question: bool) -> bool:
    """Whether a piece without 村 or 镇 can be a place: long enough, or standing where a place stands and no word, nor the end or beginning of one."""
    before, after = text[: piece.start()], text[piece.end() :]
    if len(piece.group()) >= LONG_STEM:
        return marked or office_question or bool(AROUND.match(after))
    touching = (piece.group(), before[-1:] + piece.group()[0], piece.group()[-1] + after[:1])
    alone = office_question and BEFORE.search(before) and (AFTER.match(after) or AROUND.match(after))
    return bool(alone) and not any(len(word) > 1 and jieba.get_FREQ(word) for word in touching)


def _stem(name: str) -> str:
    return ENDING.sub("", name) if len(ENDING.sub("", name)) >= SHORTEST else name


def _same_ending(name: str, piece: str) -> bool:
    """The wrong character is none of the ending's: 西塘社区 is not 西塘小区."""
    return name[len(_stem(name)) :] == piece[len(_stem(name)) :]


def _shares(name: str, piece: str) -> bool:
    """备案村 sounds like 北安村 by chance; 蒙水镇 is 萌水镇."""
    return _same_ending(name, piece) and (any(a == b for a, b in zip(_stem(name), piece, strict=False)) or len(_stem(name)) >= LONG_STEM)
