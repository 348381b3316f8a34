"""A citizen's words → the matters meant, with calibrated probabilities. Lexical at once; by meaning where the lexical channels do not settle it."""

import logging
import threading
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.catalogue.model import Matter
from bot.understanding.encoding import Encoder, VectorStore
from bot.understanding.glossary import read_glossary
from bot.understanding.lexical import LexicalIndex, Scores, entries_of
from bot.understanding.normalizing import core, plain
from bot.understanding.ranking import features, load_weights, pool, probabilities, weights_for
from bot.understanding.semantic import SemanticIndex

SETTLED = 0.9
SAID_IN_FULL = 0.99  # nothing but a name, official or everyday, that no other matter bears
WORTH_NAMING = 0.01
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A matter that may be meant, and the probability that it is."""

    code: str
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class Linked:
    """All candidates worth naming, best first; `none` is the probability that no matter is meant."""

    candidates: tuple[Candidate, ...]
    none: float
    encoder_used: bool


class Linker:
    """Links words to the matters of one catalogue. Safe to share between threads; made anew for a new catalogue."""

    def __init__(self, matters: Mapping[str, Matter], encoder: Encoder | None = None) -> None:
        """Lexical at once; `encode` adds the channels of meaning."""
        self._glossary = read_glossary()
        self._names = {code: matter.name for code, matter in matters.items()}
        self._entries = entries_of(matters)
        self._lexical = LexicalIndex(self._entries, self._glossary) if matters else None
        self._encoder = encoder
        self._semantic: SemanticIndex | None = None
        self._by_name = _by_name(matters)
        self._weights = load_weights()
        self.encoded = 0

    @property
    def entries(self) -> int:
        """How many texts stand for matters."""
        return len(self._entries.texts)

    def encode_in_background(self, folder: Path) -> None:
        """Computes the vectors of new texts in a thread; until they are there matters are found lexically."""
        if self._encoder and self._lexical:
            threading.Thread(target=self.encode, args=(folder,), name="vectors", daemon=True).start()

    def encode(self, folder: Path) -> None:
        """Computes the vectors of new texts, with `folder` as their store, and adds the channels of meaning."""
        assert self._encoder
        words = self._glossary.words
        vectors = VectorStore(folder, self._encoder).vectors([*self._entries.texts, *words], self._note_progress)
        self._semantic = SemanticIndex(self._entries, vectors[: self.entries], dict(zip(words, vectors[self.entries :], strict=True)))
        self.encoded = self.entries

    def link(self, text: str) -> Linked:
        """The matters that `text` may mean; “那居住证呢” is looked up as “居住证”."""
        if self._lexical is None:
            return Linked((), 1.0, False)
        text = core(text)
        named = self._by_name.get(plain(text), ())
        if len(named) == 1:
            return Linked((Candidate(named[0], self._names[named[0]], SAID_IN_FULL),), 1 - SAID_IN_FULL, False)
        channels = self._lexical.channels(text)
        linked = self._ranked(channels, encoder_used=False)
        if self._semantic is None or self._encoder is None or _is_settled(linked):
            return linked
        behind = self._glossary.behind(plain(text))
        return self._ranked(channels | self._semantic.channels(self._encoder.encode(text), behind), encoder_used=True)

    def _ranked(self, channels: Mapping[str, Scores], encoder_used: bool) -> Linked:
        weights = weights_for(channels, self._weights)
        chosen = pool(channels)
        *scores, none = probabilities(*features(channels, weights.channels, chosen), weights)
        best = [(self._entries.codes[chosen[n]], float(scores[n])) for n in np.argsort(scores)[::-1]]
        named = tuple(Candidate(code, self._names[code], round(score, 4)) for code, score in best[:10] if score >= WORTH_NAMING or code == best[0][0])
        return Linked(named, float(none), encoder_used)

    def _note_progress(self, done: int, all_texts: int) -> None:
        self.encoded = min(self.entries - (all_texts - done), self.entries - 1)  # all only when their channels are there
        log.info("vectors of catalogue texts: %d of %d", done, all_texts)


def _is_settled(linked: Linked) -> bool:
    return linked.candidates[0].score >= SETTLED or linked.none >= SETTLED


def _by_name(matters: Mapping[str, Matter]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for code, matter in matters.items():
        for name in {plain(each) for each in (matter.name, *matter.aliases)}:
            found[name].append(code)
    return found
