"""Many distinct questions at once: how fast the whole system answers, and how often it ran the encoder."""

import random
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from bot import wording
from bot.evaluation.figures import latency, rate
from bot.evaluation.model import Reply

Sample = tuple[str, str]
Ask = Callable[[str, str], Reply]

ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Load:
    """The replies to questions asked by `concurrency` people at a time, and how long all of them took."""

    concurrency: int
    replies: Sequence[Reply]
    seconds: float


def distinct_questions(samples: Sequence[Sample], count: int, seed: int) -> list[str]:
    """At most `count` questions that nobody has asked: two samples (matter, text) in one breath, every other time of two matters."""
    dice = random.Random(seed)
    by_matter: dict[str, list[str]] = defaultdict(list)
    for matter, text in samples:
        by_matter[matter].append(text)
    made: dict[str, None] = {}
    for attempt in range(ATTEMPTS * count):
        matter, first = dice.choice(samples)
        second = dice.choice(by_matter[matter]) if attempt % 2 else dice.choice(samples)[1]
        if first != second:
            made[f"{first.rstrip(wording.SENTENCE_ENDS)}{wording.PAUSE}{second}"] = None
    return list(made)[:count]


def drive(asker: Callable[[], Ask], texts: Iterable[str], concurrency: int) -> Load:
    """Asks all texts, each as a new person, `concurrency` at a time; every thread has an asker of its own."""
    own = threading.local()

    def ask(numbered: tuple[int, str]) -> Reply:
        if not hasattr(own, "ask"):
            own.ask = asker()
        reply: Reply = own.ask(f"{concurrency}-{numbered[0]}", numbered[1])
        return reply

    started = time.perf_counter()
    with ThreadPoolExecutor(concurrency) as pool:
        replies = list(pool.map(ask, enumerate(texts)))
    return Load(concurrency, replies, time.perf_counter() - started)


def load_figures(load: Load) -> dict[str, Any]:
    """Latency in ms, turns a second, errors, the shares of turns that ran the encoder and that were answered without Rasa."""
    answered = [reply for reply in load.replies if not reply.error]
    return {
        "concurrency": load.concurrency,
        "n": len(load.replies),
        "errors": len(load.replies) - len(answered),
        "latency_ms": latency([reply.ms for reply in answered]),
        "turns_per_s": round(len(answered) / load.seconds, 2),
        "encoder_share": rate(bool(reply.trace["encoder_used"]) for reply in answered),
        "degraded_share": rate(bool(reply.trace["degraded"]) for reply in answered),
    }
