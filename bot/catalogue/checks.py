"""Checks across the rows of a catalogue folder (reference: domain rules 1.3): codes that must exist, words that must be unique."""

from collections.abc import Iterator

from bot import wording
from bot.catalogue.model import LEVELS
from bot.sheets.checking import repeated, unknown
from bot.sheets.reading import Fault, Folder


def check(folder: Folder) -> list[Fault]:
    """Everything wrong between the rows; what is wrong inside a cell has been found by reading it."""
    return [fault for each in CHECKS for fault in each(folder)]


def unique_codes(folder: Folder) -> Iterator[Fault]:
    """A code stands once in its sheet."""
    for file, name, header in (
        ("matters.csv", "code", "事项编号"),
        ("sites.csv", "code", "网点编号"),
        ("agents.csv", "code", "代办员编号"),
        ("calendar.csv", "date", "日期"),
    ):
        yield from repeated(file, folder.get(file, []), name, header)


def unique_situations(folder: Folder) -> Iterator[Fault]:
    """A matter asks a question (情形) once."""
    rows = folder.get("situations.csv", [])
    for matter in dict.fromkeys(record.values.get("matter") for record in rows):
        yield from repeated("situations.csv", [record for record in rows if record.values.get("matter") == matter], "name", "情形")


def unique_aliases(folder: Folder) -> Iterator[Fault]:
    """An everyday name (日常用语) belongs to one matter."""
    owners: dict[str, str] = {}
    for record in folder.get("matters.csv", []):
        for alias in record.values.get("aliases", []):
            owner = owners.setdefault(alias, record.values.get("code", ""))
            if owner != record.values.get("code"):
                yield Fault("matters.csv", record.row, "日常用语", wording.FAULT_TAKEN.format(cell=alias, owner=owner))


def known_matters(folder: Folder) -> Iterator[Fault]:
    """A row about a matter names one that exists."""
    codes = {record.values.get("code") for record in folder.get("matters.csv", [])}
    for file in ("materials.csv", "situations.csv", "sample_questions.csv"):
        yield from unknown(file, folder.get(file, []), "matter", "事项编号", codes)


def known_sites(folder: Folder) -> Iterator[Fault]:
    """An agent's office and an office's parent exist."""
    codes = {record.values.get("code") for record in folder.get("sites.csv", [])}
    yield from unknown("agents.csv", folder.get("agents.csv", []), "site", "网点编号", codes)
    yield from unknown("sites.csv", folder.get("sites.csv", []), "parent", "上级网点", codes | {""})


def higher_parents(folder: Folder) -> Iterator[Fault]:
    """An office stands under one of a higher level, so that the way up ends."""
    levels = {record.values.get("code"): record.values.get("level") for record in folder.get("sites.csv", [])}
    for record in folder.get("sites.csv", []):
        level, parent = record.values.get("level"), record.values.get("parent")
        if level and levels.get(parent) and LEVELS.index(level) <= LEVELS.index(levels[parent]):
            yield Fault("sites.csv", record.row, "上级网点", wording.FAULT_PARENT.format(cell=parent))


def known_partners(folder: Folder) -> Iterator[Fault]:
    """A B partner is an agent, and somebody else."""
    codes = {record.values.get("code") for record in folder.get("agents.csv", [])}
    yield from unknown("agents.csv", folder.get("agents.csv", []), "partner", "B角编号", codes | {""})
    for record in folder.get("agents.csv", []):
        if record.values.get("partner") == record.values.get("code"):
            yield Fault("agents.csv", record.row, "B角编号", wording.FAULT_OWN_PARTNER)


def material_situations(folder: Folder) -> Iterator[Fault]:
    """A material's 情形 is one option of its matter."""
    options: dict[str, set[str]] = {}
    for record in folder.get("situations.csv", []):
        options.setdefault(record.values.get("matter", ""), set()).update(record.values.get("options", []))
    for record in folder.get("materials.csv", []):
        situation = record.values.get("situation")
        if situation and situation not in options.get(record.values.get("matter", ""), set()):
            yield Fault("materials.csv", record.row, "情形", wording.FAULT_SITUATION.format(cell=situation))


def limits(folder: Folder) -> Iterator[Fault]:
    """A promise is not longer than the law allows (rule 2)."""
    for record in folder.get("matters.csv", []):
        promised, legal = record.values.get("promised_limit"), record.values.get("legal_limit")
        if promised and legal and promised > legal:
            yield Fault("matters.csv", record.row, "承诺时限", wording.FAULT_LIMIT.format(promised=promised, legal=legal))


CHECKS = (
    unique_codes, unique_situations, unique_aliases, known_matters, known_sites, higher_parents, known_partners, material_situations, limits
)  # fmt: skip
