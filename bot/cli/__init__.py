"""The command line: `zhoudao COMMAND`, or `python -m bot.cli COMMAND`. A command is one function; its module stands in the table."""

import importlib
from collections.abc import Mapping
from typing import Any

import click

COMMANDS = {
    "run": ("bot.cli.starting", "run"),
    "train": ("bot.cli.starting", "train"),
    "ask": ("bot.cli.asking", "ask"),
    "chat": ("bot.cli.asking", "chat"),
    "catalogue": ("bot.cli.cataloguing", "catalogue"),
    "wechat": ("bot.cli.wechat.commands", "wechat"),
    "eval": ("bot.cli.evaluating", "evaluate"),
    "bench": ("bot.cli.benching", "bench"),
    "learn": ("bot.cli.learning", "learn"),
}


class Commands(click.Group):
    """Imports a command when it is asked for: a question need not wait for the learning libraries of the benchmark."""

    def __init__(self, *args: Any, table: Mapping[str, tuple[str, str]], **kwargs: Any) -> None:
        """`table` holds the commands' modules and functions by name; more may be added as in any group."""
        super().__init__(*args, **kwargs)
        self._table = table

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, those of the table in its order."""
        return [*super().list_commands(ctx), *self._table]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command called `name`."""
        if name not in self._table:
            return super().get_command(ctx, name)
        module, function = self._table[name]
        command: click.Command = getattr(importlib.import_module(module), function)
        return command


@click.group(cls=Commands, table=COMMANDS, help="周到：周村区便民服务助手。")
def main() -> None:
    """The group of all commands."""
