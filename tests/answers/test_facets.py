"""Every facet of a matter: known, not registered, and asked with others in one message."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from bot.answers.deciding import decide
from bot.answers.question import Memory
from bot.answers.table import ANSWERS
from bot.catalogue.model import Matter
from bot.clock import CHINA
from bot.places.model import Calendar
from bot.places.serving import SiteService
from tests.factories import CENTRE, CHAIN, TOWN, TUESDAY, VILLAGE, a_bare_matter, a_district, a_matter, a_question, an_agent, found, linked
from tests.reading import words


def ask(matter: Matter, *facets: str, district: Any = None, **fields: Any) -> str:
    """What is read when `facets` of a matter that is meant without doubt are asked."""
    question = a_question(matter.name, *facets, linked=linked((matter, 0.98)), **fields)
    return words(decide(question, district or a_district(matter)))


KNOWN = [
    ("materials", "要带这些：\n1. 居民身份证 原件1份"),
    ("place", "就近的镇（街道）便民服务中心就能受理"),
    ("hours", "周一至周五 09:00-12:00、13:00-17:00"),
    ("fee", "费用：不收费。"),
    ("conditions", "谁能办：年满80周岁。"),
    ("process", "怎么办：申请 → 核实 → 发放。"),
    ("time_limit", "承诺5个工作日办结（法定20个工作日）。今天受理的话，最晚9月21日（周一）办结。"),
    ("online", "能，从这里进：“爱山东”APP。一般要到现场1次。"),
    ("agency", "代办员可代收材料。"),
    ("appointment", "可以预约，网上也能约（“爱山东”APP），也可以打电话约：区政务服务中心 0533-6000000"),
    ("progress", "请拿受理回执打 区政务服务中心 0533-6000000 问，或打 12345。受理后一般5个工作日内办结。"),
    ("phone", "电话：区政务服务中心 0533-6000000。"),
    ("result", "办好后：发放确认。\n以窗口公示为准。"),
]
UNKNOWN = [
    ("materials", {"materials": ()}, "材料清单这里没有登记，去之前请先打电话问清：区政务服务中心 0533-6000000"),
    ("fee", {"fee": ""}, "收不收费这里没有登记"),
    ("conditions", {"conditions": ""}, "办理条件这里没有登记"),
    ("process", {"steps": ()}, "办理步骤这里没有登记"),
    ("time_limit", {"promised_limit": None}, "办理时限这里没有登记"),
    ("online", {"forms": ()}, "能不能网上办这里没有登记"),
    ("online", {"online_channels": ()}, "现在要到窗口办，最多跑1次。"),
    ("agency", {"agent_note": ""}, "能不能代办这里没有登记"),
    ("appointment", {"bookable": False}, "这项不用预约"),
    ("progress", {"promised_limit": None}, "这里查不到您的办件"),
    ("result", {"result": "", "tip": ""}, "办好后拿到什么这里没有登记"),
    ("result", {"result": ""}, "标准和说明：以窗口公示为准。"),
    ("place", {"levels": {"district": "advise"}}, "由区民政局办理。在哪个窗口办，请先问：区政务服务中心 0533-6000000"),
]


def test_every_facet_has_a_known_case() -> None:
    assert {facet for facet, _ in KNOWN} == set(ANSWERS)


@pytest.mark.parametrize(("facet", "read"), KNOWN)
def test_a_facet_is_told_under_the_matter_s_name_with_its_source(facet: str, read: str) -> None:
    text = ask(a_matter(), facet)
    assert text.startswith("“高龄津贴申领”：") and read in text
    assert "第1版，2026-09-01发布（演示数据，以窗口公示为准）。详单：/m/MZ-001" in text


@pytest.mark.parametrize(("facet", "fields", "read"), UNKNOWN)
def test_what_is_not_registered_is_said_so_with_whom_to_ask(facet: str, fields: dict[str, Any], read: str) -> None:
    text = ask(a_matter(**fields), facet)
    assert read in text and "None" not in text


def test_all_facets_asked_are_answered_in_one_message_and_others_are_not() -> None:
    text = ask(a_matter(), "place", "materials")
    assert text.index("去哪办") < text.index("要带这些") and "费用" not in text


def test_no_facet_gives_the_short_card() -> None:
    text = ask(a_matter())
    assert [text.count(head) for head in ("谁能办：", "要带这些：", "去哪办：", "多久办好：", "费用：")] == [1] * 5


def test_a_verified_matter_is_no_demonstration() -> None:
    assert "演示" not in ask(a_matter(verified_at=date(2026, 9, 1)), "fee")


def test_a_fee_is_told_with_its_basis() -> None:
    assert "费用：每证40元。依据：发改价格〔2003〕2322号。" in ask(a_matter(charged=True, fee="每证40元", fee_basis="发改价格〔2003〕2322号"), "fee")
    assert "依据" not in ask(a_matter(charged=True, fee="每证40元"), "fee")


def test_no_visit_at_all_is_said() -> None:
    assert "不用跑现场。" in ask(a_matter(visits=0), "online")


@pytest.mark.parametrize(
    ("fields", "read"),
    [
        ({"promised_limit": 0, "limit_unit": "on_the_spot"}, "材料齐全，当场办好。"),
        (
            {"promised_limit": 30, "legal_limit": None, "limit_unit": "calendar_day"},
            "承诺30天（自然日）办结。今天受理的话，最晚10月15日（周四）办结。",
        ),
        ({"promised_limit": 1, "legal_limit": None}, "最晚明天办结"),
    ],
)
def test_time_limits_in_their_unit(fields: dict[str, Any], read: str) -> None:
    assert read in ask(a_matter(**fields), "time_limit")


def test_five_working_days_over_the_national_holiday() -> None:
    text = ask(a_matter(), "time_limit", now=datetime(2026, 9, 28, 10, tzinfo=CHINA))
    assert "最晚10月10日（周六）办结" in text


def test_a_last_day_in_a_year_whose_holidays_are_not_announced_is_not_foretold() -> None:
    text = ask(a_matter(), "time_limit", now=datetime(2026, 12, 30, 10, tzinfo=CHINA))
    assert "承诺5个工作日办结（法定20个工作日）。" in text and "今天受理" not in text
    assert "今天受理" not in ask(a_matter(), "time_limit", district=a_district(calendar=Calendar()))


def test_the_place_known_gives_the_office_its_window_and_the_helper_s_village() -> None:
    text = ask(a_matter(), "place", found=found(VILLAGE))
    assert "去哪办：王村镇便民服务中心（受理）。地址：王村镇便民服务中心的地址。电话：0533-6102000。现在开着，12:00午休。" in text
    assert "窗口号以现场导引为准" in text and "李家疃村有代办员，可以替您跑：代办员可代收材料。" in text


def test_a_window_is_told_where_one_is_known() -> None:
    window = SiteService("MZ-001", TOWN.code, "accept", "3号窗口", None)
    text = ask(a_matter(), "place", found=found(TOWN), district=a_district(exceptions=[window]))
    assert "到3号窗口。" in text and "现场导引" not in text


def test_only_the_district_does_it() -> None:
    text = ask(a_matter(levels={"district": "handle", "town": "advise", "village": "none"}), "place", found=found(VILLAGE))
    assert "去哪办：周村区政务服务中心（办理）" in text and "代办员，可以替您跑" not in text


def test_where_the_person_is_counts_as_the_place() -> None:
    text = ask(a_matter(), "place", location=(36.66, 117.73))
    assert "去哪办：王村镇便民服务中心" in text


def test_hours_without_any_are_said_to_be_unknown() -> None:
    district = a_district(sites=[replace(CENTRE, opening=())])
    assert "几点开门这里没有登记，请先打电话问：区政务服务中心 0533-6000000" in ask(a_matter(), "hours", district=district)


def test_can_one_still_make_it_today() -> None:
    late = datetime(2026, 9, 15, 16, 40, tzinfo=CHINA)
    assert "现在开着，17:00关。" in ask(a_matter(), "hours", now=late)


def test_the_helper_of_the_village_or_the_partner_is_named() -> None:
    present = a_district(agents=[an_agent()])
    assert "李家疃村帮办代办：代办员A1，电话 0533-A1。" in ask(a_matter(), "agency", found=found(VILLAGE), district=present)
    absent = a_district(agents=[an_agent(presence="leave", partner="B1"), an_agent("B1")])
    text = ask(a_matter(), "agency", found=found(VILLAGE), district=absent)
    assert "代办员B1，电话 0533-B1。代办员A1现在请假，由B角顶着。" in text
    assert "帮办代办" not in ask(a_matter(), "agency", found=found(VILLAGE), district=a_district(agents=[an_agent(presence="out")]))
    assert "告诉我您是哪个村（社区）的" in ask(a_matter(), "agency")


def test_a_bare_row_names_the_department_and_whom_to_ask() -> None:
    bare = a_bare_matter()
    text = ask(bare, "materials", audience="agent")
    assert "“烟花爆竹经营许可”由区应急管理局负责。" in text and "区政务服务中心 0533-6000000" in text and "要带这些" not in text


def test_a_bare_row_without_a_department_has_no_hole() -> None:
    assert "“烟花爆竹经营许可”由主管部门负责。" in ask(replace(a_bare_matter(), department=""), "materials")


@pytest.mark.parametrize("fields", [{"expires_on": date(2026, 9, 14)}, {"effective_from": date(2026, 9, 16)}])
def test_what_is_not_valid_today_is_not_answered_from(fields: dict[str, Any]) -> None:
    matter = a_matter(**fields)
    reply = decide(a_question("高龄津贴", "fee", linked=linked((matter, 0.98))), a_district(matter))
    assert reply.outcome == "handoff" and reply.matter == "MZ-001"
    assert "已经过期" in words(reply) and "不收费" not in words(reply) and "12345" in words(reply)


@pytest.mark.parametrize("fields", [{"expires_on": TUESDAY.date()}, {"effective_from": TUESDAY.date()}])
def test_the_first_and_the_last_day_count(fields: dict[str, Any]) -> None:
    assert "不收费" in ask(a_matter(**fields), "fee")


@pytest.mark.parametrize("facet", sorted(ANSWERS))
def test_nothing_is_asked_of_a_district_without_offices(facet: str) -> None:
    assert "None" not in ask(a_matter(), facet, district=a_district(sites=[]))


def test_the_talk_s_place_goes_on() -> None:
    text = ask(a_matter(), "place", memory=Memory(place=VILLAGE.code), district=a_district(sites=CHAIN))
    assert "王村镇便民服务中心（受理）" in text
