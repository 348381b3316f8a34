"""A catalogue of which some matters have lost everything that people say: for measuring how a new matter is found."""

import csv
import random
import shutil
from pathlib import Path

from bot.catalogue.sheets import SHEETS

Row = dict[str, str]

MATTERS, SAMPLES = "matters.csv", "sample_questions.csv"


def strip(source: Path, count: int, seed: int, target: Path) -> tuple[Path, frozenset[str]]:
    """Copies `source` to `target` without the aliases and samples of `count` random matters; a plain list has none, and stays where it is.

    Returns the catalogue to load, and the matters' codes.
    """
    code, rows = _header(MATTERS, "code"), _rows(source / MATTERS if source.is_dir() else source)
    chosen = frozenset(random.Random(seed).sample(sorted(row[code] for row in rows), min(count, len(rows))))
    if source.is_file():
        return source, chosen
    shutil.copytree(source, target, dirs_exist_ok=True)
    aliases, owner = _header(MATTERS, "aliases"), _header(SAMPLES, "matter")
    _write(target / MATTERS, [row | ({aliases: ""} if row[code] in chosen else {}) for row in rows])
    _write(target / SAMPLES, [row for row in _rows(source / SAMPLES) if row[owner] not in chosen])
    return target, chosen


def _header(sheet: str, name: str) -> str:
    return next(column.header for column in SHEETS[sheet] if column.name == name)


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def _write(path: Path, rows: list[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
