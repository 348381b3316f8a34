"""The menu: read, held against WeChat's limits, made into what WeChat takes."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from bot.channels.wechat.menu import Button, Item, Menu, Unreadable, as_told, faults, is_in_force, read, remarks
from bot.cli.talking import Talk
from bot.cli.trial import Trial
from bot.cli.wechat.account import own_menu

PUBLIC = "https://zhoudao.example.gov.cn/zhoudao"
ERASES = "删除我的记录"


def menu(*items: Item, name: str = "我要办") -> Menu:
    return (Button(name, items or (Item("老年证", "老年证怎么办"),)),)


def test_our_own_menu_has_no_fault_and_is_shown_whole() -> None:
    found = own_menu()
    assert [button.name for button in found] == ["我要办", "我要问", "我的"]
    assert faults(found, PUBLIC) == [] and remarks(found) == []


def test_it_becomes_what_wechat_takes() -> None:
    items = Item("老年证", "老年证怎么办"), Item("网页版", page="/")
    assert as_told(menu(*items), PUBLIC + "/") == {
        "button": [
            {
                "name": "我要办",
                "sub_button": [
                    {"type": "click", "name": "老年证", "key": "老年证怎么办"},
                    {"type": "view", "name": "网页版", "url": f"{PUBLIC}/"},
                ],
            }
        ]
    }


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ((), "按钮有 0 个，应是 1 到 3 个"),
        (menu() * 4, "按钮有 4 个，应是 1 到 3 个"),
        ((Button("我要办", ()),), "“我要办”下面有 0 项，应是 1 到 5 项"),
        (menu(*[Item("证", "老年证")] * 6), "“我要办”下面有 6 项，应是 1 到 5 项"),
        (menu(name="六个字的按钮"), "“六个字的按钮”这个名字有 18 字节，最多 16"),
        (menu(Item("长" * 21, "老年证")), "长”这个名字有 63 字节，最多 60"),
        (menu(Item(" ", "老年证")), "名字是空的"),
        (menu(name=""), "名字是空的"),
        (menu(Item("老年证")), "“老年证”应写 say（点了问哪一句）或 page（点了打开哪一页），要写一样，只写一样"),
        (menu(Item("老年证", " ")), "“老年证”应写 say"),
        (menu(Item("老年证", "老年证", "/")), "只写一样"),
        (menu(Item("老年证", "办" * 43)), "“老年证”的 say 有 129 字节，最多 128"),
        (menu(Item("网页版", page="m/MZ-001")), "“网页版”的 page 应以 / 开头"),
        (menu(Item("网页版", page="/" + "a" * 1024)), "“网页版”的网址有 1063 字节，最多 1024"),
    ],
)
def test_each_limit_is_told_with_the_name(wrong: Menu, sentence: str) -> None:
    (fault,) = faults(wrong, PUBLIC)
    assert sentence in fault


@pytest.mark.parametrize(
    "right",
    [menu() * 3, menu(*[Item("证", "老年证")] * 5), menu(name="五个字按钮"), menu(Item("长" * 20, "老年证")), menu(Item("证", "办" * 42 + "ab"))],
)
def test_what_just_fits_is_no_fault(right: Menu) -> None:
    assert faults(right, PUBLIC) == []


@pytest.mark.parametrize("public", ["", "http://zhoudao.example.gov.cn"])
def test_a_page_needs_an_address_that_phones_can_open(public: str) -> None:
    (fault,) = faults(menu(Item("网页版", page="/"), Item("老年证", "老年证")), public)
    assert "“网页版”" in fault and "ZHOUDAO_PUBLIC_URL" in fault


def test_names_that_phones_do_not_show_whole_are_remarked_on() -> None:
    assert remarks(menu(Item("八个字正好显示全", "老年证"), name="四字正好")) == []
    assert remarks(menu(Item("九个字就有点长了啊", "老年证"), name="五个字按钮")) == [
        "“五个字按钮”有 5 个字，手机上多半只显示前 4 个，后面是“…”",
        "“九个字就有点长了啊”有 9 个字，手机上多半只显示前 8 个，后面是“…”",
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "一列按钮"),
        ("name: 我要办", "一列按钮"),
        ("- name: 我要办\n  items:\n    - name:老年证\n      say: 老年证", "第 4 行"),
        ("- 我要办", "第 1 个按钮看不懂"),
        ("- name: 我要办\n  items:\n    - {name: 证, say: 证}\n- name: 我要问", "第 2 个按钮看不懂"),
        ("- name: 我要办\n  items:\n    - {name: 证, key: 证}", "第 1 个按钮看不懂"),
        ("- name: 我要办\n  items:\n    - {name: 证, say: 12345}", "第 1 个按钮看不懂"),
        ("- name: 我要办\n  items:", "第 1 个按钮看不懂"),
        ("- \tname: 我要办", "第 1 行"),
    ],
)
def test_what_is_no_menu_is_told_where(text: str, sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence):
        read(text)


def told(**changes: Any) -> Mapping[str, Any]:
    """The menu as WeChat tells it, with lists of its own; `changes` in its only item."""
    item = as_told(menu(), PUBLIC)["button"][0]["sub_button"][0]
    return {"menu": {"button": [{"name": "我要办", "sub_button": [item | {"sub_button": []} | changes]}], "menuid": 7}}


def test_the_menu_in_force_is_recognised_whatever_wechat_adds() -> None:
    assert is_in_force(menu(), PUBLIC, json.loads(json.dumps(told(appid="x"))))


@pytest.mark.parametrize("other", [told(name="老年卡"), told(key="老年卡"), told(type="view"), {}, {"menu": {"button": []}}])
def test_another_menu_is_not_taken_for_it(other: Mapping[str, Any]) -> None:
    assert not is_in_force(menu(), PUBLIC, other)


@pytest.mark.slow
@pytest.mark.parametrize("say", [item.say for button in own_menu() for item in button.items if item.say])
def test_every_sentence_of_the_menu_is_understood(say: str, system: Trial) -> None:
    trace = Talk(system.url, system.key, {"is_test": True}).ask(say)["trace"]
    assert trace["outcome"] in ("answer", "choose", "clarify", "handoff", "greet") and not trace["degraded"]
    assert trace["intent"] or say == ERASES
