"""The house's habits that a program can check: short files and functions, Chinese in its places, no wording that nobody says."""

import ast
import re
import tokenize

from bot import wording
from bot.settings import ROOT
from tests.sources import named, python_files, tree

LONGEST_FILE, LONGEST_FUNCTION = 250, 40
CODE = ("bot", "actions", "nlu", "scripts", "migrations")
CHINESE = re.compile(r"[\u3007\u4e00-\u9fff]")
# Who may hold Chinese, besides docstrings and comments that quote a term: the wording itself, the command line's texts,
# the sheets' own column headers, the readers of the trade's words, and the starter that runs before anything is installed.
MAY_HOLD_CHINESE = (
    "bot/wording/", "bot/cli/", "bot/catalogue/cells.py", "bot/catalogue/sheets.py", "bot/catalogue/checks.py", "bot/policy/sheets.py", "nlu/vocabulary.py", "nlu/importing.py", "nlu/heads.py",
    "nlu/spacy_model.py", "scripts/bootstrap.py", "bot/evaluation/",
)  # fmt: skip


def test_files_are_short() -> None:
    long = {named(path): count for path in python_files(*CODE, "tests") if (count := len(path.read_text("utf-8").splitlines())) > LONGEST_FILE}
    assert long == {}


def test_functions_are_short() -> None:
    long = {
        f"{named(path)}:{node.name}": length
        for path in python_files(*CODE)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
        and not named(path).startswith("migrations/versions/")
    }
    assert long == {}


def test_chinese_stands_where_it_may() -> None:
    found = {}
    for path in python_files("bot", "actions", "nlu", "scripts"):
        if not named(path).startswith(MAY_HOLD_CHINESE):
            docstrings = {node.lineno for node in ast.walk(tree(path)) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)}
            with path.open("rb") as file:
                tokens = [each for each in tokenize.tokenize(file.readline) if each.type in (tokenize.STRING, tokenize.NAME, tokenize.FSTRING_MIDDLE)]
            lines = [each.start[0] for each in tokens if CHINESE.search(each.string) and each.start[0] not in docstrings]
            if lines:
                found[named(path)] = lines
    assert found == {}


def test_all_exceptions_from_the_habit_are_needed() -> None:
    assert [each for each in MAY_HOLD_CHINESE if not any(named(path).startswith(each) for path in python_files(*CODE))] == []


def _words() -> list[str]:
    """Every constant of bot/wording, as often as it is set."""
    nodes = [node for path in python_files("bot/wording") for node in ast.walk(tree(path))]
    return [node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id.isupper()]


def test_every_word_stands_once_and_is_reached_by_its_name_alone() -> None:
    names = _words()
    assert [name for name in names if names.count(name) > 1 or not hasattr(wording, name)] == []


def test_wording_is_used() -> None:
    names = _words()
    text = "\n".join(path.read_text("utf-8") for path in (*python_files("bot", "actions"), *(ROOT / "bot").rglob("*.html")))
    unused = {name for name in names if not re.search(rf"\b{name}\b(?! =)", text)}
    assert unused == set()


def test_public_functions_say_what_they_do() -> None:
    silent = [
        f"{named(path)}:{node.name}"
        for path in python_files("bot", "actions")
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert silent == []
