"""Noise changes texts as told, by the seed alone."""

import csv
import random
from difflib import SequenceMatcher

import pytest
from pypinyin import lazy_pinyin

from bot.evaluation.model import Question
from bot.evaluation.noise import (
    HAN,
    LOOK_ALIKES,
    OPERATORS,
    Noise,
    double,
    drop,
    fullwidth,
    level_one,
    look_alikes,
    nopunct,
    pinyin,
    spoil,
    traditional,
)
from tests.evaluation.replies import single

TEXT = "俺娘80了，有啥补贴？去哪办要带啥材料（13000001234）"
NOISE = Noise(frozenset("补贴材料办理身份证"))


def changed(text: str, other: str) -> int:
    return sum(one != two for one, two in zip(text, other, strict=True))


@pytest.mark.parametrize("name", OPERATORS)
def test_every_operator_changes_a_text_and_does_so_again(name: str) -> None:
    operator = NOISE.operators[name]
    spoilt = operator(TEXT, random.Random(1))
    assert spoilt != TEXT
    assert operator(TEXT, random.Random(1)) == spoilt


@pytest.mark.parametrize("name", OPERATORS)
@pytest.mark.parametrize("text", ["", "　　", "？？？", "1", "abc", "😀", "证", "a\u2028b\x0b"])
def test_no_operator_stumbles_or_leaves_nothing(name: str, text: str) -> None:
    assert bool(NOISE.operators[name](text, random.Random(1))) == bool(text)


@pytest.mark.parametrize("name", ["homophone", "shape"])
def test_about_one_in_eight_characters_changes(name: str) -> None:
    assert changed(TEXT, NOISE.operators[name](TEXT, random.Random(1))) == round(len(TEXT) / 8)
    assert changed("老年证", NOISE.operators[name]("老年证", random.Random(1))) == 1


@pytest.mark.parametrize("seed", range(20))
def test_homophones_sound_the_same(seed: int) -> None:
    spoilt = NOISE.homophone("老年证咋办", random.Random(seed))
    assert lazy_pinyin(spoilt, errors="ignore")[0] in ("lao", lazy_pinyin(spoilt)[0])
    old, new = next((one, two) for one, two in zip("老年证咋办", spoilt, strict=True) if one != two)
    assert lazy_pinyin(new) == lazy_pinyin(old)
    assert new in level_one()


def test_look_alikes_are_pairs_both_ways() -> None:
    table = look_alikes(LOOK_ALIKES)
    assert "未" in table["末"]
    assert all(character in table[other] for character, others in table.items() for other in others)


def test_the_table_of_look_alikes_is_large_and_clean() -> None:
    with LOOK_ALIKES.open(encoding="utf-8", newline="") as opened:
        pairs = [frozenset(row) for row in list(csv.reader(opened))[1:]]
    assert len(pairs) >= 150
    assert len(set(pairs)) == len(pairs)
    assert all(len(pair) == 2 and all(HAN.fullmatch(character) for character in pair) for pair in pairs)


@pytest.mark.parametrize("operator", [drop, double, NOISE.homophone, NOISE.shape, pinyin])
@pytest.mark.parametrize("seed", range(5))
def test_a_number_stays_the_number(operator: object, seed: int) -> None:
    assert "13000001234" in operator(TEXT, random.Random(seed))  # type: ignore[operator]


def test_drop_and_double() -> None:
    assert len(drop(TEXT, random.Random(1))) == len(TEXT) - round(len(TEXT) / 8)
    doubled = double(TEXT, random.Random(1))
    assert len(doubled) == len(TEXT) + round(len(TEXT) / 8)
    assert SequenceMatcher(None, TEXT, doubled).ratio() > 0.9


def test_pinyin_writes_a_word_or_two_in_letters() -> None:
    assert pinyin("老年证咋办", random.Random(1)) in ("laonian证咋办", "laonianzheng咋办", "老年证zaban", "老年证咋ban", "老年zheng咋办")
    assert set(pinyin("去哪", random.Random(1))) & set("qunaei")


def test_scripts_widths_and_signs() -> None:
    dice = random.Random(1)
    assert traditional("身份证丢了咋补", dice) == "身份證丟了咋補"
    assert fullwidth("80岁,a?", dice) == "８０岁，ａ？"
    assert nopunct("老年证，咋办？去哪(办)", dice) == "老年证咋办去哪办"


def test_a_line_is_spoilt_by_its_own_name_and_the_seed() -> None:
    lines = [Question("single", f"S{n}", 1, f"single-{n}", TEXT, single("A")) for n in range(9)]
    texts = [each.text for each in spoil(lines, NOISE.homophone, 1)]
    assert len(set(texts)) > 1
    assert [each.text for each in spoil(lines[3:4], NOISE.homophone, 1)] == texts[3:4]
    assert [each.text for each in spoil(lines, NOISE.homophone, 2)] != texts
    assert [each.gold for each in spoil(lines, drop, 1)] == [each.gold for each in lines]


def test_level_one_is_the_whole_level() -> None:
    assert len(level_one()) == 3755
