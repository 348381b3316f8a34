"""Large letters, large targets, contrast, keyboard alone, screen readers, no motion; and the pages in print."""

import threading

import pytest
from playwright.sync_api import expect

from bot.conversation.model import Outgoing, empty_trace
from tests.web.browser.looking import ANSWER, DESKTOP, PICTURES, QUESTION, contrast, last, picture, say

pytestmark = pytest.mark.slow


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
