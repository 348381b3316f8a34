"""The door for WeChat: signed and encrypted messages in, one reply each out, in time or later (docs/adr/0012)."""

from fastapi import FastAPI

from bot.channels.wechat.connecting import account_of, client_of
from bot.channels.wechat.platform import WeChat
from bot.channels.wechat.replies import Dressing
from bot.channels.wechat.router import Gateway
from bot.delivery.model import Receive
from bot.delivery.outbox import Outbox
from bot.delivery.reception import Reception
from bot.settings import Settings


def add_wechat(app: FastAPI, receive: Receive, settings: Settings) -> None:
    """Gives `app` the door of the account that the settings name, and begins to send what waits."""
    platform = WeChat(client_of(settings), Dressing(settings.public_url, settings.root_path), settings.wechat_speech)
    outbox = Outbox(platform)
    reception = Reception(receive, platform, outbox)
    Gateway(account_of(settings), reception).open_in(app)
    outbox.start()
    reception.start()
