"""The signs that hang at offices: which there are, what their pictures are called, and the page that prints them. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.cli.faults import CannotRun
from bot.conversation.welcoming import WINDOW_MARK
from bot.places.model import Site

LONGEST_SCENE = 64
QUIET_MODULES = 4
NOT_IN_FILE_NAMES = str.maketrans(dict.fromkeys('/\\:*?"<>|', "_"))
_pages = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign: the scene that its code carries, and the place whose it is, which somebody may still have to verify."""

    scene: str
    place: str
    is_demo: bool

    @property
    def file_name(self) -> str:
        """The picture's name without its ending: code and place."""
        return f"{self.scene.partition(WINDOW_MARK)[0]} {self.place}".translate(NOT_IN_FILE_NAMES)


def signs_of(sites: Mapping[str, Site], windows: Sequence[str]) -> list[Sign]:
    """A sign for each office, those of its windows after it. Raises CannotRun when a window is not written as it should be."""
    by_office: dict[str, list[Sign]] = {}
    for window in windows:
        sign = _window_sign(window, sites)
        by_office.setdefault(window.partition(WINDOW_MARK)[0], []).append(sign)
    return [sign for site in sites.values() for sign in (Sign(site.code, site.name, site.is_demo), *by_office.get(site.code, []))]


def code_of(address: str) -> segno.QRCode:
    """The QR code; a quarter of it may be dirty or torn."""
    return segno.make_qr(address, error="q")


def page(signs: Sequence[Sign], addresses: Mapping[str, str]) -> str:
    """The page that prints a sign on each sheet of A4."""
    return _pages.get_template("signs.html").render(sheets=_sheets(signs, addresses))


def _window_sign(window: str, sites: Mapping[str, Site]) -> Sign:
    code, _, name = window.partition(WINDOW_MARK)
    if not name:
        raise CannotRun(f"“{window}”应写成 网点编号@窗口，如 370306000000@3号窗口。")
    if code not in sites:
        raise CannotRun(f"没有编号是 {code} 的网点。编号在 data/catalogue/sites.csv 里。")
    if len(window.encode()) > LONGEST_SCENE:
        raise CannotRun(f"“{name}”太长，最多 {LONGEST_SCENE - len(code) - 1} 字节（一个汉字算 3）。")
    return Sign(window, sites[code].name + name, sites[code].is_demo)


def _sheets(signs: Sequence[Sign], addresses: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    for sign in signs:
        yield {"sign": sign, "drawn": code_of(addresses[sign.scene]).svg_inline(border=QUIET_MODULES, omitsize=True)}
