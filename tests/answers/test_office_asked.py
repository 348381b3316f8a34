"""When a message is about an office and not a matter, and what about it; and what sounds like prying or small talk but is neither."""

from typing import Any

import pytest

from bot.answers.deciding import decide
from bot.answers.declining import decline
from bot.answers.office_asked import kind_by_words, names_public_place, office_asked, office_kind, other_matters
from bot.answers.question import Memory
from tests.factories import TOWN, VILLAGE, a_district, a_matter, a_question, a_site, an_agent, found, linked

PENSION = a_matter()
HELP = a_matter("BM-001", "帮办代办服务申请", area="便民综合")
TERMINAL = a_matter("BM-003", "政务服务自助终端办理", area="便民综合")
EAST = a_site("370306103201", "萌水镇前坡村便民服务点", aliases=("前坡村",))
WEST = a_site("370306102202", "王村镇前坡村便民服务点", aliases=("前坡村",))
DISTRICT = a_district(PENSION, HELP, TERMINAL, agents=[an_agent()])


def asked(text: str, intent: str = "ask_place", *scores: Any, place: Any = TOWN, facets: tuple[str, ...] = ("place",), **fields: Any) -> str | None:
    said = fields.pop("found", found(place) if place else found())
    return office_asked(a_question(text, *facets, intent=intent, linked=linked(*scores), found=said, **fields), DISTRICT)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("村里管帮忙办事的是谁", "agent"),
        ("给跑腿的那个人叫啥", "agent"),
        ("谁能上门给俺娘办", "agent"),
        ("找谁代办", "agent"),
        ("那大机器放哪了", "terminal"),
        ("打单子的铁柜子在哪", "terminal"),
        ("刷身份证的机器坏了没", "terminal"),
        ("往几楼走", "window"),
        ("社保在几号口", "window"),
        ("离俺近的是哪个", "nearest"),
        ("跟前有没有", "nearest"),
        ("上哪个点近便", "nearest"),
        ("有代办点没，在哪", None),
        ("最近几天医保交了没", None),
        ("农业机械补贴", None),
    ],
)
def test_kinds_by_words(text: str, kind: str | None) -> None:
    assert kind_by_words(text) == kind


@pytest.mark.parametrize(
    ("intent", "text", "kind"),
    [
        ("office_address", "社保在哪个口", "window"),
        ("office_hours", "中秋开门不", "holiday"),
        ("office_hours", "放假那几天有人没", "holiday"),
        ("office_hours", "十一点还开着不", "hours"),
        ("office_nearest", "替大伙办事的是哪个", "agent"),
        ("office_phone", "电话多少", "phone"),
    ],
)
def test_words_make_rasa_s_kind_finer(intent: str, text: str, kind: str) -> None:
    assert asked(text, intent) == kind
    assert office_kind(a_question(text, intent=intent)) == kind


def test_the_offices_own_services_do_not_beat_a_question_about_offices() -> None:
    assert asked("自助机哪有", "office_terminal", (TERMINAL, 0.96), place=None) == "terminal"
    assert asked("代办员请假了找谁", "office_agent", (HELP, 0.94), place=None) == "agent"
    assert asked("村里谁管给帮办啊", "ask_place", (HELP, 0.86), found=found(unnamed=True)) == "agent"


def test_they_do_when_nearly_certain_and_more_is_said_than_the_office() -> None:
    assert asked("自助终端带啥材料能打证明", "office_terminal", (TERMINAL, 0.95), place=None) is None
    assert asked("代办咋申请", "ask_process", (HELP, 0.9), facets=("process",)) is None
    assert asked("替人跑手续的收钱不", "ask_fee", (HELP, 0.6), facets=("fee",), place=None) is None


def test_a_real_matter_named_clearly_stays() -> None:
    assert asked("高龄津贴哪个窗口", "office_window", (PENSION, 0.9), place=None) is None
    assert asked("高龄津贴谁能上门代办", "ask_agency", (PENSION, 0.7)) is None
    assert [each.code for each in other_matters(linked((PENSION, 0.2), (HELP, 0.7)), DISTRICT)] == ["MZ-001"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("商家镇政府院里那个服务中心，打啥号", "phone"),
        ("审批大厅周六能去不", None),
        ("去那边还赶趟不", "hours"),
        ("周家有代办点没，在哪", "address"),
        ("那大机器下班能用不", "terminal"),
    ],
)
def test_a_place_and_plain_words_are_enough(text: str, kind: str | None) -> None:
    assert asked(text) == (kind or "hours")


def test_without_a_place_or_a_weak_matter_they_are_not() -> None:
    assert asked("打啥号能找着人", place=None) is None
    assert asked("俺在王村想办这个，几点开门", "ask_hours", (PENSION, 0.5)) is None


def test_a_bare_place_goes_on_with_what_was_asked() -> None:
    assert office_kind(a_question("王村镇", intent="nlu_fallback", memory=Memory(facets=("hours",)))) == "hours"
    assert office_kind(a_question("王村镇", intent="nlu_fallback")) == "address"


@pytest.mark.parametrize(
    ("text", "intent", "public"),
    [
        ("帮查个号 李家疃的", "privacy", True),
        ("李家疃的电话是多少", "privacy", True),
        ("俺是李家疃的", "greet", True),
        ("代办员电话多少，她请假了", "privacy", True),
        ("把李家疃吃低保的名单发我", "privacy", False),
        ("李家疃他家电话多少", "privacy", False),
        ("李家疃村支书电话", "privacy", False),
        ("李家疃哪家饭店好吃", "out_of_scope", False),
        ("李家疃那个事你看着给我弄弄中不中啊", "chitchat", False),
    ],
)
def test_an_office_or_a_place_is_no_secret(text: str, intent: str, public: bool) -> None:
    question = a_question(text, intent=intent, found=found(VILLAGE, span="李家疃"))
    assert names_public_place(question) is public
    assert (decline(question, DISTRICT).outcome == "answer") is public


def test_a_name_that_exists_twice_is_asked_back_even_when_it_sounds_like_prying() -> None:
    reply = decline(a_question("前坡的电话是多少", intent="privacy", found=found(EAST, WEST, span="前坡")), DISTRICT)
    assert reply.outcome == "choose" and {each.code for each in reply.choices} == {EAST.code, WEST.code}


def test_the_town_is_told_when_it_is_asked() -> None:
    reply = decide(a_question("住李家疃，离俺近的是哪个镇大厅", intent="office_nearest", found=found(VILLAGE)), DISTRICT)
    assert (reply.place, reply.place_kind) == (TOWN.code, "nearest")
    reply = decide(a_question("李家疃归哪个镇", intent="office_address", found=found(VILLAGE)), DISTRICT)
    assert reply.place == VILLAGE.code and reply.says[0].values == {"site": "李家疃村", "town": "王村镇"}
