"""Matters, offices, districts and questions with sensible defaults: a test says only what matters to it."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from bot.answers.question import Option, Question
from bot.catalogue.model import Material, Matter, Sample, Situation
from bot.clock import CHINA
from bot.district.model import District
from bot.people.model import Agent, Presence
from bot.places.model import Calendar, OpeningRule, Site, SiteService
from bot.places.resolving import PlaceFound
from bot.policy.model import Document, Fact
from bot.understanding.linker import Candidate, Linked

TUESDAY = datetime(2026, 9, 15, 10, 0, tzinfo=CHINA)
NOBODY = Linked((), 1.0, False)
MORNING, AFTERNOON = (time(9), time(12)), (time(13), time(17))
WORKDAYS = OpeningRule(frozenset(range(5)), (MORNING, AFTERNOON), False)
BOOKED_SATURDAY = OpeningRule(frozenset({5}), (MORNING,), True)
HOLIDAYS_2026 = {
    **{date(2026, 2, day): "Spring Festival" for day in range(15, 24)},
    **{date(2026, 9, day): "Mid-autumn Festival" for day in range(25, 28)},
    **{date(2026, 10, day): "National Day" for day in range(1, 8)},
}
WORKED_2026 = {date(2026, 9, 20): "National Day", date(2026, 10, 10): "National Day"}
CALENDAR = Calendar(HOLIDAYS_2026, WORKED_2026)
DOCUMENT = Document("周政办字〔2019〕39号", "关于加强全区便民服务体系建设的实施方案", "周村区人民政府办公室", date(2019, 8, 14))
FARMING = Document("周政字〔2019〕20号", "关于进一步加强农机安全生产工作的通知", "周村区人民政府", date(2019, 7, 19), "试行")


def a_material(name: str = "居民身份证", **fields: Any) -> Material:
    """One original, always required."""
    usual: dict[str, Any] = {"originals": 1, "copies": 0, "necessity": "required", "source": "", "issuer": "", "note": "", "situation": ""}
    return Material(name=name, **(usual | fields))


def a_situation(name: str = "年龄段", options: Sequence[str] = ("80到89岁", "90到99岁", "不知道"), **fields: Any) -> Situation:
    """A question about the person."""
    usual = {"prompt": "老人今年多大年纪？", "difference": "年龄段不同，标准不同。"}
    return Situation(name=name, options=tuple(options), **(usual | fields))


def a_matter(code: str = "MZ-001", name: str = "高龄津贴申领", **fields: Any) -> Matter:
    """A whole matter: handled in the district, accepted in towns, assisted in villages."""
    usual: dict[str, Any] = {
        "department": "区民政局", "levels": {"district": "handle", "town": "accept", "village": "assist"}, "aliases": ("长寿钱",),
        "conditions": "年满80周岁。", "promised_limit": 5, "legal_limit": 20, "limit_unit": "working_day", "fee": "不收费", "forms": ("窗口", "网上"),
        "online_channels": ("“爱山东”APP",), "visits": 1, "bookable": True, "steps": ("申请", "核实", "发放"), "result": "发放确认", "tip": "以窗口公示为准。",
        "agent_note": "代办员可代收材料。", "rejections": ("户籍不在本区",), "legal_basis": ("《老年人权益保障法》",), "materials": (a_material(),),
        "samples": (Sample(f"{name}咋办", ()),), "source": "试验", "revision": 1, "published_on": date(2026, 9, 1),
    }  # fmt: skip
    return Matter(code=code, name=name, **(usual | fields))


def a_bare_matter(code: str = "QT-001", name: str = "烟花爆竹经营许可") -> Matter:
    """A row of a plain list: code, name, department."""
    return Matter(code=code, name=name, department="区应急管理局", revision=1, published_on=date(2026, 9, 1))


def a_site(code: str = "370306102000", name: str = "王村镇便民服务中心", **fields: Any) -> Site:
    """An office, a town's unless its code says otherwise, open on workdays."""
    level = "district" if code.endswith("000000") else "town" if code.endswith("000") else "village"
    parent = {"district": "", "town": code[:6] + "000000", "village": code[:9] + "000"}[level]
    usual: dict[str, Any] = {
        "level": level, "parent": parent, "aliases": (), "address": f"{name}的地址", "latitude": 36.8, "longitude": 117.85,
        "phone": f"0533-{int(code) % 10_000_000:07d}", "facilities": (), "opening": (WORKDAYS,), "is_demo": False,
    }  # fmt: skip
    return Site(code=code, name=name, **(usual | fields))


