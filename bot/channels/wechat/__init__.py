"""The door for WeChat: signed and encrypted messages in, one reply each out, in time or later (docs/adr/0012)."""

from fastapi import FastAPI

from bot.channels.wechat.client import Client
from bot.channels.wechat.envelope import account
from bot.channels.wechat.platform import WeChat
from bot.channels.wechat.replies import Dressing
from bot.channels.wechat.router import Gateway
from bot.delivery.model import Receive
from bot.delivery.outbox import Outbox
from bot.delivery.reception import Reception
from bot.settings import Settings


def add_wechat(app: FastAPI, receive: Receive, settings: Settings) -> None:
    """Gives `app` the door of the account that the settings name, and begins to send what waits."""
    client = Client(settings.wechat_api_base, settings.wechat_app_id, settings.wechat_app_secret)
    platform = WeChat(client, Dressing(settings.public_url, settings.root_path), settings.wechat_speech)
    outbox = Outbox(platform)
    reception = Reception(receive, platform, outbox)
    keys = () if settings.wechat_plaintext else (settings.wechat_aes_key, settings.wechat_aes_key_previous)
    Gateway(account(settings.wechat_token, settings.wechat_app_id, settings.wechat_original_id, keys), reception).open_in(app)
    outbox.start()
    reception.start()
