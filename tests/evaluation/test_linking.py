"""The linker alone is timed on catalogues that are what they are called."""

import hashlib
from pathlib import Path

import numpy as np
import pytest

from bot.catalogue.model import Matter, Sample
from bot.evaluation.linking import begin_vectors, linker_figures, synthetic
from bot.understanding.encoding import Vectors

NAMES = ("老年优待证办理", "社会保障卡补领", "居住证申领", "残疾人证换领", "食品经营许可", "护照签发")
REAL = {f"M{n}": Matter(f"M{n}", name, "局", aliases=(name[:3],), samples=(Sample(f"{name}要带啥", ("materials",)),)) for n, name in enumerate(NAMES)}
TEXTS = [f"{name[:4]}咋弄" for name in NAMES]


class FakeEncoder:
    """A vector for every text, of no meaning at all."""

    name = "fake"

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode(self, text: str) -> Vectors:
        self.encoded.append(text)
        seed = int(hashlib.sha256(text.encode()).hexdigest()[:8], 16)
        vector = np.random.default_rng(seed).normal(size=8).astype(np.float32)
        return np.asarray(vector / np.linalg.norm(vector), np.float32)


def test_synthetic_matters_are_new_and_distinct() -> None:
    made = synthetic(REAL, 20)
    names = {matter.name for matter in made.values()}
    assert len(made) == len(names) == 20
    assert not names & set(NAMES)
    assert all(code == matter.code for code, matter in made.items())
    assert synthetic(REAL, 20) == made


def test_there_are_no_more_than_there_can_be() -> None:
    assert len(synthetic(REAL, 1000)) == len(NAMES) * (len(NAMES) - 1)
    assert synthetic(REAL, 0) == {}


def test_without_an_encoder_only_the_lexical_way_is_timed(tmp_path: Path) -> None:
    (row,) = linker_figures("catalogue", REAL, TEXTS, None, tmp_path)
    assert (row["source"], row["matters"], row["way"], row["n"]) == ("catalogue", 6, "lexical", 6)
    assert 0 < row["latency_ms"]["p50"] <= row["latency_ms"]["max"]


def test_of_the_other_way_only_the_links_that_ran_the_encoder_count(tmp_path: Path) -> None:
    encoder = FakeEncoder()
    lexical, semantic = linker_figures("catalogue", REAL, TEXTS, encoder, tmp_path)
    asked = [text for text in encoder.encoded if text in TEXTS]
    assert (lexical["way"], semantic["way"]) == ("lexical", "encoder")
    assert len(asked) == 2 * semantic["n"]  # once to warm up
    assert (tmp_path / "fake.npz").is_file()


@pytest.mark.parametrize("there", [True, False])
def test_vectors_of_the_real_system_are_read_but_never_written(tmp_path: Path, there: bool) -> None:
    if there:
        (tmp_path / "vectors").mkdir()
        (tmp_path / "vectors" / "fake.npz").write_bytes(b"real")
    own = begin_vectors(tmp_path / "own", tmp_path / "vectors")
    assert own == tmp_path / "own"
    assert (own / "fake.npz").exists() is there
    if there:
        (own / "fake.npz").write_bytes(b"more")
        assert (begin_vectors(own, tmp_path / "vectors") / "fake.npz").read_bytes() == b"more"
        assert (tmp_path / "vectors" / "fake.npz").read_bytes() == b"real"
