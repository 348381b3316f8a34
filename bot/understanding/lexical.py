"""The lexical channels: character n-grams, the same over each matter as a whole, what tells matters apart, and sound. Always on, rebuilt at once.

Every channel gives one number a matter. `apart` is a ridge regression from n-grams to matters: it learns which n-grams tell (证, 办 do not).
It needs several texts a matter, so it is left out where a catalogue has only names.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from pypinyin import lazy_pinyin
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import Ridge

from bot.catalogue.model import Matter
from bot.understanding.normalizing import plain

Scores = npt.NDArray[np.float32]
TEXTS_TO_TELL_APART = 3
RIDGE_ALPHA = 0.5


@dataclass(frozen=True, slots=True)
class Entries:
    """The texts that stand for matters: names and everyday names first, then samples; `owner` is the matter's position."""

    codes: list[str]
    texts: list[str]
    owner: npt.NDArray[np.int32]
    is_name: npt.NDArray[np.bool_]

    @property
    def texts_a_matter(self) -> float:
        """How many texts a matter has on average."""
        return len(self.texts) / max(1, len(self.codes))


def entries_of(matters: Mapping[str, Matter]) -> Entries:
    """All entries of a catalogue."""
    codes = list(matters)
    named = [(n, text) for n, code in enumerate(codes) for text in (matters[code].name, *matters[code].aliases)]
    asked = [(n, sample.text) for n, code in enumerate(codes) for sample in matters[code].samples]
    both = named + asked
    return Entries(
        codes, [text for _, text in both], np.array([n for n, _ in both], np.int32), np.arange(len(both)) < len(named)
    )  # fmt: skip


class LexicalIndex:
    """The lexical channels over one catalogue."""

    def __init__(self, entries: Entries) -> None:
        texts = [plain(text) for text in entries.texts]
        documents = _documents(texts, entries)
        self._entries = entries
        self._grams = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True, dtype=np.float32).fit(documents)
        self._entry_grams = self._grams.transform(texts)
        self._document_grams = self._grams.transform(documents)
        self._sounds = TfidfVectorizer(analyzer=_syllable_grams, sublinear_tf=True, dtype=np.float32).fit(documents)
        self._entry_sounds = self._sounds.transform(texts)
        self._apart = _tell_apart(self._entry_grams, entries) if entries.texts_a_matter >= TEXTS_TO_TELL_APART else None
        self._best = BestOf(entries)

    @property
    def tells_apart(self) -> bool:
        """Whether the channel `apart` is there."""
        return self._apart is not None

    def channels(self, text: str) -> dict[str, Scores]:
        """Each channel's score of every matter."""
        words = plain(text)
        grams, sounds = self._grams.transform([words]), self._sounds.transform([words])
        near = (grams @ self._entry_grams.T).toarray()[0]
        scores = {
            "near": self._best.any_text(near),
            "name": self._best.names(near),
            "whole": (grams @ self._document_grams.T).toarray()[0],
            "sound": self._best.any_text((sounds @ self._entry_sounds.T).toarray()[0]),
        }
        if self._apart is not None:
            scores["apart"] = np.asarray(grams @ self._apart)[0]
        return scores


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


def _syllable_grams(text: str) -> list[str]:
    syllables = lazy_pinyin(text)
    pairs = [" ".join(pair) for pair in zip(syllables, syllables[1:], strict=False)]
    return pairs + [" ".join(three) for three in zip(syllables, syllables[1:], syllables[2:], strict=False)]


def _tell_apart(grams: csr_matrix, entries: Entries) -> Scores:
    targets = np.full((len(entries.texts), len(entries.codes)), -1.0, np.float32)
    targets[np.arange(len(entries.texts)), entries.owner] = 1.0
    ridge = Ridge(alpha=RIDGE_ALPHA, fit_intercept=False, solver="sparse_cg", tol=1e-2).fit(grams, targets)
    return np.ascontiguousarray(ridge.coef_.T, np.float32)
