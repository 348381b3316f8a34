"""Whatever an answer holds, it arrives as it is meant: whole, valid, and no link of it broken."""

import re

import pytest

from bot import wording

from .brain import Act
from .conftest import World
from .gateway import PUBLIC_URL
from .residents import Resident

pytestmark = pytest.mark.slow

MOST_BYTES = 1800
GUIDE = re.compile(rf'<a href="{re.escape(PUBLIC_URL)}/m/([^"]*)">{wording.WECHAT_GUIDE}</a>')


def answered(world: World, question: str, says: str, *choices: str) -> tuple[Resident, str]:
    world.brain.acts[question] = Act(says, choices=choices)
    wang = world.resident()
    return wang, wang.asks(question)


def all_pages(wang: Resident) -> list[str]:
    """All that is read when “更多” is answered as often as it is offered; of each page what is not about paging."""
    while wang.log()[-1].text.count(wording.MORE_HINT):
        before = len(wang.log())
        wang.says(wording.MORE)
        assert before < 10 and len(wang.reads(before + 1)) == before + 1
    assert all(len(each.text.encode()) <= MOST_BYTES for each in wang.log())
    return [re.split(f"\\n*{wording.PRIVACY_NOTICE}|\\n*{wording.MORE_HINT}", each.text)[0] for each in wang.log()]


@pytest.mark.parametrize(
    ("says", "read"),
    [
        ("x]]></Content><MsgType><![CDATA[image]]></MsgType>]]>", "x]]>＜/Content>＜MsgType>＜![CDATA[image]]>＜/MsgType>]]>"),
        ("响铃\x07，零\x00，半个\ud800字，退格\x08。", "响铃，零，半个字，退格。"),
        ("笑😀，一家👨‍👩‍👧，生僻𠮷𤭢。", "笑😀，一家👨‍👩‍👧，生僻𠮷𤭢。"),
        ('<a href="http://example.com">点我</a>', '＜a href="http://example.com">点我＜/a>'),
        ("收费 5 元 & 免费 < 10 份", "收费 5 元 & 免费 ＜ 10 份"),
        ("头一行\n\n第三行", "头一行\n\n第三行"),
    ],
)
def test_what_would_break_the_message_does_not(world: World, says: str, read: str) -> None:
    assert answered(world, f"怪字{len(says)}", says)[1] == read


@pytest.mark.parametrize("unit", ["字", "a", "😀", "é"])
@pytest.mark.parametrize("size", [1799, 1800, 1801, 2047, 2048, 2049, 5000])
def test_a_long_answer_comes_in_pages_without_loss(world: World, unit: str, size: int) -> None:
    says = unit * (size // len(unit.encode()))
    wang, _ = answered(world, f"长的{unit}{size}", says)
    assert "".join(all_pages(wang)) == says


def test_pages_end_where_lines_end(world: World) -> None:
    says = "\n".join(f"{n}. 这一行说的是第{n}样材料，原件一份" for n in range(1, 80))
    wang, _ = answered(world, "好多行", says)
    pages = all_pages(wang)
    assert len(pages) > 2 and "\n".join(pages) == says


def test_a_link_is_never_cut(world: World) -> None:
    for before in range(400, 600, 3):
        wang, _ = answered(world, f"链接前{before}字", "字" * before + "见/m/SB-001，" + "后" * 300)
        whole = "".join(all_pages(wang))
        assert GUIDE.findall(whole) == ["SB-001"] and GUIDE.sub("", whole) == "字" * before + "见，" + "后" * 300, before


def test_choices_are_links_that_send_what_they_say(world: World) -> None:
    wang, told = answered(world, "挑哪样", "您要办哪一件？", "补办（丢了）", "换领 & 更正")
    assert [(words, shown) for words, _, shown in wang.links()] == [
        ("%E8%A1%A5%E5%8A%9E%EF%BC%88%E4%B8%A2%E4%BA%86%EF%BC%89", "1. 补办（丢了）"), ("%E6%8D%A2%E9%A2%86%20%26%20%E6%9B%B4%E6%AD%A3", "2. 换领 & 更正"),
    ]  # fmt: skip
    assert told.startswith("您要办哪一件？\n")


def test_so_many_choices_that_links_are_too_long_are_numbers_alone(world: World) -> None:
    names = tuple(f"这一种情形的名字特别特别长第{n}种" for n in range(1, 10))
    wang, told = answered(world, "好多样", "挑一样", *names)
    assert wang.links() == [] and all(f"{n}. {name}" in told for n, name in enumerate(names, 1))
