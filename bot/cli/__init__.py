"""The command line: `zhoudao COMMAND`, or `python -m bot.cli COMMAND`. A command is one function, registered here."""

import click

from bot.cli.asking import ask, chat
from bot.cli.cataloguing import catalogue
from bot.cli.starting import run, train


@click.group(help="周到：周村区便民服务助手。")
def main() -> None:
    """The group of all commands."""


for command in (run, train, ask, chat, catalogue):
    main.add_command(command)
