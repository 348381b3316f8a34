"""Calls that somebody made to hurt: real ones with something wrong, and things that never were one. The same ones for the same seed."""

import codecs
import random
import string
from collections.abc import Callable, Mapping
from urllib.parse import quote_from_bytes, urlencode

from .other_side import OPENID, Call, call, enciphered, event, message, plain_call, plaintext, wrapped

CODECS = ("utf-16", "utf-32", "gbk", "big5", "latin-1", "utf-7", "unicode_escape", "idna", "punycode")
TYPES = ("text", "event", "location", "voice", "image", "link", "", "TEXT", "事件", "x" * 300)
Raw = tuple[str, bytes]


class Hostile(random.Random):
    """Makes the address (as it stands after the ?) and the body of one call after the other."""

    def __init__(self, seed: int, now: Callable[[], float]) -> None:
        super().__init__(seed)
        self._now = now

    def one(self) -> Raw:
        """Any of them."""
        made: Call | Raw = self.choice(
            (self.flipped, self.cut, self.spliced, self.recoded, self.swapped, self.dropped, self.old, self.plain, self.junk, self.junk_in_address,
             self.named_encoding, self.large, self.inner_flipped, self.inner_fields, self.inner_bytes, self.inner_encrypt)
        )()  # fmt: skip
        return made if isinstance(made, tuple) else (urlencode(made.query), made.body)

    def real(self) -> str:
        """What a resident might send."""
        number = str(self.randrange(10**17))
        return self.choice((
            message(Content=self.text(), MsgId=number), message(MsgType="image", Content=None, MediaId="m", MsgId=number),
            message(MsgType="location", Content=None, Location_X="36.8", Location_Y="117.8", MsgId=number), event("CLICK", EventKey=self.text()),
            event("subscribe", EventKey=f"qrscene_{number}"), event("VIEW", EventKey="https://z.example"),
        ))  # fmt: skip

    def text(self) -> str:
        """A few characters of anything that XML can hold."""
        return "".join(self.choices("老年证咋办？😀𠮷<>&'\" \n\t" + string.printable[:90], k=self.randrange(40)))

    def sent(self, inner: str | None = None) -> Call:
        """A real call."""
        return call(inner if inner is not None else self.real(), at=self._now(), nonce=str(self.randrange(10**9)))

    def mutated(self, content: bytes) -> bytes:
        """Some bits are others."""
        changed = bytearray(content)
        for _ in range(self.randint(1, 6)):
            changed[self.randrange(len(changed))] ^= 1 << self.randrange(8)
        return bytes(changed)

    def flipped(self) -> Call:
        sent = self.sent()
        return sent.but(body=self.mutated(sent.body))

    def cut(self) -> Call:
        sent = self.sent()
        return sent.but(body=sent.body[self.randrange(20) : self.randrange(len(sent.body))])

    def spliced(self) -> Call:
        first, second = self.sent(), self.sent()
        return first.but(body=first.body[: self.randrange(len(first.body))] + second.body[self.randrange(len(second.body)) :])

    def recoded(self) -> Call:
        sent = self.sent()
        return sent.but(body=sent.body.decode().encode(self.choice(("utf-16", "utf-32", "utf-7", "utf-8-sig"))))

    def swapped(self) -> Call:
        sent, (first, second) = self.sent(), self.sample(("signature", "timestamp", "nonce", "msg_signature", "encrypt_type"), 2)
        return sent.but(**{first: sent.query[second], second: sent.query[first]})

    def dropped(self) -> Call:
        sent = self.sent()
        return Call({name: value for name, value in sent.query.items() if self.random() < 0.6}, sent.body)

    def old(self) -> Call:
        return call(self.real(), at=self._now() + self.choice((-1, 1)) * self.choice((700, 3600, 10**6, 10**9)))

    def plain(self) -> Call:
        return plain_call(self.real(), at=self._now())

    def junk(self) -> Call:
        return self.sent().but(body=self.randbytes(self.randrange(3000)))

    def junk_in_address(self) -> Raw:
        names = self.choices(("signature", "timestamp", "nonce", "msg_signature", "encrypt_type", "openid", "echostr", "x"), k=self.randrange(9))
        return "&".join(f"{name}={quote_from_bytes(self.randbytes(self.randrange(60)))}" for name in names), self.sent().body

    def named_encoding(self) -> Call:
        sent, name = self.sent(), self.choice((*CODECS, "x" + str(self.randrange(10**9)) * 100))
        return sent.but(body=f"<?xml version='1.0' encoding='{name}'?>".encode() + sent.body)

    def large(self) -> Call:
        sent, size = self.sent(), self.choice((65_000, 65_537, 200_000))
        return sent.but(body=self.choice((b" ", b"<a>", b"<a/>", b"&#65;", b"<!---->")) * (size // 3))

    def inner_flipped(self) -> Call:
        return wrapped(enciphered(plaintext(self.mutated(self.real().encode()))), at=self._now())

    def inner_fields(self) -> Call:
        wild: Mapping[str, object] = {
            "MsgType": self.choice(TYPES), "Event": self.choice(("subscribe", "unsubscribe", "scan", "click", "LOCATION", self.text().replace("]]>", ""))),
            "EventKey": "k" * self.choice((0, 1, 128, 5000)), "Location_X": self.choice(("36", "nan", "9" * 50, "-91", "")), "Location_Y": "117",
            "MsgId": self.choice(("1", "x", "9" * 20, "-" * 5, "")), "MediaId": "m" * self.choice((0, 1, 5000)), "Content": self.choice(("好" * 3000, "\u2028", "")),
            "CreateTime": self.choice((0, -1, 10**19, 10**30)), "FromUserName": self.choice((OPENID, f"o{self.randrange(10**9)}", "", "o" * 65)),
        }  # fmt: skip
        return self.sent(message({name: value for name, value in wild.items() if self.random() < 0.7}))

    def inner_bytes(self) -> Call:
        return wrapped(enciphered(plaintext(self.randbytes(self.randrange(500)))), at=self._now())

    def inner_encrypt(self) -> Call:
        encrypt = self.choice((lambda: enciphered(self.randbytes(16 * self.randrange(1, 40))), lambda: self.text().replace("]]>", ""),
                               lambda: codecs.encode(self.randbytes(100), "base64").decode()))()  # fmt: skip
        return wrapped(encrypt, at=self._now())
