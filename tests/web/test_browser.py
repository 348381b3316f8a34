"""The chat page and the guide in a real browser; the pictures go to var/screenshots/, to be looked at."""

import contextlib
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect, sync_playwright

from bot import wording
from bot.app import create_app
from bot.conversation.model import Choice, Location, Outgoing, empty_trace
from bot.places.nearest import to_gcj02
from bot.settings import ROOT

pytestmark = pytest.mark.slow

PICTURES = ROOT / "var" / "screenshots"
CHROMIUM = "/usr/bin/chromium"
QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--no-first-run",
]
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2, "locale": "zh-CN"}
DESKTOP = {"viewport": {"width": 1280, "height": 800}, "locale": "zh-CN"}
QUESTION = "俺娘80了，有啥补贴，去哪办要带啥"
ANSWER = """您问的是「高龄津贴申领」。
要带：
1. 居民身份证 原件1份、复印件1份
2. 户口簿 原件1份（本人页）
3. 本人社保卡或银行卡 复印件1份
替人办，另带：委托书、双方身份证
去哪办：南郊镇便民服务中心，现在开着，12:00 关
电话 0533-0000009
演示数据，以窗口为准。全文：/m/MZ-001"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield opened
        opened.close()


@contextlib.contextmanager
def serving(app) -> Iterator[str]:
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture
def site(door, demo) -> Iterator[str]:
    with serving(create_app(door, lambda: demo)) as url:
        yield url


@pytest.fixture
def open_page(browser, site):
    """Opens a path as a phone (or `kind`); fails the test on any script error or refused resource."""
    contexts, complaints = [], []

    def opened(path="/", kind=PHONE, base=site, **more) -> Page:
        context = browser.new_context(**kind | more)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text) if "Content Security Policy" in message.text else None)
        page.goto(base + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def say(page, text):
    page.get_by_label("您想办什么事").fill(text)
    page.get_by_role("button", name="发送").click()


def last(page):
    return page.locator(".turn").last


def picture(page, name, whole=False):
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png", full_page=whole)


# ---- asking ----


def test_ask_and_read(open_page, door):
    door.reply = Outgoing(ANSWER, (), empty_trace("answer"))
    page = open_page()
    picture(page, "phone-welcome")
    say(page, QUESTION)
    expect(last(page)).to_contain_text("高龄津贴申领")
    expect(page.locator(".turn.me .bubble")).to_contain_text(QUESTION)
    expect(page.get_by_label("您想办什么事")).to_have_value("")
    assert [seen.text for seen in door.seen] == [QUESTION]
    picture(page, "phone-answer")


def test_enter_sends_shift_enter_breaks_the_line(open_page, door):
    page = open_page()
    box = page.get_by_label("您想办什么事")
    box.fill("第一行")
    box.press("Shift+Enter")
    box.type("第二行")
    box.press("Enter")
    expect(last(page)).to_contain_text("好的")
    assert door.seen[0].text == "第一行\n第二行"


def test_enter_that_picks_a_word_in_an_input_method_does_not_send(open_page, door):
    page = open_page()
    page.get_by_label("您想办什么事").fill("shebaoka")
    page.locator("#text").evaluate(
        "box => box.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true, cancelable: true}))"
    )
    page.wait_for_timeout(200)
    assert door.seen == []


def test_nothing_is_sent_for_spaces(open_page, door):
    page = open_page()
    say(page, "   ")
    page.wait_for_timeout(200)
    assert door.seen == []


def test_an_example_asks_itself(open_page, door):
    page = open_page()
    examples = page.locator("[data-ask]")
    assert 4 <= examples.count() <= 6
    examples.first.tap()
    expect(last(page)).to_contain_text("好的")
    assert door.seen[0].text == QUESTION


def test_the_same_person_after_a_reload_and_the_talk_is_still_there(open_page, door):
    page = open_page()
    say(page, "一")
    expect(last(page)).to_contain_text("好的")
    page.reload()
    expect(page.locator(".turn.me")).to_contain_text("一")
    say(page, "二")
    expect(page.locator(".turn.me")).to_have_count(2)
    expect(last(page)).to_contain_text("好的")
    assert door.seen[0].outside_id == door.seen[1].outside_id


def test_one_at_a_time_with_a_sign_that_it_works(open_page, door):
    hold = threading.Event()
    door.answer = lambda incoming: (hold.wait(10), door.reply)[1]
    page = open_page()
    say(page, "一")
    expect(page.locator(".dots")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("正在查，请稍等")
    picture(page, "phone-waiting")
    page.get_by_label("您想办什么事").fill("二")
    page.get_by_role("button", name="发送").click(force=True)
    page.get_by_role("button", name="人工").click()
    hold.set()
    expect(last(page)).to_contain_text("好的")
    expect(page.locator(".dots")).to_have_count(0)
    expect(page.get_by_role("status")).to_have_text("")
    assert len(door.seen) == 1
    assert page.get_by_label("您想办什么事").input_value() == "二"


def test_a_person_is_one_tap_away(open_page, door):
    page = open_page()
    page.get_by_role("button", name="人工").tap()
    expect(last(page)).to_contain_text("好的")
    assert door.seen[0].text == "人工"


def test_erasing_clears_the_page_too(open_page, door):
    page = open_page()
    say(page, "一件私事")
    expect(last(page)).to_contain_text("好的")
    door.reply = Outgoing(wording.ERASED, (), empty_trace("greet"))
    say(page, "删除我的记录")
    expect(last(page)).to_contain_text("已删除")
    expect(page.get_by_text("一件私事")).to_have_count(0)
    assert page.evaluate("localStorage.getItem('zhoudao.token')") is None
    page.reload()
    expect(page.locator(".turn.me")).to_have_count(0)


# ---- choices and links ----


def test_choices_are_tapped(open_page, door, choices):
    door.reply = Outgoing("您说的是哪一项？回复数字就行：\n1. 居民养老参保\n2. 居民养老缴费", choices, empty_trace("choose"))
    page = open_page()
    say(page, "养老")
    expect(page.get_by_role("list", name="请点一个").get_by_role("button")).to_have_count(3)
    picture(page, "phone-choices")
    door.reply = Outgoing("好，参保。", (), empty_trace("answer"))
    page.get_by_role("button", name="1. 居民养老参保").tap()
    expect(last(page)).to_contain_text("好，参保。")
    assert door.seen[1].text == "1"
    expect(page.locator(".turn.me").last).to_contain_text("居民养老参保")


def test_more(open_page, door):
    door.reply = Outgoing("前一半\n回复“更多”看剩下的", (Choice(1, "more", None, "更多"),), empty_trace("answer"))
    page = open_page()
    say(page, "都说说")
    page.get_by_role("button", name="更多").tap()
    expect(page.locator(".turn.me").last).to_contain_text("更多")
    expect(page.locator(".dots")).to_have_count(0)
    assert door.seen[1].text == "1"


def test_links_are_links_and_markup_is_text(open_page, door):
    door.reply = Outgoing(
        "看 /m/SB-001。电话0533-0000001，或12345。网上 https://example.com/a?b=1。<b>粗</b><img src=x onerror=alert(1)> /x/m/SB-002 javascript:alert(1)",
        (),
        empty_trace("answer"),
    )
    page = open_page()
    say(page, "<script>alert(1)</script>")
    answer = last(page)
    expect(answer).to_contain_text("<b>粗</b><img src=x onerror=alert(1)>")
    expect(page.locator(".turn.me").last).to_contain_text("<script>alert(1)</script>")
    addresses = answer.get_by_role("link").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert addresses == ["/m/SB-001", "tel:0533-0000001", "tel:12345", "https://example.com/a?b=1"]
    answer.get_by_role("link", name="办事指南 SB-001").tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text("城乡居民基本养老保险参保登记")
    page.go_back()
    expect(page.locator(".turn.me")).to_have_count(1)


def test_the_guide_leads_back_with_the_question_ready(open_page, door, demo):
    page = open_page("/m/SB-001")
    page.get_by_role("link", name="问周到这件事").tap()
    expect(page.get_by_label("您想办什么事")).to_have_value(demo.matters["SB-001"].name)
    expect(page.get_by_label("您想办什么事")).to_be_focused()
    assert door.seen == []


# ---- faults ----


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


# ---- place ----


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


# ---- for everybody ----


def test_large_text_is_remembered(open_page, door):
    door.reply = Outgoing(ANSWER, (), empty_trace("answer"))
    page = open_page()
    switch = page.get_by_role("button", name="字号")
    size = "parseFloat(getComputedStyle(document.querySelector('.bubble')).fontSize)"
    assert page.evaluate(size) >= 18
    switch.tap()
    switch.tap()
    expect(switch).to_have_text("字号：特大")
    assert page.evaluate(size) >= 30
    page.reload()
    expect(switch).to_have_text("字号：特大")
    picture(page, "large-welcome")
    say(page, QUESTION)
    expect(last(page)).to_contain_text("高龄津贴申领")
    picture(page, "large-answer")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth && scrollY === 0")
    page.goto(page.url + "m/SB-001")
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('.sheet p')).fontSize)") >= 24
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    picture(page, "large-guide")
    page.go_back()
    switch.tap()
    expect(switch).to_have_text("字号：标准")


@pytest.mark.parametrize("path", ["/", "/m/SB-001", "/m/nothing"])
def test_targets_are_large_enough(open_page, door, choices, path):
    door.reply = Outgoing("哪一项？", choices, empty_trace("choose"))
    page = open_page(path)
    if path == "/":
        say(page, "养老")
        expect(page.get_by_role("list", name="请点一个")).to_be_visible()
    sizes = page.locator("button:visible, .button:visible, textarea").evaluate_all(
        "all => all.map(each => [each.textContent, each.offsetWidth, each.offsetHeight])"
    )
    assert [each for each in sizes if min(each[1:]) < 44] == []


def contrast(page):
    """The worst contrast of any text that is seen."""
    return page.evaluate("""() => {
      const light = rgb => rgb.map(v => v / 255).map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4).reduce((sum, v, n) => sum + v * [.2126, .7152, .0722][n], 0);
      const parse = text => text.match(/[\\d.]+/g).map(Number);
      const ground = each => { for (; each; each = each.parentElement) { const c = parse(getComputedStyle(each).backgroundColor); if (c.length < 4 || c[3] > 0) return c; } return [255, 255, 255]; };
      const own = each => Array.from(each.childNodes).some(node => node.nodeType === 3 && node.textContent.trim());
      const seen = Array.from(document.body.querySelectorAll('*')).filter(each => own(each) && each.offsetParent);
      return seen.map(each => { const a = light(parse(getComputedStyle(each).color).slice(0, 3)), b = light(ground(each).slice(0, 3));
        return [(Math.max(a, b) + .05) / (Math.min(a, b) + .05), each.textContent.slice(0, 30)]; }).sort((a, b) => a[0] - b[0])[0]; }""")


@pytest.mark.parametrize("path", ["/", "/m/SB-001", "/m/nothing", "/docs"])
def test_contrast(open_page, door, choices, path):
    door.reply = Outgoing(ANSWER, choices, empty_trace("choose"))
    page = open_page(path)
    if path == "/":
        say(page, "养老")
        expect(page.get_by_role("list", name="请点一个")).to_be_visible()
        say(page, "再问")
        expect(page.locator(".choices.old")).to_have_count(1)
    ratio, text = contrast(page)
    assert ratio >= 4.5, text


def test_keyboard_alone(open_page, door, choices):
    door.reply = Outgoing("哪一项？", choices, empty_trace("choose"))
    page = open_page(kind=DESKTOP)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到输入框")).to_be_focused()
    picture(page, "desktop-skip-link")
    page.keyboard.press("Enter")
    expect(page.get_by_label("您想办什么事")).to_be_focused()
    page.keyboard.type("养老")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="1. 居民养老参保")).to_be_visible()
    for _ in range(20):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.textContent").startswith("1. 居民养老参保"):
            break
    page.keyboard.press("Enter")
    expect(page.locator(".turn.me")).to_have_count(2)
    assert door.seen[1].text == "1"


def test_what_a_screen_reader_is_told(open_page, door):
    page = open_page()
    log = page.get_by_role("log", name="对话")
    expect(log).to_have_attribute("aria-live", "polite")
    say(page, "一")
    expect(last(page)).to_contain_text("周到答：好的")
    expect(page.locator(".turn.me").last).to_contain_text("我说：一")
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    unnamed = page.evaluate(
        "Array.from(document.querySelectorAll('button, a, textarea')).filter(e => !(e.textContent.trim() || e.labels && e.labels.length)).length"
    )
    assert unnamed == 0


def test_no_motion_where_none_is_wanted(open_page, door):
    hold = threading.Event()
    door.answer = lambda incoming: (hold.wait(10), door.reply)[1]
    page = open_page(reduced_motion="reduce")
    say(page, "一")
    assert page.locator(".dots i").first.evaluate("dot => getComputedStyle(dot).animationName") == "none"
    hold.set()
    expect(last(page)).to_contain_text("好的")


def test_a_long_answer_starts_at_its_first_line(open_page, door):
    door.reply = Outgoing("第一行\n" + "很长\n" * 80, (), empty_trace("answer"))
    page = open_page()
    say(page, "都说说")
    expect(last(page)).to_contain_text("第一行")
    top = last(page).evaluate("turn => turn.getBoundingClientRect().top - document.getElementById('log').getBoundingClientRect().top")
    assert 0 <= top < 60


def test_under_a_prefix(open_page, door, demo, set_up):
    set_up(root_path="/zd")
    door.reply = Outgoing("看 /zd/m/SB-001", (), empty_trace("answer"))
    with serving(create_app(door, lambda: demo)) as url:
        page = open_page("/zd/", base=url)
        say(page, "一")
        last(page).get_by_role("link").tap()
        expect(page.get_by_role("heading", level=1)).to_contain_text("城乡居民基本养老保险参保登记")
        assert page.url == f"{url}/zd/m/SB-001"
        page.close()


def test_pictures_of_a_desk(open_page, door, choices):
    door.reply = Outgoing(ANSWER, choices, empty_trace("answer"))
    page = open_page(kind=DESKTOP)
    say(page, QUESTION)
    expect(last(page)).to_contain_text("高龄津贴申领")
    picture(page, "desktop-answer")


def test_pictures_of_the_guide(open_page):
    page = open_page("/m/SB-001")
    picture(page, "phone-guide", whole=True)
    page.get_by_role("heading", name="带什么").evaluate("heading => heading.scrollIntoView()")
    picture(page, "phone-guide-materials")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    desk = open_page("/m/SB-001", kind=DESKTOP)
    expect(desk.get_by_role("button", name="打印")).to_be_visible()
    picture(desk, "desktop-guide", whole=True)
    desk.emulate_media(media="print")
    desk.set_viewport_size({"width": 794, "height": 1123})
    picture(desk, "print-guide", whole=True)
    expect(desk.get_by_text("告知人")).to_be_visible()
    expect(desk.get_by_role("link", name="问周到这件事")).to_be_hidden()
    picture(open_page("/m/nothing"), "phone-missing")
    picture(open_page("/docs", kind=DESKTOP), "desktop-docs")


def test_the_guide_prints_on_a4(open_page):
    page = open_page("/m/SB-001", kind=DESKTOP)
    PICTURES.mkdir(parents=True, exist_ok=True)
    printed = page.pdf(path=PICTURES / "guide.pdf", prefer_css_page_size=True)
    assert 1 <= printed.count(b"/Type /Page\n") <= 6
