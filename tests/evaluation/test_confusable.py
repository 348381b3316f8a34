"""Matters whose words draw each other, on catalogues that can be looked through."""

import pytest

from bot.catalogue.model import Matter, Sample
from bot.evaluation.confusable import Drawn, drawn_lines, own_pieces, pairs_of, twins
from tests.factories import a_matter

OTHERS = ("食品经营许可", "护照签发", "户口迁移登记", "养老保险缴费", "燃气开户", "失业登记")


def matter(code: str, name: str, *aliases: str, asked: tuple[str, ...] = ()) -> Matter:
    return a_matter(code, name, aliases=aliases, samples=tuple(Sample(text, ()) for text in asked))


def catalogue(*matters: Matter) -> dict[str, Matter]:
    others = [matter(f"X-{n}", name, f"办{name}") for n, name in enumerate(OTHERS)]
    return {each.code: each for each in (*matters, *others)}


def silent(done: int, parts: int) -> None:
    pass


def test_a_line_that_is_written_for_another_matter_too_draws_it() -> None:
    first = matter("A", "老年人优待证办理", "长寿本补办", asked=("老年人优待证怎么办",))
    second = matter("B", "高龄津贴申领", "长寿本补办了", "补办长寿本", asked=("长寿本补办去哪", "长寿本补办带啥", "高龄津贴怎么领"))
    drawn = list(drawn_lines(catalogue(first, second), silent))
    assert Drawn("A", "B", "长寿本补办", first=True) in drawn
    assert not {each.text for each in drawn} & {"老年人优待证怎么办", "高龄津贴怎么领"}


def test_a_line_that_is_written_twice_is_left_out_twice() -> None:
    first = matter("A", "老年人优待证办理", "长寿本补办", asked=("长寿本，补办",))
    second = matter("B", "高龄津贴申领", "长寿本补办了", "补办长寿本", asked=("长寿本补办去哪", "长寿本补办带啥"))
    assert [each.text for each in drawn_lines(catalogue(first, second), silent) if each.own == "A"] == ["长寿本补办"]


def test_progress_comes_to_its_end() -> None:
    told: list[tuple[int, int]] = []
    list(drawn_lines(catalogue(matter("A", "甲事项办理")), lambda done, parts: told.append((done, parts))))
    assert told == [(n, 10) for n in range(1, 11)]


def test_a_plain_list_has_no_lines() -> None:
    assert list(drawn_lines({"A": matter("A", "老年证办理"), "B": matter("B", "老年证补办")}, silent)) == []


def test_pairs_hold_both_ways_and_the_worst_comes_first() -> None:
    drawn = [
        Drawn("A", "B", "一二三", first=False),
        Drawn("B", "A", "一二", first=True),
        Drawn("B", "A", "一", first=True),
        Drawn("C", "A", "一", first=True),
        Drawn("D", "A", "一", first=False),
    ]
    pairs = pairs_of(drawn)
    assert [(pair.codes, pair.first, len(pair.lines)) for pair in pairs] == [(("A", "B"), 2, 3), (("A", "C"), 1, 1), (("A", "D"), 0, 1)]
    assert [line.text for line in pairs[0].of("B")] == ["一", "一二"]
    assert pairs == pairs_of(drawn[::-1])


def test_names_that_sound_the_same_or_are_one_character_apart() -> None:
    matters = {
        "A": matter("A", "残疾人证新办", "长寿钱", "身份证", "换残疾证", "补残疾证"),
        "B": matter("B", "残疾人证换办", "常寿钱", "居住证"),
        "C": matter("C", "护照签发", "长寿 钱"),
    }
    found = {(each.codes, each.texts, each.alike) for each in twins(matters)}
    assert found == {
        (("A", "B"), ("残疾人证新办", "残疾人证换办"), False),
        (("A", "B"), ("长寿钱", "常寿钱"), True),
        (("A", "C"), ("长寿钱", "长寿 钱"), True),
        (("B", "C"), ("常寿钱", "长寿 钱"), True),
    }


@pytest.mark.parametrize(
    ("name", "other", "pieces"),
    [
        ("老年人优待证办理", "老年人优待证补办", ["办理"]),
        ("最低生活保障申请（农村）", "最低生活保障申请（城市）", ["农村"]),
        ("养老保险关系转移申请", "基本医疗保险关系转移", ["养老", "申请"]),
        ("老年证", "老年证补办", []),
    ],
)
def test_what_tells_two_names_apart(name: str, other: str, pieces: list[str]) -> None:
    assert own_pieces(name, other) == pieces
