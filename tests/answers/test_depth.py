"""What agents and clerks are told besides: what bears on the question first, the rest while the page has room."""

from typing import Any

from bot.answers.about import about
from bot.catalogue.model import Matter
from bot.places.model import SiteService
from tests.factories import CENTRE, CHAIN, TOWN, VILLAGE, a_district, a_material, a_matter, a_question, a_site, a_situation, found
from tests.reading import words

LATER = a_material("居住证", necessity="later", note="可承诺后补")
OF_ONE = a_material("诊断证明", necessity="later", situation="100岁以上")
LAW = "《老年人权益保障法》"


def ask(matter: Matter | None = None, *facets: str, district: Any = None, **fields: Any) -> str:
    """What an agent reads."""
    matter = matter or a_matter()
    question = a_question("……", *facets, **({"audience": "agent"} | fields))
    return words(about(question, district or a_district(matter), matter.code, facets))


def test_residents_are_told_nothing_of_it() -> None:
    text = ask(audience="resident")
    assert not [piece for piece in ("给代办员", "容易退件", LAW, "告知承诺", "谁来办") if piece in text]


def test_the_short_card_has_all_of_it_for_agents_and_clerks() -> None:
    for audience in ("agent", "staff"):
        text = ask(audience=audience)
        wanted = ("【给代办员和窗口】谁来办：村居代办、镇街受理、区办理", "代办：代办员可代收材料", "容易退件：户籍不在本区", "容缺：不可以", LAW)
        assert [piece for piece in wanted if piece not in text] == []


def test_what_bears_on_the_question_comes_first() -> None:
    assert first_line("materials").startswith("容缺：")
    assert first_line("place").startswith("谁来办：")
    assert first_line("conditions").startswith("容易退件：")
    assert first_line("fee").startswith("依据：")


def first_line(facet: str) -> str:
    return ask(None, facet).partition("【给代办员和窗口】")[2].partition("\n")[0]


def test_a_full_page_keeps_only_what_bears() -> None:
    matter = a_matter(materials=tuple(a_material(f"第{n}样很长很长很长的证明材料") for n in range(40)))
    assert "容缺：不可以" in ask(matter, "materials") and LAW not in ask(matter, "materials") and LAW in ask(matter)


def test_what_was_said_is_not_said_again() -> None:
    assert ask(None, "agency").count("代办员可代收材料") == 1


def test_materials_that_may_come_later_are_named() -> None:
    text = ask(a_matter(tolerates_missing=True, materials=(a_material(), LATER)), "materials")
    assert "容缺：可以先受理，这些可后补：居住证——可承诺后补。" in text and "后补的期限由窗口告知" in text
    assert "没有登记哪几样能后补" in ask(a_matter(tolerates_missing=True), "materials")


def test_a_situation_s_material_is_told_with_it_and_left_out_when_ruled_out() -> None:
    matter = a_matter(
        tolerates_missing=True, materials=(a_material(), LATER, OF_ONE), situations=(a_situation(options=("100岁以上", "不到100岁", "不知道")),)
    )
    assert "诊断证明（100岁以上的）" in ask(matter, "materials")
    memory = a_question().memory.__class__(matter.code, situation={"年龄段": "不到100岁"})
    assert "诊断证明" not in ask(matter, "materials", memory=memory)


def test_a_promise_is_allowed_or_not() -> None:
    assert "告知承诺：可以，本人签书面承诺" in ask(a_matter(accepts_promise=True), "materials")
    assert "告知承诺：不可以" in ask(a_matter(accepts_promise=False), "materials")


def test_who_does_it_for_the_place_named_and_in_general() -> None:
    text = ask(None, "place", found=found(VILLAGE))
    assert "谁来办：李家疃村代办 → 王村镇受理 → 区政务服务中心办理。" in text
    assert "各处：村居代办、镇街受理、区办理" in text


def test_offices_that_differ_are_named() -> None:
    exception = SiteService("MZ-001", TOWN.code, "handle", None, None)
    text = ask(None, "place", district=a_district(exceptions=[exception]))
    assert "镇街受理（王村镇办理例外）" in text


def test_of_many_that_differ_a_few_are_named() -> None:
    towns = [a_site(f"37030610{n}000", f"第{n}镇便民服务中心") for n in range(3, 8)]
    exceptions = [SiteService("MZ-001", each.code, "none", None, None) for each in towns]
    text = ask(None, "place", district=a_district(sites=[*CHAIN, *towns], exceptions=exceptions))
    assert "第5镇不办等5处例外" in text and "第6镇" not in text


def test_a_bare_row_has_no_depth_and_no_levels_no_line() -> None:
    assert "谁来办" not in ask(a_matter(levels={}), "place", found=found(CENTRE))
