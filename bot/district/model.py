"""Everything published about the district, in memory, replaced as a whole when the catalogue's version changes. Pure."""

from dataclasses import dataclass, field

from bot.catalogue.model import Matter
from bot.people.model import Agent
from bot.places.model import Calendar, Site, SiteService
from bot.policy.model import Fact


@dataclass(frozen=True, slots=True)
class District:
    """Published matters and live offices, helpers, calendar and facts of documents, at one version."""

    version: int = 0
    matters: dict[str, Matter] = field(default_factory=dict)
    sites: dict[str, Site] = field(default_factory=dict)
    exceptions: dict[tuple[str, str], SiteService] = field(default_factory=dict)
    agents: dict[str, Agent] = field(default_factory=dict)
    calendar: Calendar = field(default_factory=Calendar)
    facts: dict[str, Fact] = field(default_factory=dict)
