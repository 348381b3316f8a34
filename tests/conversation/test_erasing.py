"""A person can be erased whole; age erases everybody's words and leaves the counts."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.clock import now
from bot.conversation import erasing, keeping, talks
from bot.conversation.model import Incoming
from bot.conversation.reading import wants_erasing
from bot.conversation.tables import ConversationRow, DailyCountRow, OpenChoiceRow, PersonRow, TurnRow
from bot.database import Base, session

from .conftest import PENSION, FakeRasa, Say, options, said


def everything() -> str:
    """All rows of all tables, as one text."""
    with session() as opened:
        return "\n".join(f"{table.name}: {tuple(row)}" for table in Base.metadata.sorted_tables for row in opened.execute(select(table)))


def count(table: type[Any]) -> int:
    """How many rows a table has."""
    with session() as opened:
        return opened.scalar(select(func.count()).select_from(table)) or 0


def speak(say: Say, rasa: FakeRasa) -> None:
    """Two people, a conversation each, with choices, memory and a rest."""
    rasa.answer = lambda body: said("这是回答。\n" * 300, matter=PENSION, choices=options("甲", "乙"), memory={"matter": "MZ-001"})
    say("俺家住桃园子的事", person="wang")
    say("旁人的问题", person="li")


def test_erasing_leaves_no_trace_of_a_person_in_any_table(say: Say, rasa: FakeRasa) -> None:
    speak(say, rasa)
    with session() as opened:
        wang = opened.get_one(PersonRow, talks.person_of(Incoming("web", "wang", "", "text", "")))
        marks = [wang.id, wang.outside_hash, "桃园子", *opened.scalars(select(ConversationRow.id).where(ConversationRow.person_id == wang.id))]
        marks += list(opened.scalars(select(TurnRow.id).where(TurnRow.person_id == wang.id)))
    assert all(mark in everything() for mark in marks)
    reply = say("删除我的记录", person="wang")
    assert "已删除" in reply.text and reply.trace["outcome"] == "greet" and reply.choices == ()
    left = everything()
    assert [mark for mark in marks if mark in left] == []
    assert rasa.forgotten == [marks[3]]
    assert count(PersonRow) == 1 and count(TurnRow) == 1 and count(OpenChoiceRow) == 3


def test_after_erasing_somebody_is_new(say: Say, rasa: FakeRasa) -> None:
    speak(say, rasa)
    say("删除我的记录")
    say("老年证")
    assert rasa.asked[-1]["metadata"]["memory"] == {} and rasa.asked[-1]["sender"] != rasa.asked[0]["sender"]


def test_a_repeated_delivery_of_the_wish_is_answered_the_same(say: Say) -> None:
    say("你好")
    first, second = (say("删除我的记录", message_id="m") for _ in range(2))
    assert first.text == second.text and count(PersonRow) == 0


def test_rasa_may_ask_for_erasing_too(say: Say, rasa: FakeRasa) -> None:
    rasa.answer = lambda body: said("都删掉了。", "greet", erase=True)
    assert say("别留着俺说的话").text == "都删掉了。" and count(PersonRow) == 0 and count(TurnRow) == 0


def test_erasing_does_not_need_rasa(say: Say, rasa: FakeRasa) -> None:
    say("你好")
    rasa.status = 500
    assert "已删除" in say("删除我的记录").text and count(PersonRow) == 0


@pytest.mark.parametrize(
    "text",
    ["删除我的记录", "请删除我的记录。", "帮我把聊天记录删了", "把我聊天记录删了吧", "清空聊天", "清除对话", "删聊天", "删掉我的个人信息",
     "把我的信息从你们系统里删掉", "删除我所有的记录", "能删除我的聊天记录吗", "把我的对话都清了", "删 除 我 的 记 录"],
)  # fmt: skip
def test_obvious_ways_to_ask_for_erasing(text: str) -> None:
    assert wants_erasing(text)


@pytest.mark.parametrize(
    "text",
    ["删除犯罪记录咋办", "征信记录怎么删除", "注销我的户口", "清除违章记录", "把我的社保信息删掉", "删除记录要带啥材料", "把户口本上的曾用名去掉",
     "我的婚姻记录能删除吗", "把我删了", "聊天", "记录", "孩子的疫苗记录", "删除我的房产登记信息"],
)  # fmt: skip
def test_what_only_looks_like_erasing(text: str) -> None:
    assert not wants_erasing(text)


def test_purging_removes_old_words_and_keeps_the_counts(say: Say, rasa: FakeRasa, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (talks, keeping):
        monkeypatch.setattr(module, "now", lambda: now() - timedelta(days=100))
    speak(say, rasa)
    for module in (talks, keeping):
        monkeypatch.setattr(module, "now", now)
    say("新的问题", person="li")
    assert erasing.purge(90) == erasing.Purged(turns=2, conversations=2, persons=1)
    assert (count(TurnRow), count(ConversationRow), count(PersonRow)) == (1, 1, 1)
    assert "桃园子" not in everything() and count(DailyCountRow) >= 1
    with session() as opened:
        assert opened.scalar(select(func.sum(DailyCountRow.n))) == 3
    assert erasing.purge(90) == erasing.Purged(0, 0, 0)


def test_the_queries_of_a_turn_use_indexes(fresh_database: None) -> None:
    names = {index.name for index in Base.metadata.tables["turn"].indexes}
    assert {"ix_turn_at", "ix_turn_matter_code_at", "ix_turn_outcome_at", "ix_turn_person_id_at", "ix_turn_conversation_id"} <= names


def test_a_person_erased_by_another_process_in_the_middle_starts_anew(say: Say, rasa: FakeRasa) -> None:
    def erased_meanwhile(body: dict[str, Any]) -> Any:
        if len(rasa.asked) == 1:
            erasing.erase(talks.person_of(Incoming("web", "wang", "", "text", "")))
        return said(f"第{len(rasa.asked)}次")

    rasa.answer = erased_meanwhile
    assert say("老年证").text.startswith("第2次") and count(TurnRow) == 1 and count(PersonRow) == 1
