"""`zhoudao wechat codes`: a code for every office, once, drawn and ready to print."""

import csv
import re
import struct
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli.wechat.signs import LONGEST_SCENE, Sign, code_of
from bot.database import session
from bot.places.tables import SiteRow
from bot.settings import Settings
from tests.wechat_staff.conftest import Call
from tests.wechat_staff.fake_api import FakeApi, Told, refusal, scene_of

HALL, TOWN, VILLAGE = "370306000000", "370306102000", "370306001001"
NAMES = {HALL: "周村区政务服务中心", VILLAGE: "丝绸路街道车站社区便民服务点", TOWN: "王村镇便民/服务中心"}
WINDOW = f"{HALL}@3号窗口"


def office(code: str, is_demo: bool = True) -> SiteRow:
    where = {"address": "（演示地址）", "latitude": 36.8, "longitude": 117.8, "phone": "0533-0000001"}
    return SiteRow(code=code, name=NAMES[code], level="district", parent=None, aliases=[], facilities=[], opening=[], is_demo=is_demo, **where)


@pytest.fixture
def offices(account: Settings) -> None:
    with session() as opened:
        opened.add_all([office(HALL, is_demo=False), office(TOWN), office(VILLAGE)])


@pytest.fixture
def folder(tmp_path: Path, offices: None) -> Path:
    return tmp_path / "signs"


