"""Reads a sheet by its columns: its rows, and what is wrong with one that cannot be read."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot import wording


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a sheet. `row` counts as a spreadsheet does: the header is row 1."""

    file: str
    row: int
    column: str
    message: str

    def __str__(self) -> str:
        return wording.FAULT.format(file=self.file, row=self.row, column=self.column, message=self.message)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its Chinese header, our name, how a cell is read (ValueError carries the message), whether it may be empty."""

    header: str
    name: str
    read: Callable[[str], Any]
    required: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a sheet, read."""

    row: int
    values: dict[str, Any]


Folder = dict[str, list[Record]]


def read_folder(path: Path, sheets: Mapping[str, tuple[Column, ...]]) -> tuple[Folder, list[Fault]]:
    """The rows of every sheet of a folder that is there, and all that is wrong in them."""
    folder: Folder = {}
    faults: list[Fault] = []
    for name, columns in sheets.items():
        if not (path / name).is_file():
            faults.append(Fault(name, 1, "", wording.FAULT_NO_FILE))
            continue
        folder[name], wrong = read_sheet(path / name, columns)
        faults += wrong
    return folder, faults


def read_sheet(path: Path, columns: tuple[Column, ...]) -> tuple[list[Record], list[Fault]]:
    """The rows of a UTF-8 CSV file, its columns matched by header in any order, and everything wrong in it."""
    try:
        rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
    except (UnicodeDecodeError, csv.Error):
        return [], [Fault(path.name, 1, "", wording.FAULT_NOT_UTF8)]
    header = [cell.strip() for cell in rows[0]] if rows else []
    missing = [column.header for column in columns if column.header not in header]
    if missing:
        return [], [Fault(path.name, 1, name, wording.FAULT_NO_COLUMN) for name in missing]
    records, faults = [], []
    for row, cells in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in cells):
            record, wrong = _read_row(path.name, row, header, cells, columns)
            records.append(record)
            faults += wrong
    return records, faults


def _read_row(file: str, row: int, header: list[str], cells: list[str], columns: tuple[Column, ...]) -> tuple[Record, list[Fault]]:
    by_header = dict(zip(header, cells, strict=False))
    values: dict[str, Any] = {}
    faults = [] if len(cells) == len(header) else [Fault(file, row, "", wording.FAULT_CELLS.format(found=len(cells), wanted=len(header)))]
    for column, result in _cells(by_header, columns):
        if isinstance(result, ValueError):
            faults.append(Fault(file, row, column.header, str(result)))
        else:
            values[column.name] = result
    return Record(row, values), faults


def _cells(by_header: dict[str, str], columns: tuple[Column, ...]) -> Iterator[tuple[Column, Any]]:
    for column in columns:
        cell = by_header.get(column.header, "").strip()
        if column.required and not cell:
            yield column, ValueError(wording.FAULT_EMPTY)
            continue
        try:
            yield column, column.read(cell)
        except ValueError as wrong:
            yield column, wrong
