"""Which option somebody means."""

import pytest

from bot.answers.options import number_in, parts, pick, pick_named, pick_part
from bot.answers.ranges import range_of

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


CARE = ("能自理", "半护理或全护理", "不知道")
POVERTY = ("低保、特困、重度残疾等", "没有", "不知道")
YEARS = ("满1年", "不满1年", "不知道")
RETIRING = ("弹性提前退休", "弹性延迟退休", "特殊工种提前退休", "不知道")
CARD = ("头一回办", "年审", "卡丢了补办", "不知道")


@pytest.mark.parametrize(
    ("said", "options", "meant"),
    [
        ("不能自理", CARE, 1), ("能自理", CARE, 0), ("是低保", POOR, 0), ("不是低保", POOR, 1), ("提前退休", RETIRING, None), ("弹性", RETIRING, None),
        ("特殊工种", RETIRING, 2), ("第一次办", CARD, 0), ("俺是首次办", CARD, 0), ("停保", ("已经停保", "还没停保", "不知道"), 0),
        ("领过发票", ("没领过发票未欠税", "领过发票或有欠税", "不知道"), 1), ("没有产权证", ("有产权证", "没有产权证（农村房等）", "不知道"), 1),
    ],
)  # fmt: skip
def test_what_stands_after_a_no_is_not_meant_and_what_two_hold_is_neither(said: str, options: tuple[str, ...], meant: int | None) -> None:
    assert pick(said, options) == meant


@pytest.mark.parametrize(
    ("said", "options", "meant"),
    [
        ("3年", YEARS, 0), ("两年多", YEARS, 0), ("满1年", YEARS, 0), ("交了3年了", YEARS, 0), ("3个月", YEARS, None),
        ("60多", ("60到64岁", "65岁以上", "不到60岁", "不知道"), None), ("80多了", AGES, 0), ("65", ("60到64岁", "65岁以上", "不知道"), 1),
        ("12个月", ("12个月以内", "超过12个月", "不知道"), 0), ("13个月", ("12个月以内", "超过12个月", "不知道"), 1),
        ("5吨", ("4.5吨及以下", "超过4.5吨", "不知道"), 1), ("4.5吨", ("4.5吨及以下", "超过4.5吨", "不知道"), 0), ("15岁", ("未满16周岁", "满16周岁", "不知道"), 0),
        ("过期3年了", ("还没过期", "过期不到一年", "过期一年以上", "不知道"), 2),
    ],
)  # fmt: skip
def test_an_amount_is_told_by_its_range(said: str, options: tuple[str, ...], meant: int | None) -> None:
    assert pick(said, options) == meant


@pytest.mark.parametrize("option", ["年审", "80岁的证", "第2套房", "四点五吨以上"])
def test_what_names_no_range(option: str) -> None:
    assert range_of(option) is None


@pytest.mark.parametrize(
    ("said", "meant"),
    [("特困", 0), ("是低保户", 0), ("重残，重度残疾", 0), ("不是低保", 1), ("不是特困户", 1), ("低保要带哪些材料", None), ("富农", None)],
)
def test_one_thing_that_an_option_lists(said: str, meant: int | None) -> None:
    assert pick_part(said, POVERTY) == meant


def test_the_things_that_an_option_lists() -> None:
    assert parts("低保、残疾等困难人员") == ("低保", "残疾")
    assert parts("出国（境）定居") == ("出国定居",) and parts("要求退赔（投诉）") == ("要求退赔", "投诉") and parts("不知道") == ()


@pytest.mark.parametrize(
    ("said", "options", "meant"),
    [
        ("年审", CARD, 1), ("卡丢了补办的", CARD, 2), ("二级", ("一级二级", "三级四级", "不知道"), 0), ("82了", AGES, 0), ("2", CARD, None), ("不知道", CARD, None),
        ("是", POOR, None), ("好的", POOR, None), ("补办", CARD, None), ("年审要带什么材料", CARD, None), ("俺娘今年82了能领多少", AGES, None),
    ],
)  # fmt: skip
def test_what_is_told_unasked_names_the_option_and_little_else(said: str, options: tuple[str, ...], meant: int | None) -> None:
    assert pick_named(said, options) == meant
