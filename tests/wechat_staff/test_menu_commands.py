"""`zhoudao wechat menu check` and `menu push` as typed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.channels.wechat.menu import as_told, is_in_force
from bot.cli.wechat import account as of_account
from bot.cli.wechat.account import own_menu
from bot.settings import Settings
from tests.wechat_staff.conftest import Call
from tests.wechat_staff.fake_api import FakeApi, refusal

PUBLIC = "https://zhoudao.example.gov.cn"
LONG = "- name: 我要办\n  items:\n    - name: 九个字就有点长了啊\n      say: 老年证\n"


@pytest.fixture
def connected(account: Settings, set_: Callable[..., Settings]) -> Settings:
    return set_(PUBLIC_URL=PUBLIC)


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    """Puts another menu in the place of ours."""

    def writes(text: bytes) -> None:
        (tmp_path / "menu.yml").write_bytes(text)
        monkeypatch.setattr(of_account, "MENU_FILE", tmp_path / "menu.yml")

    return writes


def test_our_menu_is_sound(connected: Settings, call: Call, api: FakeApi) -> None:
    assert call("wechat", "menu", "check") == (0, "菜单没有错：3 个按钮，15 项。\n")
    assert api.asked == []


def test_it_can_be_checked_before_an_account_is_connected(set_: Callable[..., Settings], call: Call) -> None:
    set_(PUBLIC_URL=PUBLIC)
    assert call("wechat", "menu", "check")[0] == 0


def test_faults_and_remarks_are_told(connected: Settings, call: Call, write: Callable[[bytes], None], api: FakeApi) -> None:
    write(f"{LONG}    - name: 证\n".encode())
    for command in ("check", "push"):
        code, told = call("wechat", "menu", command)
        assert code == 1 and "“证”应写 say" in told and "提醒：“九个字就有点长了啊”有 9 个字" in told and "菜单有 1 处错。" in told
    assert api.asked == []


def test_a_remark_alone_does_not_keep_a_menu_back(connected: Settings, call: Call, write: Callable[[bytes], None], api: FakeApi) -> None:
    write(LONG.encode())
    code, told = call("wechat", "menu", "push")
    assert code == 0 and told.startswith("提醒：") and api.menu


@pytest.mark.parametrize(("text", "sentence"), [(b"- name: [", "菜单第 1 行写法不对"), ("- name: 我要办".encode("gbk"), "不是 UTF-8 编码")])
def test_a_file_that_is_no_menu(connected: Settings, call: Call, write: Callable[[bytes], None], text: bytes, sentence: str) -> None:
    write(text)
    code, told = call("wechat", "menu", "check")
    assert code == 1 and sentence in told


def test_a_file_that_is_gone(connected: Settings, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(of_account, "MENU_FILE", Path("/no/such/menu.yml"))
    code, told = call("wechat", "menu", "check")
    assert code == 2 and "/no/such/menu.yml" in told


def test_a_pushed_menu_is_in_force(connected: Settings, call: Call, api: FakeApi) -> None:
    code, told = call("wechat", "menu", "push")
    assert code == 0 and "过 5 分钟" in told
    assert api.menu == as_told(own_menu(), PUBLIC)
    assert is_in_force(own_menu(), PUBLIC, api._menu_as_wechat_tells_it())


@pytest.mark.parametrize(
    ("code", "sentence"),
    [(40018, "先运行 ./zhoudao wechat menu check"), (48001, "没有这项权限"), (40164, "IP 白名单"), (45009, "明天"), (65301, "微信说“65301")],
)
def test_a_menu_that_wechat_refuses(connected: Settings, call: Call, api: FakeApi, code: int, sentence: str) -> None:
    api.answers["/cgi-bin/menu/create"] = refusal(code)
    ended, told = call("wechat", "menu", "push")
    assert ended == 2 and told.startswith("没有推上去：") and sentence in told


def test_nothing_is_pushed_without_an_account(set_: Callable[..., Settings], call: Call) -> None:
    set_(PUBLIC_URL=PUBLIC)
    code, told = call("wechat", "menu", "push")
    assert code == 2 and "还没有填微信的设置" in told
