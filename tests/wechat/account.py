"""The account that the tests have with WeChat: made up, as all that is in it."""

TOKEN = "zhoudaotests"
APP_ID = "wx0123456789abcdef"
APP_SECRET = "0123456789abcdef0123456789abcdef"
ORIGINAL_ID = "gh_0123456789ab"
AES_KEY = "AnExampleKeyOfTheTestsThatOpensNothingElseA"
PREVIOUS_AES_KEY = "TheExampleKeyThatWasInForceBeforeTheNewOneA"


def settings_with(api: str) -> dict[str, str]:
    """The settings of somebody who has this account, where WeChat's API is at `api`, on this machine: no proxy leads there."""
    told = {
        "TOKEN": TOKEN, "APP_ID": APP_ID, "APP_SECRET": APP_SECRET, "ORIGINAL_ID": ORIGINAL_ID, "AES_KEY": AES_KEY,
        "AES_KEY_PREVIOUS": PREVIOUS_AES_KEY, "API_BASE": api,
    }  # fmt: skip
    return {f"ZHOUDAO_WECHAT_{name}": value for name, value in told.items()} | {"NO_PROXY": "127.0.0.1"}
