"""Starts the command line; nothing that a person can cause ends in a traceback."""

import sys

import click
from pydantic import ValidationError

from bot.cli import main
from bot.cli.faults import COULD_NOT_RUN, CannotRun, in_plain_words
from bot.cli.running.configuration import setting_faults
from bot.cli.words import ChineseHelp, usage_fault

INTERRUPTED = 130


def start(arguments: list[str] | None = None) -> int:
    """Runs a command and returns its exit code: 0 done, 1 found faults, 2 could not run."""
    click.Context.formatter_class = ChineseHelp
    try:
        return main.main(arguments, prog_name="zhoudao", standalone_mode=False) or 0
    except click.UsageError as wrong:
        return _say(usage_fault(wrong))
    except CannotRun as wrong:
        return _say(wrong.message)
    except ValidationError as wrong:
        return _say(setting_faults(wrong))
    except OSError as wrong:
        return _say(in_plain_words(wrong))
    except (click.Abort, KeyboardInterrupt):
        click.echo("已停止。", err=True)
        return INTERRUPTED


def _say(sentence: str) -> int:
    click.echo(sentence, err=True)
    return COULD_NOT_RUN


if __name__ == "__main__":
    sys.exit(start())
