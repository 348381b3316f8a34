"""How many customer service messages (客服消息) WeChat lets an account send: after a message 5 in 48 hours, after a tap, follow or scan 3 in a minute."""

import threading
import time
from collections import defaultdict

ALLOWED = {"message": (5, 48 * 3600.0), "tap": (3, 60.0)}
SECONDS_TO_TYPE, SECONDS_TYPING_LASTS = 30.0, 15.0
OK, NOT_A_FOLLOWER, TOO_LATE, USED_UP, NOT_NOW, STILL_TYPING = 0, 43004, 45015, 45047, 45080, 45081


class Clock:
    """The platform's time. It runs by itself, and can be put forward."""

    def __init__(self) -> None:
        self._ahead = 0.0

    def now(self) -> float:
        """Seconds."""
        return time.monotonic() + self._ahead

    def advance(self, seconds: float) -> None:
        """So many seconds have gone by."""
        self._ahead += seconds


class Quotas:
    """What may be sent to whom."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._guard = threading.Lock()
        self._left: dict[str, dict[str, tuple[int, float]]] = defaultdict(dict)
        self._touched: dict[str, float] = {}
        self._typing: dict[str, float] = {}
        self._gone: set[str] = set()

    def triggered(self, openid: str, trigger: str) -> None:
        """Somebody has written (`message`) or touched something (`tap`)."""
        with self._guard:
            messages, seconds = ALLOWED[trigger]
            self._left[openid][trigger] = (messages, self._clock.now() + seconds)
            self._touched[openid] = self._clock.now()
            self._gone.discard(openid)

    def left(self, openid: str) -> None:
        """Somebody follows no more."""
        with self._guard:
            self._gone.add(openid)
            self._left.pop(openid, None)

    def spend(self, openid: str) -> int:
        """Takes one message of what is left; the errcode."""
        with self._guard:
            if openid in self._gone:
                return NOT_A_FOLLOWER
            living = {trigger: left for trigger, (left, until) in self._left[openid].items() if until > self._clock.now()}
            trigger = next((each for each in ("tap", "message") if living.get(each)), None)
            if trigger is None:
                return USED_UP if living else TOO_LATE
            self._left[openid][trigger] = (living[trigger] - 1, self._left[openid][trigger][1])
            self._typing.pop(openid, None)
            return OK

    def type(self, openid: str) -> int:
        """Shows typing; the errcode. It costs nothing, and follows something that the person did."""
        with self._guard:
            now = self._clock.now()
            if now - self._touched.get(openid, -SECONDS_TO_TYPE) >= SECONDS_TO_TYPE:
                return NOT_NOW
            if now - self._typing.get(openid, -SECONDS_TYPING_LASTS) < SECONDS_TYPING_LASTS:
                return STILL_TYPING
            self._typing[openid] = now
            return OK
