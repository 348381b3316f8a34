"""What residents see: the chat log on each one's phone, in order, whichever way a message came."""

import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Way = Literal["reply", "message", "banner"]
BANNER = "该公众号提供的服务出现故障，请稍后再试"


@dataclass(frozen=True)
class Shown:
    """One bubble. `way`: a passive reply, a customer service message, or the red banner. `at` in monotonic seconds."""

    way: Way
    text: str
    at: float


class Phones:
    """All phones, by openid."""

    def __init__(self) -> None:
        self._logs: dict[str, list[Shown]] = defaultdict(list)
        self._changed = threading.Condition()

    def show(self, openid: str, way: Way, text: str) -> None:
        """A bubble appears."""
        with self._changed:
            self._logs[openid].append(Shown(way, text, time.monotonic()))
            self._changed.notify_all()

    def log(self, openid: str) -> list[Shown]:
        """All bubbles of a phone so far."""
        with self._changed:
            return list(self._logs[openid])

    def wait(self, is_there: Callable[[], bool], seconds: float) -> bool:
        """Waits until something holds that the logs decide; whether it does."""
        with self._changed:
            return self._changed.wait_for(is_there, seconds)

    def wait_for(self, openid: str, count: int, seconds: float) -> list[Shown]:
        """Waits until a phone shows `count` bubbles; fails when they do not come."""
        assert self.wait(lambda: len(self._logs[openid]) >= count, seconds), f"{count} bubbles did not come in {seconds} s: {self.log(openid)}"
        return self.log(openid)
