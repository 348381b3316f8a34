"""WeChat as reception and outbox see it: how a text looks, how it is sent, and what each refusal means for it."""

import logging
import shlex
import subprocess
from collections.abc import Mapping

from bot.channels.wechat.client import NO_CONNECTION, ApiError, Client
from bot.channels.wechat.messages import CHANNEL
from bot.channels.wechat.replies import Dressing
from bot.conversation.model import Choice
from bot.conversation.paging import cut
from bot.delivery.model import Allowance, Fate, Trigger

MESSAGE_WINDOW = Allowance(5, 48 * 3600.0)
TAP_WINDOW = Allowance(3, 60.0)
SECONDS_TO_RECOGNISE = 20.0
SHORTER_BYTES = 1200
TOO_LONG = 45002
BY_AND_BY = (NO_CONNECTION, -1, 40001, 40014, 42001, 45011)
IN_THE_NEXT_REPLY = (45015, 45047)
NEVER = (40003, 43004)
log = logging.getLogger(__name__)


class WeChat:
    """One account. `speech` is the command that makes text of a recording; empty, there is none."""

    channel = CHANNEL
    allowances: Mapping[Trigger, Allowance] = {"message": MESSAGE_WINDOW, "tap": TAP_WINDOW}

    def __init__(self, client: Client, dressing: Dressing, speech: str = "") -> None:
        """Opens nothing yet."""
        self._client = client
        self._dressing = dressing
        self._speech = shlex.split(speech)

    def dress(self, text: str, choices: tuple[Choice, ...]) -> str:
        """The text with its choices as links."""
        return self._dressing.dress(text, choices)

    def send(self, outside_id: str, dressed: str, key: str = "") -> Fate:
        """Sends a customer service message. WeChat knows no keys."""
        try:
            self._client.send_text(outside_id, dressed)
        except ApiError as wrong:
            return self._send_shorter(outside_id, dressed) if wrong.code == TOO_LONG else _fate(wrong)
        return "sent"

    def show_typing(self, outside_id: str) -> None:
        """Shows “正在输入”; that it cannot be shown matters to nobody."""
        try:
            self._client.show_typing(outside_id)
        except ApiError as wrong:
            log.info("typing was not shown: %s", wrong)

    def words_of(self, recording: str) -> str:
        """What the recogniser hears in a recording."""
        if not self._speech:
            return ""
        try:
            sound = self._client.recording(recording)
            heard = subprocess.run(self._speech, input=sound, capture_output=True, timeout=SECONDS_TO_RECOGNISE, check=True)
        except (ApiError, OSError, subprocess.SubprocessError) as wrong:
            log.warning("speech was not recognised: %s", type(wrong).__name__)
            return ""
        return heard.stdout.decode(errors="replace").strip()

    def _send_shorter(self, outside_id: str, dressed: str) -> Fate:
        log.error("WeChat found a message of %d bytes too long; it is cut", len(dressed.encode()))
        try:
            self._client.send_text(outside_id, cut(dressed, SHORTER_BYTES)[0])
        except ApiError as wrong:
            return _fate(wrong)
        return "sent"


def _fate(wrong: ApiError) -> Fate:
    """What becomes of a message that WeChat refused. A right that the account lacks, a quota of the day: the next reply carries it."""
    log.log(logging.INFO if wrong.code in IN_THE_NEXT_REPLY else logging.ERROR, "WeChat did not take a message: %s", wrong)
    if wrong.code in NEVER:
        return "dropped"
    return "again" if wrong.code in BY_AND_BY else "kept"
