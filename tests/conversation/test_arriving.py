"""Whoever comes is welcomed, at the office whose sign they scanned; whoever goes is forgotten and hears nothing more."""

import pytest
import yaml
from sqlalchemy import func, select

from bot import wording
from bot.conversation.secret import unseal
from bot.conversation.tables import ConversationRow, PersonRow, TurnRow
from bot.database import Base, session
from bot.settings import ROOT

from .conftest import CENTRE, FakeRasa, Say, options, said

WORDS = yaml.safe_load((ROOT / "data" / "welcome.yml").read_text("utf-8"))


def counts() -> int:
    """How many persons, talks and turns there are."""
    with session() as opened:
        return sum(opened.scalar(select(func.count()).select_from(table)) or 0 for table in (PersonRow, ConversationRow, TurnRow))


def test_who_comes_is_welcomed_without_any_model(say: Say, rasa: FakeRasa) -> None:
    welcome = say("", kind="arrival")
    assert welcome.text.startswith(WORDS["greeting"].strip()) and WORDS["closing"].strip() in welcome.text
    assert wording.PRIVACY_NOTICE in welcome.text and welcome.trace["outcome"] == "greet" and rasa.asked == []
    assert [(choice.n, choice.kind, choice.code, choice.text) for choice in welcome.choices] == [
        (n, "ask", None, question) for n, question in enumerate(WORDS["questions"], start=1)
    ]


@pytest.mark.parametrize("text", ["2", "２", "二", "第二个", "2.", "{}", "{}。"])
def test_a_question_of_the_welcome_is_asked_by_its_number_or_its_words(say: Say, rasa: FakeRasa, text: str) -> None:
    say("", kind="arrival")
    say(text.format(WORDS["questions"][1]))
    [asked] = rasa.asked
    assert asked["message"].rstrip("。") == WORDS["questions"][1] and asked["metadata"]["choices"] == []


def test_what_the_welcome_offers_stays_open_until_something_else_is_offered(say: Say, rasa: FakeRasa) -> None:
    say("", kind="arrival")
    say("你好")
    say("3")
    rasa.answer = lambda body: said("哪一项？", "choose", choices=options("甲", "乙", "丙"))
    say("津贴")
    say("3")
    assert [each["message"] for each in rasa.asked] == ["你好", WORDS["questions"][2], "津贴", "3"]
    assert [each["text"] for each in rasa.asked[-1]["metadata"]["choices"]] == ["甲", "乙", "丙"]


def test_a_bare_number_without_a_list_is_nothing_to_the_door(say: Say, rasa: FakeRasa) -> None:
    say("1")
    assert rasa.asked[0]["message"] == "1" and rasa.asked[0]["metadata"]["choices"] == []


def test_choices_are_bound_to_their_person(say: Say, rasa: FakeRasa) -> None:
    say("", kind="arrival", person="wang")
    say("1", person="li")
    assert rasa.asked[0]["message"] == "1"


@pytest.mark.parametrize(
    ("scene", "named"), [(CENTRE.code, CENTRE.name), (f"{CENTRE.code}@3号窗口", f"{CENTRE.name}3号窗口"), (f"{CENTRE.code}@", CENTRE.name)]
)
def test_who_scans_the_sign_of_an_office_is_told_where_they_are(say: Say, rasa: FakeRasa, scene: str, named: str) -> None:
    welcome = say("", kind="arrival", scene=scene)
    assert f"您在{named}，" in welcome.text and CENTRE.phone in welcome.text
    assert welcome.trace["place"] == {"code": CENTRE.code, "name": CENTRE.name}
    say("几点关门")
    assert rasa.asked[0]["metadata"]["memory"]["place"] == CENTRE.code


@pytest.mark.parametrize("scene", ["", "999999999999", "@3", "<script>", "x" * 128])
def test_an_unknown_sign_is_a_plain_welcome(say: Say, rasa: FakeRasa, scene: str) -> None:
    welcome = say("", kind="arrival", scene=scene)
    assert "您在" not in welcome.text and welcome.trace["place"] is None and len(welcome.choices) == len(WORDS["questions"])
    say("几点关门")
    assert rasa.asked[0]["metadata"]["memory"] == {}


def test_scanning_another_sign_in_the_middle_of_a_talk_keeps_the_rest_of_the_memory(say: Say, rasa: FakeRasa) -> None:
    rasa.answer = lambda body: said("好", memory={"matter": "MZ-001", "place": "370306102000"})
    say("高龄津贴")
    say("", kind="arrival", scene=CENTRE.code)
    say("带啥")
    assert rasa.asked[-1]["metadata"]["memory"] == {"matter": "MZ-001", "place": CENTRE.code}


def test_the_same_arrival_twice_is_one(say: Say) -> None:
    first, second = (say("", kind="arrival", message_id="m") for _ in range(2))
    assert first.text == second.text and counts() == 3


def test_who_goes_is_forgotten_whole_and_hears_nothing(say: Say, rasa: FakeRasa) -> None:
    rasa.answer = lambda body: said("回答", choices=options("甲"))
    say("俺家的事")
    talk = rasa.asked[0]["sender"]
    gone = say("", kind="leaving")
    assert (gone.text, gone.choices) == ("", ()) and rasa.forgotten == [talk] and counts() == 0
    with session() as opened:
        left = {table.name for table in Base.metadata.sorted_tables if opened.execute(select(table)).first()}
    assert left <= {"daily_count"}


def test_who_was_never_here_may_go_too_and_twice(say: Say) -> None:
    assert [say("", kind="leaving").text for _ in range(2)] == ["", ""] and counts() == 0


def test_the_wish_to_go_is_never_refused(say: Say, rasa: FakeRasa, monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.settings import settings

    monkeypatch.setattr("bot.conversation.door.settings", lambda: settings().model_copy(update={"rate_per_minute": 1}))
    say("老年证")
    rasa.status = 500
    assert say("", kind="leaving").text == "" and counts() == 0


def test_who_comes_back_is_new(say: Say, rasa: FakeRasa) -> None:
    rasa.answer = lambda body: said("好", memory={"matter": "MZ-001"})
    say("老年证")
    say("", kind="leaving")
    assert wording.PRIVACY_NOTICE in say("", kind="arrival").text
    say("老年证")
    assert rasa.asked[-1]["metadata"]["memory"] == {}


@pytest.mark.parametrize("can_wait", [True, False])
def test_only_who_may_be_written_to_later_has_an_address_and_it_is_sealed(say: Say, can_wait: bool) -> None:
    say("你好", person="openid-wang", can_wait=can_wait)
    with session() as opened:
        [address] = opened.scalars(select(PersonRow.address)).all()
    assert "openid" not in address and (unseal(address) if address else "") == ("openid-wang" if can_wait else "")
