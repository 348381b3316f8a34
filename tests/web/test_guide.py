"""GET /m/{code}: the guide and 一次性告知书 say all that is published, marked, in order, and nothing else."""

import html
import re
from dataclasses import replace
from datetime import date
from urllib.parse import unquote

import pytest
from fastapi.testclient import TestClient

from bot.app import create_app
from bot.catalogue.model import Material, Matter
from bot.channels.web import guide
from bot.clock import today
from bot.district.model import District
from bot.places.model import SiteService


def words(page):
    """What a reader sees, without spaces."""
    body = re.sub(r"<head>.*?</head>", "", page, flags=re.S)
    return re.sub(r"\s", "", html.unescape(re.sub(r"<[^>]+>", "", body)))


def test_a_published_matter(client, demo):
    matter = demo.matters["SB-001"]
    reply = client.get("/m/SB-001")
    assert reply.status_code == 200
    seen = words(reply.text)
    for wanted in (
        matter.name,
        matter.code,
        matter.department,
        "一次性告知书",
        f"第{matter.revision}版",
        str(matter.published_on),
        matter.conditions,
        matter.agent_note,
    ):
        assert re.sub(r"\s", "", wanted) in seen
    assert f"<title>{matter.name} · 办事指南" in reply.text


def test_no_required_paper_of_any_matter_is_left_out(client, demo):
    for code, matter in demo.matters.items():
        seen = words(client.get(f"/m/{code}").text)
        parts = [material.name for material in matter.materials] + [*matter.steps, *matter.rejections, *matter.legal_basis, *matter.online_channels]
        parts += [situation.difference for situation in matter.situations] + [matter.tip, matter.result, matter.fee]
        missing = [part for part in parts if re.sub(r"\s", "", part) not in seen]
        assert missing == [], code


def test_always_needed_comes_first_then_each_option(matter):
    found = guide.groups(matter)
    assert [(group.situation, group.option) for group in found] == [("", ""), ("办理人", "他人代办")]
    assert [material.name for material in found[0].materials] == ["居民身份证", "旧证", "单位证明", "银行卡"]


def test_a_paper_of_an_unknown_option_is_still_shown(matter):
    odd = replace(matter, materials=(Material("孤证", 1, 0, "required", "", "", "", "没有这个选项"),))
    assert [(group.situation, group.option) for group in guide.groups(odd)] == [("", "没有这个选项")]


def test_counts_origins_and_marks(matter, show):
    rows = [words(row) for row in re.findall(r"<tr>.*?</tr>", show(matter), re.S)]
    identity, old, proof, card = (next(row for row in rows if row.startswith(name)) for name in ("居民身份证", "旧证", "单位证明", "银行卡"))
    assert "1份2份政府部门核发：公安机关" in identity
    assert not re.search("非必要|容缺", identity + card)
    assert "非必要" in old and "容缺" not in old
    assert "容缺后补不用1份其他：单位可后补" in proof
    assert "不收纸件" in card and "报卡号" in card


def test_demo_until_somebody_verified_it(matter, show):
    assert "演示数据" in show(matter) and "未核实" in show(matter)
    verified = show(replace(matter, verified_at=date(2026, 9, 1)))
    assert "演示数据" not in verified and "2026-09-01 核实" in verified


@pytest.mark.parametrize(
    ("changed", "wanted"),
    [
        ({}, "承诺时限5个工作日法定时限20个工作日"),
        ({"limit_unit": "calendar_day"}, "承诺时限5个自然日"),
        ({"promised_limit": 0}, "承诺时限当场办结"),
        ({"limit_unit": "on_the_spot"}, "承诺时限当场办结"),
        ({"fee": "", "charged": True}, "费用收费，标准以窗口公示为准"),
        ({"fee": "10元", "charged": True, "fee_basis": "鲁价〔2020〕1号"}, "费用10元（依据：鲁价〔2020〕1号）"),
        ({"visits": 0}, "到现场不用到现场"),
        ({"visits": 2}, "到现场2次"),
        ({"bookable": True}, "预约可以预约"),
        ({"tolerates_missing": True}, "容缺受理可以"),
        ({"accepts_promise": True}, "告知承诺"),
        ({"expires_on": date(2099, 1, 1)}, "有效期至2099-01-01"),
        ({"conditions": "<script>alert(1)</script>"}, "<script>alert(1)</script>"),
    ],
)
def test_facts(matter, show, changed, wanted):
    assert wanted in words(show(replace(matter, **changed)))


