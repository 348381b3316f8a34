"""However long a text and however many its choices: one message of at most 1,800 bytes as WeChat shows it, links whole, and 更多 to the last word."""

import random
import re
from dataclasses import replace

import pytest

from bot import wording
from bot.channels.wechat.replies import Dressing
from bot.conversation.composing import GAP, Composed, compose
from bot.conversation.model import Choice, Said, empty_trace
from bot.conversation.paging import MESSAGE_BYTES, size
from bot.conversation.privacy import NumberKind
from bot.conversation.talks import Talk

ROUNDS = 400
TALK = Talk("t", "p", notice_given=False, strike_out_told=False, memory={}, rest="", rest_turn="", choices=())
TAGS = re.compile(r"<a href=\"[^\"<>]+\">[^<]+</a>")
PIECES = (
    "年满80周岁的本区户籍老人可以申领。", "居民身份证：原件1份", "、", "\n", "\n\n", "年龄<80岁；", "全文：/m/MZ-001\n", "见 https://zw.example.gov.cn/m/a?b=c&d ",
    "😀👍🏽", "𠮷", "]]>", "\r\n", "\x0b\x0b", "a", "0533-0000000 ", "长" * 90, "word " * 40, "\t",
)  # fmt: skip


class Dice(random.Random):
    """Random replies; the same ones every time."""

    def text(self) -> str:
        """Up to some 6,000 characters."""
        kinds = self.sample(PIECES, self.randint(1, len(PIECES)))
        return "".join(self.choices(kinds, k=self.randint(1, 150)))[:6000].strip() or "好"

    def choices(self, *args: object, **more: object) -> list[str]:  # type: ignore[override]
        """As of random.Random."""
        return super().choices(*args, **more)  # type: ignore[arg-type]

    def offered(self) -> tuple[Choice, ...]:
        """None to eight choices, short and long."""
        longest = self.choice((4, 12, 25))
        texts = ["".join(self.choices("镇街道办事处(<&%😀) a1", k=self.randint(1, longest))) for _ in range(self.randint(0, 8))]
        return tuple(Choice(n, "place", None, text) for n, text in enumerate(texts, start=1))

    def said(self) -> Said:
        """A whole reply."""
        matter = self.choice((None, {"code": "MZ-001", "name": "高龄津贴申领", "revision": 1}))
        return Said(self.text(), empty_trace("answer") | {"matter": matter}, self.offered(), {})

    def struck(self) -> frozenset[NumberKind]:
        """Kinds of numbers that stood in the question."""
        return frozenset(self.sample(("identity", "phone", "card", "password"), self.randint(0, 4)))

    def talk(self) -> Talk:
        """Notices that are due, or not."""
        return replace(TALK, notice_given=self.random() < 0.5, strike_out_told=self.random() < 0.5)

    def dressing(self) -> tuple[Dressing, str]:
        """An account's dressing, and the root path."""
        root = self.choice(("", "/zhoudao"))
        return Dressing(self.choice(("", f"https://bianmin.zhoucun.example.gov.cn{root}")), root), root


def check(composed: Composed, dressing: Dressing) -> None:
    """What holds for every message."""
    shown = dressing.dress(composed.text, composed.choices)
    assert size(shown) <= MESSAGE_BYTES
    assert "<" not in TAGS.sub("", shown)
    assert [f">{choice.n}. " in shown or f"\n{choice.n}. " in shown for choice in composed.choices] == [True] * len(composed.choices)


@pytest.mark.parametrize("seed", range(4))
def test_every_message_fits_and_more_leads_to_the_end(seed: int) -> None:
    dice = Dice(seed)
    for _ in range(ROUNDS // 4):
        said, struck, talk, (dressing, root) = dice.said(), dice.struck(), dice.talk(), dice.dressing()
        choices, left = said.choices, said.text
        for _ in range(40):
            composed = compose(replace(said, text=left), talk, struck, root, dressing.dress)
            check(composed, dressing)
            told = left.removesuffix(composed.rest).rstrip() if composed.rest else left
            assert told and left.endswith(composed.rest) and composed.text.startswith(told)
            assert composed.text[len(told) :].startswith(GAP) or composed.text == told
            assert [choice.kind for choice in composed.choices[len(choices) :]] == (["more"] if composed.rest else [])
            left, talk = composed.rest, replace(talk, notice_given=True, strike_out_told=True)
            if not left:
                break
        assert left == ""


@pytest.mark.parametrize("public", ["", "https://bianmin.zhoucun.example.gov.cn"])
def test_no_cut_goes_through_a_guides_path(public: str) -> None:
    dressing = Dressing(public, "")
    for before in range(300, 620):
        text = "长" * before + "/m/MZ-001" + "长" * 900
        composed = compose(Said(text, empty_trace("answer"), (), {}), replace(TALK, notice_given=True), frozenset(), "", dressing.dress)
        check(composed, dressing)
        assert ("/m/MZ-001" in composed.text) != ("/m/MZ-001" in composed.rest)


def test_a_word_without_an_end_is_cut_all_the_same() -> None:
    composed = compose(Said("x" * 5000, empty_trace("answer"), (), {}), TALK, frozenset(), "", Dressing("", "").dress)
    assert len(composed.text) > 1000 and len(composed.text) + len(composed.rest) > 5000


def test_an_emergency_is_never_cut_nor_dressed_up() -> None:
    said = Said("请马上打 119。" * 100, empty_trace("emergency"), (Choice(1, "place", None, "x"),), {})
    composed = compose(said, TALK, frozenset({"identity"}), "", Dressing("", "").dress)
    assert composed.text == said.text and composed.choices == () and wording.PRIVACY_NOTICE not in composed.text
