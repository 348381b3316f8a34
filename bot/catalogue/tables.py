"""The catalogue's tables: the working draft, the published revisions, and the version that every process watches."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.database import Base, Moment

CODE = String(64)


class MatterRow(Base):
    """A matter's draft (事项). Field names and rules: reference GB/T 39046—2020 table 4."""

    __tablename__ = "matter"

    code: Mapped[str] = mapped_column(CODE, primary_key=True)
    name: Mapped[str] = mapped_column(String(200), index=True)
    area: Mapped[str] = mapped_column(String(50))
    department: Mapped[str] = mapped_column(String(100), index=True)
    audience: Mapped[str] = mapped_column(String(50))
    conditions: Mapped[str] = mapped_column(Text)
    promised_limit: Mapped[int | None]
    legal_limit: Mapped[int | None]
    limit_unit: Mapped[str] = mapped_column(String(20))
    kind: Mapped[str] = mapped_column(String(20))
    charged: Mapped[bool]
    fee: Mapped[str] = mapped_column(Text)
    fee_basis: Mapped[str] = mapped_column(Text)
    forms: Mapped[list[str]] = mapped_column(JSON)
    online_channels: Mapped[list[str]] = mapped_column(JSON)
    visits: Mapped[int | None]
    bookable: Mapped[bool]
    steps: Mapped[list[str]] = mapped_column(JSON)
    result: Mapped[str] = mapped_column(String(200))
    tolerates_missing: Mapped[bool]
    accepts_promise: Mapped[bool]
    agent_note: Mapped[str] = mapped_column(Text)
    rejections: Mapped[list[str]] = mapped_column(JSON)
    legal_basis: Mapped[list[str]] = mapped_column(JSON)
    tip: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(String(200))
    verified_at: Mapped[date | None]
    review_due: Mapped[date | None]
    effective_from: Mapped[date | None]
    expires_on: Mapped[date | None]

    materials: Mapped[list["MaterialRow"]] = relationship(cascade="all, delete-orphan", order_by="MaterialRow.position")
    situations: Mapped[list["SituationRow"]] = relationship(cascade="all, delete-orphan", order_by="SituationRow.position")
    aliases: Mapped[list["AliasRow"]] = relationship(cascade="all, delete-orphan", order_by="AliasRow.id")
    samples: Mapped[list["SampleRow"]] = relationship(cascade="all, delete-orphan", order_by="SampleRow.id")
    levels: Mapped[list["LevelServiceRow"]] = relationship(cascade="all, delete-orphan", order_by="LevelServiceRow.level")


def _of_matter() -> Mapped[str]:
    return mapped_column(CODE, ForeignKey("matter.code", ondelete="CASCADE"), index=True)


class MaterialRow(Base):
    """A paper of a matter (申请材料), in its order."""

    __tablename__ = "material"

    id: Mapped[int] = mapped_column(primary_key=True)
    matter_code: Mapped[str] = _of_matter()
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))
    originals: Mapped[int]
    copies: Mapped[int]
    necessity: Mapped[str] = mapped_column(String(10))
    source: Mapped[str] = mapped_column(String(50))
    issuer: Mapped[str] = mapped_column(String(100))
    note: Mapped[str] = mapped_column(Text)
    situation: Mapped[str] = mapped_column(String(100))


class SituationRow(Base):
    """A question whose answer changes what somebody needs (情形)."""

    __tablename__ = "situation"
    __table_args__ = (UniqueConstraint("matter_code", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    matter_code: Mapped[str] = _of_matter()
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(100))
    prompt: Mapped[str] = mapped_column(Text)
    options: Mapped[list[str]] = mapped_column(JSON)
    difference: Mapped[str] = mapped_column(Text)


class AliasRow(Base):
    """An everyday name (日常用语): one matter's only."""

    __tablename__ = "alias"

    id: Mapped[int] = mapped_column(primary_key=True)
    matter_code: Mapped[str] = _of_matter()
    text: Mapped[str] = mapped_column(String(100), unique=True)


class SampleRow(Base):
    """A way in which people ask (常见问法), its facets, and who wrote it down (手写, 模板, 转写)."""

    __tablename__ = "sample"

    id: Mapped[int] = mapped_column(primary_key=True)
    matter_code: Mapped[str] = _of_matter()
    facets: Mapped[list[str]] = mapped_column(JSON)
    text: Mapped[str] = mapped_column(Text)
    provenance: Mapped[str] = mapped_column(String(20))


class LevelServiceRow(Base):
    """What a level of offices does with a matter (区级/镇街级/村居级)."""

    __tablename__ = "level_service"

    matter_code: Mapped[str] = mapped_column(CODE, ForeignKey("matter.code", ondelete="CASCADE"), primary_key=True)
    level: Mapped[str] = mapped_column(String(10), primary_key=True)
    action: Mapped[str] = mapped_column(String(10))


class SiteServiceRow(Base):
    """An exception: what one office does with a matter, where that differs from its level."""

    __tablename__ = "site_service"

    matter_code: Mapped[str] = mapped_column(CODE, ForeignKey("matter.code", ondelete="CASCADE"), primary_key=True)
    site_code: Mapped[str] = mapped_column(String(12), ForeignKey("site.code", ondelete="CASCADE"), primary_key=True)
    action: Mapped[str] = mapped_column(String(10))
    window: Mapped[str | None] = mapped_column(String(50))
    note: Mapped[str | None] = mapped_column(Text)


class RevisionRow(Base):
    """A revision of a matter: the bot reads only the snapshot of the published one."""

    __tablename__ = "revision"
    __table_args__ = (Index("ix_revision_state_matter_code", "state", "matter_code"),)

    matter_code: Mapped[str] = mapped_column(CODE, ForeignKey("matter.code", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(String(10))
    snapshot: Mapped[dict[str, Any]] = mapped_column(JSON)
    made_by: Mapped[str] = mapped_column(String(100))
    reviewed_by: Mapped[str | None] = mapped_column(String(100))
    published_at: Mapped[datetime | None] = mapped_column(Moment)


class CatalogueVersionRow(Base):
    """One row whose number rises with every change the bot must see."""

    __tablename__ = "catalogue_version"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    changed_at: Mapped[datetime] = mapped_column(Moment)
