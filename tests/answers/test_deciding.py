"""The ordered steps: which matter is meant, what is offered when it is not clear, and what a message without a matter gets."""

from typing import Any

import pytest

from bot.answers.deciding import choose, decide, hand_over
from bot.answers.declining import DECLINING, decline
from bot.answers.question import Memory, Reply
from bot.catalogue.model import Matter
from tests.factories import CENTRE, TOWN, VILLAGE, a_district, a_matter, a_question, a_site, an_agent, found, linked, offered
from tests.reading import responses, words

PENSION = a_matter()
CARD = a_matter("MZ-002", "老年人优待证办理", fee="免费")
LOST = a_matter("MZ-003", "老年人优待证补办")
FAR = a_matter("SB-013", "社会保障卡补领")
DISTRICT = a_district(PENSION, CARD, LOST, FAR)


def ask(text: str, *facets: str, scores: tuple[tuple[Matter, float], ...] = (), **fields: Any) -> Reply:
    return decide(a_question(text, *facets, linked=linked(*scores), **fields), DISTRICT)


def test_one_clear_matter_is_answered() -> None:
    reply = ask("长寿钱多少", "fee", scores=((PENSION, 0.9), (CARD, 0.05)))
    assert (reply.outcome, reply.matter, reply.facets) == ("answer", "MZ-001", ("fee",))
    assert (reply.memory.matter, reply.memory.facets) == ("MZ-001", ("fee",))


def test_near_ones_are_offered_and_the_facets_are_kept_for_the_choice() -> None:
    reply = ask("老年证", "fee", scores=((CARD, 0.4), (LOST, 0.35), (PENSION, 0.02)))
    assert reply.outcome == "choose" and reply.matter is None
    assert [(each.kind, each.code, each.text) for each in reply.choices] == [
        ("matter", "MZ-002", "老年人优待证办理"),
        ("matter", "MZ-003", "老年人优待证补办"),
    ]
    taken = choose(a_question("1", memory=reply.memory, offered=reply.choices), DISTRICT)
    assert (taken.matter, taken.facets) == ("MZ-002", ("fee",)) and "免费" in words(taken)


def test_never_more_than_three_are_offered() -> None:
    reply = ask("证", scores=((CARD, 0.2), (LOST, 0.2), (PENSION, 0.2), (FAR, 0.2)))
    assert reply.outcome == "choose" and len(reply.choices) == 3


def test_a_weak_guess_is_said_to_be_none_with_the_way_on() -> None:
    reply = ask("嘛呢", scores=((CARD, 0.1), (LOST, 0.05)))
    assert reply.outcome == "reject" and reply.matter is None and reply.choices == ()
    assert "没听准" in words(reply) and "12345" in words(reply) and "0533-6000000" in words(reply) and "人工" in words(reply)


def test_a_facet_without_a_matter_is_asked_back_by_its_name_and_remembered() -> None:
    reply = ask("多少钱，几天", "fee", "time_limit")
    assert reply.outcome == "clarify" and "哪件事的费用、时限" in words(reply)
    assert reply.memory.facets == ("fee", "time_limit")


def test_several_matters_in_one_message_are_taken_one_by_one() -> None:
    clauses = (linked((CARD, 0.9)), linked((FAR, 0.9)))
    reply = decide(a_question("办老年证，还有社保卡丢了", linked=linked((CARD, 0.5), (FAR, 0.4)), clauses=clauses), DISTRICT)
    assert reply.outcome == "choose" and {each.code for each in reply.choices} == {"MZ-002", "SB-013"}
    assert "一件一件来" in words(reply)


def test_the_same_matter_twice_is_one() -> None:
    clauses = (linked((CARD, 0.9)), linked((CARD, 0.8)))
    reply = decide(a_question("老年证在哪办，还有老年证带啥", linked=linked((CARD, 0.95)), clauses=clauses), DISTRICT)
    assert reply.matter == "MZ-002"


