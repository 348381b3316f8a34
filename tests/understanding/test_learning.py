"""The ranker's weights: learned the same way every time, better than none, and adding up to one."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from bot.catalogue.model import Matter, Sample
from bot.understanding.encoding import Vectors
from bot.understanding.learning import learn
from bot.understanding.ranking import Weights, features, load_weights, pool, probabilities, save_weights
from tests.factories import a_matter
from tests.understanding.encoders import FakeEncoder

WAYS = ("{}咋办", "{}带啥材料", "{}上哪办", "俺想办{}", "{}多少钱", "{}几天下来", "请问{}怎么弄", "{}丢了")
NAMES = ("高龄津贴", "居住证", "食品经营许可", "残疾人证", "婚姻登记", "社保卡")
NOT_MATTERS = ("你好", "谢谢啊", "今天天气咋样", "讲个笑话", "你是谁", "再见", "哈哈", "几点了")


def tiny() -> dict[str, Matter]:
    return {
        f"X-{n}": a_matter(f"X-{n}", name, aliases=(), samples=tuple(Sample(way.format(name), ()) for way in WAYS)) for n, name in enumerate(NAMES)
    }


def encode(texts: Sequence[str]) -> Vectors:
    encoder = FakeEncoder()
    return np.array([encoder.encode(text) for text in texts], np.float32)


@pytest.fixture(scope="module")
def learned() -> dict[str, Weights]:
    return learn(tiny(), NOT_MATTERS, encode)


def test_learning_twice_gives_the_same(learned: dict[str, Weights]) -> None:
    again = learn(tiny(), NOT_MATTERS, encode)
    assert again.keys() == learned.keys()
    for key, weights in learned.items():
        assert np.array_equal(weights.candidate, again[key].candidate) and np.array_equal(weights.none, again[key].none)


def test_there_are_weights_with_vectors_and_without(learned: dict[str, Weights]) -> None:
    assert len(learned) == 2 and sum("meaning" in key for key in learned) == 1
    assert learned.keys() == load_weights().keys()


def test_weights_keep_through_their_file(learned: dict[str, Weights], tmp_path: Path) -> None:
    save_weights(learned, tmp_path / "ranker.json")
    kept = load_weights(tmp_path / "ranker.json")
    for key, weights in learned.items():
        assert kept[key].channels == weights.channels and kept[key].candidate == pytest.approx(weights.candidate, abs=1e-4)


@pytest.mark.parametrize("count", [1, 2, 30, 300])
def test_probabilities_add_up_to_one(count: int) -> None:
    weights = next(each for key, each in load_weights().items() if "meaning" not in key)
    random = np.random.default_rng(count)
    channels = {name: random.random(count).astype(np.float32) for name in weights.channels}
    chosen = pool(channels)
    found = probabilities(*features(channels, weights.channels, chosen), weights)
    assert len(chosen) == min(count, 30) and len(found) == len(chosen) + 1
    assert found.sum() == pytest.approx(1) and (found >= 0).all()


def test_huge_values_do_not_overflow() -> None:
    weights = Weights(("a",), np.array([1e6, 0.0]), np.array([1.0, 1.0]))
    found = probabilities(np.array([[1.0, 1.0], [0.0, 0.5]]), np.array([1.0, 1.0]), weights)
    assert found.tolist() == pytest.approx([1, 0, 0])
