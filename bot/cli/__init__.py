"""The command line: `zhoudao COMMAND`, or `python -m bot.cli COMMAND`. A command is one function; its module stands in the table."""

import importlib

import click

COMMANDS = {
    "run": ("bot.cli.starting", "run"),
    "train": ("bot.cli.starting", "train"),
    "ask": ("bot.cli.asking", "ask"),
    "chat": ("bot.cli.asking", "chat"),
    "catalogue": ("bot.cli.cataloguing", "catalogue"),
    "eval": ("bot.cli.evaluating", "evaluate"),
    "bench": ("bot.cli.benching", "bench"),
    "learn": ("bot.cli.learning", "learn"),
}


class Commands(click.Group):
    """Imports a command when it is asked for: a question need not wait for the learning libraries of the benchmark."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the table's order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command called `name`."""
        if name not in COMMANDS:
            return None
        module, function = COMMANDS[name]
        command: click.Command = getattr(importlib.import_module(module), function)
        return command


@click.group(cls=Commands, help="周到：周村区便民服务助手。")
def main() -> None:
    """The group of all commands."""
