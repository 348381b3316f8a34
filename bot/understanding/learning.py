"""Learns the ranker's weights from the catalogue's own samples and the topics: every sample is asked of an index that does not hold it.

Reproducible: no randomness but the fold of a text, which is its hash.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
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
WEIGHT_OF_NONE = 0.4  # follow-ups and small talk are many in the topics; in life most first messages name a matter
Encode = Callable[[Sequence[str]], Vectors]


@dataclass(frozen=True, slots=True)
class Case:
    """One asked text, as features: the right candidate's position, or the last one for none."""

    candidates: Array
    none: Array
    right: int
    weight: float


@dataclass(frozen=True, slots=True)
class Asking:
    """One asked text: its channels, the right code (None for none), and the codes in their order."""

    channels: dict[str, Scores]
    code: str | None
    codes: list[str]


def learn(matters: Mapping[str, Matter], not_matters: Sequence[str], encode: Encode) -> dict[str, Weights]:
    """Weights for the channels with vectors and without."""
    found: dict[str, list[Asking]] = {}
    for asked in _asked(matters, not_matters, encode):
        for channels in _sets(asked.channels):
            found.setdefault(key_of(channels), []).append(replace(asked, channels=channels))
    return {key: _fit(cases) for key, cases in found.items()}


def _asked(matters: Mapping[str, Matter], not_matters: Sequence[str], encode: Encode) -> Iterator[Asking]:
    """Every text asked of an index without it; in each fold some matters are known by name alone, as new ones are."""
    for fold in range(FOLDS):
        kept = {code: _reduced(matter, fold) for code, matter in matters.items()}
        entries = entries_of(kept)
        lexical, semantic = LexicalIndex(entries), SemanticIndex(entries, encode(entries.texts))
        left_out: list[tuple[str, str | None]] = [(s.text, code) for code, matter in matters.items() for s in matter.samples if _fold(s.text) == fold]
        left_out += [(text, None) for text in not_matters if _fold(text) == fold]
        for (text, code), vector in zip(left_out, encode([text for text, _ in left_out]), strict=True):
            yield Asking(lexical.channels(text) | semantic.channels(vector), code, entries.codes)


def _reduced(matter: Matter, fold: int) -> Matter:
    if _fold(matter.code) == fold:
        return replace(matter, samples=(), aliases=())
    return replace(matter, samples=tuple(sample for sample in matter.samples if _fold(sample.text) != fold))


def _sets(channels: dict[str, Scores]) -> tuple[dict[str, Scores], dict[str, Scores]]:
    return channels, {name: scores for name, scores in channels.items() if not name.startswith("meaning")}


def _fold(text: str) -> int:
    return hashlib.sha256(text.encode()).digest()[0] % FOLDS


def _fit(asked: Sequence[Asking]) -> Weights:
    order = tuple(sorted(asked[0].channels))
    cases = [case for each in asked if (case := _case(each, order))]
    size = cases[0].candidates.shape[1]

    def loss(weights: Array) -> tuple[float, Array]:
        total, gradient = PENALTY * float(weights @ weights) / 2, PENALTY * weights
        for case in cases:
            value, slope = _loss_of(case, weights[:size], weights[size:])
            total, gradient = total + value, gradient + slope
        return total / len(cases), gradient / len(cases)

    best = minimize(loss, np.zeros(size + cases[0].none.size), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return Weights(order, best.x[:size], best.x[size:])


def _case(asking: Asking, order: tuple[str, ...]) -> Case | None:
    chosen = pool(asking.channels)
    candidates, none = features(asking.channels, order, chosen)
    if asking.code is None:
        return Case(candidates, none, len(chosen), WEIGHT_OF_NONE)
    places = np.flatnonzero(chosen == asking.codes.index(asking.code))
    return Case(candidates, none, int(places[0]), 1.0) if places.size else None


def _loss_of(case: Case, candidate: Array, none: Array) -> tuple[float, Array]:
    logits = np.append(case.candidates @ candidate, case.none @ none)
    logits -= logits.max()
    p = np.exp(logits) / np.exp(logits).sum()
    error = p.copy()
    error[case.right] -= 1
    error *= case.weight
    slope = np.concatenate([case.candidates.T @ error[:-1], case.none * error[-1]])
    return -case.weight * float(np.log(p[case.right] + 1e-12)), slope
