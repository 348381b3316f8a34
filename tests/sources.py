"""The project's own Python, parsed once."""

import ast
from functools import cache
from itertools import chain
from pathlib import Path

from bot.settings import ROOT


@cache
def python_files(*folders: str) -> tuple[Path, ...]:
    inside = chain.from_iterable((ROOT / folder).rglob("*.py") for folder in folders)
    return tuple(path for path in inside if ".venv" not in path.parts)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
