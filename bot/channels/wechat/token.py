"""The access token, one for all processes: from memory, else from the database, else from WeChat, fetched by one process at a time."""

import logging
import threading
import time
from dataclasses import dataclass

import requests
from cryptography.fernet import InvalidToken
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.channels.wechat.tables import WechatTokenRow
from bot.conversation.secret import seal, unseal
from bot.database import engine

PATH = "/cgi-bin/stable_token"
TIMEOUT = (2.0, 5.0)
SECONDS_SPARED = 300.0
SECONDS_TO_FETCH = 10.0
SECONDS_BETWEEN_FORCED = 120.0  # WeChat allows 20 a day, and none within 30 s
SECONDS_BETWEEN_LOOKS = 0.05
log = logging.getLogger(__name__)


class NoToken(Exception):
    """WeChat gave none; `code` is its errcode, 0 when it could not be reached."""

    def __init__(self, code: int, words: str) -> None:
        """`words` are WeChat's, without any secret."""
        super().__init__(f"{code} {words}")
        self.code = code


@dataclass(frozen=True, slots=True)
class _Token:
    value: str
    expires_at: float


class Tokens:
    """The tokens of the account `app_id` at `base`."""

    def __init__(self, base: str, app_id: str, secret: str, http: requests.Session) -> None:
        """Fetches nothing yet."""
        self._base, self._app_id, self._secret, self._http = base, app_id, secret, http
        self._guard = threading.Lock()
        self._known = _Token("", 0.0)

    def token(self, bad: str = "") -> str:
        """A token that should hold; another one than `bad`, which WeChat has just refused. Raises NoToken."""
        with self._guard:
            if not self._is_good(self._known, bad):
                self._known = self._shared(bad)
            return self._known.value

    def check(self) -> None:
        """Asks WeChat for a token, whatever token was known. Raises NoToken."""
        with self._guard:
            self._known = self._asked(force=False)

    def _is_good(self, token: _Token, bad: str) -> bool:
        return bool(token.value) and token.value != bad and token.expires_at > time.time()

    def _shared(self, bad: str) -> _Token:
        """The database's token, or a new one; whoever comes while another process fetches waits for what it brings."""
        until = time.monotonic() + SECONDS_TO_FETCH
        while time.monotonic() < until:
            found, forced_at = self._stored()
            if self._is_good(found, bad):
                return found
            if self._may_fetch():
                return self._fetched(bad, forced_at)
            time.sleep(SECONDS_BETWEEN_LOOKS)
        raise NoToken(0, "another process fetches, and does not come back")

    def _fetched(self, bad: str, forced_at: float) -> _Token:
        """A new token. When WeChat hands out the one again that it refuses, it is asked for a really new one, but not often."""
        try:
            made = self._asked(force=False)
            if made.value == bad and time.time() - forced_at > SECONDS_BETWEEN_FORCED:
                forced_at = time.time()
                made = self._asked(force=True)
        except NoToken:
            self._store(_Token("", 0.0), forced_at)
            raise
        self._store(made, forced_at)
        if made.value == bad:
            raise NoToken(40001, "WeChat refuses the very token that it gives")
        return made

    def _asked(self, force: bool) -> _Token:
        body = {"grant_type": "client_credential", "appid": self._app_id, "secret": self._secret, "force_refresh": force}
        try:
            told = self._http.post(f"{self._base}{PATH}", json=body, timeout=TIMEOUT).json()
        except (requests.RequestException, ValueError) as wrong:
            raise NoToken(0, type(wrong).__name__) from None
        if not isinstance(told, dict) or not told.get("access_token"):
            code = told.get("errcode", 0) if isinstance(told, dict) else 0
            raise NoToken(code, str(told.get("errmsg", ""))[:100] if isinstance(told, dict) else "unreadable")
        log.info("a new access token, for %s s", told.get("expires_in"))
        return _Token(str(told["access_token"]), time.time() + max(60.0, float(told.get("expires_in", 7200)) - SECONDS_SPARED))

    def _stored(self) -> tuple[_Token, float]:
        row = select(WechatTokenRow.token, WechatTokenRow.expires_at, WechatTokenRow.forced_at).where(WechatTokenRow.app_id == self._app_id)
        with engine().connect() as connection:
            found = connection.execute(row).first()
        if found is None:
            return _Token("", 0.0), 0.0
        try:
            return _Token(unseal(found.token) if found.token else "", found.expires_at), found.forced_at
        except InvalidToken:
            return _Token("", 0.0), found.forced_at

    def _may_fetch(self) -> bool:
        """Takes the right to fetch, for as long as a fetch may take."""
        now = time.time()
        mine = update(WechatTokenRow).where(WechatTokenRow.app_id == self._app_id, WechatTokenRow.fetching_until <= now)
        with engine().begin() as connection:
            if connection.execute(mine.values(fetching_until=now + SECONDS_TO_FETCH)).rowcount:
                return True
        try:
            with engine().begin() as connection:
                values = {"app_id": self._app_id, "token": "", "expires_at": 0.0, "forced_at": 0.0, "fetching_until": now + SECONDS_TO_FETCH}
                connection.execute(insert(WechatTokenRow).values(**values))
        except IntegrityError:
            return False
        return True

    def _store(self, token: _Token, forced_at: float) -> None:
        values = {"token": seal(token.value) if token.value else "", "expires_at": token.expires_at, "forced_at": forced_at, "fetching_until": 0.0}
        with engine().begin() as connection:
            connection.execute(update(WechatTokenRow).where(WechatTokenRow.app_id == self._app_id).values(**values))
