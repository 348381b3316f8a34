"""Every branch of every situation of every matter of the real catalogue, walked as a person would: asked, answered, asked again, answered again."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pytest

from bot import wording
from bot.answers.deciding import choose, decide
from bot.answers.options import parts, pick
from bot.answers.question import Memory, Pending, Reply
from bot.answers.ranges import Range, range_of
from bot.answers.situations import taken
from bot.catalogue.model import Matter, Situation
from bot.district.model import District
from tests.factories import a_question, linked, options
from tests.reading import responses, words

WAYS: tuple[tuple[str, ...], ...] = ((), ("materials",), ("conditions",))
FORMS = ("{}", "是{}", "{}的", "{}吧", "俺是{}", "应该是{}")
ASKS_FOR_NUMBERS = re.compile("身份证号|证件号|出生日期|出生年月|生日|哪年生|几几年|手机号|银行卡号|电话号码|姓名是|叫什么")
MOST_QUESTIONS = 2


def situations(district: District) -> Iterator[tuple[Matter, Situation]]:
    return ((matter, situation) for matter in district.matters.values() for situation in matter.situations)


def real(situation: Situation) -> tuple[str, ...]:
    """The options that say something."""
    return situation.options[:-1]


def told(reply: Reply, option: str, district: District) -> Reply:
    """The reply to one option of what `reply` asked."""
    return choose(a_question(option, memory=reply.memory, offered=reply.choices), district)


# --- walks ---


@pytest.mark.parametrize("facets", WAYS, ids=lambda facets: "-".join(facets) or "card")
def test_every_option_leads_to_an_answer_of_the_same_matter_two_questions_deep(real_district: District, facets: tuple[str, ...]) -> None:
    for matter in real_district.matters.values():
        asked = decide(a_question(matter.name, *facets, linked=linked((matter, 0.99))), real_district)
        _walk(asked, matter, real_district, ())


def _walk(asked: Reply, matter: Matter, district: District, names: tuple[str, ...]) -> None:
    """Nothing is asked twice, and no more than two questions at all."""
    assert asked.outcome == "answer" and asked.matter == matter.code and asked.memory.matter == matter.code
    pending = asked.memory.pending
    assert [each.text for each in asked.choices] == list(pending.options if pending else ())
    if pending is None:
        return
    names = (*names, pending.situation)
    assert len(set(names)) == len(names) <= MOST_QUESTIONS, (matter.code, names)
    for option in pending.options:
        reply = told(asked, option, district)
        assert reply.memory.situation[pending.situation] == option
        _walk(reply, matter, district, names)


def test_every_situation_shows_both_branches_to_who_does_not_know_and_asks_it_no_more(real_district: District) -> None:
    for matter, situation in situations(real_district):
        reply = _forced(matter, situation, wording.UNSURE, real_district)
        text = words(reply)
        branches = {each.situation for each in matter.materials} & set(situation.options)
        assert [each for each in branches if wording.SITUATION_HEAD.format(option=each) not in text] == [], (matter.code, text)
        assert situation.difference in text and (reply.memory.pending is None or reply.memory.pending.situation != situation.name)


def test_an_option_shows_its_own_branch_alone(real_district: District) -> None:
    for matter, situation in situations(real_district):
        branches = {each.situation for each in matter.materials} & set(real(situation))
        for option in real(situation):
            lines = words(_forced(matter, situation, option, real_district)).splitlines()
            assert {each for each in branches if wording.SITUATION_HEAD.format(option=each) in lines} == branches & {option}, (matter.code, option)


def _forced(matter: Matter, situation: Situation, option: str, district: District) -> Reply:
    memory = Memory(matter.code, facets=("materials",), pending=Pending(matter.code, situation.name, situation.options))
    return choose(a_question(option, memory=memory, offered=options(*situation.options)), district)


def test_a_told_situation_can_be_told_otherwise(real_district: District) -> None:
    for matter, situation in situations(real_district):
        first, *_, last = real(situation)
        reply = _forced(matter, situation, first, real_district)
        changed = decide(a_question(f"不对，是{last}", memory=replace(reply.memory, pending=None)), real_district)
        assert changed.memory.situation[situation.name] == last, (matter.code, situation.name, last)


# --- what options are like ---


def test_every_option_is_reached_by_its_own_words(real_district: District) -> None:
    lost = [
        (matter.code, form.format(option), situation.options)
        for matter, situation in situations(real_district)
        for n, option in enumerate(real(situation))
        for form in FORMS
        if taken(form.format(option), situation.options) != n
    ]
    assert lost == []


def test_every_thing_that_an_option_lists_takes_it(real_district: District) -> None:
    lost = [
        (matter.code, part, situation.options)
        for matter, situation in situations(real_district)
        for n, option in enumerate(real(situation))
        for part in parts(option)
        if taken(part, situation.options) != n
    ]
    assert lost == []


def test_words_of_two_options_take_neither(real_district: District) -> None:
    """“提前退休” stands in 弹性提前退休 and in 特殊工种提前退休; what stands after a no (停保 in 还没停保) stands there for nothing."""
    taken_blindly = [
        (matter.code, said, situation.options[index])
        for matter, situation in situations(real_district)
        for said in _shared(real(situation))
        if (index := pick(said, situation.options)) is not None and not _is_nearly(said, situation.options[index])
    ]
    assert taken_blindly == []


def _shared(given: tuple[str, ...]) -> set[str]:
    pieces = [_pieces(option) for option in given]
    return set().union(*(one & other for one, other in combinations(pieces, 2))) - set(given)


def _pieces(option: str) -> set[str]:
    found = {(start, option[start:end]) for start in range(len(option)) for end in range(start + 2, len(option) + 1)}
    return {piece for start, piece in found if not option[:start].endswith(wording.NEGATIONS) and not piece[0].isdigit()}


def _is_nearly(said: str, option: str) -> bool:
    """低保 and 低保户; an amount is told by its range."""
    return len(said) * 3 >= len(option) * 2 or range_of(option) is not None


def test_ranges_have_no_gap_and_no_overlap(real_district: District) -> None:
    for matter, situation in situations(real_district):
        ranges = [found for option in real(situation) if (found := range_of(option))]
        for unit in {each.unit for each in ranges}:
            of_unit = sorted({each for each in ranges if each.unit == unit}, key=lambda each: each.low)
            assert all(one.high <= other.low for one, other in zip(of_unit, of_unit[1:])), (matter.code, situation.options)
        if len(ranges) == len(real(situation)):
            assert _is_whole(sorted(set(ranges), key=lambda each: each.low)), (matter.code, situation.options)


def _is_whole(ranges: list[Range]) -> bool:
    ends = [0.0, *(each.high for each in ranges)]
    return ends[-1] == float("inf") and all(each.low == end for each, end in zip(ranges, ends))


def test_a_situation_asks_two_things_at_least_and_ends_with_not_knowing(real_district: District) -> None:
    for matter, situation in situations(real_district):
        assert situation.options[-1] == wording.UNSURE and len(real(situation)) >= 2, (matter.code, situation.options)
        assert len(set(situation.options)) == len(situation.options) and situation.prompt and situation.difference, (matter.code, situation)


def test_options_with_the_same_name_belong_to_one_situation(real_district: District) -> None:
    for matter in real_district.matters.values():
        names = [option for situation in matter.situations for option in real(situation)]
        assert len(names) == len(set(names)), (matter.code, names)


def test_materials_are_bound_to_options_that_there_are(real_district: District) -> None:
    for matter in real_district.matters.values():
        bound = {each.situation for each in matter.materials} - {""}
        assert bound <= {option for situation in matter.situations for option in real(situation)}, (matter.code, bound)


def test_nobody_is_asked_for_a_number_or_a_birth_date(real_district: District) -> None:
    prompts = [situation.prompt for _, situation in situations(real_district)]
    asking = [text for name, text in responses().items() if name.startswith(("utter_ask", "utter_choose", "utter_facet", "utter_agency_ask"))]
    assert [each for each in (*prompts, *asking) if ASKS_FOR_NUMBERS.search(each)] == []
