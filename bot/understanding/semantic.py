"""The vector channels: likeness of meaning to a matter's nearest text, name and all its texts; with the official words behind; to its kin."""

from collections.abc import Mapping, Sequence

import numpy as np

from bot.understanding.encoding import Vectors
from bot.understanding.lexical import BestOf, Entries, Scores, neighbours, official_names

WEIGHT_BEHIND = 0.5  # of the official words behind what is said, beside what is said itself


class SemanticIndex:
    """The vector channels over one catalogue. Vectors are centred: all sentences of this encoder point much the same way."""

    def __init__(self, entries: Entries, vectors: Vectors, words: Mapping[str, Vectors]) -> None:
        """`words` are the vectors of the glossary's official words."""
        self._centre = vectors.mean(axis=0)
        self._vectors = _unit(vectors - self._centre)
        self._best = BestOf(entries)
        self._middles = _middles(self._vectors, entries)
        self._official = self._vectors[official_names(entries)]
        centre_of_words = np.mean(list(words.values()), axis=0) if words else 0.0
        self._words = {word: vector - centre_of_words for word, vector in words.items()}

    def channels(self, vector: Vectors, behind: Sequence[str]) -> dict[str, Scores]:
        """Each channel's score of every matter, for a text's vector and the official words behind the text."""
        centred = _unit(vector - self._centre)
        near = self._vectors @ centred
        every = self._best.any_text(near)
        return {
            "meaning_near": every,
            "meaning_name": self._best.names(near),
            "meaning_whole": self._middles @ centred,
            "meaning_official": self._best.names(self._vectors @ self._with_behind(centred, behind)),
            "meaning_kin": self._kin(every),
        }

    def _with_behind(self, centred: Vectors, behind: Sequence[str]) -> Vectors:
        known = [self._words[word] for word in behind if word in self._words]
        return _unit(centred + WEIGHT_BEHIND * _unit(np.mean(known, axis=0, dtype=np.float32))) if known else centred

    def _kin(self, near: Scores) -> Scores:
        """As in the lexical channels: how like a matter's name is to the names of those of which similar things are said."""
        nearest, weights = neighbours(near)
        alike = self._official[nearest] @ self._official.T
        alike[np.arange(len(nearest)), nearest] = 0.0
        return weights @ alike


def _unit(vectors: Vectors) -> Vectors:
    return (vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-6)).astype(np.float32, copy=False)


def _middles(vectors: Vectors, entries: Entries) -> Vectors:
    sums = np.zeros((len(entries.codes), vectors.shape[1]), np.float32)
    np.add.at(sums, entries.owner, vectors)
    return _unit(sums)
