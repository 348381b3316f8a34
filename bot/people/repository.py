"""Reads the roster."""

from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.people.model import Agent, Presence
from bot.people.tables import AgentRow


def agents(session: Session) -> dict[str, Agent]:
    """All helpers by code."""
    return {row.code: _agent(row) for row in session.scalars(select(AgentRow).order_by(AgentRow.code))}


def _agent(row: AgentRow) -> Agent:
    return Agent(row.code, row.name, row.role, row.site_code, row.phone, row.partner_code or "", cast(Presence, row.presence), row.is_demo)
