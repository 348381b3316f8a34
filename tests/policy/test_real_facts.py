"""The project's own facts: what must hold of each that no sheet checks."""

import re

from bot.district.model import District

FEWEST_WAYS, MOST_WAYS = 3, 7
MOST_BYTES = 1500


def test_every_fact_is_asked_in_several_ways(real_district: District) -> None:
    assert len(real_district.facts) >= 142
    assert {fact.code for fact in real_district.facts.values() if not FEWEST_WAYS <= len(fact.ways) <= MOST_WAYS} == set()


def test_facts_are_short_enough_for_one_message_but_for_the_two_lists(real_district: District) -> None:
    long = [fact.code for fact in real_district.facts.values() if len(fact.answer.encode()) > MOST_BYTES]
    assert long == [] or all("20强" in real_district.facts[code].question for code in long)


def test_phones_inside_are_inside(real_district: District) -> None:
    phones = {fact.code for fact in real_district.facts.values() if re.search(r"\b6195\d{3}", fact.answer)}
    assert phones and phones == {fact.code for fact in real_district.facts.values() if fact.inside}


def test_people_may_have_changed(real_district: District) -> None:
    named = [fact for fact in real_district.facts.values() if re.search(r"刘伟|路德芝|杜刚声|贾昊", fact.answer)]
    assert named and all("人员可能已变动" in fact.answer for fact in named)


def test_lines_are_numbers_of_lines(real_district: District) -> None:
    span = r"\d+(?:-\d+)?"
    assert {fact.code for fact in real_district.facts.values() if not re.fullmatch(rf"{span}(?:、{span})*", fact.lines)} == set()


def test_matters_that_are_named_exist_and_facets_need_one(real_district: District) -> None:
    facts = real_district.facts.values()
    assert {code for fact in facts for code in fact.matters} <= set(real_district.matters)
    assert [fact.code for fact in facts if fact.facets and not fact.matters] == []
