"""Numbers that tell who somebody is never get past the door; numbers that are answers stay."""

import random
import re
import time
import unicodedata

import pytest

from bot import wording
from bot.conversation.privacy import strike_out

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHINESE = "〇一二三四五六七八九"
BEFORE = ("俺身份证", "我的号是：", "", "帮我查查 ", "ID", "老伴叫啥不说了，号码", "他爹的（")
AFTER = ("，办老年证带啥", "", " 能办不", "）咋补", "。\n还要啥", "号")
SEPARATORS = ("", " ", "-", ".", "—", "\u3000", "·", " - ", "\u200b")


def identity(chance: random.Random, is_right: bool = True) -> str:
    """An identity number: a real area, a real date; with a wrong check digit if wanted."""
    area = chance.choice(("370306", "370303", "110101", "510104", "440305", "652301", "820000"))
    day = f"{chance.randint(1925, 2024)}{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
    body = f"{area}{day}{chance.randint(0, 999):03}"
    right = "10X98765432"[sum(w * int(d) for w, d in zip(WEIGHTS, body)) % 11]
    return body + (right if is_right else chance.choice([c for c in "0123456789X" if c != right]))


def disguised(chance: random.Random, number: str) -> str:
    """The number with separators, in full-width or in Chinese digits, as people type it."""
    separator = chance.choice(SEPARATORS)
    cuts = chance.choice(((6, 14), (4, 8, 12, 16), (3, 6, 9, 12, 15), range(1, len(number)), ()))
    grouped = "".join(separator * (n in cuts) + digit for n, digit in enumerate(number))
    how = chance.randrange(4)
    if how == 1:
        return "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalnum() else c for c in grouped)
    if how == 2:
        return "".join(CHINESE[int(c)] if c.isdecimal() else c for c in grouped)
    return grouped.lower() if how == 3 else grouped


def digits_left(text: str) -> str:
    """All digits that a reader could still put together."""
    return "".join(re.findall(r"[0-9X]", unicodedata.normalize("NFKC", "".join(wording.DIGITS.get(c, c) for c in text)).upper()))


def test_identity_numbers_in_every_disguise_are_struck_out() -> None:
    chance = random.Random(20260915)
    for _ in range(3000):
        number = identity(chance, chance.random() < 0.8)
        text = chance.choice(BEFORE) + disguised(chance, number) + chance.choice(AFTER)
        struck = strike_out(text)
        assert "identity" in struck.kinds, text
        assert len(digits_left(struck.text)) == 0, (text, struck.text)


def test_mobiles_in_every_disguise_are_struck_out() -> None:
    chance = random.Random(7)
    for _ in range(1500):
        number = f"1{chance.randint(3, 9)}{chance.randint(0, 10**9 - 1):09}"
        separator = chance.choice((" ", "-", ""))
        shown = chance.choice(("", "+86 ", "86", "+86-")) + separator.join((number[:3], number[3:7], number[7:]))
        shown = "".join(chr(ord(c) + 0xFEE0) if c.isdecimal() else c for c in shown) if chance.random() < 0.3 else shown
        struck = strike_out(f"打我电话{shown}，谢谢")
        assert struck.kinds, shown
        assert digits_left(struck.text) == "", (shown, struck.text)


def test_bank_cards_are_struck_out_with_and_without_spaces() -> None:
    chance = random.Random(11)
    for _ in range(1000):
        number = "62" + "".join(chance.choice("0123456789") for _ in range(chance.choice((14, 17))))
        shown = chance.choice((number, re.sub(r"(\d{4})(?=\d)", r"\1 ", number), re.sub(r"(\d{4})(?=\d)", r"\1-", number)))
        struck = strike_out(f"卡号{shown}补贴打这个卡")
        assert digits_left(struck.text) == "", (shown, struck.text)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("老身份证370306800101123还能用不", {"identity"}),
        ("3703061980010112", {"card"}),
        ("37030619801301123", {"identity"}),
        ("370306198013011234567", set()),
        ("手机13800138000，身份证370306198001011234", {"phone", "identity"}),
        ("370306198001011234 13800138000", {"phone", "identity"}),
        ("13800138000 13900139000", {"phone"}),
        ("13800138000 60岁能办不", {"phone"}),
        ("①③⑧⓪⓪①③⑧⓪⓪⓪", {"phone"}),
        ("幺三八零零幺三八零零零", {"phone"}),
        ("一三八〇〇一三八〇〇〇", {"phone"}),
        ("社保卡密码是abc123!", {"password"}),
        ("登录密码：887766 不好使", {"password"}),
        ("密码123456对不对", {"password"}),
        ("口令就是 zibo2020", {"password"}),
        ("验证码 482910", {"password"}),
        ("密码是一二三四五六", {"password"}),
    ],
)
def test_what_is_struck_out(text: str, kinds: set[str]) -> None:
    assert strike_out(text).kinds == kinds


@pytest.mark.parametrize(
    "text",
    [
        "打0533-6195555问，或者12345、12333、110、119、120、96110",
        "0533-6195555 0533-6195556",
        "0533 6195555",
        "05336195555",
        "０５３３－６１９５５５５",
        "0533-6195555 12345",
        "办件编号37030620240101000123办到哪了",
        "统一社会信用代码91350100M000100Y43变更带啥",
        "91370306MA3ABCDE1X",
        "社保卡密码忘了咋办",
        "密码重置去哪",
        "密码在App里改",
        "2024.01.05-2024.12.31的补贴",
        "2020 2021 2022 2023 2024这几年没交",
        "09.00-12.00 13.00-17.00开门不",
        "8:30-12:00 13:00-17:00",
        "俺娘80了，1945年3月2日生",
        "370306000000这个网点",
        "第一个 二 三",
        "一二三四五，上山打老虎",
        "二〇二六年九月十五日",
        "交了100.50和2000元",
        "",
    ],
)
def test_what_stays(text: str) -> None:
    assert strike_out(text) == strike_out(text).__class__(text, frozenset())


def test_the_question_still_reads() -> None:
    assert strike_out("俺身份证370306198001011234丢了咋补").text == "俺身份证【证件号已隐去】丢了咋补"


def test_a_credit_code_needs_its_check_character_where_it_could_be_an_identity_number() -> None:
    shown = [f"91370306061364579{check}" for check in range(10)]
    assert [number for number in shown if not strike_out(number).kinds] == ["913703060613645790"]


@pytest.mark.parametrize("text", ["1" * 65536, "1 " * 32768, "13800138000 " * 5461, "密码" * 32768, "一" * 65536, "3 7 0 3 0 6 1 9 8 0 " * 3276])
def test_the_longest_body_takes_no_time_to_speak_of(text: str) -> None:
    started = time.monotonic()
    strike_out(text)
    assert time.monotonic() - started < 2
