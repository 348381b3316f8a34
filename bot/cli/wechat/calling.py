"""Calls a gateway as WeChat does: first to verify its address, then with an event that means nothing and is answered `success`."""

import secrets
import time
from urllib.parse import urlsplit

import requests

from bot import wording
from bot.channels.wechat import envelope
from bot.channels.wechat.envelope import Account
from bot.channels.wechat.replies import SUCCESS
from bot.settings import LOOPBACK

TIMEOUT = (3.0, 5.0)
NOBODY = "zhoudao-check"
EVENT = (
    "<xml><ToUserName><![CDATA[{to}]]></ToUserName><FromUserName><![CDATA[{sender}]]></FromUserName><CreateTime>{at}</CreateTime>"
    "<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[zhoudao_check]]></Event></xml>"
)
NO_ANSWER = "连不上。周到在运行吗？代理、端口、域名解析对吗？"
TOO_SLOW = "5 秒内没有回音：微信也只等 5 秒。看机器是不是太忙，代理是不是转到了别处。"
BAD_CERTIFICATE = "HTTPS 证书不对（过期、域名不符，或缺中间证书）：微信也不会认。请换好证书。"
MOVED = "被转到了别处（HTTP {status}），微信不跟着转。请让这个网址直接到周到。"
NOT_THERE = "那里没有 /wechat（HTTP 404）。填好 .env 之后要重新启动周到；有代理的，看它转的路径对不对。"
OTHER_SETTINGS = "周到不认这个{what}：正在运行的周到用的设置和 .env 里的不一样。重新启动周到，再运行一次。"
BLOCKED = "被拦下了（HTTP {status}），不是周到答的。看代理、防火墙和网站防护，放行 /wechat。"
PROXY_ALONE = "代理在，周到没有答应（HTTP {status}）。看周到在不在运行，代理指的端口对不对。"
STRANGE = "答复不对（HTTP {status}），那里多半不是周到。"


def verification_fault(account: Account, address: str) -> str:
    """What is wrong with the answer to the verification of the address; empty when nothing is."""
    echo = secrets.token_hex(8)
    return _fault("GET", address, _signed(account) | {"echostr": echo}, "", echo, "令牌（Token）")


def event_fault(account: Account, address: str) -> str:
    """What is wrong with the answer to an event, encrypted as the account's mode wants it; empty when nothing is."""
    event, query = EVENT.format(to=account.original_id, sender=NOBODY, at=int(time.time())), _signed(account)
    if not account.keys:
        return _fault("POST", address, query, event, SUCCESS, "原始 ID")
    body = envelope.sealed(account, event, account.keys[0], query["timestamp"], query["nonce"])
    query |= {"encrypt_type": "aes", "msg_signature": envelope.fields_of(body.encode())["MsgSignature"]}
    return _fault("POST", address, query, body, SUCCESS, "加密密钥、AppID 或原始 ID")


def _signed(account: Account) -> dict[str, str]:
    timestamp, nonce = str(int(time.time())), secrets.token_hex(8)
    return {"signature": envelope.signature_of(account.token, timestamp, nonce), "timestamp": timestamp, "nonce": nonce}


def _fault(method: str, address: str, query: dict[str, str], body: str, wanted: str, what: str) -> str:
    try:
        with requests.Session() as session:
            # A proxy for the world outside does not reach this machine's loopback.
            session.trust_env = urlsplit(address).hostname not in LOOPBACK
            response = session.request(method, address, params=query, data=body.encode(), timeout=TIMEOUT, allow_redirects=False)
    except requests.exceptions.SSLError:
        return BAD_CERTIFICATE
    except requests.Timeout:
        return TOO_SLOW
    except requests.RequestException:
        return NO_ANSWER
    if response.ok and response.text == wanted:
        return ""
    return _refused(response, what)


def _refused(response: requests.Response, what: str) -> str:
    status = response.status_code
    if response.text == wording.WECHAT_REFUSED:
        return OTHER_SETTINGS.format(what=what)
    if status == 404:
        return NOT_THERE
    told = {3: MOVED, 4: BLOCKED}.get(status // 100, STRANGE)
    return (PROXY_ALONE if status in (502, 503, 504) else told).format(status=status)
