"""`zhoudao wechat codes`: asks WeChat for the scene codes that are not there yet, and draws all signs."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from bot.channels.wechat.client import ApiError, Client
from bot.cli.faults import CannotRun
from bot.cli.running.database import database_faults_in_words
from bot.cli.wechat.errcodes import advice
from bot.cli.wechat.register import Register
from bot.cli.wechat.signs import QUIET_MODULES, Sign, code_of, page, signs_of
from bot.database import session
from bot.places import repository
from bot.places.model import Site
from bot.settings import settings

PAGE, LIST = "signs.html", "codes.csv"
PIXELS_A_MODULE = 20
SIGNS_BETWEEN_WORDS = 20


def make_signs(folder: Path, kind: str, windows: Sequence[str], client: Client) -> None:
    """Writes pictures, page and list. What WeChat does not give now is left out and asked for the next time. Raises CannotRun then."""
    sites = _sites()
    folder.mkdir(parents=True, exist_ok=True)
    register = Register(folder / LIST, settings().wechat_app_id)
    signs = signs_of(sites, [*dict.fromkeys([*register.windows(sites), *windows])])
    refused = _complete(register, signs, client)
    made = [sign for sign in signs if sign.scene in register.addresses]
    _write(folder, kind, made, register.addresses)
    click.echo(f"{folder} 里有 {len(made)} 张二维码（{kind}），{PAGE} 是一页一张的打印页，{LIST} 是清单（请留着：再运行只补没有的）。")
    _remind(made)
    if refused:
        raise CannotRun(f"还差 {len(signs) - len(made)} 张没做：{advice(refused)}再运行同样的命令，会接着做。")


def _sites() -> dict[str, Site]:
    with database_faults_in_words(), session() as opened:
        sites = repository.sites(opened)
    if not sites:
        raise CannotRun("数据库里还没有网点，请先运行一次 make run，或用 ./zhoudao catalogue load 载入。")
    return sites


def _complete(register: Register, signs: Sequence[Sign], client: Client) -> ApiError | None:
    """Asks for the codes that are missing, and keeps each at once; the refusal that ended it, if one did."""
    missing = [sign for sign in signs if sign.scene not in register.addresses]
    for n, sign in enumerate(missing):
        if n % SIGNS_BETWEEN_WORDS == 0:
            click.echo(f"正在向微信要二维码：{n}/{len(missing)}", err=True)
        try:
            register.keep(sign, client.scene_code(sign.scene))
        except ApiError as wrong:
            return wrong
    return None


def _write(folder: Path, kind: str, signs: Sequence[Sign], addresses: Mapping[str, str]) -> None:
    for sign in signs:
        code_of(addresses[sign.scene]).save(str(folder / f"{sign.file_name}.{kind}"), scale=PIXELS_A_MODULE, border=QUIET_MODULES)
    (folder / PAGE).write_text(page(signs, addresses), "utf-8")


def _remind(signs: Sequence[Sign]) -> None:
    if count := sum(sign.is_demo for sign in signs):
        click.echo(f"提醒：其中 {count} 张的网点还是演示数据，核实以后再张贴。")
