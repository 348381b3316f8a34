"""Facts of documents: what they go before, what goes before them, who is told, and what is cited after a matter."""

from dataclasses import replace
from typing import Any

import pytest

from bot.answers.deciding import choose, decide, hand_over
from bot.answers.declining import DECLINING, decline
from bot.answers.policies import ALL_BUT_SAID, CLEAR, CLEAR_WITHIN_A_TALK
from bot.answers.question import Memory, Reply
from bot.understanding.policies import PolicyFound
from tests.factories import FARMING, TOWN, a_bare_matter, a_district, a_fact, a_matter, a_question, found, linked, offered
from tests.reading import words

TRACTOR = a_matter("NY-001", "拖拉机登记", fee="免收牌证费。")
CARD = a_matter("MZ-002", "老年人优待证办理")
LOST = a_matter("MZ-003", "老年人优待证补办")
POINT = a_fact()
FREE = a_fact("ZC-064", document=FARMING, question="拖拉机上牌还收费吗？", answer="免征号牌费。", matters=("NY-001",), facets=("fee",))
PHONE = a_fact("ZC-107", question="机要室电话？", answer="6195030。", inside=True)
DISTRICT = a_district(TRACTOR, CARD, LOST, facts=[POINT, FREE, PHONE])
SAID, HALF, WEAK = ALL_BUT_SAID, CLEAR, CLEAR - 0.01


def asking(text: str, score: float, *facets: str, fact: str = "ZC-001", **fields: Any) -> Any:
    return a_question(text, *facets, policy=PolicyFound(fact, score), **fields)


def ask(*arguments: Any, **fields: Any) -> Reply:
    return decide(asking(*arguments, **fields), DISTRICT)


def test_a_clear_fact_is_told_with_its_document_its_date_and_its_year() -> None:
    reply = ask("四有一能是啥", HALF)
    told = words(reply)
    assert (reply.outcome, reply.policy, reply.matter, reply.facets, reply.place) == ("answer", "ZC-001", None, (), None)
    assert told.startswith("有场所、有设备、有人员、有制度、能办事。")
    assert "《关于加强全区便民服务体系建设的实施方案》（周政办字〔2019〕39号，周村区人民政府办公室 2019-08-14 印发）" in told
    assert "文件是2019年的，现行以最新公布为准。" in told


def test_what_is_doubtful_about_a_document_is_said() -> None:
    assert "现行以最新公布为准（试行）。" in words(ask("拖拉机上牌还收费吗", SAID, fact="ZC-064"))


def test_what_is_not_clear_is_not_told() -> None:
    assert ask("啥标准", WEAK).policy is None and ask("啥标准", WEAK).outcome == "reject"


def test_the_talk_stays_where_it_was() -> None:
    memory = Memory(matter="MZ-002", place=TOWN.code, facets=("fee",), waiting=("MZ-003",))
    reply = ask("四有一能是啥", HALF, memory=memory)
    assert reply.policy == "ZC-001" and reply.memory == memory


def test_a_message_that_leans_on_the_talk_stays_in_it() -> None:
    reply = ask("那标准呢", HALF, "conditions", memory=Memory(matter="MZ-002"), leans=True)
    assert (reply.matter, reply.policy) == ("MZ-002", None)


def test_within_a_talk_a_fact_must_be_clearer() -> None:
    memory = Memory(matter="MZ-002")
    assert ask("有啥标准", CLEAR_WITHIN_A_TALK - 0.01, "conditions", memory=memory).matter == "MZ-002"
    assert ask("四有一能啥标准", CLEAR_WITHIN_A_TALK, "conditions", memory=memory).policy == "ZC-001"


# --- beside matters and offices ---


def test_a_sure_matter_goes_before_a_clear_fact() -> None:
    reply = ask("老年证啥标准", HALF, linked=linked((CARD, 0.9)))
    assert (reply.matter, reply.policy) == ("MZ-002", None)


def test_what_is_all_but_said_goes_before_a_matter_about_something_else() -> None:
    assert ask("四有一能是啥", SAID, linked=linked((CARD, 0.9))).policy == "ZC-001"


@pytest.mark.parametrize(("score", "outcome"), [(HALF, "choose"), (SAID, "answer")])
def test_choices_go_before_a_fact_unless_it_is_all_but_said(score: float, outcome: str) -> None:
    assert ask("便民点老年证", score, linked=linked((CARD, 0.4), (LOST, 0.35))).outcome == outcome


@pytest.mark.parametrize(("score", "policy"), [(HALF, None), (SAID, "ZC-001")])
def test_offices_go_before_a_fact_unless_it_is_all_but_said(score: float, policy: str | None) -> None:
    reply = ask("王村便民服务点啥标准", score, intent="office_address", found=found(TOWN))
    assert reply.policy == policy and (reply.place == TOWN.code) == (policy is None)


def test_an_office_does_not_answer_for_a_matter_that_covers_a_fact_all_but_said() -> None:
    reply = ask("拖拉机上牌的点在哪", SAID, fact="ZC-064", intent="office_address", found=found(TOWN), linked=linked((TRACTOR, 0.5)))
    assert (reply.policy, reply.place) == ("ZC-064", None)


def test_a_fact_goes_before_a_place_that_is_only_named() -> None:
    assert ask("王村便民服务点要达到什么标准", HALF, found=found(TOWN)).policy == "ZC-001"


