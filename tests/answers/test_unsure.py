"""“I do not know” to an offer of matters is no dead end."""

from bot.answers.deciding import choose
from bot.answers.question import Memory
from tests.factories import a_bare_matter, a_district, a_matter, a_question, offered
from tests.reading import words

CARD, LOST = a_matter("MZ-002", "老年人优待证办理", conditions="年满60周岁。"), a_matter("MZ-003", "老年人优待证补办", conditions="原证丢失。")


def test_each_is_told_by_whom_it_is_for_and_offered_again() -> None:
    offer = offered(CARD, LOST)
    reply = choose(a_question("我也不知道是哪个", offered=offer, memory=Memory(facets=("fee",))), a_district(CARD, LOST))
    assert reply.outcome == "choose" and reply.choices == offer and reply.memory.facets == ("fee",)
    assert "1. 老年人优待证办理：年满60周岁。" in words(reply) and "2. 老年人优待证补办：原证丢失。" in words(reply)


def test_a_bare_row_is_told_without_a_hole() -> None:
    bare = a_bare_matter()
    text = words(choose(a_question("不知道", offered=offered(CARD, bare)), a_district(CARD, bare)))
    assert "2. 烟花爆竹经营许可：区应急管理局" in text
