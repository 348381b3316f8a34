"""The vector channels: likeness of meaning to a matter's nearest text, to its nearest name, and to all its texts together."""

import numpy as np

from bot.understanding.encoding import Vectors
from bot.understanding.lexical import BestOf, Entries, Scores


class SemanticIndex:
    """The vector channels over one catalogue. Vectors are centred: all sentences of this encoder point much the same way."""

    def __init__(self, entries: Entries, vectors: Vectors) -> None:
        self._centre = vectors.mean(axis=0)
        self._vectors = _unit(vectors - self._centre)
        self._best = BestOf(entries)
        self._middles = _middles(self._vectors, entries)

    def channels(self, vector: Vectors) -> dict[str, Scores]:
        """Each channel's score of every matter."""
        centred = _unit(vector - self._centre)
        near = self._vectors @ centred
        return {"meaning_near": self._best.any_text(near), "meaning_name": self._best.names(near), "meaning_whole": self._middles @ centred}


def _unit(vectors: Vectors) -> Vectors:
    return (vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-6)).astype(np.float32, copy=False)


def _middles(vectors: Vectors, entries: Entries) -> Vectors:
    sums = np.zeros((len(entries.codes), vectors.shape[1]), np.float32)
    np.add.at(sums, entries.owner, vectors)
    return _unit(sums)
