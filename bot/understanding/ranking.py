"""From channels to calibrated probabilities: a conditional logit over the candidates and «none of them». Weights are learned by `zhoudao learn`.

One set of weights for each set of channels that can be there: with vectors and without.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.understanding.lexical import Scores

FILE = Path(__file__).with_name("ranker.json")
POOL = 30
LITTLE_KNOWN = 0.3  # at most three texts
Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of each channel's value and rank for a candidate, and of each channel's best value for «none»."""

    channels: tuple[str, ...]
    candidate: Array
    none: Array


def weights_for(channels: Mapping[str, Scores], learned: Mapping[str, Weights]) -> Weights:
    """The weights learned for just these channels. Raises KeyError for a set that was never learned."""
    return learned[key_of(channels)]


def key_of(channels: Mapping[str, Scores]) -> str:
    """The name of a set of channels."""
    return "+".join(sorted(channels))


def load_weights(path: Path = FILE) -> dict[str, Weights]:
    """The learned weights that ship with the program."""
    kept = json.loads(path.read_text("utf-8"))
    return {key: Weights(tuple(each["channels"]), np.array(each["candidate"]), np.array(each["none"])) for key, each in kept.items()}


def save_weights(learned: Mapping[str, Weights], path: Path = FILE) -> None:
    """Writes learned weights."""
    plain = {
        key: {"channels": each.channels, "candidate": each.candidate.round(4).tolist(), "none": each.none.round(4).tolist()}
        for key, each in learned.items()
    }
    path.write_text(json.dumps(plain, indent=1) + "\n", "utf-8")


def pool(channels: Mapping[str, Scores]) -> npt.NDArray[np.int64]:
    """The candidates worth ranking: the best by the sum of the standardised channels."""
    total = np.sum([(scores - scores.mean()) / (scores.std() + 1e-6) for name, scores in channels.items() if name != "few"], axis=0)
    most = min(POOL, len(total))
    chosen: npt.NDArray[np.int64] = np.argpartition(-total, most - 1)[:most]
    return chosen


def features(channels: Mapping[str, Scores], order: tuple[str, ...], candidates: npt.NDArray[np.int64]) -> tuple[Array, Array]:
    """For each candidate: every channel's value, and how near its rank there is to the first (0 without likeness), and both once more for a matter
    that is known by little but its name; and the features of «none»."""
    values = np.array([channels[name][candidates] for name in order], np.float64)
    ranks = np.array([np.where(row > 0, 1.0 / (1.0 + (row[None, :] > row[:, None] + 1e-9).sum(axis=1)), 0.0) for row in values])
    both = np.vstack([values, ranks]).T
    little_known = (channels["few"][candidates] > LITTLE_KNOWN)[:, None]
    return np.hstack([both, both * little_known]), np.append(values.max(axis=1), 1.0)


def probabilities(candidates: Array, none: Array, weights: Weights) -> Array:
    """The probability of each candidate and, last, of none; they add up to 1."""
    logits = np.append(candidates @ weights.candidate, none @ weights.none)
    exponents = np.exp(logits - logits.max())
    return np.asarray(exponents / exponents.sum())
