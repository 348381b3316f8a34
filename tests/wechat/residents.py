"""Somebody with a phone: what they do in WeChat, and what they read there."""

import re
from urllib.parse import unquote
from uuid import uuid4

from bot import wording

from .letters import event, message
from .phones import Shown
from .platform import TAPPED, FakePlatform

LINK = re.compile(r'<a href="weixin://bizmsgmenu\?msgmenucontent=([^&"]+)&msgmenuid=([^"]+)">([^<]+)</a>')
SECONDS = 15.0


class Resident:
    """One, with an openid of their own."""

    def __init__(self, platform: FakePlatform) -> None:
        self.openid = f"o{uuid4().hex[:27]}"
        self._platform = platform

    def says(self, text: str, **more: str | int) -> None:
        """Writes a text."""
        self._platform.deliver(message(self.openid, "text", Content=text, **more))

    def sends(self, kind: str, **fields: str | float) -> None:
        """Sends something else."""
        self._platform.deliver(message(self.openid, kind, **fields))

    def does(self, name: str, **fields: str | float) -> None:
        """Does something that is an event."""
        self._platform.deliver(event(self.openid, name, **fields))

    def taps(self, n: int, with_id: bool = True) -> None:
        """Taps the n-th link of the last message that has links. The id that comes back, if one does, is not the link's (wechat.md §1.7)."""
        sends = unquote(self.links()[n - 1][0])
        self.says(sends, **({TAPPED: 0} if with_id else {}))

    def links(self) -> list[tuple[str, str, str]]:
        """The links of the last message that has some: what a tap sends, the id, what is read."""
        return next((found for each in reversed(self.log()) if (found := LINK.findall(each.text))), [])

    def log(self) -> list[Shown]:
        """All that the phone shows."""
        return self._platform.phones.log(self.openid)

    def reads(self, count: int, seconds: float = SECONDS) -> list[str]:
        """Waits for so many bubbles, and no more for now; their texts, without the notice that everybody gets once."""
        self._platform.phones.wait_for(self.openid, count, seconds)
        assert len(self.log()) == count, self.log()
        return [each.text.replace(wording.PRIVACY_NOTICE, "").strip() for each in self.log()]

    def asks(self, text: str, seconds: float = SECONDS) -> str:
        """Writes a text, and reads the one answer to it."""
        before = len(self.log())
        self.says(text)
        return self.reads(before + 1, seconds)[-1]
