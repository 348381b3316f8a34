"""Three thousand random messages each way: what we seal wechatpy opens, and what wechatpy seals we open, to the last character."""

import base64
import random
import string

import xmltodict

from bot.channels.wechat import envelope
from bot.channels.wechat.replies import text_reply

from .conftest import opened
from .other_side import AT, OPENID, ORIGINAL_ID, TOKEN, call, message, opened_reply

ROUNDS = 3000
ALPHABETS = (
    string.printable.replace("\r", "").replace("\x0b", "").replace("\x0c", ""),
    "".join(map(chr, range(0x4E00, 0x9FA6))),
    "".join(map(chr, range(0x20000, 0x2A6D7))),
    "😀👍🏽❤️👨‍👩‍👧‍👦🇨🇳\u200d\ufe0f",
    "]]><![CDATA[&;<>'\"",
    "\u00a0\u200b\u2028\u3000\ufeff\ufffd\U0010fffd",
)


class Dice(random.Random):
    """Random texts, keys and names; the same ones every time."""

    def text(self) -> str:
        """Up to 2,000 characters of one or several alphabets, some of them dangerous."""
        chosen = self.sample(ALPHABETS, self.randint(1, len(ALPHABETS)))
        pieces = ["".join(self.choices(each, k=self.choice((0, 1, 7, 60, 330, 900)))) for each in chosen]
        pieces += ["]]>"] * self.randint(0, 2)
        self.shuffle(pieces)
        return "".join(pieces)[:2000]

    def key(self) -> str:
        """An EncodingAESKey."""
        return base64.b64encode(self.randbytes(32)).decode().rstrip("=")

    def app_id(self) -> str:
        """An AppID."""
        return "wx" + "".join(self.choices(string.hexdigits.lower(), k=16))

    def number(self) -> str:
        """A nonce."""
        return str(self.randrange(10**10))


def keys(dice: Dice) -> list[tuple[str, str]]:
    """Sixty accounts: AppIDs and their keys (of letters and digits alone, as WeChat makes them)."""
    made = iter(dice.key, "")
    return [(dice.app_id(), next(key for key in made if key.isalnum())) for _ in range(60)]


def test_what_we_seal_wechatpy_opens() -> None:
    dice = Dice(1)
    accounts = keys(dice)
    for _ in range(ROUNDS):
        app_id, key = dice.choice(accounts)
        account = envelope.account(TOKEN, app_id, ORIGINAL_ID, (key,))
        text = dice.text()
        sealed = envelope.sealed(account, text_reply(OPENID, ORIGINAL_ID, AT, text), account.keys[0], str(AT), dice.number())
        told = xmltodict.parse(opened_reply(sealed, key, app_id=app_id), strip_whitespace=False)["xml"]
        assert (told["Content"] or "") == text and told["ToUserName"] == OPENID


def test_what_wechatpy_seals_we_open() -> None:
    dice = Dice(2)
    accounts = keys(dice)
    for _ in range(ROUNDS):
        app_id, key = dice.choice(accounts)
        account = envelope.account(TOKEN, app_id, ORIGINAL_ID, (key,))
        text, nonce = dice.text(), dice.number()
        sent = call(message(Content=text.replace("]]>", "]]]]><![CDATA[>")), key=key, app_id=app_id, nonce=nonce)
        found = opened(sent, account)
        assert found.fields["Content"] == text and found.key == account.keys[0]


def test_a_random_flip_is_never_taken() -> None:
    """One bit of the body or of the address is another: refused, or (beside Encrypt) without effect."""
    dice = Dice(3)
    whole = opened(call(message())).fields
    taken = 0
    for _ in range(500):
        sent = call(message())
        body = bytearray(sent.body)
        body[dice.randrange(len(body))] ^= 1 << dice.randrange(8)
        try:
            assert opened(sent.but(body=bytes(body))).fields == whole
            taken += 1
        except envelope.Refused as why:
            assert why.status in (400, 403)
    assert taken < 100
