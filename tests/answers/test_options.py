"""Which option somebody means."""

import pytest

from bot.answers.options import number_in, pick

AGES = ("80到89岁", "90到99岁", "100岁以上", "不到80岁", "不知道")
POOR = ("低保老人", "不是低保", "不知道")
HERE = ("户籍在本区", "户籍在外地", "不知道")
MATTERS = ("社会保障卡补领", "居民身份证丢失补领", "老年人优待证补办")


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("1", 1), ("１", 1), ("一", 1), ("第一个", 1), ("第二", 2), ("选3吧", 3), ("2。", 2), ("就第二个吧", 2), ("十", 10), ("要2", 2), ("3号", 3),
        ("老年证", None), ("一次要几天", None), ("", None), ("1个月", None), ("123", None),
    ],
)  # fmt: skip
def test_a_message_that_is_a_number(said: str, number: int | None) -> None:
    assert number_in(said) == number


@pytest.mark.parametrize(
    ("said", "options", "meant"),
    [
        ("2", AGES, 1), ("第五个", AGES, 4), ("最后一个", AGES, 4), ("头一个", AGES, 0), ("82了", AGES, 0), ("今年九月满100", AGES, 2), ("俺娘95", AGES, 1),
        ("才79", AGES, 3), ("90到99岁", AGES, 1), ("不知道", AGES, 4), ("俺也说不准", AGES, 4), ("记不清了", POOR, 2), ("不是", POOR, 1), ("是", POOR, 0),
        ("是低保老人", POOR, 0), ("不是低保户", POOR, 1), ("户籍在外地的", HERE, 1), ("身份证丢失补领", MATTERS, 1), ("社会保障卡补办", MATTERS, 0),
        ("没有受理号", ("有受理号", "没有受理号", "不知道"), 1), ("有受理号", ("没有受理号", "有受理号", "不知道"), 1), ("租房子住", ("就业", "租房居住", "自有住房", "在读", "不知道"), 1), ("身份证多少钱", MATTERS, None), ("天气咋样", AGES, None), ("6", AGES, None), ("0", AGES, None), ("", AGES, None), ("是", AGES, None), ("不是", HERE, None),
    ],
)  # fmt: skip
def test_what_is_meant(said: str, options: tuple[str, ...], meant: int | None) -> None:
    assert pick(said, options) == meant


@pytest.mark.parametrize("said", ["85", "８５", "85。"])
def test_a_bare_age_is_an_age_where_ages_are_asked(said: str) -> None:
    assert pick(said, AGES) == 0
