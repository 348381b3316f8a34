"""What rooms check between the rows of their sheets."""

from collections.abc import Collection, Iterator

from bot import wording
from bot.sheets.reading import Fault, Record


def repeated(file: str, records: list[Record], name: str, header: str) -> Iterator[Fault]:
    """A value stands once in its column."""
    seen: dict[object, int] = {}
    for record in records:
        value = record.values.get(name)
        if value in seen:
            yield Fault(file, record.row, header, wording.FAULT_REPEATED.format(cell=value, row=seen[value]))
        elif value is not None:
            seen[value] = record.row


def unknown(file: str, records: list[Record], name: str, header: str, codes: Collection[object]) -> Iterator[Fault]:
    """Every value of a column is one of `codes`."""
    for record in records:
        value = record.values.get(name)
        if value is not None and value not in codes:
            yield Fault(file, record.row, header, wording.FAULT_UNKNOWN.format(cell=value))
