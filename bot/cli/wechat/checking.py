"""`zhoudao wechat check`: the connection, piece by piece, with what to do about each that does not hold."""

import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.channels.wechat.client import ApiError, Client
from bot.channels.wechat.connecting import PATH, account_of
from bot.channels.wechat.envelope import Account
from bot.channels.wechat.menu import Unreadable, is_in_force
from bot.cli.running.programs import web_url
from bot.cli.wechat.account import own_menu
from bot.cli.wechat.calling import NOBODY, event_fault, verification_fault
from bot.cli.wechat.errcodes import BAD_OPENID, NOT_ALLOWED, advice
from bot.settings import LOOPBACK, Settings

GOOD, BAD, REMARK = "✓", "✗", "!"
MAY_SEND = (BAD_OPENID, 43004, 45080)
PORTS = (None, 80, 443)
NO_MESSAGES = (
    "客服消息：这个账号没有这项权限（要认证的服务号）。4 秒内答完的不受影响；"
    "答得慢的只能等人下次发话时一起给。认证以后到开发者平台 → 服务号 → 接口管理 → 接口权限与额度 看有没有开通。"
)


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found about one piece, under its mark."""

    mark: str
    text: str


def findings(known: Settings, client: Client) -> Iterator[Finding]:
    """All findings, one after the other as they are made."""
    account = account_of(known)
    yield from _settings(known)
    yield from _answers("本机", account, f"{web_url(known)}{PATH}")
    yield from _public(known, account)
    yield from _api(known, client)
    yield from _speech(known)


def _settings(known: Settings) -> Iterator[Finding]:
    yield Finding(GOOD, f"设置：五项都有，AppID {known.wechat_app_id}，原始 ID {known.wechat_original_id}。")
    if known.wechat_plaintext:
        yield Finding(REMARK, "明文模式：谁知道网址都能冒充微信，只能自己试用。正式使用去掉 ZHOUDAO_WECHAT_PLAINTEXT，两边都换成安全模式。")
    else:
        yield Finding(GOOD, "安全模式：只收加密的消息。")
    if known.environment != "production":
        yield Finding(REMARK, "现在是试用环境；给居民用之前在 .env 里写 ZHOUDAO_ENVIRONMENT=production。")


def _answers(where: str, account: Account, address: str) -> Iterator[Finding]:
    if fault := verification_fault(account, address):
        yield Finding(BAD, f"{where}（{address}）：{fault}")
        return
    yield Finding(GOOD, f"{where}（{address}）：验证网址，答对了。")
    if fault := event_fault(account, address):
        yield Finding(BAD, f"{where}：发去一个事件，{fault}")
    else:
        yield Finding(GOOD, f"{where}：发去一个{'加密的' if account.keys else ''}事件，收得到，答对了。")


def _public(known: Settings, account: Account) -> Iterator[Finding]:
    if not known.public_url:
        yield Finding(BAD, "公网网址：没有设 ZHOUDAO_PUBLIC_URL。填上居民的手机打开这里的网址（https 开头），办事指南的链接和菜单里的网页才打得开。")
        return
    address = urlsplit(known.public_url)
    if address.hostname in LOOPBACK:
        yield Finding(REMARK, "公网网址：是本机地址，微信和手机都打不开，只能自己试。")
    elif address.scheme != "https" or address.port not in PORTS:
        yield Finding(BAD, "公网网址：应是 https 开头、不带端口的网址（微信只连 80 和 443 端口）。请改 ZHOUDAO_PUBLIC_URL 和代理。")
    yield from _answers("公网", account, f"{known.public_url.rstrip('/')}{PATH}")


def _api(known: Settings, client: Client) -> Iterator[Finding]:
    try:
        client.check_token()
    except ApiError as wrong:
        yield Finding(BAD, f"接口：{advice(wrong)}（菜单和客服消息因此没有查。）")
        return
    yield Finding(GOOD, "接口：AppID、AppSecret 对，这台机器在 IP 白名单里。")
    yield _menu(known, client)
    yield _messages(client)


def _menu(known: Settings, client: Client) -> Finding:
    try:
        menu, told = own_menu(), client.menu()
    except Unreadable as wrong:
        return Finding(BAD, f"菜单：data/wechat/menu.yml：{wrong}")
    except ApiError as wrong:
        return Finding(BAD, f"菜单：{advice(wrong)}")
    if is_in_force(menu, known.public_url, told):
        return Finding(GOOD, "菜单：公众号上的就是 data/wechat/menu.yml。")
    return Finding(BAD, "菜单：公众号上的和 data/wechat/menu.yml 不一样，运行 ./zhoudao wechat menu push 推上去。")


def _messages(client: Client) -> Finding:
    """Typing to nobody: only an account that may send customer messages is told that there is nobody."""
    try:
        client.show_typing(NOBODY)
    except ApiError as wrong:
        if wrong.code == NOT_ALLOWED:
            return Finding(BAD, NO_MESSAGES)
        if wrong.code not in MAY_SEND:
            return Finding(BAD, f"客服消息：{advice(wrong)}")
    return Finding(GOOD, "客服消息：有权限，答得慢的会补发。")


def _speech(known: Settings) -> Iterator[Finding]:
    if known.wechat_speech:
        program = shlex.split(known.wechat_speech)[0]
        found = shutil.which(program)
        yield Finding(GOOD, f"语音：{program} 在。") if found else Finding(BAD, f"语音：找不到 {program}，请改 ZHOUDAO_WECHAT_SPEECH 或装上它。")
