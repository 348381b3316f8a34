"""`zhoudao wechat check` against a real gateway and a fake API: ✓ for all, and ✗ with what to do for each fault."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from bot.channels.wechat.menu import as_told
from bot.cli.wechat.account import own_menu
from bot.settings import Settings
from tests.conftest import forget_settings
from tests.wechat_staff.certificates import self_signed
from tests.wechat_staff.conftest import ACCOUNT, Call, gateway, served
from tests.wechat_staff.fake_api import FakeApi, refusal

Set = Callable[..., Settings]


@pytest.fixture
def running(account: Settings, set_: Set, api: FakeApi, free_port: int) -> Iterator[Settings]:
    """A connected account with its gateway running, also as the public address, and the menu in force."""
    known = set_(PORT=str(free_port), PUBLIC_URL=f"http://127.0.0.1:{free_port}")
    api.menu = as_told(own_menu(), known.public_url)
    with served(gateway(known), free_port):
        yield known


def lines(call: Call, code: int, mark: str) -> list[str]:
    """The findings under a mark, of a check that ends with the code."""
    ended, told = call("wechat", "check")
    assert ended == code, told
    return [line.removeprefix(f"{mark} ") for line in told.splitlines() if line.startswith(mark)]


def test_all_is_well(running: Settings, call: Call, api: FakeApi) -> None:
    found = lines(call, 0, "✓")
    assert [line.split("：")[0].split("（")[0] for line in found] == ["设置", "安全模式", "本机", "本机", "公网", "公网", "接口", "菜单", "客服消息"]
    assert lines(call, 0, "✗") == []
    # Nothing is sent, and nothing is changed.
    assert not {"/cgi-bin/message/custom/send", "/cgi-bin/menu/create", "/cgi-bin/qrcode/create"} & set(api.paths())


def test_without_settings_nothing_is_checked(call: Call) -> None:
    code, told = call("wechat", "check")
    assert code == 2 and "还没有填微信的设置" in told and "ZHOUDAO_WECHAT_TOKEN" in told


@pytest.mark.parametrize("missing", ["TOKEN", "APP_ID", "APP_SECRET", "ORIGINAL_ID", "AES_KEY"])
def test_half_of_the_settings_is_a_fault_that_names_the_rest(
    account: Settings, set_: Set, call: Call, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    monkeypatch.setenv(f"ZHOUDAO_WECHAT_{missing}", "")
    (fault,) = lines_without_settings(call)
    assert f"还缺 ZHOUDAO_WECHAT_{missing}" in fault


def test_a_malformed_key_is_a_fault_and_not_shown(account: Settings, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHOUDAO_WECHAT_AES_KEY", ACCOUNT["AES_KEY"][:-1])
    (fault,) = lines_without_settings(call)
    assert "ZHOUDAO_WECHAT_AES_KEY 不对" in fault and ACCOUNT["AES_KEY"][:-1] not in fault


def test_a_recogniser_that_nobody_could_call_is_a_fault(account: Settings, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHOUDAO_WECHAT_SPEECH", "recognise 'to the end")
    assert lines_without_settings(call) == ["设置 ZHOUDAO_WECHAT_SPEECH=recognise 'to the end 不对：引号不成对。"]


def test_plaintext_in_production_is_a_fault(account: Settings, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"WECHAT_PLAINTEXT": "1", "ENVIRONMENT": "production", "WECHAT_API_BASE": "https://api.weixin.qq.com"}.items():
        monkeypatch.setenv(f"ZHOUDAO_{name}", value)
    (fault,) = lines_without_settings(call)
    assert "安全模式" in fault


def lines_without_settings(call: Call) -> list[str]:
    forget_settings()
    return lines(call, 1, "✗")


def test_plaintext_in_development_is_remarked_on_and_works(account: Settings, set_: Set, call: Call, api: FakeApi, free_port: int) -> None:
    known = set_(WECHAT_PLAINTEXT="1", PORT=str(free_port), PUBLIC_URL=f"http://127.0.0.1:{free_port}")
    api.menu = as_told(own_menu(), known.public_url)
    with served(gateway(known), free_port):
        assert lines(call, 0, "!")[0].startswith("明文模式")


def test_a_gateway_that_does_not_run(account: Settings, set_: Set, call: Call, free_port: int) -> None:
    set_(PORT=str(free_port))
    assert "连不上。周到在运行吗" in lines(call, 1, "✗")[0]


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ({"WECHAT_TOKEN": "another"}, "令牌"),
        ({"WECHAT_AES_KEY": "b" * 43}, "加密密钥"),
        ({"WECHAT_APP_ID": "wxffffffffffffffff"}, "加密密钥、AppID 或原始 ID"),
        ({"WECHAT_ORIGINAL_ID": "gh_ffffffffffff"}, "原始 ID"),
    ],
)
def test_a_gateway_that_was_started_with_other_settings(running: Settings, set_: Set, call: Call, changed: dict[str, str], what: str) -> None:
    set_(**changed)
    own, public = (line for line in lines(call, 1, "✗") if "周到不认" in line)
    assert own.startswith("本机") and public.startswith("公网") and what in own and "重新启动周到" in own


def test_the_key_of_yesterday_is_no_fault(running: Settings, set_: Set, call: Call, free_port: int) -> None:
    """The running gateway knows the new key and the old one; so it is while keys are changed."""
    set_(WECHAT_AES_KEY_PREVIOUS="b" * 43)
    assert lines(call, 0, "✗") == []


def elsewhere(respond: Callable[[], Response]) -> FastAPI:
    """Something else at the public address: a proxy that answers so."""
    app = FastAPI()
    app.add_route("/wechat", lambda request: respond(), methods=["GET", "POST"])
    return app


@pytest.mark.parametrize(
    ("app", "sentence"),
    [
        (FastAPI(), "那里没有 /wechat（HTTP 404）"),
        (elsewhere(lambda: PlainTextResponse("Bad Gateway", 502)), "代理在，周到没有答应（HTTP 502）"),
        (elsewhere(lambda: PlainTextResponse("<html>拦截", 403)), "被拦下了（HTTP 403），不是周到答的"),
        (elsewhere(lambda: RedirectResponse("/elsewhere", 301)), "被转到了别处（HTTP 301）"),
        (elsewhere(lambda: PlainTextResponse("欢迎")), "答复不对（HTTP 200），那里多半不是周到"),
        (elsewhere(lambda: PlainTextResponse("", 500)), "答复不对（HTTP 500）"),
    ],
    ids=["missing", "proxy alone", "firewall", "redirect", "other page", "broken"],
)
def test_the_public_address_leads_elsewhere(running: Settings, set_: Set, call: Call, other_port: int, app: FastAPI, sentence: str) -> None:
    set_(PUBLIC_URL=f"http://127.0.0.1:{other_port}")
    with served(app, other_port):
        public = [line for line in lines(call, 1, "✗") if line.startswith("公网")]
    assert len(public) == 1 and sentence in public[0]


def test_a_certificate_that_nobody_knows(running: Settings, set_: Set, call: Call, other_port: int, tmp_path: Path) -> None:
    key = self_signed(tmp_path)
    set_(PUBLIC_URL=f"https://127.0.0.1:{other_port}")
    with served(FastAPI(), other_port, ssl_keyfile=str(key), ssl_certfile=str(key)):
        assert "HTTPS 证书不对" in "".join(lines(call, 1, "✗"))


def test_without_a_public_address(running: Settings, set_: Set, call: Call) -> None:
    set_(PUBLIC_URL="")
    assert lines(call, 1, "✗")[0].startswith("公网网址：没有设 ZHOUDAO_PUBLIC_URL")


@pytest.mark.parametrize("url", ["http://127.0.0.2:443", "https://127.0.0.2:8443"])
def test_a_public_address_that_wechat_does_not_call(running: Settings, set_: Set, call: Call, url: str) -> None:
    set_(PUBLIC_URL=url)
    assert "https 开头、不带端口" in lines(call, 1, "✗")[0]


@pytest.mark.parametrize(
    ("code", "words", "sentence"),
    [
        (40164, "invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist", "把 203.0.113.7 加进"),
        (40125, "invalid appsecret", "AppSecret 不对"),
        (40001, "invalid credential", "AppSecret 不对"),
        (41004, "appsecret missing", "AppSecret 不对"),
        (40013, "invalid appid", "AppID 不对"),
        (41002, "appid missing", "AppID 是空的"),
        (40243, "appsecret is frozen", "解冻，等 10 分钟"),
        (89503, "ip need confirm", "管理员"),
        (45009, "reach max api daily quota limit", "明天再运行"),
        (49999, "something new", "49999 something new"),
    ],
)
def test_without_a_token(running: Settings, call: Call, api: FakeApi, code: int, words: str, sentence: str) -> None:
    api.answers["/cgi-bin/stable_token"] = refusal(code, words)
    (fault,) = lines(call, 1, "✗")
    assert fault.startswith("接口：") and sentence in fault and "因此没有查" in fault


def test_a_token_that_is_known_already_does_not_hide_a_wrong_secret(running: Settings, call: Call, api: FakeApi) -> None:
    assert lines(call, 0, "✗") == []
    api.answers["/cgi-bin/stable_token"] = refusal(40125, "invalid appsecret")
    assert "AppSecret 不对" in lines(call, 1, "✗")[0]


def test_wechat_out_of_reach(running: Settings, call: Call, set_: Set, other_port: int) -> None:
    set_(WECHAT_API_BASE=f"http://127.0.0.1:{other_port}")
    (fault,) = lines(call, 1, "✗")
    assert "连不上微信" in fault and "443" in fault


def test_no_menu_and_another_menu(running: Settings, call: Call, api: FakeApi) -> None:
    for menu, sentence in ((None, "公众号还没有菜单"), ({"button": [{"name": "旧的", "sub_button": []}]}, "不一样")):
        api.menu = menu
        (fault,) = lines(call, 1, "✗")
        assert sentence in fault and "wechat menu push" in fault


@pytest.mark.parametrize(
    ("answer", "mark", "sentence"),
    [
        (refusal(40003, "invalid openid"), "✓", "有权限"),
        (refusal(45080), "✓", "有权限"),
        ({"errcode": 0, "errmsg": "ok"}, "✓", "有权限"),
        (refusal(48001, "api unauthorized"), "✗", "没有这项权限（要认证的服务号）"),
        (refusal(45009, "quota"), "✗", "明天再运行"),
    ],
)
def test_the_right_to_customer_messages(running: Settings, call: Call, api: FakeApi, answer: dict[str, object], mark: str, sentence: str) -> None:
    api.answers["/cgi-bin/message/custom/typing"] = answer
    (found,) = (line for line in lines(call, 0 if mark == "✓" else 1, mark) if line.startswith("客服消息"))
    assert sentence in found


def test_a_recogniser_of_speech_that_is_not_there(running: Settings, call: Call, set_: Set) -> None:
    set_(WECHAT_SPEECH="/no/such/recogniser --fast")
    assert lines(call, 1, "✗") == ["语音：找不到 /no/such/recogniser，请改 ZHOUDAO_WECHAT_SPEECH 或装上它。"]
    set_(WECHAT_SPEECH="cat")
    assert "语音：cat 在。" in lines(call, 0, "✓")