@pytest.mark.parametrize("code", ["MZ-002", "mz-002", " MZ-002 "])
def test_a_code_is_a_matter(code: str) -> None:
    reply = ask(code)
    assert (reply.matter, reply.outcome) == ("MZ-002", "answer")


def test_an_unknown_code_is_no_matter() -> None:
    assert ask("ZZ-999").outcome == "reject"


def test_of_those_offered_the_one_that_words_point_at() -> None:
    memory = Memory(facets=("fee",), waiting=("MZ-002", "SB-013"))
    reply = ask("社保卡那个", memory=memory, scores=((FAR, 0.3), (CARD, 0.05)), leans=True)
    assert (reply.matter, reply.facets) == ("SB-013", ("fee",))


def test_a_place_alone_answers_which_place_of_the_talk() -> None:
    memory = Memory(matter="MZ-001", facets=("place",))
    reply = ask("李家疃村", memory=memory, found=found(VILLAGE))
    assert (reply.matter, reply.memory.place) == ("MZ-001", VILLAGE.code)
    assert "王村镇便民服务中心（受理）" in words(reply)


def test_a_place_alone_without_a_talk_is_about_the_office() -> None:
    reply = ask("王村镇便民服务中心", found=found(TOWN))
    assert (reply.outcome, reply.matter, reply.place) == ("answer", None, TOWN.code)
    assert "王村镇便民服务中心的地址" in words(reply)


def test_a_location_alone_gives_the_nearest() -> None:
    reply = ask("", location=(36.66, 117.73))
    assert reply.place == VILLAGE.code and reply.place_kind == "nearest" and "公里" in words(reply)


# --- the talk goes on ---


def talking(facets: tuple[str, ...] = ("materials",)) -> Memory:
    return Memory(matter="MZ-001", facets=facets)


def test_a_follow_up_stays_with_the_matter() -> None:
    reply = ask("那得多少钱", "fee", memory=talking(), leans=True)
    assert (reply.matter, reply.facets) == ("MZ-001", ("fee",)) and words(reply).startswith("说的还是“高龄津贴申领”")


def test_another_matter_keeps_what_was_asked() -> None:
    reply = ask("那老年证呢", memory=talking(), leans=True, scores=((CARD, 0.85),))
    assert (reply.matter, reply.facets) == ("MZ-002", ("materials",))


def test_a_correction_to_another_matter_is_followed() -> None:
    reply = ask("不对，我问的是社保卡", memory=talking(("fee",)), leans=True, scores=((FAR, 0.9), (PENSION, 0.02)))
    assert (reply.matter, reply.facets) == ("SB-013", ("fee",))


def test_a_correction_to_something_vague_is_offered_and_not_held_on_to() -> None:
    reply = ask("不是，我说的是老年证", memory=talking(("fee",)), leans=True, scores=((CARD, 0.4), (LOST, 0.35), (PENSION, 0.1)))
    assert reply.outcome == "choose" and [each.code for each in reply.choices][:2] == ["MZ-002", "MZ-003"]
    assert reply.memory.facets == ("fee",)


def test_a_new_open_question_forgets_the_old_facets() -> None:
    reply = ask("社保卡丢了", memory=talking(("fee",)), scores=((FAR, 0.95),))
    assert (reply.matter, reply.facets) == ("SB-013", ())


def test_a_place_comes_along_to_the_next_matter() -> None:
    reply = ask("那老年证呢", memory=Memory(matter="MZ-001", facets=("place",), place=VILLAGE.code), leans=True, scores=((CARD, 0.9),))
    assert reply.place == TOWN.code and "李家疃村有代办员" in words(reply)


# --- choosing ---

OFFER = offered(CARD, LOST, FAR)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("1", "MZ-002"),
        ("１", "MZ-002"),
        ("第一个", "MZ-002"),
        ("一", "MZ-002"),
        ("选2吧", "MZ-003"),
        ("最后那个", "SB-013"),
        ("头一个", "MZ-002"),
        ("社会保障卡补领", "SB-013"),
        ("优待证补办", "MZ-003"),
    ],
)
def test_an_offer_is_taken_in_any_writing(said: str, code: str) -> None:
    reply = choose(a_question(said, offered=OFFER, memory=Memory(facets=("fee",))), DISTRICT)
    assert (reply.matter, reply.facets, reply.outcome) == (code, ("fee",), "answer")


