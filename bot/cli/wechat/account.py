"""The account that the settings name, for the commands that call WeChat."""

from bot.channels.wechat.client import Client
from bot.channels.wechat.connecting import client_of
from bot.channels.wechat.menu import Menu, Unreadable, read
from bot.cli.faults import CannotRun
from bot.cli.running.database import migrate
from bot.settings import ROOT, settings

MENU_FILE = ROOT / "data" / "wechat" / "menu.yml"
NOT_CONNECTED = "还没有填微信的设置：在 .env 里填 ZHOUDAO_WECHAT_TOKEN、_APP_ID、_APP_SECRET、_ORIGINAL_ID、_AES_KEY，见 README 的“接上微信”。"


def connected() -> Client:
    """The account's API, with the database that keeps its access token. Raises CannotRun."""
    if not settings().has_wechat:
        raise CannotRun(NOT_CONNECTED)
    migrate()
    return client_of(settings())


def own_menu() -> Menu:
    """The menu of data/wechat/menu.yml. Raises Unreadable."""
    try:
        return read(MENU_FILE.read_text("utf-8"))
    except UnicodeDecodeError:
        raise Unreadable(f"{MENU_FILE.name} 不是 UTF-8 编码，请另存为 UTF-8。") from None
