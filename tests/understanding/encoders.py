"""A stand-in for the sentence encoder: the same text always gets the same unit vector, and what was encoded is counted."""

import hashlib
import threading

import numpy as np

from bot.understanding.encoding import Vectors

SIZE = 16


class FakeEncoder:
    """Each character has a direction of its own; a text is the sum of its characters."""

    def __init__(self, name: str = "fake") -> None:
        self.name = name
        self.asked: list[str] = []
        self._lock = threading.Lock()

    def encode(self, text: str) -> Vectors:
        """The vector of `text`."""
        with self._lock:
            self.asked.append(text)
        total = sum((_direction(each) for each in text), np.zeros(SIZE, np.float32))
        length = float(np.linalg.norm(total))
        return np.asarray(total / length if length else total, np.float32)


def _direction(character: str) -> Vectors:
    seed = int.from_bytes(hashlib.sha256(character.encode()).digest()[:4])
    return np.random.default_rng(seed).standard_normal(SIZE).astype(np.float32)
