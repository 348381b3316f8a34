"""Vectors of catalogue texts are made once for each encoder and text."""

from pathlib import Path

import numpy as np
import pytest

from bot.understanding.encoding import VectorStore, make_encoder
from tests.understanding.encoders import FakeEncoder


def silent(done: int, all_texts: int) -> None:
    pass


def test_nothing_is_encoded_twice_even_after_a_restart(tmp_path: Path) -> None:
    encoder = FakeEncoder()
    first = VectorStore(tmp_path, encoder).vectors(["甲", "乙", "甲"], silent)
    again = VectorStore(tmp_path, encoder).vectors(["乙", "丙", "甲"], silent)
    assert sorted(encoder.asked) == ["丙", "乙", "甲"]
    assert first.shape == (3, 16) and np.array_equal(first[0], first[2]) and np.array_equal(again[0], first[1])


def test_stored_vectors_are_as_good_as_fresh_ones(tmp_path: Path) -> None:
    encoder = FakeEncoder()
    stored = VectorStore(tmp_path, encoder).vectors(["高龄津贴"], silent)[0]
    assert float(stored @ encoder.encode("高龄津贴")) == pytest.approx(1, abs=1e-3)


def test_another_encoder_has_vectors_of_its_own(tmp_path: Path) -> None:
    one, other = FakeEncoder("one"), FakeEncoder("other")
    for encoder in (one, other):
        VectorStore(tmp_path, encoder).vectors(["甲"], silent)
    assert (one.asked, other.asked) == (["甲"], ["甲"])


def test_progress_is_told_by_batches(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    VectorStore(tmp_path, FakeEncoder()).vectors([str(n) for n in range(130)], lambda done, of: told.append((done, of)))
    assert told == [(64, 130), (128, 130), (130, 130)]


def test_no_encoder_is_a_setting() -> None:
    assert make_encoder("none") is None