CENTRE = a_site("370306000000", "周村区政务服务中心", aliases=("区大厅", "政务大厅"), opening=(WORKDAYS, BOOKED_SATURDAY), facilities=("自助终端",))
TOWN = a_site(aliases=("王村",), latitude=36.68, longitude=117.74)
VILLAGE = a_site("370306102201", "王村镇李家疃村便民服务点", aliases=("李家疃村", "李家疃"), latitude=36.66, longitude=117.73)
CHAIN = (CENTRE, TOWN, VILLAGE)


def an_agent(code: str = "A1", site: str = VILLAGE.code, partner: str = "", presence: Presence = "on_duty", **fields: Any) -> Agent:
    """A village's helper, on duty."""
    usual: dict[str, Any] = {"name": f"代办员{code}", "role": "代办员", "phone": f"0533-{code}", "is_demo": False}
    return Agent(code=code, site=site, partner=partner, presence=presence, **(usual | fields))


def a_fact(code: str = "ZC-001", **fields: Any) -> Fact:
    """What the “四有一能” of a village's service point are."""
    usual: dict[str, Any] = {
        "document": DOCUMENT, "question": "四有一能是什么？", "ways": ("四有一能是啥", "便民服务点要达到什么标准"),
        "answer": "有场所、有设备、有人员、有制度、能办事。", "lines": "1622-1623",
    }  # fmt: skip
    return Fact(code=code, **(usual | fields))


def a_district(
    *matters: Matter,
    sites: Sequence[Site] = CHAIN,
    agents: Sequence[Agent] = (),
    exceptions: Sequence[SiteService] = (),
    calendar: Calendar = CALENDAR,
    facts: Sequence[Fact] = (),
) -> District:
    """A centre, a town, a village, and the matters given (one whole matter when none is)."""
    return District(
        version=1,
        matters={each.code: each for each in matters or (a_matter(),)},
        sites={each.code: each for each in sites},
        exceptions={(each.matter, each.site): each for each in exceptions},
        agents={each.code: each for each in agents},
        calendar=calendar,
        facts={each.code: each for each in facts},
    )


def linked(*scores: tuple[Matter, float], none: float | None = None) -> Linked:
    """What the linker found: matters and their probabilities, best first."""
    candidates = [Candidate(matter.code, matter.name, score) for matter, score in sorted(scores, key=lambda pair: -pair[1])]
    return Linked(tuple(candidates), 1.0 - sum(score for _, score in scores) if none is None else none, False)


def found(*sites: Site, span: str = "", unnamed: bool = False) -> PlaceFound:
    """What the places found in a message."""
    return PlaceFound(tuple(sites), unnamed, span)


def a_question(text: str = "高龄津贴", *facets: str, **fields: Any) -> Question:
    """A resident's question on a Tuesday morning that names nothing yet."""
    usual: dict[str, Any] = {
        "intent": f"ask_{facets[0]}" if facets else "ask_matter", "leans": False, "linked": NOBODY, "found": found(), "now": TUESDAY,
    }  # fmt: skip
    return Question(text=text, facets=facets, **(usual | fields))


def options(*texts: str, kind: Any = "situation") -> tuple[Option, ...]:
    """Options that were offered."""
    return tuple(Option(kind, None, text) for text in texts)


def offered(*rows: Matter | Site) -> tuple[Option, ...]:
    """Matters or offices that were offered."""
    return tuple(Option("matter" if isinstance(each, Matter) else "place", each.code, each.name) for each in rows)
