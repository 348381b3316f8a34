"""Reads an evaluation folder. Files are split on newlines and tabs alone: a line of two full-width spaces is a message."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from bot import wording
from bot.evaluation.model import File, Gold, Place, Question, Reject, Single, Turn

Row = dict[str, str]
Sites = Callable[[str, str], frozenset[str]]
Numbers = Callable[[str], frozenset[str]]


class BadFolder(Exception):
    """The folder cannot be read; the message names the file and what is wrong."""


def read(folder: Path, sites: Sites, numbers: Numbers) -> list[Question]:
    """All questions of a folder in the order of asking. `sites(name, kind)` finds right offices, `numbers(text)` right calls. Raises BadFolder."""
    makers: dict[File, Callable[[Row], Gold]] = {
        "single": _single,
        "place": lambda row: _place(row, sites),
        "reject": lambda row: _reject(row, numbers),
    }
    questions: list[Question] = []
    for file, gold in makers.items():
        path = folder / f"{file}.tsv"
        if path.is_file():
            questions += [_line(file, n, row, gold(row)) for n, row in enumerate(rows(path), start=1)]
    if (folder / "dialogs.yml").is_file():
        questions += _dialogs(folder / "dialogs.yml")
    if not questions:
        raise BadFolder(f"{folder}: no single.tsv, place.tsv, reject.tsv or dialogs.yml with a line in it")
    return questions


def rows(path: Path) -> list[Row]:
    """The rows of a TSV file by header. Raises BadFolder when id or text has no column."""
    with path.open(encoding="utf-8-sig", newline="") as opened:
        head, *lines = (line.removesuffix("\r") for line in opened.read().split("\n"))
    header = head.split("\t")
    if missing := {"id", "text"} - set(header):
        raise BadFolder(f"{path.name}: no column {', '.join(sorted(missing))}")
    return [dict.fromkeys(header, "") | dict(zip(header, line.split("\t"), strict=False)) for line in lines if line]


def parts(value: Any) -> frozenset[str]:
    """The parts of a `;` list, or of a YAML list; nothing for None."""
    pieces = value if isinstance(value, list) else str(value or "").replace("；", ";").split(";")
    return frozenset(str(piece).strip() for piece in pieces if str(piece).strip())


def facets(value: Any) -> frozenset[str]:
    """Chinese facet names as codes; a name that does not exist stays as it is, and is never met."""
    return frozenset(wording.FACET_CODES.get(name, name) for name in parts(value))


def _line(file: File, n: int, row: Row, gold: Gold) -> Question:
    return Question(file, row["id"], 1, f"{file}-{n}", row["text"], gold)


def _single(row: Row) -> Single:
    gold = row.get("gold_matter", "").strip()
    return Single(gold, parts(gold) | parts(row.get("ok_matters")), facets(row.get("facets")), row.get("voice", ""))


def _place(row: Row, sites: Sites) -> Place:
    name, kind = row.get("gold_place", "").strip(), row.get("kind", "").strip()
    asks_back = name in ("", wording.ASK_BACK)
    return Place(name, frozenset() if asks_back else sites(name, kind), kind, asks_back)


def _reject(row: Row, numbers: Numbers) -> Reject:
    kind = row.get("kind", "").strip()
    return Reject(kind, numbers(row["text"]) if kind == "emergency" else frozenset())


def _dialogs(path: Path) -> Iterator[Question]:
    try:
        dialogs = yaml.safe_load(path.read_text("utf-8")) or []
        for number, dialog in enumerate(dialogs, start=1):
            for n, turn in enumerate(dialog["turns"], start=1):
                yield Question("dialogs", str(dialog["id"]), n, f"dialogs-{number}", str(turn["user"]), _turn(turn["expect"]))
    except (yaml.YAMLError, KeyError, TypeError) as wrong:
        raise BadFolder(f"{path.name}: {wrong}") from wrong


def _turn(expect: dict[str, Any]) -> Turn:
    outcomes = parts(expect.get("behaviour") or "answer") | parts(expect.get("ok_behaviours"))
    gold = parts(expect.get("matter"))
    return Turn(outcomes, gold | parts(expect.get("ok_matters")) if gold else gold, facets(expect.get("facets")))
