"""Click's own English words in Chinese: the headings of its help and what it says of a command typed wrongly."""

from collections.abc import Iterable

import click
from click.exceptions import NoArgsIsHelpError

HEADINGS = {"Options": "选项", "Commands": "命令"}


class ChineseHelp(click.HelpFormatter):
    """Help with Chinese headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The usage line."""
        words = args.replace("[OPTIONS]", "[选项]").replace("COMMAND [ARGS]...", "命令 [参数]…")
        super().write_usage(prog, words, prefix="用法：")

    def write_heading(self, heading: str) -> None:
        """A heading."""
        self.write(f"{HEADINGS.get(heading, heading)}：\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """A list of options or commands."""
        super().write_dl([(name, words.replace("Show this message and exit.", "显示这段说明。")) for name, words in rows], col_max, col_spacing)


def usage_fault(wrong: click.UsageError) -> str:
    """What is wrong with the command as typed, and where to look; a bare group answers with its help."""
    if isinstance(wrong, NoArgsIsHelpError):
        return wrong.message
    path = wrong.ctx.command_path if wrong.ctx else "zhoudao"
    return f"{_fault(wrong)}\n用法见：{path} --help"


def _fault(wrong: click.UsageError) -> str:
    if isinstance(wrong, click.NoSuchOption):
        return f"没有这个选项：{wrong.option_name}"
    if isinstance(wrong, click.MissingParameter):
        return f"还缺一项：{wrong.param.make_metavar(wrong.ctx) if wrong.param and wrong.ctx else ''}"
    if isinstance(wrong, click.BadParameter) and wrong.param:
        return f"{wrong.param.opts[0]} 写得不对：{wrong.message.replace(' is not one of ', ' 不是这几个词：')}"
    words = wrong.message.replace("No such command", "没有这个命令").replace("Got unexpected extra argument", "多了一项")
    return f"命令写得不对：{words}"
