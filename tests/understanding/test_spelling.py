"""Pinyin in letters becomes characters again; everything else stays as it is."""

import time

import pytest

from bot.understanding.spelling import Spelling

NAMES = ("居民身份证丢失补领", "身份证补办", "补身份证", "营业执照遗失补领", "补营业执照", "营业执照补证", "老年人优待证办理", "ETC办理")
TEXTS = ("身份证丢了怎么办", "几天能拿到", "补一张多少钱", "老年证在哪里办", "网上能办吗", "谢谢", "永安街街道")


@pytest.fixture(scope="module")
def spelling() -> Spelling:
    return Spelling(NAMES, TEXTS)


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("shenfenzheng丢了", "身份证丢了"),
        ("shen fen zheng diu le", "身份证丢了"),
        ("shēnfènzhèng丢了", "身份证丢了"),
        ("SFZ丢了 zenmeban", "身份证丢了 怎么办"),
        ("老年zheng在nali办", "老年证在哪里办"),
        ("补一张 duoshaoqian", "补一张 多少钱"),
        ("yong'an jie", "永安街"),
        ("xiexie", "谢谢"),
    ],
)
def test_pinyin_is_read(spelling: Spelling, said: str, read: str) -> None:
    assert spelling.repaired(said) == read


@pytest.mark.parametrize(
    "said", ["", "身份证丢了", "hello", "asdf ghjk", "办ETC", "etc怎么办", "a", "C1驾照", "wifi密码", "x" * 5000, "<script>alert(1)</script>", "①②③"]
)
def test_other_letters_stay(spelling: Spelling, said: str) -> None:
    assert spelling.repaired(said) == said


def test_without_words_nothing_is_read() -> None:
    assert Spelling((), ()).repaired("shenfenzheng 丢了") == "shenfenzheng 丢了"


def test_a_long_mash_takes_no_time(spelling: Spelling) -> None:
    started = time.perf_counter()
    spelling.repaired(" ".join(["nananananan" * 4] * 40))
    assert time.perf_counter() - started < 1.0


def test_letters_that_two_words_share_stand_for_neither() -> None:
    assert Spelling(["养老金领取", "养老金认证", "养老金停发", "幼老健领取", "幼老健认证", "幼老健停发"], ()).repaired("ylj") == "ylj"
