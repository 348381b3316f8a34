"""Learns the ranker's weights from the catalogue's own samples and the topics: every sample is asked of an index that does not hold it.

Reproducible: no randomness but the fold of a text, which is its hash.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import minimize

from bot.catalogue.model import Matter
from bot.understanding.encoding import Vectors
from bot.understanding.lexical import LexicalIndex, Scores, entries_of
from bot.understanding.ranking import Array, Weights, features, key_of, pool
from bot.understanding.semantic import SemanticIndex

FOLDS = 5
PENALTY = 1.0
Encode = Callable[[Sequence[str]], Vectors]


@dataclass(frozen=True, slots=True)
class Case:
    """One asked text, as features: the right candidate's position, or the last one for none."""

    candidates: Array
    none: Array
    right: int


def learn(matters: Mapping[str, Matter], not_matters: Sequence[str], encode: Encode) -> dict[str, Weights]:
    """Weights for every set of channels: with vectors and without, with samples to tell apart and without."""
    found: dict[str, list[tuple[dict[str, Scores], str | None, list[str]]]] = {}
    for asked in _asked(matters, not_matters, encode):
        for channels in _sets(asked[0]):
            found.setdefault(key_of(channels), []).append((channels, asked[1], asked[2]))
    return {key: _fit(cases) for key, cases in found.items()}


def _asked(matters: Mapping[str, Matter], not_matters: Sequence[str], encode: Encode) -> Iterable[tuple[dict[str, Scores], str | None, list[str]]]:
    for fold in range(FOLDS):
        kept = {code: replace(matter, samples=tuple(s for s in matter.samples if _fold(s.text) != fold)) for code, matter in matters.items()}
        entries = entries_of(kept)
        lexical, semantic = LexicalIndex(entries), SemanticIndex(entries, encode(entries.texts))
        left_out: list[tuple[str, str | None]] = [(s.text, code) for code, matter in matters.items() for s in matter.samples if _fold(s.text) == fold]
        left_out += [(text, None) for text in not_matters if _fold(text) == fold]
        for (text, code), vector in zip(left_out, encode([text for text, _ in left_out]), strict=True):
            yield lexical.channels(text) | semantic.channels(vector), code, entries.codes


def _sets(channels: dict[str, Scores]) -> list[dict[str, Scores]]:
    """The sets of channels that can be met: without vectors, without samples, without both."""
    lexical = {name: scores for name, scores in channels.items() if not name.startswith("meaning")}
    return [each for full in (channels, lexical) for each in (full, {name: s for name, s in full.items() if not name.endswith("apart")})]


def _fold(text: str) -> int:
    return hashlib.sha256(text.encode()).digest()[0] % FOLDS


def _fit(asked: Sequence[tuple[dict[str, Scores], str | None, list[str]]]) -> Weights:
    order = tuple(sorted(asked[0][0]))
    cases = [case for channels, code, codes in asked if (case := _case(channels, order, code, codes))]
    size = cases[0].candidates.shape[1]

    def loss(weights: Array) -> tuple[float, Array]:
        total, gradient = PENALTY * float(weights @ weights) / 2, PENALTY * weights
        for case in cases:
            value, slope = _loss_of(case, weights[:size], weights[size:])
            total, gradient = total + value, gradient + slope
        return total / len(cases), gradient / len(cases)

    best = minimize(loss, np.zeros(size + cases[0].none.size), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return Weights(order, best.x[:size], best.x[size:])


def _case(channels: dict[str, Scores], order: tuple[str, ...], code: str | None, codes: list[str]) -> Case | None:
    chosen = pool(channels)
    candidates, none = features(channels, order, chosen)
    if code is None:
        return Case(candidates, none, len(chosen))
    places = np.flatnonzero(chosen == codes.index(code))
    return Case(candidates, none, int(places[0])) if places.size else None


def _loss_of(case: Case, candidate: Array, none: Array) -> tuple[float, Array]:
    logits = np.append(case.candidates @ candidate, case.none @ none)
    logits -= logits.max()
    p = np.exp(logits) / np.exp(logits).sum()
    error = p.copy()
    error[case.right] -= 1
    slope = np.concatenate([case.candidates.T @ error[:-1], case.none * error[-1]])
    return -float(np.log(p[case.right] + 1e-12)), slope
