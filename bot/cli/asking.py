"""`zhoudao ask` and `zhoudao chat`: talk to a running server."""

import json

import click

from bot.cli.faults import CannotRun
from bot.cli.running.programs import web_url
from bot.cli.talking import Talk, words_of
from bot.settings import settings

FAREWELLS = ("退出", "再见", "exit", "quit")
speaker_option = click.option(
    "--as", "speaker", type=click.Choice(["agent", "staff"]), help="以代办员（agent）或工作人员（staff）的身份问，用 ZHOUDAO_API_KEYS 里的密钥。"
)
url_option = click.option("--url", metavar="地址", help="服务在哪里；不写就是这台机器上的周到。")


@click.command(help="问一句：zhoudao ask 俺娘80了有啥补贴")
@click.argument("text", metavar="问题")
@click.option("--json", "whole", is_flag=True, help="打印整个答复；服务开了 ZHOUDAO_TRACE=1 时带有判断过程 trace。")
@speaker_option
@url_option
def ask(text: str, whole: bool, speaker: str | None, url: str | None) -> None:
    """Asks one question and prints the answer."""
    reply = _talk(url, speaker).ask(text)
    click.echo(json.dumps(reply, ensure_ascii=False, indent=2) if whole else words_of(reply))


@click.command(help="一问一答地聊；输入“退出”或按 Ctrl-D 结束。")
@speaker_option
@url_option
def chat(speaker: str | None, url: str | None) -> None:
    """A talk on the terminal."""
    talk = _talk(url, speaker)
    click.echo("您好，我是周到。请说要办的事，例如：老年证咋办。输入“退出”结束。")
    while (text := _next_words()) not in FAREWELLS:
        click.echo(f"\n{words_of(talk.ask(text))}\n")


def _talk(url: str | None, speaker: str | None) -> Talk:
    """A resident's talk, or an agent's with a key that may speak for one. Raises CannotRun without such a key."""
    if speaker is None:
        return Talk(_address(url))
    may = ("agent", "staff")[("agent", "staff").index(speaker) :]
    key = next((key for key, audience in settings().key_audiences.items() if audience in may), None)
    if key is None:
        raise CannotRun(f"没有能以 {speaker} 身份问的密钥。请在 .env 里写 ZHOUDAO_API_KEYS=密钥:{speaker}，重新启动后再问。")
    return Talk(_address(url), key, {"audience": speaker})


def _address(url: str | None) -> str:
    return url or web_url(settings())


def _next_words() -> str:
    try:
        return input("您：").strip()
    except EOFError:
        click.echo()
        return FAREWELLS[0]
