"""How a reply looks on WeChat: choices as links that send their words when tapped, guides as links, nothing that breaks the XML. Pure."""

import re
from urllib.parse import quote

from bot import wording
from bot.conversation.model import Choice
from bot.conversation.paging import size

MOST_BYTES_OF_LINKS = 900
NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
SUCCESS = "success"


class Dressing:
    """Dresses texts for an account. Guides, in the texts under `root_path`, stand under `public_url` (empty: nowhere for a phone)."""

    def __init__(self, public_url: str, root_path: str) -> None:
        """Compiles the pattern of a guide's path."""
        self._public = public_url.rstrip("/")
        self._guide = re.compile(rf"(?<![\w/.])(?:{re.escape(root_path.rstrip('/'))})?/m/([\w-]+)", re.ASCII)

    def dress(self, text: str, choices: tuple[Choice, ...]) -> str:
        """The text with its choices below it. `<` is written wide, so that no words of anybody's become a link."""
        shown = self._guide.sub(self._link, _plain(text))
        return "\n".join([shown, *_lines(choices)])

    def _link(self, found: re.Match[str]) -> str:
        return f'<a href="{self._public}/m/{found[1]}">{wording.WECHAT_GUIDE}</a>' if self._public else wording.WECHAT_GUIDE_AT_WINDOW


def _lines(choices: tuple[Choice, ...]) -> list[str]:
    """Each choice with its number, for phones as a link. Too many for links are numbers alone."""
    numbered = [f"{choice.n}. {_plain(choice.text)}" for choice in choices]
    links = [_tappable(choice.text, line, choice.n) for choice, line in zip(choices, numbered, strict=True)]
    return links if size("\n".join(links)) <= MOST_BYTES_OF_LINKS else numbered


def _tappable(sends: str, shown: str, number: int) -> str:
    """Android wants both parameters, percent-encoded. What comes back is the text alone for sure, so it must say what is meant."""
    return f'<a href="weixin://bizmsgmenu?msgmenucontent={quote(_whole(sends), safe="")}&msgmenuid={number}">{shown}</a>'


def _plain(text: str) -> str:
    return _whole(text).replace("<", wording.WECHAT_LESS_THAN)


def _whole(text: str) -> str:
    return NOT_IN_XML.sub("", text)


def text_reply(to: str, sender: str, created: int, text: str) -> str:
    """The XML of a passive text reply."""
    safe = text.replace("]]>", "]]]]><![CDATA[>")
    return (
        f"<xml><ToUserName><![CDATA[{to}]]></ToUserName><FromUserName><![CDATA[{sender}]]></FromUserName>"
        f"<CreateTime>{created}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[{safe}]]></Content></xml>"
    )