@pytest.mark.parametrize("said", ["4", "０", "第九个", "99"])
def test_an_unknown_number_is_said_so_and_the_offer_stands(said: str) -> None:
    reply = choose(a_question(said, offered=OFFER), DISTRICT)
    assert reply.outcome == "clarify" and reply.choices == OFFER
    assert "没有第" in words(reply) and "1至3" in words(reply)


def test_a_number_when_nothing_is_offered_gets_a_sentence() -> None:
    reply = choose(a_question("2"), DISTRICT)
    assert reply.outcome == "reject" and "现在没有可选的项" in words(reply)


def test_nothing_more_is_said_so() -> None:
    reply = choose(a_question("还有吗", intent="more", offered=OFFER, memory=talking()), DISTRICT)
    assert "没有更多内容了" in words(reply) and reply.choices == OFFER and reply.memory == talking()
    assert choose(a_question("还有高龄津贴", intent="more", linked=linked((PENSION, 0.95))), DISTRICT).matter == "MZ-001"


def test_words_that_choose_nothing_are_a_question_again() -> None:
    reply = choose(a_question("高龄津贴多少", "fee", offered=OFFER, linked=linked((PENSION, 0.95))), DISTRICT)
    assert (reply.matter, reply.facets) == ("MZ-001", ("fee",))


def test_an_offered_matter_that_was_withdrawn_is_not_invented() -> None:
    gone = offered(a_matter("XX-1", "撤销的事项"))
    assert choose(a_question("1", offered=gone), DISTRICT).matter is None


def test_a_chosen_place_answers_for_the_talk_s_matter() -> None:
    offer = offered(TOWN, a_site("370306103000", "萌水镇便民服务中心"))
    reply = choose(a_question("1", offered=offer, memory=Memory(matter="MZ-001", facets=("place",))), DISTRICT)
    assert (reply.matter, reply.place) == ("MZ-001", TOWN.code)
    alone = choose(a_question("1", offered=offer, memory=Memory(facets=("phone",))), DISTRICT)
    assert (alone.matter, alone.place, alone.place_kind) == (None, TOWN.code, "phone")


def test_an_office_s_hours_follow_on_the_office() -> None:
    reply = ask("几点开门", "hours", memory=Memory(place=TOWN.code, facets=("phone",)))
    assert (reply.place, reply.place_kind, reply.outcome) == (TOWN.code, "hours", "answer")
    assert ask("多少钱", "fee", memory=Memory(place=TOWN.code)).outcome == "clarify"


# --- what is not answered ---


@pytest.mark.parametrize("intent", sorted(DECLINING))
def test_declining_says_its_sentence_and_keeps_the_talk(intent: str) -> None:
    reply = decline(a_question("……", intent=intent, memory=talking()), DISTRICT)
    assert (reply.outcome, reply.memory) == (DECLINING[intent], talking())
    assert words(reply) == responses()[f"utter_{intent}"]


def test_a_person_is_reached_by_the_talk_s_office_and_its_helper() -> None:
    district = a_district(agents=[an_agent(site=TOWN.code)])
    reply = hand_over(a_question("人工", memory=Memory(place=TOWN.code)), district)
    assert (reply.outcome, reply.place) == ("handoff", TOWN.code)
    assert "王村镇便民服务中心，电话 0533-6102000" in words(reply) and "代办员A1 0533-A1" in words(reply) and "12345" in words(reply)


def test_a_person_without_a_place_is_the_centre_s() -> None:
    reply = hand_over(a_question("人工"), DISTRICT)
    assert reply.place == CENTRE.code and "0533-6000000" in words(reply)
    assert hand_over(a_question("人工"), a_district(sites=[])).outcome == "handoff"
