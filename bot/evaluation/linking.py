"""The linker alone: how long one link takes on the catalogue, on many more matters, and on other districts' lists."""

import random
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.catalogue.model import Matter
from bot.evaluation.figures import latency
from bot.understanding.encoding import Encoder
from bot.understanding.linker import Linker

Matters = Mapping[str, Matter]

SEED = 1
WARMING = 10


def synthetic(real: Matters, count: int) -> dict[str, Matter]:
    """`count` matters that do not exist, or as many as there can be: the beginning of one real name and the end of another."""
    known, names = {matter.name for matter in real.values()}, sorted(matter.name for matter in real.values())
    ends = [(first[: len(first) // 2], second[len(second) // 2 :]) for first in names for second in names]
    made = sorted({first + second for first, second in ends} - known)
    chosen = random.Random(SEED).sample(made, min(count, len(made)))
    return {f"synthetic-{n}": Matter(f"synthetic-{n}", name, "") for n, name in enumerate(chosen)}


def linker_figures(source: str, matters: Matters, texts: Sequence[str], encoder: Encoder | None, vectors: Path) -> list[dict[str, Any]]:
    """Milliseconds of a link without the encoder and, with one, of those links that ran it. New vectors are kept in the folder `vectors`."""
    about = {"source": source, "matters": len(matters)}
    lexical = _timed(Linker(matters), texts)
    rows = [about | {"way": "lexical", "n": len(lexical), "latency_ms": latency([ms for ms, _ in lexical])}]
    if encoder:
        linker = Linker(matters, encoder)
        linker.encode(vectors)
        ran = [ms for ms, used in _timed(linker, texts) if used]
        rows.append(about | {"way": "encoder", "n": len(ran), "latency_ms": latency(ran)})
    return rows


def begin_vectors(own: Path, shared: Path) -> Path:
    """The folder `own`, which begins with the vectors of the real system: measuring never writes into those."""
    if shared.is_dir() and not own.exists():
        shutil.copytree(shared, own)
    return own


def _timed(linker: Linker, texts: Sequence[str]) -> list[tuple[float, bool]]:
    for text in texts[:WARMING]:
        linker.link(text)
    return [_link(linker.link, text) for text in texts]


def _link(link: Callable[[str], Any], text: str) -> tuple[float, bool]:
    started = time.perf_counter()
    linked = link(text)
    return (time.perf_counter() - started) * 1000, linked.encoder_used
