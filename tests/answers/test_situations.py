"""What the person tells unasked, later or otherwise."""

from typing import Any

import pytest

from bot.answers.deciding import choose, decide
from bot.answers.declining import decline
from bot.answers.question import Memory, Reply
from tests.factories import a_district, a_material, a_matter, a_question, a_situation, linked, options
from tests.reading import words

KIND = a_situation("办理类型", ("头一回办", "年审", "卡丢了补办", "不知道"))
AGE = a_situation("年龄段", ("60到64岁", "65岁以上", "不到60岁", "不知道"))
CARD = a_matter("MZ-004", "老年人乘车优待卡办理", materials=(a_material(), a_material("原卡", situation="年审")), situations=(KIND, AGE))
SOCIAL = a_matter("SB-013", "社会保障卡补换")
HELP = a_matter("BM-001", "帮办代办服务申请", area="便民综合")
DISTRICT = a_district(CARD, SOCIAL, HELP)


def talking(*facets: str, **told: str) -> Memory:
    return Memory("MZ-004", facets=facets or ("materials",), situation=told)


def ask(text: str, *facets: str, memory: Memory, **fields: Any) -> Reply:
    return decide(a_question(text, *facets, memory=memory, **fields), DISTRICT)


@pytest.mark.parametrize("said", ["不对，是第一次办", "说错了，俺是头一回办", "哦，看错了，头一回办", "不是，是首次办", "错了错了，头一回办"])
def test_a_mind_is_changed(said: str) -> None:
    reply = ask(said, "process", memory=talking(办理类型="年审"))
    assert reply.memory.situation == {"办理类型": "头一回办"} and "按“头一回办”说" in words(reply) and "原卡" not in words(reply)


def test_a_changed_mind_goes_before_what_is_asked_now() -> None:
    ages = options(*AGE.options)
    reply = choose(a_question("不对，是第一次办", memory=talking(办理类型="年审"), offered=ages), DISTRICT)
    assert reply.memory.situation == {"办理类型": "头一回办"}


def test_what_is_asked_now_is_answered_with_a_correction_too() -> None:
    reply = choose(a_question("说错了，65岁以上", memory=talking(办理类型="年审"), offered=options(*AGE.options)), DISTRICT)
    assert reply.memory.situation == {"办理类型": "年审", "年龄段": "65岁以上"}


@pytest.mark.parametrize("said", ["年审", "66了", "不到60岁"])
def test_an_answer_after_a_question_in_between_is_taken_and_what_depends_on_it_told(said: str) -> None:
    reply = ask(said, memory=talking("place"))
    assert reply.outcome == "answer" and len(reply.memory.situation) == 1 and reply.facets == ("materials",)


def test_its_own_words_go_before_another_matter_that_is_sure() -> None:
    assert ask("卡丢了补办", memory=talking(), linked=linked((SOCIAL, 0.9))).matter == "MZ-004"
    assert ask("头一回办呀", memory=talking(), linked=linked((SOCIAL, 0.9))).matter == "SB-013"


@pytest.mark.parametrize("intent", ["thank", "noise", "medical_legal"])
def test_what_sounds_like_nothing_is_an_answer(intent: str) -> None:
    assert decline(a_question("66了", intent=intent, memory=talking("place")), DISTRICT).memory.situation == {"年龄段": "65岁以上"}


def test_without_a_talk_nothing_is_told() -> None:
    assert ask("年审", memory=Memory()).outcome == "reject"
    assert decline(a_question("不对", intent="noise"), DISTRICT).outcome == "reject"


def test_help_asked_in_a_talk_is_help_with_its_matter() -> None:
    assert ask("村里能代办不", "agency", memory=talking(), linked=linked((HELP, 0.95)), names_thing=True).matter == "MZ-004"
    assert ask("帮办代办带啥", "materials", memory=talking(), linked=linked((HELP, 0.95)), names_thing=True).matter == "BM-001"
    assert ask("村里能代办不", "agency", memory=Memory(), linked=linked((HELP, 0.95))).matter == "BM-001"


def test_what_was_offered_is_forgotten_with_another_matter() -> None:
    memory = Memory(waiting=("SB-013", "BM-001"))
    assert ask("老年卡", memory=memory, linked=linked((CARD, 0.95))).memory.waiting == ()
