"""`zhoudao catalogue confusable`: what staff read."""

import pytest

from bot.cli import confusing
from tests.evaluation.test_confusable import catalogue, matter


@pytest.fixture
def told(own_database: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    first = matter("A", "残疾人证新办", "长寿本补办", asked=("残疾人证新办去哪",))
    second = matter(
        "B",
        "残疾人证换办",
        "长寿本补办了",
        "补办长寿本",
        asked=(
            "长寿本补办带啥",
            "长寿本补办去哪，" + "俺娘的本本找不着了" * 5,
        ),
    )
    monkeypatch.setattr(confusing, "migrate", lambda: None)
    monkeypatch.setattr(confusing.repository, "published", lambda opened: catalogue(first, second))
    confusing.confusable.main([], standalone_mode=False)
    return capsys.readouterr().out


def test_a_pair_with_its_counts_examples_and_own_words(told: str) -> None:
    assert "1. A 残疾人证新办 ⇄ B 残疾人证换办" in told
    assert "   A 的 2 句里有 1 句：“长寿本补办”" in told
    assert "名称里能分开的字：A 新办；B 换办" in told


def test_long_lines_are_cut_and_names_nearly_equal_follow(told: str) -> None:
    assert all(len(line) < 100 for line in told.splitlines() if line.startswith("   "))
    assert "A “残疾人证新办” ↔ B “残疾人证换办”（只差一个字）" in told
    assert "怎么办（改 data/catalogue 里的表" in told
