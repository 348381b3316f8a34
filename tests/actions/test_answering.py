"""The custom actions: from Rasa's tracker to texts, one custom, and slots."""

import json

import pytest

from actions.answering import ActionAnswer, ActionAskSituation, ActionChoose, ActionDecline, ActionHandOver
from actions.mind import Mind, Minding
from bot.conversation.model import empty_trace
from tests.actions.conftest import AGES, FACT, Run, tracker
from tests.factories import TOWN, VILLAGE
from tests.reading import responses

MADE_BY_THE_DOOR = {"turn", "degraded"}
PENDING = {"matter": "MZ-001", "situation": AGES.name, "options": list(AGES.options)}
OFFER = [{"n": 1, "kind": "matter", "code": "MZ-002", "text": "老年人优待证办理"}, {"n": 2, "kind": "matter", "code": "GA-013", "text": "居住证申领"}]


def test_an_answer_is_texts_one_custom_and_slots(mind: Mind) -> None:
    run = Run(ActionAnswer, tracker("居住证多少钱", "ask_fee", facets=["fee"]))
    assert run.responses == ["utter_about", "utter_fee", "utter_source"] and set(run.responses) <= responses().keys()
    assert run.customs[0]["memory"] == run.slots and run.slots["matter"] == "GA-013" and run.slots["facets"] == ["fee"]
    assert run.slots["asking"] == "nothing" and run.customs[0]["choices"] == []


def test_the_trace_has_all_that_the_door_does_not_make(mind: Mind) -> None:
    trace = Run(ActionAnswer, tracker("居住证多少钱", "ask_fee", facets=["fee"])).trace
    assert set(trace) == set(empty_trace()) - MADE_BY_THE_DOOR
    assert trace["outcome"] == "answer" and trace["intent"] == "ask_fee" and trace["facets"] == ["fee"]
    assert trace["matter"] == {"code": "GA-013", "name": "居住证申领", "revision": 1}
    assert trace["candidates"][0]["code"] == "GA-013" and set(trace["ms"]) == {"link", "answer"}
    json.dumps(trace)


def test_a_place_is_in_the_trace(mind: Mind) -> None:
    run = Run(ActionAnswer, tracker("李家疃村上哪办居住证", "ask_place", facets=["place"], places=["李家疃村"]))
    assert run.trace["place"] == {"code": TOWN.code, "name": TOWN.name} and run.slots["place"] == VILLAGE.code


def test_an_office_is_told_by_its_kind(mind: Mind) -> None:
    trace = Run(ActionAnswer, tracker("王村镇便民服务中心电话", "office_phone")).trace
    assert (trace["matter"], trace["place"]["code"], trace["place_kind"], trace["facets"]) == (None, TOWN.code, "phone", ["phone"])


def test_a_question_that_depends_on_the_person_steers_rasa_s_rule(mind: Mind) -> None:
    run = Run(ActionAnswer, tracker("高龄津贴带啥", "ask_materials", facets=["materials"]))
    assert run.slots["asking"] == "situation" and run.slots["pending"] == PENDING
    assert run.trace["outcome"] == "answer" and run.trace["asked"] == {"situation": AGES.name, "options": list(AGES.options)}
    assert run.trace["choices"] == run.customs[0]["choices"] == [{"n": n, "kind": "situation", "code": None, "text": each} for n, each in enumerate(AGES.options, 1)]  # fmt: skip


def test_the_question_itself_is_the_next_action_and_says_only_text(mind: Mind) -> None:
    run = Run(ActionAskSituation, tracker("高龄津贴带啥", slots={"pending": PENDING, "asking": "situation"}))
    assert run.responses == ["utter_ask_situation"] and run.messages[0]["prompt"] == AGES.prompt and run.customs == [] and run.slots == {}
    assert Run(ActionAskSituation, tracker("高龄津贴带啥")).messages == []
    gone = {"matter": "XX-9", "situation": "年龄段", "options": []}
    assert Run(ActionAskSituation, tracker("高龄津贴带啥", slots={"pending": gone})).messages == []


@pytest.mark.parametrize("pending", [{"matter": "MZ-001", "situation": "已改名的情形", "options": ["一"]}])
def test_a_question_that_was_published_away_is_not_asked(mind: Mind, pending: dict[str, object]) -> None:
    assert Run(ActionAskSituation, tracker("……", slots={"pending": pending})).messages == []


