"""Which matter a follow-up means: a sibling of the talk's matter, one of before, one that was offered, or still the same."""

from typing import Any

import pytest

from bot.answers.deciding import decide
from bot.answers.declining import decline
from bot.answers.family import Families, within
from bot.answers.matching import Match, match
from bot.answers.question import Memory, Pending, Reply
from bot.catalogue.model import Matter, Situation
from tests.factories import a_district, a_matter, a_question, linked, offered

LOST = a_matter(
    "GA-011", "居民身份证丢失补领", aliases=("补身份证",), situations=(Situation("户籍", "户口在哪？", ("本地", "外地", "不知道"), "外地的要核实。"),)
)
RENEW = a_matter("GA-010", "居民身份证换领", aliases=("换身份证",))
RESIDENCE = a_matter("GA-013", "居住证申领", aliases=("居住证",))
COMPANY = a_matter("SC-006", "企业注销登记", aliases=("公司注销",))
BOOKING = a_matter("BM-002", "预约服务", area="便民综合", aliases=("约时间",))
MATTERS = {each.code: each for each in (LOST, RENEW, RESIDENCE, COMPANY, BOOKING)}
DISTRICT = a_district(*MATTERS.values())
FAMILIES = Families(MATTERS)


def meant(
    text: str, *facets: str, scores: tuple[tuple[Matter, float], ...] = (), family: tuple[tuple[Matter, float], ...] = (), **fields: Any
) -> Match:
    memory = fields.pop("memory", Memory(matter="GA-011"))
    return match(a_question(text, *facets, linked=linked(*scores), in_family=linked(*family).candidates, memory=memory, **fields))


def told(text: str, *facets: str, scores: tuple[tuple[Matter, float], ...] = (), memory: Memory, **fields: Any) -> Reply:
    return decide(a_question(text, *facets, linked=linked(*scores), memory=memory, **fields), DISTRICT)


def test_a_family_shares_the_beginning_of_its_names() -> None:
    assert FAMILIES.subject("GA-011") == "居民身份证"
    assert FAMILIES.subject("SC-006") == FAMILIES.subject("none") == ""
    assert [each.code for each in within(linked((RENEW, 0.5), (COMPANY, 0.4)), "居民身份证")] == ["GA-010"]


@pytest.mark.parametrize(("text", "named"), [("身份证的呢", True), ("补身份要啥", True), ("到期了换一个", False), ("居住证呢", False)])
def test_a_thing_is_named_by_two_of_its_characters(text: str, named: bool) -> None:
    assert FAMILIES.names_thing(text, "GA-011") is named


def test_what_differs_is_enough_within_a_family() -> None:
    assert meant("到期了换一个", scores=((RENEW, 0.13), (COMPANY, 0.05)), family=((RENEW, 0.8), (LOST, 0.1))) == Match("GA-010")


def test_a_bare_question_stays_with_the_matter() -> None:
    assert meant("要带照片不", "materials", scores=((RENEW, 0.05),), family=((RENEW, 0.7), (LOST, 0.1))).stayed


def test_a_guess_that_names_nothing_goes_behind_the_family_and_a_name_before_it() -> None:
    family = ((RENEW, 0.9), (LOST, 0.05))
    assert meant("不干了注销呢", scores=((COMPANY, 0.6),), family=family) == Match("GA-010")
    assert meant("居住证呢", scores=((RESIDENCE, 0.6),), family=family, names_thing=True) == Match("GA-013")


def test_a_question_that_names_nothing_else_is_about_the_talks_matter() -> None:
    assert meant("几天批", "time_limit", scores=((COMPANY, 0.5),)) == Match("GA-011", stayed=True)
    assert meant("公司注销几天批", "time_limit", scores=((COMPANY, 0.5),), names_thing=True) == Match("SC-006")


@pytest.mark.parametrize(
    ("text", "code"), [("还是说居住证吧", "GA-013"), ("回到头一个", "SC-006"), ("刚才问的那个接着说", "GA-013"), ("说回公司", "SC-006")]
)
def test_going_back_to_a_matter_of_before(text: str, code: str) -> None:
    memory = Memory(matter="GA-011", earlier=("GA-013", "SC-006"))
    scores = ((COMPANY, 0.3),) if "公司" in text else ((RESIDENCE, 0.2),) if "居住" in text else ()
    assert meant(text, scores=scores, memory=memory).code == code


def test_a_clear_new_matter_goes_before_going_back() -> None:
    memory = Memory(matter="GA-011", earlier=("GA-013",))
    assert meant("搬回到周村，公司注销", scores=((COMPANY, 0.8), (RESIDENCE, 0.06)), memory=memory, names_thing=True).code == "SC-006"


def test_what_was_before_is_remembered_newest_first() -> None:
    first = told("居住证", scores=((RESIDENCE, 0.9),), memory=Memory(matter="GA-011", earlier=("SC-006",)))
    assert first.memory.earlier == ("GA-011", "SC-006")
    again = told("补身份证", scores=((LOST, 0.9),), memory=first.memory)
    assert again.memory.earlier == ("GA-013", "SC-006")


def test_one_of_those_offered_is_taken_by_a_weak_word_and_later_only_by_a_clear_one() -> None:
    offer = Memory(waiting=("GA-011", "GA-010"))
    assert meant("换的那个", scores=((RENEW, 0.08),), memory=offer, offered=offered(LOST, RENEW)) == Match("GA-010")
    taken = Memory(matter="GA-011", waiting=("GA-010",))
    assert meant("要啥", "materials", scores=((RENEW, 0.08),), memory=taken) == Match("GA-011", stayed=True)


def test_an_answer_that_fits_no_option_shows_every_branch_and_asks_no_more() -> None:
    asked = Memory(matter="GA-011", facets=("materials",), pending=Pending("GA-011", "户籍", ("本地", "外地", "不知道")))
    reply = told("俺也弄不明白你说的啥", memory=asked)
    assert (reply.outcome, reply.matter, reply.memory.pending) == ("answer", "GA-011", None)
    assert any(say.response == "utter_situation_unsure" for say in reply.says)


def test_the_offices_own_services_do_not_leave_the_talks_matter() -> None:
    reply = told("预约得咋约", "appointment", scores=((BOOKING, 0.7),), memory=Memory(matter="GA-011"), names_thing=True)
    assert (reply.matter, reply.facets) == ("GA-011", ("appointment",))
    assert told("约时间", scores=((BOOKING, 0.9),), memory=Memory()).matter == "BM-002"


def test_another_city_in_a_talk_is_where_somebody_is_and_asked_for_itself_it_is_not_ours() -> None:
    memory = Memory(matter="GA-011", facets=("materials",))
    here = decline(a_question("俺哥在新疆回不来，替他中不", "agency", intent="other_city", memory=memory), DISTRICT)
    there = decline(a_question("那新疆的呢", "agency", intent="other_city", memory=memory, leans=True), DISTRICT)
    assert (here.outcome, here.matter, there.outcome) == ("answer", "GA-011", "reject")
