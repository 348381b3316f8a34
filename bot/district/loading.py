"""Loads a catalogue folder, a plain list of matters or a policy folder: every row checked, all or nothing, then published."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import wording
from bot.catalogue import checks
from bot.catalogue.model import LEVELS
from bot.catalogue.publishing import bump_version, publish
from bot.catalogue.sheets import PLAIN_COLUMNS, SHEETS
from bot.catalogue.tables import AliasRow, LevelServiceRow, MaterialRow, MatterRow, SampleRow, SituationRow
from bot.people.tables import AgentRow
from bot.places.tables import CalendarDayRow, SiteRow
from bot.policy import loading as policies
from bot.policy import sheets as policy_sheets
from bot.sheets.reading import Fault, Folder, Record, read_folder, read_sheet

DEFAULTS: dict[str, Any] = {
    "area": "", "audience": "", "conditions": "", "promised_limit": None, "legal_limit": None, "limit_unit": "on_the_spot", "kind": "",
    "charged": False, "fee": "", "fee_basis": "", "forms": [], "online_channels": [], "visits": None, "bookable": False, "steps": [],
    "result": "", "tolerates_missing": False, "accepts_promise": False, "agent_note": "", "rejections": [], "legal_basis": [], "tip": "",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did: how many rows of each sheet, or what is wrong (then nothing was written)."""

    counts: dict[str, int]
    faults: list[Fault]


def read(path: Path) -> tuple[Folder, list[Fault]]:
    """The rows of a folder of sheets, or of one plain list (only code, name, department), and all their faults."""
    if policy_sheets.is_policy(path):
        return policy_sheets.read(path)
    if path.is_file():
        records, faults = read_sheet(path, PLAIN_COLUMNS)
        folder = {"matters.csv": records}
        return folder, faults + checks.check(folder)
    folder, faults = read_folder(path, SHEETS)
    return folder, faults + checks.check(folder)


def load(path: Path, session: Session) -> Loaded:
    """Loads and publishes `path`; with any fault nothing is written."""
    folder, faults = read(path)
    if not faults and policy_sheets.is_policy(path):
        faults = policy_sheets.unknown_matters(folder, set(session.scalars(select(MatterRow.code))))
    if faults:
        return Loaded({}, faults)
    if policy_sheets.is_policy(path):
        policies.write(session, folder)
    else:
        _write_sites(session, folder)
        _write_matters(session, folder, source=path.name)
    bump_version(session)
    return Loaded({name: len(records) for name, records in folder.items()}, [])


def _write_sites(session: Session, folder: Folder) -> None:
    if "sites.csv" not in folder:
        return
    for record in sorted(folder["sites.csv"], key=lambda each: LEVELS.index(each.values["level"])):
        values = record.values | {"parent": record.values["parent"] or None}
        session.merge(SiteRow(**values))
        session.flush()
    for record in folder["calendar.csv"]:
        session.merge(CalendarDayRow(**record.values, source=wording.HOLIDAY_NOTICE))
    for record in folder["agents.csv"]:
        session.merge(_agent_row(record.values, partner=None))
    session.flush()
    for record in folder["agents.csv"]:
        session.merge(_agent_row(record.values, partner=record.values["partner"] or None))


def _agent_row(values: dict[str, Any], partner: str | None) -> AgentRow:
    own = {name: values[name] for name in ("code", "name", "role", "phone", "presence")}
    return AgentRow(**own, site_code=values["site"], partner_code=partner, is_demo=values.get("is_demo", True))


def _write_matters(session: Session, folder: Folder, source: str) -> None:
    rows: dict[str, dict[str, list[Record]]] = defaultdict(lambda: defaultdict(list))
    for file in ("materials.csv", "situations.csv", "sample_questions.csv"):
        for record in folder.get(file, []):
            rows[record.values["matter"]][file].append(record)
    _clear(session, [record.values["code"] for record in folder["matters.csv"]])
    for record in folder["matters.csv"]:
        publish(session, _write_matter(session, record.values, rows[record.values["code"]], source), by=wording.SYSTEM_LOAD)


def _clear(session: Session, codes: list[str]) -> None:
    """All old rows go before any new one comes: an everyday name may have moved from one matter to another."""
    for matter in session.scalars(select(MatterRow).where(MatterRow.code.in_(codes))):
        for children in (matter.aliases, matter.levels, matter.materials, matter.situations, matter.samples):
            children.clear()
    session.flush()


def _write_matter(session: Session, values: dict[str, Any], rows: dict[str, list[Record]], source: str) -> MatterRow:
    matter = session.get(MatterRow, values["code"]) or MatterRow(code=values["code"])
    for name in ("name", "department", *DEFAULTS):
        setattr(matter, name, values.get(name, DEFAULTS.get(name)))
    matter.source = source
    matter.aliases = [AliasRow(text=alias) for alias in values.get("aliases", [])]
    matter.levels = [LevelServiceRow(level=level, action=values[level]) for level in LEVELS if level in values]
    matter.materials = [_numbered(MaterialRow, n, record) for n, record in enumerate(rows["materials.csv"])]
    matter.situations = [_numbered(SituationRow, n, record) for n, record in enumerate(rows["situations.csv"])]
    matter.samples = [SampleRow(**_own(record)) for record in rows["sample_questions.csv"]]
    session.add(matter)
    return matter


def _own(record: Record) -> dict[str, Any]:
    return {name: value for name, value in record.values.items() if name != "matter"}


def _numbered(row: Any, position: int, record: Record) -> Any:
    return row(position=position, **_own(record))