def test_what_the_person_told_is_remembered_and_traced(mind: Mind) -> None:
    open_ones = [{"n": n, "kind": "situation", "code": None, "text": each} for n, each in enumerate(AGES.options, 1)]
    slots = {"matter": "MZ-001", "facets": ["materials"], "pending": PENDING, "asking": "situation"}
    run = Run(ActionChoose, tracker("2", "choose", slots, choices=open_ones))
    assert run.trace["situation"] == {"年龄段": "90到99岁"} == run.slots["situation"] and run.slots["asking"] == "nothing"


def test_a_choice_is_taken_from_what_is_open(mind: Mind) -> None:
    run = Run(ActionChoose, tracker("２", "choose", {"facets": ["fee"]}, choices=OFFER))
    assert run.trace["matter"]["code"] == "GA-013" and run.trace["facets"] == ["fee"]
    unknown = Run(ActionChoose, tracker("7", "choose", choices=OFFER))
    assert unknown.responses == ["utter_choice_unknown"] and len(unknown.customs[0]["choices"]) == 2
    nothing = Run(ActionChoose, tracker("7", "choose"))
    assert nothing.responses == ["utter_choice_none"] and nothing.trace["outcome"] == "reject"


def test_facets_are_read_from_the_latest_message_alone(mind: Mind) -> None:
    run = Run(ActionAnswer, tracker("居住证在哪办", "ask_place", {"facets": ["fee"], "matter": "MZ-002"}, facets=["place"]))
    assert run.trace["facets"] == ["place"]


def test_a_follow_up_leans_on_the_slots(mind: Mind) -> None:
    run = Run(ActionAnswer, tracker("那多少钱", "ask_fee", {"matter": "GA-013", "facets": ["materials"]}, facets=["fee"], leans=True))
    assert run.trace["matter"]["code"] == "GA-013" and run.trace["facets"] == ["fee"]


def test_two_matters_in_one_message_are_offered(mind: Mind) -> None:
    run = Run(ActionAnswer, tracker("我想办老年证，还有居住证申领", "ask_matter"))
    assert run.trace["outcome"] == "choose" and {each["code"] for each in run.customs[0]["choices"]} == {"MZ-002", "GA-013"}
    assert set(run.slots["waiting"]) == {"MZ-002", "GA-013"}


def test_the_audience_and_the_location_come_with_the_message(mind: Mind) -> None:
    assert "utter_agent_depth" in Run(ActionAnswer, tracker("居住证多少钱", "ask_fee", facets=["fee"], audience="agent")).responses
    run = Run(ActionAnswer, tracker("离我最近的办事地点在哪", "office_nearest", location={"lat": 36.66, "lon": 117.73}))
    assert run.trace["place"]["code"] == VILLAGE.code


def test_a_fact_of_a_document_is_in_the_trace_and_leaves_the_talk(mind: Mind) -> None:
    slots = {"matter": "GA-013", "facets": ["fee"], "place": TOWN.code}
    run = Run(ActionAnswer, tracker("四有一能是啥", "nlu_fallback", slots))
    assert run.responses == ["utter_policy"] and run.trace["outcome"] == "answer"
    assert run.trace["policy"] == {"doc_number": FACT.document.number, "id": FACT.code}
    assert (run.trace["matter"], run.trace["facets"]) == (None, [])
    assert {name: run.slots[name] for name in slots} == slots


def test_declining_and_handing_over(mind: Mind) -> None:
    assert Run(ActionDecline, tracker("你是猪", "abuse")).responses == ["utter_abuse"]
    run = Run(ActionHandOver, tracker("人工", "hand_over", {"place": TOWN.code}))
    assert run.trace["outcome"] == "handoff" and run.trace["place"]["code"] == TOWN.code


@pytest.mark.parametrize("text", ["", "😀", "' OR 1=1 --", "<script>alert(1)</script>", "{matter}", "身份證"])
def test_odd_texts_are_answered(mind: Mind, text: str) -> None:
    assert Run(ActionAnswer, tracker(text, "nlu_fallback")).trace["outcome"] in ("reject", "answer", "choose")


def test_actions_before_the_district_is_read_say_so() -> None:
    with pytest.raises(RuntimeError, match="not read"):
        Minding().mind()


def test_every_action_of_the_domain_is_there() -> None:
    names = {action().name() for action in (ActionAnswer, ActionAskSituation, ActionChoose, ActionDecline, ActionHandOver)}
    assert names == {"action_answer", "action_ask_situation", "action_choose", "action_decline", "action_hand_over"}
