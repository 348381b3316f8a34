"""Access tokens as WeChat gives them: the stable one, the old kind that each fetch replaces, and what makes them invalid."""

import secrets
import threading
from typing import Any

from .account import APP_ID, APP_SECRET
from .quotas import Clock

LASTS, RENEWED_EARLIER = 7200, 300
MOST_FORCED = 20
OK, INVALID, WRONG_APP, WRONG_SECRET, TOO_OFTEN = 0, 40001, 40013, 40125, 45009


class Tokens:
    """All tokens of the account. While `refuses_all`, none is good; `fetches` are the calls, with whether they were forced."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._guard = threading.Lock()
        self._stable = ("", 0.0)
        self._good: dict[str, float] = {}
        self.refuses_all = False
        self.fetches: list[bool] = []

    def stable(self, asked: dict[str, Any]) -> dict[str, Any]:
        """POST /cgi-bin/stable_token: the same one within its life, unless a new one is forced."""
        fault = _fault(asked)
        with self._guard:
            forced = bool(asked.get("force_refresh"))
            self.fetches.append(forced)
            if fault or (forced and self.fetches.count(True) > MOST_FORCED):
                return _refused(fault or TOO_OFTEN)
            if forced:
                self._good.pop(self._stable[0], None)
            if forced or self._stable[0] not in self._good or self._stable[1] - self._clock.now() < RENEWED_EARLIER:
                self._stable = (self._new(), self._clock.now() + LASTS)
            return {"access_token": self._stable[0], "expires_in": int(self._stable[1] - self._clock.now())}

    def classic(self, asked: dict[str, str]) -> dict[str, Any]:
        """GET /cgi-bin/token: a new one each time."""
        fault = _fault(asked)
        with self._guard:
            return _refused(fault) if fault else {"access_token": self._new(), "expires_in": LASTS}

    def check(self, token: str) -> int:
        """The errcode for a call with this token."""
        with self._guard:
            return OK if not self.refuses_all and self._good.get(token, 0.0) > self._clock.now() else INVALID

    def revoke(self) -> None:
        """From now on no token of those that were given is good."""
        with self._guard:
            self._good.clear()

    def _new(self) -> str:
        token = secrets.token_urlsafe(96)
        self._good[token] = self._clock.now() + LASTS
        return token


def _fault(asked: dict[str, Any]) -> int:
    if asked.get("appid") != APP_ID:
        return WRONG_APP
    return OK if asked.get("secret") == APP_SECRET and asked.get("grant_type") == "client_credential" else WRONG_SECRET


def _refused(code: int) -> dict[str, Any]:
    return {"errcode": code, "errmsg": "refused"}
