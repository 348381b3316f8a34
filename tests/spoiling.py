"""A folder of sheets as it should be, and with a cell spoiled."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

Rows = Mapping[str, list[dict[str, str]]]


class Sheets:
    """Sheets by file name; `columns` are all that each has."""

    def __init__(self, rows: Rows, columns: Mapping[str, Sequence[Any]]) -> None:
        self._rows = rows
        self._columns = columns

    def made_in(self, folder: Path) -> Path:
        """The folder, made and filled."""
        folder.mkdir()
        for file, rows in self._rows.items():
            self.write(folder, file, rows)
        return folder

    def spoil(self, folder: Path, file: str, row: int, cells: Mapping[str, str]) -> Path:
        """Changes cells of one row (row 2 is the first), or adds a row where there is none."""
        rows = [dict(each) for each in self._rows[file]]
        if row - 2 == len(rows):
            rows.append(dict(rows[0]))
        rows[row - 2] |= cells
        self.write(folder, file, rows)
        return folder

    def write(self, folder: Path, file: str, rows: list[dict[str, str]]) -> None:
        """Writes a sheet with all its columns, as spreadsheets save them: UTF-8 with a mark."""
        with (folder / file).open("w", encoding="utf-8-sig", newline="") as opened:
            writer = csv.DictWriter(opened, [column.header for column in self._columns[file]])
            writer.writeheader()
            writer.writerows(rows)
