"""The vector channels: likeness of meaning to a matter's nearest text and name, and a regression that tells matters apart by meaning."""

import numpy as np

from bot.understanding.encoding import Vectors
from bot.understanding.lexical import TEXTS_TO_TELL_APART, BestOf, Entries, Scores

RIDGE_ALPHA = 1.0


class SemanticIndex:
    """The vector channels over one catalogue. Vectors are centred: all sentences of this encoder point much the same way."""

    def __init__(self, entries: Entries, vectors: Vectors) -> None:
        self._centre = vectors.mean(axis=0)
        self._vectors = _unit(vectors - self._centre)
        self._best = BestOf(entries)
        self._apart = _tell_apart(self._vectors, entries) if entries.texts_a_matter >= TEXTS_TO_TELL_APART else None

    def channels(self, vector: Vectors) -> dict[str, Scores]:
        """Each channel's score of every matter."""
        centred = _unit(vector - self._centre)
        near = self._vectors @ centred
        scores = {"meaning_near": self._best.any_text(near), "meaning_name": self._best.names(near)}
        if self._apart is not None:
            scores["meaning_apart"] = self._apart @ np.append(centred, np.float32(1))
        return scores


def _unit(vectors: Vectors) -> Vectors:
    return (vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-6)).astype(np.float32, copy=False)


def _tell_apart(vectors: Vectors, entries: Entries) -> Scores:
    features = np.hstack([vectors, np.ones((len(vectors), 1), np.float32)])
    sums = np.zeros((len(entries.codes), features.shape[1]), np.float32)
    np.add.at(sums, entries.owner, features)
    targets = 2 * sums - features.sum(axis=0)
    gram = features.T @ features + RIDGE_ALPHA * np.eye(features.shape[1], dtype=np.float32)
    solved: Scores = np.linalg.solve(gram, targets.T).T.astype(np.float32)
    return solved
