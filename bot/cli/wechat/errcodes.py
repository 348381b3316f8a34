"""What a refusal of WeChat means, and what to do about it."""

import re

from bot.channels.wechat.client import BUSY, NO_CONNECTION, ApiError

CONSOLE = "微信开发者平台（developers.weixin.qq.com/platform）→ 我的业务 → 服务号 → 基础信息"
NO_MENU, BAD_OPENID, NOT_ALLOWED, NOT_LISTED, DAILY_QUOTA, MINUTE_QUOTA = 46003, 40003, 48001, 40164, 45009, 45011
SECRET_WRONG = (
    f"AppSecret 不对。到{CONSOLE} → 开发密钥 核对；记不得就重置（旧的立即失效），填进 .env 的 ZHOUDAO_WECHAT_APP_SECRET，重新启动周到，再运行一次。"
)
MENU_WRONG = "微信不收这份菜单（{told}）。先运行 ./zhoudao wechat menu check；没有查出毛病，就把名字和句子改短些再推。"
ADVICE = {
    NO_CONNECTION: "连不上微信（{words}）。这台机器要能访问 api.weixin.qq.com 的 443 端口：看防火墙、DNS 和代理。",
    BUSY: "微信这会儿忙，过一分钟再运行一次。",
    40001: SECRET_WRONG,
    40125: SECRET_WRONG,
    41004: SECRET_WRONG,
    40013: f"AppID 不对。到{CONSOLE} 核对 AppID（wx 开头，分大小写），填进 .env 的 ZHOUDAO_WECHAT_APP_ID，重新启动周到，再运行一次。",
    41002: f"AppID 是空的。到{CONSOLE} 找到 AppID，填进 .env 的 ZHOUDAO_WECHAT_APP_ID。",
    40243: f"AppSecret 被冻结了。到{CONSOLE} → 开发密钥 解冻，等 10 分钟再运行一次。",
    NOT_LISTED: f"这台机器不在 IP 白名单里：把 {{ip}} 加进{CONSOLE} → 开发密钥 → API IP 白名单，等几分钟再运行一次。",
    89503: "这台机器第一次调用，要管理员确认：请账号的管理员在微信里点“确认”，再运行一次。",
    89506: "管理员在 24 小时内拒绝过这台机器两次，微信今天不再问；请先和管理员说好，明天再运行。",
    89507: "管理员刚拒绝了这台机器，一小时内微信不再问；请先和管理员说好，过一小时再运行。",
    50004: "微信停了这个账号的接口（多半是违规或冻结）。到公众平台（mp.weixin.qq.com）的通知中心看原因，申诉或解冻。",
    NOT_ALLOWED: "这个账号没有这项权限。要认证的服务号；认证过的，到开发者平台 → 服务号 → 接口管理 → 接口权限与额度 看有没有开通。",
    48004: "微信封了这个账号的这项接口（多半是违规）。到公众平台（mp.weixin.qq.com）的通知中心看原因。",
    DAILY_QUOTA: "微信今天的次数用完了，明天再运行一次。",
    MINUTE_QUOTA: "微信说太快了，过一分钟再运行一次。",
    NO_MENU: "公众号还没有菜单：运行 ./zhoudao wechat menu push。",
}
ADVICE |= dict.fromkeys((40015, 40016, 40017, 40018, 40019, 40020, 40022, 40023, 40024, 40025, 40026, 40027), MENU_WRONG)
UNKNOWN = "微信说“{told}”。在 developers.weixin.qq.com 的“返回码”里按号查。"


def advice(wrong: ApiError) -> str:
    """The sentence for a refusal: what is wrong and what to do."""
    return ADVICE.get(wrong.code, UNKNOWN).format(words=wrong.words, told=wrong, ip=_ip(wrong.words))


def _ip(words: str) -> str:
    """The address that WeChat saw: behind a NAT only WeChat knows it."""
    found = re.search(r"invalid ip ([\d.a-fA-F:]+)", words)
    return found[1] if found else "这台机器出网的 IP"
