"""What a WeChat message or event means to us: an Incoming for the door, or nothing to be answered. Pure."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from bot import wording
from bot.channels.wechat.envelope import Refused
from bot.conversation.model import Incoming, Location, MessageKind
from bot.delivery.model import Delivered, Trigger

CHANNEL = "wechat"
OPENID = re.compile(r"[\w-]{1,64}", re.ASCII)
NUMBER = re.compile(r"-?\d{1,20}", re.ASCII)
DEGREES = re.compile(r"-?\d{1,3}(?:\.\d{1,15})?", re.ASCII)
SCENE_OF_FOLLOWER = "qrscene_"
MEDIA: Mapping[str, MessageKind] = {"image": "image", "voice": "voice", "video": "video", "shortvideo": "video", "link": "link"}


def delivered(fields: Mapping[str, str], original_id: str) -> Delivered | None:
    """The message for the door with what it entitles us to; None when nothing is to be said (LOCATION, VIEW, receipts, unknown kinds).

    Raises Refused when it is not addressed to us or lacks what every message has.
    """
    sender, created = fields.get("FromUserName", ""), fields.get("CreateTime", "")
    if fields.get("ToUserName") != original_id:
        raise Refused(403, "addressed to another account")
    if not (OPENID.fullmatch(sender) and NUMBER.fullmatch(created) and fields.get("MsgType")):
        raise Refused(400, "not a message")
    read = _EVENTS.get(fields.get("Event", "").lower()) if fields["MsgType"] == "event" else _MESSAGES.get(fields["MsgType"])
    found = read(fields) if read else None
    if found is None:
        return None
    incoming = replace(found.incoming, channel=CHANNEL, outside_id=sender, message_id=_id(fields, created), can_wait=True)
    return replace(found, incoming=incoming)


def _id(fields: Mapping[str, str], created: str) -> str:
    """What is the same in every delivery of a person's same message: MsgId; events have none, and two of them can share a second.

    The sender is not in it: it is written down with the message, and the sender is not.
    """
    if fields["MsgType"] == "event":
        return ":".join((created, fields.get("Event", ""), fields.get("EventKey", "")))
    if not NUMBER.fullmatch(fields.get("MsgId", "")):
        raise Refused(400, "no MsgId")
    return fields["MsgId"]


def _said(kind: MessageKind, text: str, trigger: Trigger, location: Location | None = None) -> Delivered:
    return Delivered(Incoming("", "", "", kind, text, location), trigger)


def _text(fields: Mapping[str, str]) -> Delivered:
    text = fields.get("Content", "")
    if text.strip() == wording.WECHAT_UNSUPPORTED:
        return _said("sticker", "", "message")
    # A tap on a link counts as a menu click (three messages, one minute); its id is unreliable, so that it is there is all that we read.
    return _said("text", text, "tap" if "bizmsgmenuid" in fields else "message")


def _location(fields: Mapping[str, str]) -> Delivered:
    """X is the latitude. Message locations are GCJ-02, the LOCATION event's are not (which is why it is never read)."""
    x, y = fields.get("Location_X", ""), fields.get("Location_Y", "")
    if not (DEGREES.fullmatch(x) and DEGREES.fullmatch(y) and abs(float(x)) <= 90 and abs(float(y)) <= 180):
        raise Refused(400, "location")
    return _said("location", "", "message", Location(float(x), float(y)))


def _media(fields: Mapping[str, str]) -> Delivered:
    kind = MEDIA[fields["MsgType"]]
    found = _said(kind, "", "message")
    if kind != "voice":
        return found
    # WeChat's own recognition has been gone since 2023; should it come back, it is taken as what was heard.
    words = fields.get("Recognition", "").strip()
    return (
        replace(found, incoming=replace(found.incoming, kind="text", text=words, heard=True))
        if words
        else replace(found, recording=fields.get("MediaId", ""))
    )


def _arrival(fields: Mapping[str, str]) -> Delivered:
    """Following, or scanning an office's code: the scene is the office's code."""
    found = _said("arrival", "", "tap")
    return replace(found, incoming=replace(found.incoming, scene=fields.get("EventKey", "").removeprefix(SCENE_OF_FOLLOWER)))


def _click(fields: Mapping[str, str]) -> Delivered:
    """A menu's key is the very sentence that it asks (data/wechat/menu.yml)."""
    return _said("text", fields.get("EventKey", ""), "tap")


def _leaving(fields: Mapping[str, str]) -> Delivered:
    return _said("leaving", "", "none")


Read = Callable[[Mapping[str, str]], Delivered]
_MESSAGES: Mapping[str, Read] = {"text": _text, "location": _location, **dict.fromkeys(MEDIA, _media)}
_EVENTS: Mapping[str, Read] = {"subscribe": _arrival, "scan": _arrival, "unsubscribe": _leaving, "click": _click}
