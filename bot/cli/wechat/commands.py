"""`zhoudao wechat`: the group of commands for the WeChat account."""

from pathlib import Path

import click
from pydantic import ValidationError

from bot.channels.wechat.client import ApiError
from bot.channels.wechat.menu import Menu, Unreadable, as_told, faults, remarks
from bot.cli.faults import FOUND_FAULTS, CannotRun
from bot.cli.running.configuration import setting_faults
from bot.cli.wechat.account import connected, own_menu
from bot.cli.wechat.checking import BAD, findings
from bot.cli.wechat.errcodes import advice
from bot.cli.wechat.making import make_signs
from bot.settings import settings


@click.group(help="接上微信：查哪里没接好，推菜单，做网点门口的二维码。")
def wechat() -> None:
    """The group of WeChat commands."""


@wechat.command(help="从设置查到菜单，一样一行：✓ 好了，✗ 哪里不对、怎么办，! 提醒。先让周到运行着；公众号上什么都不改。")
def check() -> None:
    """Prints the findings."""
    try:
        known = settings()
    except ValidationError as wrong:
        click.echo("\n".join(f"{BAD} {line}" for line in setting_faults(wrong).splitlines()))
        raise SystemExit(FOUND_FAULTS) from None
    bad = 0
    for finding in findings(known, connected()):
        bad += finding.mark == BAD
        click.echo(f"{finding.mark} {finding.text}")
    click.echo(f"有 {bad} 处要改，改好再运行一次。" if bad else "都好了。")
    if bad:
        raise SystemExit(FOUND_FAULTS)


@wechat.group(help="公众号底部的菜单，写在 data/wechat/menu.yml。")
def menu() -> None:
    """The group of menu commands."""


@menu.command("check", help="只检查 data/wechat/menu.yml：合不合微信的限制，手机上显示得全不全。")
def check_menu() -> None:
    """Names every fault of the menu."""
    found = _sound_menu()
    click.echo(f"菜单没有错：{len(found)} 个按钮，{sum(len(button.items) for button in found)} 项。")


@menu.command(help="检查菜单，没有错就推到公众号。")
def push() -> None:
    """Puts the menu in force."""
    found, client = _sound_menu(), connected()
    try:
        client.create_menu(as_told(found, settings().public_url))
    except ApiError as wrong:
        raise CannotRun(f"没有推上去：{advice(wrong)}") from None
    click.echo("推上去了。手机上退出公众号的对话，过 5 分钟再进来就是新菜单；想马上看到，取消关注再关注（您的聊天记录会清掉）。")


def _sound_menu() -> Menu:
    """The menu, when it has no fault."""
    try:
        found = own_menu()
    except Unreadable as wrong:
        click.echo(str(wrong))
        raise SystemExit(FOUND_FAULTS) from None
    bad = faults(found, settings().public_url)
    for line in (*bad, *(f"提醒：{remark}" for remark in remarks(found))):
        click.echo(line)
    if bad:
        click.echo(f"菜单有 {len(bad)} 处错。")
        raise SystemExit(FOUND_FAULTS)
    return found


@wechat.command(
    help="给每个网点做一张二维码：扫了就关注，周到也知道人在哪个网点。"
    "图片、打印页（signs.html）和清单（codes.csv）都写进这个文件夹；再运行只补没有的。",
    short_help="给每个网点做一张二维码，扫了就关注；另有打印页和清单。",
)
@click.argument("folder", metavar="文件夹", type=Path)
@click.option("--format", "kind", type=click.Choice(["svg", "png"]), default="svg", help="图片的格式：svg（不写就是它，放大不糊）或 png。")
@click.option(
    "--window", "windows", multiple=True, metavar="网点编号@窗口", help="再给一个窗口做一张，如 370306000000@3号窗口；可以写几次，做过的以后都在。"
)
def codes(folder: Path, kind: str, windows: tuple[str, ...]) -> None:
    """Makes the signs."""
    make_signs(folder, kind, windows, connected())