def test_limits_that_the_sheet_does_not_give_are_not_made_up(matter, show):
    seen = words(show(replace(matter, promised_limit=None, legal_limit=None)))
    assert "承诺时限" not in seen and "法定时限" not in seen


def test_what_staff_type_is_text(matter, show):
    page = show(replace(matter, name="<img src=x onerror=alert(1)>", tip='"><script>alert(1)</script>'))
    assert "<script>alert" not in page and "<img src=x" not in page


def test_where_names_offices_that_can_do_it_and_no_others(matter, demo, show, centre):
    seen = words(show(matter))
    assert "区：办理" in seen and "只咨询，不能办" in seen and "代办员帮着交材料" in seen
    assert centre.name in seen and centre.phone in seen
    town = next(site for site in demo.sites.values() if site.level == "town")
    assert town.name not in seen
    assert "周一至周五09:00-12:00、13:00-17:00" in seen and "（要预约）" in seen


def test_hours_that_all_keep_are_said_once(client, demo):
    assert demo.matters["SB-001"].levels["town"] == "accept"
    seen = words(client.get("/m/SB-001").text)
    assert "镇街级能办的地点（都是周一至周五09:00-12:00、13:00-17:00）" in seen
    assert seen.count("13:00-17:00") == 2


def test_paper_names_its_page(client):
    assert "网页地址：http://testserver/m/SB-001" in words(client.get("/m/SB-001").text)


def test_an_office_that_is_an_exception(matter, demo, centre):
    town = next(site for site in demo.sites.values() if site.level == "town")
    exceptions = {
        (matter.code, town.code): SiteService(matter.code, town.code, "accept", None, None),
        (matter.code, centre.code): SiteService(matter.code, centre.code, "none", None, None),
    }
    found = {each.level: each.offices for each in guide.where(matter, replace(demo, exceptions=exceptions))}
    assert found == {"district": (), "town": (town,), "village": ()}


def test_a_plain_list_of_matters(show):
    seen = words(show(Matter(code="X1", name="只有名字的事", department="区某局")))
    assert "办理要求还没有录入" in seen and "12345" in seen and "区某局" in seen
    assert "费用" not in seen and "都要带" not in seen


def test_it_leads_back_to_the_chat(client, demo):
    page = client.get("/m/SB-001").text
    address = re.search(r'href="(/\?q=[^"]+)"', page).group(1)
    assert client.get(address).status_code == 200
    assert demo.matters["SB-001"].name in unquote(address)


def test_codes_typed_from_paper(client):
    assert client.get("/m/sb-001").status_code == 200


@pytest.mark.parametrize("code", ["XX-999", "<script>alert(1)</script>", "没有", "SB-001%00", "SB-001 OR 1=1"])
def test_no_such_matter(client, centre, code):
    reply = client.get(f"/m/{code}")
    assert reply.status_code == 404
    assert "没有这份办事指南" in reply.text and "<script>alert" not in reply.text
    assert centre.phone in reply.text and "12345" in reply.text and 'href="/"' in reply.text


@pytest.mark.parametrize("dates", [{"expires_on": date(2020, 1, 1)}, {"effective_from": date(2999, 1, 1)}])
def test_an_expired_matter_is_not_shown(matter, door, demo, dates):
    district = replace(demo, matters={matter.code: replace(matter, **dates)})
    reply = TestClient(create_app(door, lambda: district)).get("/m/CS-1")
    assert reply.status_code == 404
    assert "现在不能用" in reply.text and matter.name in reply.text
    assert "满十八周岁" not in reply.text


def test_the_last_day_still_counts(matter, show):
    assert "满十八周岁" in show(replace(matter, expires_on=today()))


def test_a_new_revision_shows_at_once(matter, door, demo):
    now = [replace(demo, matters={})]
    client = TestClient(create_app(door, lambda: now[0]))
    assert client.get("/m/CS-1").status_code == 404
    now[0] = replace(demo, matters={"CS-1": matter})
    assert "第 3 版" in client.get("/m/CS-1").text
    now[0] = replace(demo, matters={"CS-1": replace(matter, revision=4)})
    assert "第 4 版" in client.get("/m/CS-1").text


def test_an_empty_district_has_pages_too(door):
    client = TestClient(create_app(door, District))
    assert client.get("/").status_code == 200
    assert "12345" in client.get("/m/SB-001").text


def test_head_is_answered(client):
    for path in ("/", "/m/SB-001", "/docs"):
        reply = client.head(path)
        assert reply.status_code == 200 and reply.content == b""
