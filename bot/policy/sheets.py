"""The sheets of a policy folder: their columns, and what must hold between their rows."""

from collections.abc import Iterator
from pathlib import Path

from bot import wording
from bot.sheets.cells import day, facets, one_of, parts, text, yes_no
from bot.sheets.checking import repeated, unknown
from bot.sheets.reading import Column, Fault, Folder, read_folder

DOCUMENTS, FACTS = "documents.csv", "facts.csv"
RELATED = "关联事项"

SHEETS: dict[str, tuple[Column, ...]] = {
    DOCUMENTS: (
        Column("文号", "number", text, required=True),
        Column("标题", "title", text, required=True),
        Column("发布机关", "office", text, required=True),
        Column("印发日期", "issued_on", day, required=True),
        Column("失效或存疑说明", "note", text),
    ),
    FACTS: (
        Column("条目编号", "code", text, required=True),
        Column("文号", "document_number", text, required=True),
        Column("问法", "question", text, required=True),
        Column("其他问法", "ways", parts),
        Column("答", "answer", text, required=True),
        Column("依据行", "lines", text, required=True),
        Column("对象", "audience", one_of(wording.POLICY_AUDIENCE_CODES), required=True),
        Column("内部", "inside", yes_no, required=True),
        Column(RELATED, "matters", parts),
        Column("关联要素", "facets", facets),
    ),
}


def is_policy(path: Path) -> bool:
    """Whether `path` is a policy folder."""
    return any((path / name).is_file() for name in SHEETS)


def read(path: Path) -> tuple[Folder, list[Fault]]:
    """The rows of a policy folder and all their faults."""
    folder, faults = read_folder(path, SHEETS)
    return folder, faults + list(_check(folder))


def unknown_matters(folder: Folder, codes: set[str]) -> list[Fault]:
    """Facts that name a matter which is not among `codes`."""
    named = [(record, code) for record in folder[FACTS] for code in record.values["matters"] if code not in codes]
    return [Fault(FACTS, record.row, RELATED, wording.FAULT_UNKNOWN.format(cell=code)) for record, code in named]


def _check(folder: Folder) -> Iterator[Fault]:
    documents, facts = folder.get(DOCUMENTS, []), folder.get(FACTS, [])
    yield from repeated(DOCUMENTS, documents, "number", "文号")
    yield from repeated(FACTS, facts, "code", "条目编号")
    yield from unknown(FACTS, facts, "document_number", "文号", {record.values.get("number") for record in documents})
    yield from _taken_ways(folder)


def _taken_ways(folder: Folder) -> Iterator[Fault]:
    """A way of asking belongs to one fact."""
    owners: dict[str, str] = {}
    for record in folder.get(FACTS, []):
        for way in (record.values.get("question", ""), *record.values.get("ways", [])):
            owner = owners.setdefault(way, record.values.get("code", ""))
            if owner != record.values.get("code"):
                yield Fault(FACTS, record.row, "其他问法", wording.FAULT_WAY_TAKEN.format(cell=way, owner=owner))
