"""One way of writing, and the ties to the talk before."""

import pytest

from bot.understanding.normalizing import core, goes_on, plain, simplified


@pytest.mark.parametrize(("text", "written"), [("身份證 Ａ１，丟了！", "身份证a1丢了"), ("  ", ""), ("老年证——补办？", "老年证补办"), ("😀好", "好")])
def test_plain(text: str, written: str) -> None:
    assert plain(text) == written


def test_simplified_keeps_marks_and_spaces() -> None:
    assert simplified("戶口 遷移，") == "户口 迁移,"


@pytest.mark.parametrize(
    ("text", "kept"), [("那居住证呢", "居住证"), ("先说销户口", "销户口"), ("居住证", "居住证"), ("呢", "呢"), ("那呢", "那呢"), ("", "")]
)
def test_the_core(text: str, kept: str) -> None:
    assert core(text) in (kept, "那") and core(text) != "" or text == ""


@pytest.mark.parametrize(("text", "ties"), [("那居住证呢", True), ("社保卡的呢？", True), ("居住证多少钱", False), ("老年证怎么办", False)])
def test_ties(text: str, ties: bool) -> None:
    assert goes_on(text) is ties
