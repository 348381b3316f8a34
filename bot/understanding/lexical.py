"""The lexical channels: character n-grams, the same over each matter as a whole and over its guide, and sound. Always on, rebuilt at once.

Every channel gives one number a matter. None has anything to learn per matter, so a new one is found as soon as it is published.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from pypinyin import lazy_pinyin
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.catalogue.model import Matter
from bot.understanding.normalizing import plain

Scores = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Entries:
    """The texts that stand for matters: names and everyday names first, then samples; `owner` is the matter's position; and a guide each."""

    codes: list[str]
    texts: list[str]
    guides: list[str]
    owner: npt.NDArray[np.int32]
    is_name: npt.NDArray[np.bool_]


def entries_of(matters: Mapping[str, Matter]) -> Entries:
    """All entries of a catalogue."""
    codes = list(matters)
    named = [(n, text) for n, code in enumerate(codes) for text in (matters[code].name, *matters[code].aliases)]
    asked = [(n, sample.text) for n, code in enumerate(codes) for sample in matters[code].samples]
    both = named + asked
    owner = np.array([n for n, _ in both], np.int32)
    guides = [_guide(matter) for matter in matters.values()]
    return Entries(codes, [text for _, text in both], guides, owner, np.arange(len(both)) < len(named))


class LexicalIndex:
    """The lexical channels over one catalogue."""

    def __init__(self, entries: Entries) -> None:
        texts = [plain(text) for text in entries.texts]
        documents = _documents(texts, entries)
        self._grams = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True, dtype=np.float32).fit(documents)
        self._entry_grams = _sideways(self._grams.transform(texts))
        self._document_grams = _sideways(self._grams.transform(documents))
        self._guide_grams = _sideways(self._grams.transform([plain(guide) for guide in entries.guides]))
        self._sounds = TfidfVectorizer(analyzer=_syllable_grams, sublinear_tf=True, dtype=np.float32).fit(documents)
        self._entry_sounds = _sideways(self._sounds.transform(texts))
        self._few = (1.0 / np.bincount(entries.owner, minlength=len(entries.codes))).astype(np.float32)
        self._best = BestOf(entries)

    def channels(self, text: str) -> dict[str, Scores]:
        """Each channel's score of every matter; `few` is high for a matter of which few texts are known, and evens that out."""
        words = plain(text)
        grams, sounds = self._grams.transform([words]), self._sounds.transform([words])
        near = (grams @ self._entry_grams).toarray()[0]
        return {
            "near": self._best.any_text(near),
            "name": self._best.names(near),
            "whole": (grams @ self._document_grams).toarray()[0],
            "guide": (grams @ self._guide_grams).toarray()[0],
            "sound": self._best.any_text((sounds @ self._entry_sounds).toarray()[0]),
            "few": self._few,
        }


class BestOf:
    """The best score among a matter's entries, for all matters at once."""

    def __init__(self, entries: Entries) -> None:
        self._order = np.argsort(entries.owner, kind="stable")
        self._starts = np.searchsorted(entries.owner[self._order], np.arange(len(entries.codes)))
        self._is_name = entries.is_name[self._order]

    def any_text(self, scores: Scores) -> Scores:
        """Over names and samples."""
        best: Scores = np.maximum.reduceat(scores[self._order], self._starts)
        return best

    def names(self, scores: Scores) -> Scores:
        """Over names alone."""
        best: Scores = np.maximum.reduceat(np.where(self._is_name, scores[self._order], np.float32(-1)), self._starts)
        return best


def _documents(texts: list[str], entries: Entries) -> list[str]:
    joined: list[list[str]] = [[] for _ in entries.codes]
    for text, owner in zip(texts, entries.owner, strict=True):
        joined[owner].append(text)
    return [" ".join(each) for each in joined]


def _sideways(matrix: csr_matrix) -> csr_matrix:
    """Transposed once, row by row in memory: a question is multiplied with it on every turn."""
    return matrix.T.tocsr()


def _syllable_grams(text: str) -> list[str]:
    syllables = lazy_pinyin(text)
    pairs = [" ".join(pair) for pair in zip(syllables, syllables[1:], strict=False)]
    return pairs + [" ".join(three) for three in zip(syllables, syllables[1:], syllables[2:], strict=False)]


def _guide(matter: Matter) -> str:
    """What a matter's guide says of it: who can have it, what to bring, what one gets."""
    return " ".join([matter.name, matter.conditions, matter.result, matter.tip, *(material.name for material in matter.materials)])
