"""The lexical channels: character n-grams, the same over each matter as a whole and over its guide, sound, and what stands behind words.

Always on, rebuilt at once. Every channel gives one number a matter. None has anything to learn per matter: a new one is found at once.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from pypinyin import lazy_pinyin
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.catalogue.model import Matter
from bot.understanding.glossary import Glossary
from bot.understanding.normalizing import plain

Scores = npt.NDArray[np.float32]
NEIGHBOURS = 8


@dataclass(frozen=True, slots=True)
class Entries:
    """The texts that stand for matters: names and everyday names first, then samples; `owner` is the matter's position; and a guide each."""

    codes: list[str]
    texts: list[str]
    guides: list[str]
    owner: npt.NDArray[np.int32]
    is_name: npt.NDArray[np.bool_]


def entries_of(matters: Mapping[str, Matter]) -> Entries:
    """All entries of a catalogue. The first entry of each matter is its official name."""
    codes = list(matters)
    named = [(n, text) for n, code in enumerate(codes) for text in (matters[code].name, *matters[code].aliases)]
    asked = [(n, sample.text) for n, code in enumerate(codes) for sample in matters[code].samples]
    both = named + asked
    owner = np.array([n for n, _ in both], np.int32)
    guides = [_guide(matter) for matter in matters.values()]
    return Entries(codes, [text for _, text in both], guides, owner, np.arange(len(both)) < len(named))


class LexicalIndex:
    """The lexical channels over one catalogue."""

    def __init__(self, entries: Entries, glossary: Glossary) -> None:
        texts = [plain(text) for text in entries.texts]
        documents = _documents(texts, entries)
        self._glossary = glossary
        self._grams = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True, dtype=np.float32).fit(documents)
        entry_grams = self._grams.transform(texts)
        self._entry_grams = _sideways(entry_grams)
        self._official_grams = entry_grams[official_names(entries)]
        self._document_grams = _sideways(self._grams.transform(documents))
        self._guide_grams = _sideways(self._grams.transform([plain(guide) for guide in entries.guides]))
        self._sounds = TfidfVectorizer(analyzer=_syllable_grams, sublinear_tf=True, dtype=np.float32).fit(documents)
        self._entry_sounds = _sideways(self._sounds.transform(texts))
        self._few = (1.0 / np.bincount(entries.owner, minlength=len(entries.codes))).astype(np.float32)
        self._best = BestOf(entries)
        self._term, self._with_term = _terms_in_names(glossary, texts, entries)

    def channels(self, text: str) -> dict[str, Scores]:
        """Each channel's score of every matter; `few` is high for a matter of which few texts are known, and evens that out."""
        words = plain(text)
        grams, sounds = self._grams.transform([words]), self._sounds.transform([words])
        behind = self._glossary.behind(words)
        near = _dense(grams @ self._entry_grams)
        every = self._best.any_text(near)
        official = _dense(self._grams.transform([" ".join(behind)]) @ self._entry_grams)
        return {
            "near": every,
            "name": self._best.names(near),
            "whole": _dense(grams @ self._document_grams),
            "guide": _dense(grams @ self._guide_grams),
            "sound": self._best.any_text(_dense(sounds @ self._entry_sounds)),
            "official": self._best.names(official),
            "terms": np.asarray(self._with_term[[self._term[word] for word in behind]].sum(axis=0), np.float32).ravel(),
            "kin": self._kin(every),
            "few": self._few,
        }

    def _kin(self, near: Scores) -> Scores:
        """How like a matter's name is to the names of those of which similar things are said: of a matter with nothing but a name, all there is."""
        nearest, weights = neighbours(near)
        names = self._official_grams[nearest]
        alike = np.asarray((names @ self._official_grams.T).todense(), np.float32)
        alike[np.arange(len(nearest)), nearest] = 0.0  # nobody is his own neighbour
        return weights @ alike


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


def official_names(entries: Entries) -> npt.NDArray[np.int64]:
    """The positions of the official names among the entries, in the order of the matters."""
    first: npt.NDArray[np.int64] = np.searchsorted(entries.owner[entries.is_name], np.arange(len(entries.codes)))
    return first


def neighbours(near: Scores) -> tuple[npt.NDArray[np.int64], Scores]:
    """The few matters that a text is nearest to, and their weights, which add up to (nearly) 1."""
    nearest: npt.NDArray[np.int64] = np.argsort(-near)[:NEIGHBOURS]
    weights = np.maximum(near[nearest], 0) ** 2
    return nearest, np.asarray(weights / (weights.sum() + 1e-6), np.float32)


def _terms_in_names(glossary: Glossary, texts: list[str], entries: Entries) -> tuple[dict[str, int], csr_matrix]:
    """A row for each official word: which matters have it in a name; a word that many have counts less for each."""
    names = [(text, owner) for text, owner, is_name in zip(texts, entries.owner, entries.is_name, strict=True) if is_name]
    hits = [(row, owner) for row, word in enumerate(glossary.words) for text, owner in names if word in text]
    shape = (len(glossary.words), len(entries.codes))
    rows, columns = (np.array(each, np.int64) for each in zip(*hits, strict=True)) if hits else (np.array([], np.int64),) * 2
    having = csr_matrix((np.ones(len(hits), np.float32), (rows, columns)), shape=shape)
    having.data = 1.0 / np.sqrt(1.0 + np.repeat(np.diff(having.indptr), np.diff(having.indptr))).astype(np.float32)
    return {word: row for row, word in enumerate(glossary.words)}, having


def _documents(texts: list[str], entries: Entries) -> list[str]:
    joined: list[list[str]] = [[] for _ in entries.codes]
    for text, owner in zip(texts, entries.owner, strict=True):
        joined[owner].append(text)
    return [" ".join(each) for each in joined]


def _sideways(matrix: csr_matrix) -> csr_matrix:
    """Transposed once, row by row in memory: a question is multiplied with it on every turn."""
    return matrix.T.tocsr()


def _dense(row: csr_matrix) -> Scores:
    dense: Scores = row.toarray()[0]
    return dense


def _syllable_grams(text: str) -> list[str]:
    syllables = lazy_pinyin(text)
    pairs = [" ".join(pair) for pair in zip(syllables, syllables[1:], strict=False)]
    return pairs + [" ".join(three) for three in zip(syllables, syllables[1:], syllables[2:], strict=False)]


def _guide(matter: Matter) -> str:
    """What a matter's guide says of it: who can have it, what to bring, what one gets."""
    return " ".join([matter.name, matter.conditions, matter.result, matter.tip, *(material.name for material in matter.materials)])
