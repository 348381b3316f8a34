"""What the page says when the network, the server or the place fails; and that nothing is asked twice."""

import pytest
from playwright.sync_api import expect

from bot.app import create_app
from bot.conversation.model import Location, Outgoing, empty_trace
from bot.places.nearest import to_gcj02
from tests.web.browser.looking import last, picture, say

pytestmark = pytest.mark.slow


def test_network_failure_and_again_with_the_same_message(open_page, door):
    page = open_page()
    page.route("**/api/chat", lambda route: route.abort())
    say(page, "社保卡丢了咋补")
    expect(last(page)).to_contain_text("网络不通")
    picture(page, "phone-offline")
    sent = []
    page.unroute("**/api/chat")
    page.on("request", lambda request: sent.append(request.post_data_json) if "/api/chat" in request.url else None)
    page.get_by_role("button", name="再试一次").tap()
    expect(last(page)).to_contain_text("好的")
    expect(page.get_by_text("网络不通")).to_have_count(0)
    expect(page.locator(".turn.me")).to_have_count(1)
    assert door.seen[0].message_id == sent[0]["message_id"] and door.seen[0].text == "社保卡丢了咋补"


def test_a_reply_that_got_lost_is_asked_for_as_the_same_message_of_the_same_person(open_page, door):
    """Even the very first message, when the browser has never been given a token by a reply."""
    page = open_page()

    def lose(route):
        route.fetch()
        route.abort()

    page.route("**/api/chat", lose)
    say(page, "一")
    page.get_by_role("button", name="再试一次").wait_for()
    page.unroute("**/api/chat")
    page.get_by_role("button", name="再试一次").tap()
    expect(last(page)).to_contain_text("好的")
    first, second = door.seen
    assert (first.message_id, first.outside_id) == (second.message_id, second.outside_id)


@pytest.mark.parametrize(
    ("status", "body", "wanted", "again"),
    [
        (500, '{"error": {"code": "internal", "message": "系统出了点问题"}}', "系统出了点问题", True),
        (429, '{"error": {"code": "too_many", "message": "发得太快了"}}', "发得太快了", True),
        (422, '{"error": {"code": "wrong_type", "message": "字段 text：太长"}}', "字段 text：太长", False),
        (502, "<html>Bad Gateway</html>", "没收到能看懂的答复", True),
        (200, "not json", "没收到能看懂的答复", True),
        (504, "{}", "没收到能看懂的答复", True),
    ],
)
def test_faults_are_told(open_page, status, body, wanted, again):
    page = open_page()
    page.route("**/api/chat", lambda route: route.fulfill(status=status, body=body))
    say(page, "一")
    expect(last(page)).to_contain_text(wanted)
    expect(page.get_by_role("button", name="再试一次")).to_have_count(int(again))
    expect(page.locator(".dots")).to_have_count(0)


def test_the_place_is_asked_on_tap_only_and_sent_once(open_page, door):
    page = open_page(geolocation={"latitude": 36.8, "longitude": 117.87}, permissions=["geolocation"])
    say(page, "一")
    expect(last(page)).to_contain_text("好的")
    page.get_by_role("button", name="发位置").tap()
    expect(page.get_by_text("位置只用这一次，不保存。")).to_be_visible()
    expect(page.locator(".turn.me")).to_have_count(2)
    expect(last(page)).to_contain_text("好的")
    assert door.seen[0].location is None
    assert door.seen[1].kind == "location"
    assert door.seen[1].location == Location(*to_gcj02(36.8, 117.87))
    assert "117.8" not in page.evaluate("JSON.stringify(localStorage) + JSON.stringify(sessionStorage)")


def test_a_refused_place_has_a_way_on(open_page, door):
    page = open_page()
    page.get_by_role("button", name="发位置").tap()
    expect(page.get_by_text("直接打村名")).to_be_visible()
    assert door.seen == []


def test_under_a_prefix(open_page, serve, door, demo, set_up):
    set_up(root_path="/zd")
    door.reply = Outgoing("看 /zd/m/SB-001", (), empty_trace("answer"))
    with serve(create_app(door, lambda: demo)) as url:
        page = open_page("/zd/", base=url)
        say(page, "一")
        last(page).get_by_role("link").tap()
        expect(page.get_by_role("heading", level=1)).to_contain_text("城乡居民基本养老保险参保登记")
        assert page.url == f"{url}/zd/m/SB-001"
        page.close()
