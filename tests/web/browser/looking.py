"""What the browser tests share: two screens, a sample answer, and how one says something and looks."""

from playwright.sync_api import Page

from bot.settings import ROOT

PICTURES = ROOT / "var" / "screenshots"
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


def say(page: Page, text: str) -> None:
    page.get_by_label("您想办什么事").fill(text)
    page.get_by_role("button", name="发送").click()


def last(page: Page):
    return page.locator(".turn").last


def picture(page: Page, name: str, whole: bool = False) -> None:
    """Kept in var/screenshots/, to be looked at."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png", full_page=whole)


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
