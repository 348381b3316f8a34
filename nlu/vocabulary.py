"""The trade's words for jieba and the EntityRuler, read from the project's data (the model is built from it, not from the database)."""

import csv
from pathlib import Path
from typing import Dict, List

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "data" / "catalogue"
WORDS = ROOT / "data" / "words"


def matter_words() -> List[str]:
    """Names and everyday names (日常用语) of all matters."""
    rows = _rows(CATALOGUE / "matters.csv")
    return sorted({word for row in rows for word in [row["事项名称"], *row["日常用语"].split(";")] if word})


def place_words() -> List[str]:
    """Names and short names of all offices; two-character short names are left to the shapes (大街 and 和平 are common words)."""
    rows = _rows(CATALOGUE / "sites.csv")
    names = {row["网点名称"].replace("便民服务中心", "").replace("便民服务点", "") for row in rows}
    return sorted(names | {word for row in rows for word in row["别名"].split(";") if len(word) > 2})


def words_of(kind: str) -> List[str]:
    """The words of one kind in data/words (a word a line): cities elsewhere, times, persons."""
    lines = (WORDS / (kind + ".txt")).read_text("utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def _rows(path: Path) -> List[Dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
