"""The API that the tests play is one that a foreign client, wechatpy's own, gets along with: else it would prove nothing about ours."""

import io
from collections.abc import Iterator
from uuid import uuid4

import pytest
import requests
from wechatpy import WeChatClient
from wechatpy.exceptions import WeChatClientException

from .account import APP_ID, APP_SECRET
from .platform import FakePlatform

pytestmark = pytest.mark.slow

MINUTE, WINDOW = 60.0, 48 * 3600.0


class Client(WeChatClient):  # type: ignore[misc]
    """wechatpy's, for another address than Tencent's."""

    def __init__(self, address: str, secret: str = APP_SECRET) -> None:
        super().__init__(APP_ID, secret, timeout=5)
        self.API_BASE_URL = f"{address}/cgi-bin/"
        self._http.trust_env = False

    def fetch_access_token(self) -> dict[str, object]:
        query = {"grant_type": "client_credential", "appid": self.appid, "secret": self.secret}
        return self._fetch_access_token(f"{self.API_BASE_URL}token", query)


@pytest.fixture(scope="module")
def platform() -> Iterator[FakePlatform]:
    made = FakePlatform()
    yield made
    made.stop()


@pytest.fixture
def client(platform: FakePlatform) -> Client:
    return Client(platform.api.url)


@pytest.fixture
def openid() -> str:
    return f"o{uuid4().hex[:27]}"


def refused(client: Client, openid: str, text: str = "您好") -> int:
    """The errcode of a message that WeChat does not take."""
    with pytest.raises(WeChatClientException) as raised:
        client.message.send_text(openid, text)
    return int(raised.value.errcode)


def test_five_after_a_message_within_two_days(platform: FakePlatform, client: Client, openid: str) -> None:
    assert refused(client, openid) == 45015
    platform.api.quotas.triggered(openid, "message")
    for n in range(5):
        client.message.send_text(openid, f"第{n}条")
    assert refused(client, openid) == 45047
    assert [(each.way, each.text) for each in platform.phones.log(openid)] == [("message", f"第{n}条") for n in range(5)]
    platform.api.quotas.triggered(openid, "message")
    platform.clock.advance(WINDOW)
    assert refused(client, openid) == 45015


def test_three_after_a_tap_within_a_minute(platform: FakePlatform, client: Client, openid: str) -> None:
    platform.api.quotas.triggered(openid, "tap")
    client.message.send_text(openid, "头一条")
    platform.clock.advance(MINUTE)
    assert refused(client, openid) == 45015
    platform.api.quotas.triggered(openid, "tap")
    for _ in range(3):
        client.message.send_text(openid, "一条")
    assert refused(client, openid) == 45047


def test_what_is_refused_whatever_the_quota(platform: FakePlatform, client: Client, openid: str) -> None:
    platform.api.quotas.triggered(openid, "message")
    assert refused(client, openid, "字" * 683) == 45002 and client.message.send_text(openid, "字" * 682)
    assert refused(client, "not-an-openid") == 40003
    platform.api.refuse(openid, -1, 45009)
    assert [refused(client, openid), refused(client, openid)] == [-1, 45009]
    platform.api.quotas.left(openid)
    assert refused(client, openid) == 43004


def test_a_revoked_token_is_fetched_anew(platform: FakePlatform, client: Client, openid: str) -> None:
    platform.api.quotas.triggered(openid, "message")
    client.message.send_text(openid, "头一条")
    platform.api.tokens.revoke()
    client.message.send_text(openid, "第二条")
    assert [each.code for each in platform.api.calls_for(openid)] == [0, 40001, 0]


def test_a_wrong_secret_gets_no_token(platform: FakePlatform, openid: str) -> None:
    assert refused(Client(platform.api.url, "wrong"), openid) == 40125


def test_the_stable_token_stays_until_it_runs_out_or_is_forced(platform: FakePlatform) -> None:
    def fetched(force: bool = False) -> str:
        asked = {"grant_type": "client_credential", "appid": APP_ID, "secret": APP_SECRET, "force_refresh": force}
        return str(requests.post(f"{platform.api.url}/cgi-bin/stable_token", json=asked, timeout=5, proxies={"http": ""}).json()["access_token"])

    first = fetched()
    assert fetched() == first
    second = fetched(force=True)
    assert second != first and fetched() == second and platform.api.tokens.check(first) == 40001
    platform.clock.advance(7200 - 299)
    assert fetched() != second and platform.api.tokens.check(second) == 0


def test_nobody_reaches_somebody_who_is_away(platform: FakePlatform, client: Client, openid: str) -> None:
    platform.api.quotas.triggered(openid, "message")
    platform.api.away.add(openid)
    with pytest.raises(requests.ConnectionError):
        client.message.send_text(openid, "听得见吗")
    assert platform.phones.log(openid) == []


def test_media_menus_and_scene_codes(client: Client) -> None:
    media_id = client.media.upload("voice", ("a.amr", io.BytesIO(b"#!AMR\nhello"), "audio/amr"))["media_id"]
    assert client.media.download(media_id).content == b"#!AMR\nhello"
    assert client.menu.get() is None
    menu = {"button": [{"type": "click", "name": "我要办", "key": "老年证怎么办"}]}
    assert client.menu.create(menu)["errcode"] == 0 and client.menu.get() == {"menu": menu}
    with pytest.raises(WeChatClientException, match="40018"):
        client.menu.create({"button": [{"type": "click", "name": "一二三四五六", "key": "x"}]})
    scene = {"action_name": "QR_LIMIT_STR_SCENE", "action_info": {"scene": {"scene_str": "370306000000"}}}
    assert client.qrcode.create(scene)["url"].endswith("/370306000000")
