"""Asking on the chat page: typing, tapping, choices, links."""

import threading

import pytest
from playwright.sync_api import expect

from bot import wording
from bot.conversation.model import Choice, Outgoing, empty_trace
from tests.web.browser.looking import ANSWER, QUESTION, last, picture, say

pytestmark = pytest.mark.slow


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