def listed(folder: Path) -> list[dict[str, str]]:
    with (folder / "codes.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def pictures(folder: Path, kind: str = "svg") -> list[str]:
    return sorted(path.name for path in folder.glob(f"*.{kind}"))


def sheets(folder: Path) -> list[ET.Element]:
    """The printed sheets, read as XML: nothing in them may be broken."""
    html = (folder / "signs.html").read_text("utf-8")
    return [ET.fromstring(sheet) for sheet in re.findall(r'<section class="sheet">.*?</section>', html, re.DOTALL)]


def texts(element: ET.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def modules(path_data: str) -> int:
    """How many dark modules an SVG path draws: segno writes horizontal strokes."""
    return sum(int(length) for length in re.findall(r"h(\d+)", path_data))


def test_every_office_gets_its_code(call: Call, folder: Path, api: FakeApi) -> None:
    code, told = call("wechat", "codes", str(folder))
    assert code == 0 and "3 张二维码" in told and "其中 2 张的网点还是演示数据" in told
    assert api.scenes() == sorted(NAMES)
    assert pictures(folder) == sorted(f"{code} {name.replace('/', '_')}.svg" for code, name in NAMES.items())
    assert [(row["网点"], row["场景值"], row["二维码内容"]) for row in listed(folder)] == [
        (NAMES[code], code, f"http://weixin.qq.com/q/{code}") for code in sorted(NAMES)
    ]


def test_the_page_has_a_sheet_for_each_with_its_own_code(call: Call, folder: Path) -> None:
    call("wechat", "codes", str(folder))
    for sheet, code in zip(sheets(folder), sorted(NAMES), strict=True):
        assert NAMES[code] in texts(sheet) and code in texts(sheet) and "微信扫一扫，问办事" in texts(sheet)
        assert ("演示数据" in texts(sheet)) == (code != HALL)
        dark = [modules(path.get("d", "")) for path in sheet.iter() if path.tag.endswith("path") and path.get("stroke")]
        assert dark == [sum(sum(row) for row in code_of(f"http://weixin.qq.com/q/{code}").matrix)]


def test_the_page_asks_nobody_for_anything(call: Call, folder: Path) -> None:
    call("wechat", "codes", str(folder))
    html = (folder / "signs.html").read_text("utf-8")
    assert not re.search(r"<script|<link|@import|\bsrc=|url\(", html)


def test_the_pictures_are_whole(call: Call, folder: Path) -> None:
    call("wechat", "codes", str(folder))
    drawn = ET.parse(folder / pictures(folder)[0]).getroot()
    assert drawn.tag.endswith("svg") and drawn.get("width") == drawn.get("height")
    call("wechat", "codes", str(folder), "--format", "png")
    picture = (folder / pictures(folder, "png")[0]).read_bytes()
    width, height = struct.unpack(">II", picture[16:24])
    assert picture.startswith(b"\x89PNG") and picture.endswith(b"IEND\xaeB`\x82") and width == height >= 600


def test_a_second_time_nothing_is_asked_for_again(call: Call, folder: Path, api: FakeApi) -> None:
    call("wechat", "codes", str(folder))
    (folder / pictures(folder)[0]).unlink()
    code, told = call("wechat", "codes", str(folder))
    assert code == 0 and len(api.scenes()) == 3 and len(pictures(folder)) == 3


def test_a_new_office_gets_its_code_alone(call: Call, folder: Path, api: FakeApi) -> None:
    with session() as opened:
        opened.delete(opened.get_one(SiteRow, TOWN))
    call("wechat", "codes", str(folder))
    with session() as opened:
        opened.add(office(TOWN))
    assert "3 张二维码" in call("wechat", "codes", str(folder))[1]
    assert api.scenes() == [HALL, VILLAGE, TOWN]


def test_codes_of_another_account_do_not_count(call: Call, folder: Path, api: FakeApi, set_: Callable[..., Settings]) -> None:
    call("wechat", "codes", str(folder))
    set_(WECHAT_APP_ID="wxanother")
    call("wechat", "codes", str(folder))
    assert len(api.scenes()) == 6 and len(listed(folder)) == 6


def test_a_window_gets_a_code_and_keeps_it(call: Call, folder: Path, api: FakeApi) -> None:
    call("wechat", "codes", str(folder), "--window", WINDOW)
    assert WINDOW in api.scenes() and f"{HALL} {NAMES[HALL]}3号窗口.svg" in pictures(folder)
    call("wechat", "codes", str(folder))
    assert len(api.scenes()) == 4
    assert [place for sheet in sheets(folder) if (place := texts(sheet.find("h1"))).startswith(NAMES[HALL])] == [NAMES[HALL], f"{NAMES[HALL]}3号窗口"]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("window", "sentence"),
    [
        ("3号窗口", "应写成 网点编号@窗口"),
        (f"{HALL}@", "应写成 网点编号@窗口"),
        ("999@3号窗口", "没有编号是 999 的网点"),
        (f"{HALL}@" + "窗" * 18, "太长，最多 51 字节"),
    ],
)
def test_a_window_that_is_none(call: Call, folder: Path, api: FakeApi, window: str, sentence: str) -> None:
    code, told = call("wechat", "codes", str(folder), "--window", window)
    assert code == 2 and sentence in told and api.scenes() == []


def test_the_longest_window_just_fits(call: Call, folder: Path, api: FakeApi) -> None:
    window = f"{HALL}@{'窗' * 17}"
    assert len(window.encode()) == LONGEST_SCENE
    assert call("wechat", "codes", str(folder), "--window", window)[0] == 0 and window in api.scenes()


@pytest.mark.parametrize(("code", "sentence"), [(45009, "明天再运行一次"), (45011, "过一分钟"), (40164, "IP 白名单"), (48001, "没有这项权限")])
def test_what_wechat_refuses_today_is_made_the_next_time(call: Call, folder: Path, api: FakeApi, code: int, sentence: str) -> None:
    given = api.answers["/cgi-bin/qrcode/create"]

    def one_and_no_more(asked: Told) -> Told:
        return given(asked) if len(api.scenes()) == 1 and callable(given) else refusal(code)

    api.answers["/cgi-bin/qrcode/create"] = one_and_no_more
    ended, told = call("wechat", "codes", str(folder))
    assert ended == 2 and "还差 2 张没做" in told and sentence in told and "接着做" in told
    assert len(pictures(folder)) == len(listed(folder)) == len(sheets(folder)) == 1
    api.answers["/cgi-bin/qrcode/create"] = given
    assert call("wechat", "codes", str(folder))[0] == 0
    assert (
        sorted(row["场景值"] for row in listed(folder)) == sorted(NAMES) == sorted({scene_of(asked) for path, asked in api.asked if "qrcode" in path})
    )


def test_without_offices_it_is_said_how_to_get_some(account: Settings, call: Call, tmp_path: Path) -> None:
    code, told = call("wechat", "codes", str(tmp_path / "signs"))
    assert code == 2 and "还没有网点" in told and not (tmp_path / "signs").exists()


@pytest.mark.parametrize("spoiled", [b"\xd0\xc5,\xd3\xc3\n", "网点,场景值\n甲,1\n".encode(), "网点,场景值,二维码内容,AppID\n甲,1\n".encode()])
def test_a_list_that_was_spoiled_is_not_written_over(call: Call, folder: Path, api: FakeApi, spoiled: bytes) -> None:
    folder.mkdir()
    (folder / "codes.csv").write_bytes(spoiled)
    code, told = call("wechat", "codes", str(folder))
    assert code == 2 and "看不懂" in told and (folder / "codes.csv").read_bytes() == spoiled and api.scenes() == []


def test_a_folder_that_is_a_file(call: Call, folder: Path) -> None:
    folder.write_text("x")
    code, told = call("wechat", "codes", str(folder))
    assert code == 2 and "读写文件出错" in told


def test_a_format_that_is_none(call: Call, folder: Path) -> None:
    code, told = call("wechat", "codes", str(folder), "--format", "gif")
    assert code == 2 and told.startswith("--format 写得不对：'gif' 不是这几个词：'svg', 'png'")


def test_signs_are_named_by_code_and_place() -> None:
    assert Sign(WINDOW, "周村区政务服务中心3号窗口", False).file_name == "370306000000 周村区政务服务中心3号窗口"
    assert Sign("1", 'a/b\\c:d*e?f"g<h>i|j', False).file_name == "1 a_b_c_d_e_f_g_h_i_j"
