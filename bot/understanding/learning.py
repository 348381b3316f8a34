"""Learns the ranker's weights from the catalogue's own samples and the topics: every sample is asked of an index that does not hold it.

Reproducible: no randomness but the fold of a text, which is its hash.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from bot.catalogue.model import Matter
from bot.understanding.encoding import Vectors
from bot.understanding.glossary import Glossary, read_glossary
from bot.understanding.lexical import LexicalIndex, Scores, entries_of
from bot.understanding.normalizing import plain
from bot.understanding.ranking import POOL, Array, Weights, features, key_of, pool
from bot.understanding.semantic import SemanticIndex

FOLDS = 5
PENALTY = 1.0
WEIGHT_OF_NONE = 0.4  # follow-ups and small talk are many in the topics; in life most first messages name a matter
Encode = Callable[[Sequence[str]], Vectors]


@dataclass(frozen=True, slots=True)
class Asking:
    """One asked text: its channels, the right code (None for none), and the codes in their order."""

    channels: dict[str, Scores]
    code: str | None
    codes: list[str]


@dataclass(frozen=True, slots=True)
class Cases:
    """All asked texts as arrays: the candidates' features (texts, POOL, features), those of «none», the right position (POOL: none), and weights."""

    candidates: Array
    none: Array
    right: npt.NDArray[np.int64]
    weight: Array


def learn(matters: Mapping[str, Matter], not_matters: Sequence[str], encode: Encode) -> dict[str, Weights]:
    """Weights for the channels with vectors and without."""
    found: dict[str, list[Asking]] = {}
    for asked in _asked(matters, not_matters, encode):
        for channels in _sets(asked.channels):
            found.setdefault(key_of(channels), []).append(replace(asked, channels=channels))
    return {key: _fit(cases) for key, cases in found.items()}


def _asked(matters: Mapping[str, Matter], not_matters: Sequence[str], encode: Encode) -> Iterator[Asking]:
    """Every text asked twice of an index without it: once as things are, once where some matters are known by name alone, as new ones are."""
    glossary = read_glossary()
    words = dict(zip(glossary.words, encode(glossary.words), strict=True))
    for fold in range(FOLDS):
        left_out: list[tuple[str, str | None]] = [(s.text, code) for code, matter in matters.items() for s in matter.samples if _fold(s.text) == fold]
        left_out += [(text, None) for text in not_matters if _fold(text) == fold]
        known = {code: _without(matter, fold) for code, matter in matters.items()}
        some_new = {code: _as_new(matter) if _fold(code) == fold else matter for code, matter in known.items()}
        for world in (known, some_new):
            yield from _asked_in(world, left_out, encode, glossary, words)


def _asked_in(
    world: Mapping[str, Matter], texts: Sequence[tuple[str, str | None]], encode: Encode, glossary: Glossary, words: Mapping[str, Vectors]
) -> Iterator[Asking]:
    entries = entries_of(world)
    lexical, semantic = LexicalIndex(entries, glossary), SemanticIndex(entries, encode(entries.texts), words)
    for (text, code), vector in zip(texts, encode([text for text, _ in texts]), strict=True):
        yield Asking(lexical.channels(text) | semantic.channels(vector, glossary.behind(plain(text))), code, entries.codes)


def _without(matter: Matter, fold: int) -> Matter:
    return replace(matter, samples=tuple(sample for sample in matter.samples if _fold(sample.text) != fold))


def _as_new(matter: Matter) -> Matter:
    return replace(matter, samples=(), aliases=())


def _sets(channels: dict[str, Scores]) -> tuple[dict[str, Scores], dict[str, Scores]]:
    return channels, {name: scores for name, scores in channels.items() if not name.startswith("meaning")}


def _fold(text: str) -> int:
    return hashlib.sha256(text.encode()).digest()[0] % FOLDS


def _fit(asked: Sequence[Asking]) -> Weights:
    order = tuple(sorted(asked[0].channels))
    cases = _cases(asked, order)
    size = cases.candidates.shape[2]
    best = minimize(lambda weights: _loss(cases, weights[:size], weights[size:]), np.zeros(size + cases.none.shape[1]), jac=True, method="L-BFGS-B")
    return Weights(order, best.x[:size], best.x[size:])


def _cases(asked: Sequence[Asking], order: tuple[str, ...]) -> Cases:
    """A text whose matter is not among the candidates teaches nothing and is left out."""
    rows = [row for each in asked if (row := _row(each, order))]
    return Cases(
        np.array([row[0] for row in rows]), np.array([row[1] for row in rows]), np.array([row[2] for row in rows]), np.array([row[3] for row in rows])
    )  # fmt: skip


def _row(asking: Asking, order: tuple[str, ...]) -> tuple[Array, Array, int, float] | None:
    chosen = pool(asking.channels)
    candidates, none = features(asking.channels, order, chosen)
    padded = np.zeros((POOL, candidates.shape[1]))
    padded[: len(candidates)] = candidates
    if asking.code is None:
        return padded, none, POOL, WEIGHT_OF_NONE
    places = np.flatnonzero(chosen == asking.codes.index(asking.code))
    return (padded, none, int(places[0]), 1.0) if places.size else None


def _loss(cases: Cases, candidate: Array, none: Array) -> tuple[float, Array]:
    """The mean loss with its penalty, and its slope."""
    there = np.where(cases.candidates.any(axis=2), cases.candidates @ candidate, -np.inf)  # a small catalogue fills no pool
    logits = np.hstack([there, (cases.none @ none)[:, None]])
    logits -= logits.max(axis=1, keepdims=True)
    p = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    each, count, weights = np.arange(len(p)), len(p), np.concatenate([candidate, none])
    value = -(cases.weight * np.log(p[each, cases.right] + 1e-12)).sum() + PENALTY * float(weights @ weights) / 2
    p[each, cases.right] -= 1
    error = p * cases.weight[:, None]
    slope = np.concatenate([np.tensordot(error[:, :-1], cases.candidates, axes=2), error[:, -1] @ cases.none]) + PENALTY * weights
    return value / count, slope / count
