"""What one WeChat message costs the gateway in processor time, Rasa excluded: its own work with crypto and database, and the door's.

Run as a program in a folder of its own (`ZHOUDAO_VAR`, migrated) with the number of messages, it measures and writes JSON. It fills the database
that the settings name.
"""

import asyncio
import json
import sys
import time
from collections.abc import Callable, Coroutine, Iterator, Sequence
from itertools import islice
from typing import Any

from bot.channels.wechat import envelope
from bot.channels.wechat.connecting import account_of, client_of
from bot.channels.wechat.envelope import Account, Query
from bot.channels.wechat.messages import CHANNEL, delivered
from bot.channels.wechat.platform import WeChat
from bot.channels.wechat.replies import Dressing, text_reply
from bot.conversation.door import Door
from bot.conversation.model import Choice, Dress, Incoming, Outgoing, Said, empty_trace
from bot.conversation.rasa import Rasa
from bot.conversation.talks import Talk
from bot.delivery.outbox import Outbox
from bot.delivery.reception import Reception
from bot.district.model import District
from bot.evaluation.figures import percentile
from bot.settings import settings

PEOPLE = 200  # each writes once before the measuring begins
QUESTION = "俺娘80了，有啥补贴，去哪办要带啥"
REPLY = "“高龄津贴申领”要带：身份证、户口本、社保卡，都要原件。可以到镇（街道）便民服务中心办，周一至周五上午九点到十二点、下午一点到五点。\n" * 3
CHOICES = tuple(Choice(n, "matter", f"MZ-00{n}", name) for n, name in enumerate(("高龄津贴申领", "老年人优待证", "特困人员供养"), start=1))
Call = tuple[Query, bytes]


class AtOnce(Rasa):
    """A brain that costs nothing."""

    def ask(self, talk: Talk, incoming: Incoming) -> Said:
        """Always the same answer."""
        return Said(REPLY, empty_trace("answer"), CHOICES, {})


def calls(account: Account, first: int) -> Iterator[Call]:
    """Messages as WeChat delivers them, numbered from `first`, of two hundred people in turn."""
    for n in range(first, sys.maxsize):
        created, nonce = str(int(time.time())), str(n)
        inner = (
            f"<xml><ToUserName><![CDATA[{account.original_id}]]></ToUserName><FromUserName><![CDATA[oMeasured{n % PEOPLE:019}]]></FromUserName>"
            f"<CreateTime>{created}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[{QUESTION}]]></Content><MsgId>{n}</MsgId></xml>"
        )
        body = envelope.sealed(account, inner, account.keys[0], created, nonce).encode()
        yield Query("", created, nonce, envelope.fields_of(body)["MsgSignature"], "aes"), body


def measured(messages: int) -> dict[str, Any]:
    """The figures: percentiles of ms of processor time a message."""
    told = settings()
    platform = WeChat(client_of(told), Dressing(told.public_url, told.root_path))
    return {"n": messages, "own_cpu_ms": _own(account_of(told), platform, messages), "door_cpu_ms": _door(platform, messages)}


def _own(account: Account, platform: WeChat, messages: int) -> dict[str, Any]:
    """Everything between HTTP and the door, both ways; the door answers at once."""
    outgoing = Outgoing(REPLY, CHOICES, empty_trace("answer"))
    reception = Reception(lambda incoming, dress: outgoing, platform, Outbox(platform))
    with asyncio.Runner() as loop:
        each = [_one(account, reception, loop.run, call) for call in islice(calls(account, 0), PEOPLE + messages)]
    opened, taken, sealed = ([one[part] for one in each[PEOPLE:]] for part in range(3))
    parts = {"opened": opened, "delivery": taken, "sealed": sealed}
    return milliseconds([sum(one) for one in each[PEOPLE:]]) | {name: milliseconds(seconds)["p50"] for name, seconds in parts.items()}


def _one(account: Account, reception: Reception, run: Callable[[Coroutine[Any, Any, str]], str], call: Call) -> tuple[float, float, float]:
    query, body = call
    at = time.time()
    begun = time.process_time()
    opened = envelope.opened(account, query, body, at)
    found = delivered(opened.fields, account.original_id)
    read = time.process_time()
    if found is None or opened.key is None:
        raise ValueError("the measuring call is none")
    text = run(reception.reply(found))
    replied = time.process_time()
    envelope.sealed(account, text_reply(found.incoming.outside_id, account.original_id, int(at), text), opened.key, query.timestamp, query.nonce)
    return read - begun, replied - read, time.process_time() - replied


def _door(platform: WeChat, messages: int) -> dict[str, float]:
    door = Door(lambda text: [], AtOnce("", 1.0), District)
    return milliseconds([_received(door, platform.dress, n) for n in range(PEOPLE + messages)][PEOPLE:])


def _received(door: Door, dress: Dress, n: int) -> float:
    begun = time.process_time()
    door.receive(Incoming(CHANNEL, f"oDoor{n % PEOPLE}", str(n), "text", QUESTION, can_wait=True), dress)
    return time.process_time() - begun


def milliseconds(seconds: Sequence[float]) -> dict[str, float]:
    """Percentiles in ms."""
    ordered = sorted(seconds)
    return {f"p{rank}": round(percentile(ordered, rank) * 1000, 3) for rank in (50, 95, 99)}


if __name__ == "__main__":
    json.dump(measured(int(sys.argv[1])), sys.stdout)