def test_a_choice_that_is_taken_is_no_question() -> None:
    reply = choose(asking("1", SAID, offered=offered(CARD, LOST)), DISTRICT)
    assert (reply.matter, reply.policy) == ("MZ-002", None)


def test_a_fact_taken_for_a_choice_is_told() -> None:
    assert choose(asking("四有一能", HALF, intent="choose"), DISTRICT).policy == "ZC-001"


# --- citing ---


def test_a_matter_answers_and_the_fact_that_bears_on_the_facet_is_cited_before_the_source() -> None:
    reply = ask("拖拉机上牌要钱吗", SAID, "fee", fact="ZC-064", linked=linked((TRACTOR, 0.9)))
    assert (reply.outcome, reply.matter, reply.policy, reply.facets) == ("answer", "NY-001", "ZC-064", ("fee",))
    assert [say.response for say in reply.says][-2:] == ["utter_policy_cited", "utter_source"]
    assert "政策依据：《关于进一步加强农机安全生产工作的通知》（周政字〔2019〕20号，2019-07-19）：免征号牌费。" in words(reply)


@pytest.mark.parametrize(
    ("score", "facets", "is_cited"),
    [(HALF, ("fee",), True), (WEAK, ("fee",), False), (SAID, ("materials",), False), (SAID, (), False), (1.0, (), True)],
)
def test_a_fact_is_cited_when_it_is_clear_and_bears_on_the_facet_or_is_asked_for_word_for_word(
    score: float, facets: tuple[str, ...], is_cited: bool
) -> None:
    reply = ask("拖拉机上牌……", score, *facets, fact="ZC-064", linked=linked((TRACTOR, 0.9)))
    assert reply.matter == "NY-001" and (reply.policy == "ZC-064") == is_cited == ("政策依据" in words(reply))


def test_a_fact_of_another_matter_is_not_cited() -> None:
    assert ask("老年证要钱吗", HALF, "fee", fact="ZC-064", linked=linked((CARD, 0.9))).policy is None


def test_inside_facts_are_not_cited_to_residents() -> None:
    inside = a_district(TRACTOR, facts=[replace(FREE, inside=True)])
    question = asking("拖拉机上牌要钱吗", HALF, "fee", fact="ZC-064", linked=linked((TRACTOR, 0.9)))
    assert decide(question, inside).policy is None and decide(replace(question, audience="agent"), inside).policy == "ZC-064"


def test_a_matter_of_which_only_the_name_is_known_cites_nothing() -> None:
    bare = a_bare_matter("NY-001")
    assert decide(asking("上牌", SAID, "fee", fact="ZC-064", linked=linked((bare, 0.9))), a_district(bare, facts=[FREE])).policy is None


# --- inside ---


def test_inside_facts_are_refused_to_residents_with_the_public_phones() -> None:
    memory = Memory(matter="MZ-002")
    reply = ask("机要室电话", SAID, fact="ZC-107", memory=memory)
    told = words(reply)
    assert (reply.outcome, reply.policy, reply.memory) == ("refuse", None, memory)
    assert "12345" in told and "0533-6000000" in told and "6195030" not in told


@pytest.mark.parametrize("audience", ["agent", "staff"])
def test_inside_facts_are_told_to_those_who_work_with_them(audience: Any) -> None:
    reply = ask("机要室电话", SAID, fact="ZC-107", audience=audience)
    assert reply.outcome == "answer" and "6195030" in words(reply)


# --- what is declined ---


@pytest.mark.parametrize("intent", sorted(set(DECLINING) - {"medical_legal", "out_of_scope", "forecast", "privacy", "injection"}))
def test_facts_never_answer_what_is_declined(intent: str) -> None:
    assert decline(asking("四有一能是啥", 0.99, intent=intent), DISTRICT).policy is None


@pytest.mark.parametrize("intent", ["medical_legal", "out_of_scope", "forecast"])
def test_what_may_be_of_a_document_is_answered_when_all_but_said(intent: str) -> None:
    assert decline(asking("四有一能是啥", SAID, intent=intent), DISTRICT).policy == "ZC-001"
    assert decline(asking("四有一能是啥", HALF, intent=intent), DISTRICT).outcome == DECLINING[intent]


@pytest.mark.parametrize("intent", ["privacy", "injection"])
def test_what_is_written_down_only_sounds_private_or_like_a_trick(intent: str) -> None:
    assert decline(asking("20强“名单”", 1.0, intent=intent), DISTRICT).policy == "ZC-001"
    assert decline(asking("20强“名单”", 0.99, intent=intent), DISTRICT).outcome == "refuse"


def test_what_is_written_down_is_not_handed_over() -> None:
    assert hand_over(asking("窗口人员几次培训", 1.0, intent="hand_over"), DISTRICT).policy == "ZC-001"
    assert hand_over(asking("找窗口人员", 0.99, intent="hand_over"), DISTRICT).outcome == "handoff"


def test_private_questions_stay_private_but_for_those_who_work_with_inside_facts() -> None:
    asked = asking("机要室电话", SAID, fact="ZC-107", intent="privacy")
    assert decline(asked, DISTRICT).outcome == "refuse" and "别人的信息" in words(decline(asked, DISTRICT))
    assert decline(replace(asked, audience="agent"), DISTRICT).policy == "ZC-107"
    assert decline(replace(asked, audience="agent", policy=PolicyFound("ZC-001", SAID)), DISTRICT).outcome == "refuse"
