"""Long replies come in pieces of at most 600 characters of Chinese, and nothing is lost between them."""

import re

import pytest

from bot import wording
from bot.conversation.paging import MESSAGE_BYTES, cut
from bot.conversation.tables import ConversationRow
from bot.database import session

from .conftest import PENSION, FakeRasa, Say, options, said

LINES = "\n".join(f"{n}. 第{n}样材料，原件一份复印件两份，由户籍所在地派出所出具，有效期内即可。" for n in range(1, 60))


def hanzi(text: str) -> int:
    """How many characters of Chinese a text has."""
    return len(re.findall(r"[\u3400-\u9fff]", text))


def rest() -> str:
    """What the talk still has to say."""
    with session() as opened:
        return opened.query(ConversationRow).one().rest


@pytest.mark.parametrize("text", [LINES, "一" * 1500, "这是一句话。" * 200, "a" * 4000, "\n" + LINES, "头\n" + "长" * 900, "😀" * 700])
def test_pieces_fit_and_lose_nothing(text: str) -> None:
    pieces, left = [], text
    while left:
        piece, left = cut(left, 900)
        assert len(piece.encode()) <= 900
        pieces.append(piece)
    assert re.sub(r"\s", "", "".join(pieces)) == re.sub(r"\s", "", text)


def test_a_piece_ends_with_a_line_or_a_sentence() -> None:
    assert cut(LINES, 900)[1].startswith("9. ") or cut(LINES, 900)[0].endswith("即可。")
    assert cut("这是一句话。" * 200, 1000)[0].endswith("。")
    assert cut("短", 900) == ("短", "")


def test_more_goes_on_to_the_end_in_words_and_by_number(say: Say, rasa: FakeRasa) -> None:
    rasa.answer = lambda body: said(LINES, matter=PENSION)
    reply = say("高龄津贴带啥")
    told = [reply]
    while rest():
        assert [(choice.kind, choice.text) for choice in reply.choices] == [("more", wording.MORE)]
        assert reply.text.endswith(f"{wording.MORE_HINT}\n全文：/m/MZ-001")
        reply = say("更多" if len(told) % 2 else reply.choices[-1].send)
        told.append(reply)
    assert len(told) > 2 and len(rasa.asked) == 1 and reply.choices == ()
    assert all(hanzi(each.text) <= 600 and len(each.text.encode()) <= MESSAGE_BYTES for each in told)
    assert all(f"第{n}样材料" in "".join(each.text for each in told) for n in range(1, 60))
    assert all(each.trace["matter"]["code"] == "MZ-001" and each.trace["outcome"] == "answer" for each in told)
    assert len({each.trace["turn"] for each in told}) == len(told)


def test_notices_and_choices_fit_into_the_same_message(say: Say, rasa: FakeRasa) -> None:
    rasa.answer = lambda body: said(LINES, choices=options("本人", "替人", kind="situation"))
    reply = say("我是370306198001011234")
    assert len(reply.text.encode()) <= MESSAGE_BYTES and reply.text.endswith(wording.MORE_HINT)
    assert wording.PRIVACY_NOTICE in reply.text and "已隐去" in reply.text
    assert [(choice.n, choice.kind) for choice in reply.choices] == [(1, "situation"), (2, "situation"), (3, "more")]
    second = say("3")
    assert [choice.kind for choice in second.choices][:2] == ["situation", "situation"]


def test_the_link_follows_the_root_path(say: Say, rasa: FakeRasa, monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.settings import settings

    monkeypatch.setattr("bot.conversation.door.settings", lambda: settings().model_copy(update={"root_path": "/zhoudao"}))
    rasa.answer = lambda body: said(LINES, matter=PENSION)
    assert say("高龄津贴").text.endswith("全文：/zhoudao/m/MZ-001")


def test_a_new_question_drops_the_rest_but_a_slip_does_not(say: Say, rasa: FakeRasa) -> None:
    answers = iter([said(LINES), said("短"), said("没有更多了")])
    rasa.answer = lambda body: next(answers)
    say("甲")
    say("？？？")
    assert rest()
    say("乙")
    assert not rest()
    assert say("更多").text == "没有更多了"
    assert rasa.asked[-1]["metadata"]["choices"] == []


@pytest.mark.parametrize("text", ["更多", "还有呢", "接着说", "继续", "往下说", "下一页", "后面的呢", "更多。"])
def test_ways_to_ask_for_more(say: Say, rasa: FakeRasa, text: str) -> None:
    rasa.answer = lambda body: said(LINES)
    say("甲")
    say(text)
    assert len(rasa.asked) == 1


@pytest.mark.parametrize("text", ["更多材料在哪交", "还有多少天", "继续教育补贴"])
def test_what_only_looks_like_more(say: Say, rasa: FakeRasa, text: str) -> None:
    rasa.answer = lambda body: said(LINES)
    say("甲")
    say(text)
    assert len(rasa.asked) == 2
