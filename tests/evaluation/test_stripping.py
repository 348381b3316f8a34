"""Bare matters have lost what people say, and nothing else."""

from pathlib import Path

from bot.district.loading import read
from bot.evaluation.stripping import strip
from bot.settings import ROOT

CATALOGUE = ROOT / "data" / "catalogue"


def test_aliases_and_samples_of_some_matters_are_gone(tmp_path: Path) -> None:
    made, codes = strip(CATALOGUE, 40, 1, tmp_path / "made")
    (before, _), (after, faults) = read(CATALOGUE), read(made)
    assert len(codes) == 40
    assert not faults
    for old, new in zip(before["matters.csv"], after["matters.csv"], strict=True):
        assert new.values == (old.values | {"aliases": []} if old.values["code"] in codes else old.values)
    kept = [record.values for record in before["sample_questions.csv"] if record.values["matter"] not in codes]
    assert [record.values for record in after["sample_questions.csv"]] == kept
    assert len(kept) < len(before["sample_questions.csv"])
    assert after["materials.csv"] == before["materials.csv"]


def test_the_seed_decides(tmp_path: Path) -> None:
    chosen = [strip(CATALOGUE, 40, seed, tmp_path / str(n))[1] for n, seed in enumerate((1, 1, 2))]
    assert chosen[0] == chosen[1] != chosen[2]


def test_a_plain_list_has_nothing_to_lose(tmp_path: Path) -> None:
    plain = tmp_path / "list.csv"
    plain.write_text("事项编号,事项名称,实施主体\nA,甲,局\nB,乙,局\n", "utf-8")
    assert strip(plain, 1, 1, tmp_path / "made")[0] == plain
    assert strip(plain, 9, 1, tmp_path / "made")[1] == {"A", "B"}
