"""`zhoudao ask` and `zhoudao chat`: talk to a running server."""

import json

import click

from bot.cli.running.programs import web_url
from bot.cli.talking import Talk, words_of
from bot.settings import settings

FAREWELLS = ("退出", "再见", "exit", "quit")
url_option = click.option("--url", metavar="地址", help="服务在哪里；不写就是这台机器上的周到。")


@click.command(help="问一句：zhoudao ask 俺娘80了有啥补贴")
@click.argument("text", metavar="问题")
@click.option("--json", "whole", is_flag=True, help="打印整个答复；服务开了 ZHOUDAO_TRACE=1 时带有判断过程 trace。")
@url_option
def ask(text: str, whole: bool, url: str | None) -> None:
    """Asks one question and prints the answer."""
    reply = Talk(_address(url)).ask(text)
    click.echo(json.dumps(reply, ensure_ascii=False, indent=2) if whole else words_of(reply))


@click.command(help="一问一答地聊；输入“退出”或按 Ctrl-D 结束。")
@url_option
def chat(url: str | None) -> None:
    """A talk on the terminal."""
    talk = Talk(_address(url))
    click.echo("您好，我是周到。请说要办的事，例如：老年证咋办。输入“退出”结束。")
    while (text := _next_words()) not in FAREWELLS:
        click.echo(f"\n{words_of(talk.ask(text))}\n")


def _address(url: str | None) -> str:
    return url or web_url(settings())


def _next_words() -> str:
    try:
        return input("您：").strip()
    except EOFError:
        click.echo()
        return FAREWELLS[0]
