"""The WeChat account that the settings name, as the gateway and the commands use it."""

from bot.channels.wechat.client import Client
from bot.channels.wechat.envelope import Account, account
from bot.settings import Settings

PATH = "/wechat"


def client_of(settings: Settings) -> Client:
    """The account's API."""
    return Client(settings.wechat_api_base, settings.wechat_app_id, settings.wechat_app_secret)


def account_of(settings: Settings) -> Account:
    """The account's shared secrets."""
    keys = () if settings.wechat_plaintext else (settings.wechat_aes_key, settings.wechat_aes_key_previous)
    return account(settings.wechat_token, settings.wechat_app_id, settings.wechat_original_id, keys)
