"""Makes one message of what is to be said: the page that fits, the notices that are due, the way to the rest. Pure."""

from dataclasses import dataclass
from typing import Any

from bot import wording
from bot.conversation.model import Choice, Dress, Said
from bot.conversation.paging import MESSAGE_BYTES, cut, size
from bot.conversation.privacy import NumberKind
from bot.conversation.talks import Talk

GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class Composed:
    """The message, its choices, and what the talk must remember of it."""

    text: str
    choices: tuple[Choice, ...]
    rest: str
    notice_given: bool
    strike_out_told: bool


def undressed(text: str, _: tuple[Choice, ...]) -> str:
    """The text alone: for a channel that shows choices beside it."""
    return text


def compose(said: Said, talk: Talk, struck: frozenset[NumberKind], root_path: str, dress: Dress) -> Composed:
    """The one message of a turn. In an emergency nothing stands between the numbers and the reader."""
    if said.trace["outcome"] == "emergency":
        return Composed(said.text, (), "", talk.notice_given, talk.strike_out_told)
    tells = bool(struck) and not talk.strike_out_told
    notices = [_strike_out_notice(struck)] if tells else []
    notices += [] if talk.notice_given else [wording.PRIVACY_NOTICE]
    page, rest = _page(said, notices, _hint(said.trace, root_path), dress)
    choices = (*said.choices, _more(said.choices)) if rest else said.choices
    return Composed(page, choices, rest, True, talk.strike_out_told or tells)


def _page(said: Said, notices: list[str], hint: str, dress: Dress) -> tuple[str, str]:
    whole = GAP.join([said.text, *notices])
    if size(dress(whole, said.choices)) <= MESSAGE_BYTES:
        return whole, ""
    around, choices = GAP.join(["", *notices, hint]), (*said.choices, _more(said.choices))
    room = MESSAGE_BYTES - size(dress(around, choices))
    page, rest = cut(said.text, max(0, min(room, size(said.text) - 1)))  # the whole is too long, also where many choices are shown shorter than few
    while page and (dressed := size(dress(page + around, choices))) > MESSAGE_BYTES:
        page, rest = cut(said.text, size(page) * MESSAGE_BYTES // dressed)  # dressed, its links are longer
    return page + around, rest


def _hint(trace: dict[str, Any], root_path: str) -> str:
    matter = trace["matter"]
    return f"{wording.MORE_HINT}\n{wording.MORE_LINK.format(link=guide_link(matter['code'], root_path))}" if matter else wording.MORE_HINT


def guide_link(matter_code: str, root_path: str) -> str:
    """The path of a matter's public guide."""
    return f"{root_path}/m/{matter_code}"


def _more(choices: tuple[Choice, ...]) -> Choice:
    return Choice(max((choice.n for choice in choices), default=0) + 1, "more", None, wording.MORE)


def _strike_out_notice(struck: frozenset[NumberKind]) -> str:
    names = [name for kind, name in wording.STRUCK_OUT_NAMES.items() if kind in struck]
    return wording.STRUCK_OUT_NOTICE.format(kinds=wording.LISTING.join(names))
