"""The menu at the foot of a talk (data/wechat/menu.yml): read, held against WeChat's limits, and made into what WeChat takes. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from bot import wording
from bot.conversation.paging import size

MOST_BUTTONS, MOST_ITEMS = 3, 5
MOST_BYTES_OF_BUTTON, MOST_BYTES_OF_ITEM, MOST_BYTES_OF_KEY, MOST_BYTES_OF_ADDRESS = 16, 60, 128, 1024
SHOWN_OF_BUTTON, SHOWN_OF_ITEM = 4, 8
COMPARED = ("name", "type", "key", "url")


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the menu: a tap asks the sentence `say`, or opens the page at the path `page`."""

    name: str
    say: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Button:
    """One of the buttons at the foot, with what opens above it."""

    name: str
    items: tuple[Item, ...]


Menu = tuple[Button, ...]


class Unreadable(Exception):
    """The text is no menu; the words are a sentence for staff."""


def read(text: str) -> Menu:
    """The menu in a YAML text. Raises Unreadable."""
    try:
        told = yaml.safe_load(text)
    except yaml.MarkedYAMLError as wrong:
        raise Unreadable(wording.MENU_NOT_YAML.format(line=wrong.problem_mark.line + 1 if wrong.problem_mark else 1)) from None
    if not isinstance(told, list):
        raise Unreadable(wording.MENU_NO_LIST)
    return tuple(_button(n, each) for n, each in enumerate(told, start=1))


def faults(menu: Menu, public_url: str) -> list[str]:
    """What WeChat would refuse, and what would lead nowhere, a sentence each."""
    found = [] if 1 <= len(menu) <= MOST_BUTTONS else [wording.MENU_BUTTONS.format(found=len(menu), most=MOST_BUTTONS)]
    return [*found, *(fault for button in menu for fault in _button_faults(button, public_url))]


def remarks(menu: Menu) -> list[str]:
    """What WeChat takes, and phones do not show whole."""
    named = [(button.name, SHOWN_OF_BUTTON) for button in menu] + [(item.name, SHOWN_OF_ITEM) for button in menu for item in button.items]
    return [wording.MENU_WIDE.format(name=name, found=len(name), most=most) for name, most in named if len(name) > most]


def as_told(menu: Menu, public_url: str) -> dict[str, Any]:
    """The menu as WeChat is told it."""
    return {"button": [{"name": button.name, "sub_button": [_item(item, public_url) for item in button.items]} for button in menu]}


def is_in_force(menu: Menu, public_url: str, told: Mapping[str, Any]) -> bool:
    """Whether what WeChat tells of its menu (`told`, with fields of its own) is this menu."""
    buttons = told.get("menu", {}).get("button", [])
    plain = [{"name": each.get("name"), "sub_button": [_compared(item) for item in each.get("sub_button", [])]} for each in buttons]
    return {"button": plain} == as_told(menu, public_url)


def _button(n: int, told: Any) -> Button:
    try:
        button = Button(told["name"], tuple(Item(**each) for each in told["items"]))
    except (TypeError, KeyError):
        raise Unreadable(wording.MENU_SHAPE.format(n=n)) from None
    words = [button.name, *(word for item in button.items for word in (item.name, item.say, item.page))]
    if not all(isinstance(word, str) for word in words):
        raise Unreadable(wording.MENU_SHAPE.format(n=n))
    return button


def _button_faults(button: Button, public_url: str) -> Iterator[str]:
    yield from _name_faults(button.name, MOST_BYTES_OF_BUTTON)
    if not 1 <= len(button.items) <= MOST_ITEMS:
        yield wording.MENU_ITEMS.format(name=button.name, found=len(button.items), most=MOST_ITEMS)
    for item in button.items:
        yield from _name_faults(item.name, MOST_BYTES_OF_ITEM)
        yield from _goal_faults(item, public_url)


def _name_faults(name: str, most: int) -> Iterator[str]:
    if not name.strip():
        yield wording.MENU_NO_NAME
    if (found := size(name)) > most:
        yield wording.MENU_NAME.format(name=name, found=found, most=most)


def _goal_faults(item: Item, public_url: str) -> Iterator[str]:
    if bool(item.say.strip()) == bool(item.page.strip()):
        yield wording.MENU_ONE_OF.format(name=item.name)
    if (found := size(item.say)) > MOST_BYTES_OF_KEY:
        yield wording.MENU_SAY.format(name=item.name, found=found, most=MOST_BYTES_OF_KEY)
    if item.page:
        yield from _page_faults(item, public_url)


def _page_faults(item: Item, public_url: str) -> Iterator[str]:
    if not item.page.startswith("/"):
        yield wording.MENU_PAGE.format(name=item.name)
    if not public_url.startswith("https://"):
        yield wording.MENU_NO_ADDRESS.format(name=item.name)
    if (found := size(_address(item, public_url))) > MOST_BYTES_OF_ADDRESS:
        yield wording.MENU_ADDRESS.format(name=item.name, found=found, most=MOST_BYTES_OF_ADDRESS)


def _item(item: Item, public_url: str) -> dict[str, str]:
    if item.say:
        return {"type": "click", "name": item.name, "key": item.say}
    return {"type": "view", "name": item.name, "url": _address(item, public_url)}


def _address(item: Item, public_url: str) -> str:
    return f"{public_url.rstrip('/')}{item.page}"


def _compared(item: Mapping[str, Any]) -> dict[str, Any]:
    return {name: item[name] for name in COMPARED if name in item}
