"""Finding facts: on hand-made ones, and how well on the real ones when ways of asking are left out."""

import time
from dataclasses import replace

import pytest

from bot.answers.policies import ALL_BUT_SAID, CLEAR
from bot.district.model import District
from bot.policy.model import Fact
from bot.settings import ROOT
from bot.understanding.contrast import near_misses, said_of_matters, topic_examples
from bot.understanding.policies import PolicyFinder, PolicyFound
from tests.factories import a_fact, a_matter

OTHERS = ("老年证咋办", "身份证丢了去哪补", "政务大厅几点开门", "你好", "今天天气咋样", "低保一个月多少钱")
ONE_IN = 5
FEWEST_FOUND, MOST_MISTAKEN = 0.8, 0.004


@pytest.fixture(scope="module")
def others(real_district: District) -> list[tuple[str, str]]:
    """What else people say, and who says so: a matter's code, or an intent."""
    asked = [(code, text) for code, matter in real_district.matters.items() for text in said_of_matters({code: matter})]
    near = [("near", text) for text in near_misses(ROOT / "data" / "policy" / "not_facts.txt")]
    return [*asked, *topic_examples(ROOT / "data" / "topics"), *near]


@pytest.fixture(scope="module")
def finder(real_district: District, others: list[tuple[str, str]]) -> PolicyFinder:
    return PolicyFinder(real_district.facts, [text for _, text in others])


def test_without_facts_nothing_is_found_and_without_a_contrast_only_word_for_word() -> None:
    bare = PolicyFinder({"ZC-001": a_fact()})
    assert PolicyFinder({}, OTHERS).find("四有一能是啥") == bare.find("四有一能都是啥") == PolicyFound()
    assert bare.find("四有一能是啥") == PolicyFound("ZC-001", 1.0)


@pytest.mark.parametrize("text", ["", "？？", "😀"])
def test_nothing_is_said_of_nothing(finder: PolicyFinder, text: str) -> None:
    assert finder.find(text) == PolicyFound()


def test_one_fact_alone_is_found_at_once() -> None:
    assert PolicyFinder({"ZC-001": a_fact()}, OTHERS).find("四有一能是啥").code == "ZC-001"


def test_every_way_that_is_written_is_all_but_said(finder: PolicyFinder, real_district: District) -> None:
    found = [(fact.code, finder.find(way)) for fact in real_district.facts.values() for way in fact.asked]
    assert [code for code, each in found if each.code != code] == []
    assert sum(each.score >= ALL_BUT_SAID for _, each in found) >= 0.99 * len(found)


@pytest.mark.parametrize(
    "text", ["那四有一能是啥呢", "不是，我问的是四有一能是啥", "四有壹能是啥？", "四有一能是啥？？", "四有一能，是啥", "四有一能是啥呀"]
)
def test_in_many_writings(finder: PolicyFinder, text: str) -> None:
    found = finder.find(text)
    assert found.code == "ZC-009" and found.score >= CLEAR


@pytest.mark.parametrize("text", ["政策会变吗", "今天天气咋样", "老年证在哪办", "什么要求", "asdfgh", "帮我写首诗", "12345", "周村烧饼哪家好吃"])
def test_what_is_no_question_of_a_document(finder: PolicyFinder, text: str) -> None:
    assert finder.find(text).score < ALL_BUT_SAID


def test_word_for_word_is_certain_and_nothing_else_is(finder: PolicyFinder) -> None:
    assert finder.find("“四有一能”是啥？").score == 1 > finder.find("四有一能是啥呀").score


@pytest.mark.parametrize("text", ["归谁管", "三", "要盖公章吗", "统计局在哪", "规划局电话"])
def test_what_is_said_otherwise_every_day_is_no_fact(finder: PolicyFinder, text: str) -> None:
    assert finder.find(text) == PolicyFound()


def test_it_is_quick(finder: PolicyFinder, others: list[tuple[str, str]]) -> None:
    started = time.perf_counter()
    for _, text in others[:200]:
        finder.find(text)
    assert (time.perf_counter() - started) / 200 < 0.006


@pytest.mark.slow
def test_ways_left_out_are_found_and_nothing_else_is(real_district: District, others: list[tuple[str, str]]) -> None:
    """One in five is left out; docs/adr/0011 has thirty folds. What a fact's own matters are asked is no mistake: the matter answers, the fact is cited."""
    ways = [(code, way) for code, fact in real_district.facts.items() for way in fact.asked]
    facts = _without(real_district.facts, set(ways[::ONE_IN]))
    finder = PolicyFinder(facts, [text for n, (_, text) in enumerate(others) if n % ONE_IN])
    hits = [found.code == code and found.score >= CLEAR for code, found in ((code, finder.find(way)) for code, way in ways[::ONE_IN])]
    clear = [(who, found) for who, found in ((who, finder.find(text)) for who, text in others[::ONE_IN]) if found.score >= CLEAR]
    mistaken = [who for who, found in clear if who not in facts[found.code].matters]
    assert sum(hits) >= FEWEST_FOUND * len(hits) and len(mistaken) <= MOST_MISTAKEN * len(others[::ONE_IN])


def _without(facts: dict[str, Fact], gone: set[tuple[str, str]]) -> dict[str, Fact]:
    kept = {code: [way for way in fact.asked if (code, way) not in gone] for code, fact in facts.items()}
    return {code: replace(facts[code], question=ways[0], ways=tuple(ways[1:])) for code, ways in kept.items() if ways}


def test_what_matters_are_called_is_a_contrast() -> None:
    assert list(said_of_matters({"MZ-001": a_matter()})) == ["高龄津贴申领", "长寿钱", "高龄津贴申领咋办"]


def test_the_topics_examples_come_with_their_intents() -> None:
    found = list(topic_examples(ROOT / "data" / "topics"))
    assert len(found) > 4000 and {"noise", "greet", "office_hours", "forecast"} <= {intent for intent, _ in found}
