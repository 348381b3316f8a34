"""How a cell of any sheet is read. Every reader raises ValueError with the sentence that says what is wrong."""

from collections.abc import Callable
from datetime import date

from bot import wording


def text(cell: str) -> str:
    """The cell as it is."""
    return cell


def parts(cell: str) -> list[str]:
    """A list cell: separated by ; (or the full-width one); what stands there twice is meant once."""
    return list(dict.fromkeys(part.strip() for part in cell.replace("；", ";").split(";") if part.strip()))


def yes_no(cell: str) -> bool:
    """Raises ValueError for anything but yes and no."""
    if cell not in wording.YES_NO:
        raise ValueError(wording.FAULT_YES_NO.format(cell=cell))
    return wording.YES_NO[cell]


def number(cell: str) -> int | None:
    """A whole number; None when nothing is said. Raises ValueError."""
    if not cell:
        return None
    if not cell.isdecimal():
        raise ValueError(wording.FAULT_NUMBER.format(cell=cell))
    return int(cell)


def count(cell: str) -> int:
    """How many; 0 when nothing is said. Raises ValueError."""
    return number(cell) or 0


def day(cell: str) -> date | None:
    """A day as YYYY-MM-DD; None when nothing is said. Raises ValueError."""
    try:
        return date.fromisoformat(cell) if cell else None
    except ValueError:
        raise ValueError(wording.FAULT_DATE.format(cell=cell)) from None


def one_of(codes: dict[str, str]) -> Callable[[str], str]:
    """A reader for an enumeration given as {Chinese: code}."""

    def read(cell: str) -> str:
        if cell not in codes:
            raise ValueError(wording.FAULT_ONE_OF.format(cell=cell, allowed=wording.LISTING.join(codes)))
        return codes[cell]

    return read


def facets(cell: str) -> list[str]:
    """The facets that a sample asks. Raises ValueError for an unknown one."""
    return [one_of(wording.FACET_CODES)(part) for part in parts(cell)]
