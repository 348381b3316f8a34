"""Who does what where: the heart of a three-level system. One function merges the levels' rules and the offices' exceptions."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.catalogue.model import Action, Matter
from bot.places.model import Site, SiteService

CAN_DO: tuple[Action, ...] = ("handle", "accept")


@dataclass(frozen=True, slots=True)
class Serving:
    """The office that can do a matter for somebody from a place, and the village point whose agent may do it for them."""

    site: Site | None
    action: Action
    window: str | None
    note: str | None
    agent_site: Site | None


def who_does(matter: Matter, place: Site | None, sites: Mapping[str, Site], exceptions: Mapping[tuple[str, str], SiteService]) -> Serving:
    """The first of village → town → district that handles or accepts `matter` (to advise is not to do it), and the agent's point.

    Without a place only the district's centre is certain; `site` is then the first office upwards from nowhere: the district's.
    """
    chain = upwards(place, sites) if place else [site for site in sites.values() if site.level == "district"]
    doing = next((site for site in chain if action_of(matter, site, exceptions) in CAN_DO), None)
    agents = (site for site in chain if site.level == "village" and action_of(matter, site, exceptions) == "assist")
    exception = exceptions.get((matter.code, doing.code)) if doing else None
    return Serving(
        site=doing,
        action=action_of(matter, doing, exceptions) if doing else "none",
        window=exception.window if exception else None,
        note=exception.note if exception else None,
        agent_site=next(agents, None),
    )


def action_of(matter: Matter, site: Site, exceptions: Mapping[tuple[str, str], SiteService]) -> Action:
    """What `site` does with `matter`: its exception, else its level's rule."""
    exception = exceptions.get((matter.code, site.code))
    return exception.action if exception else matter.levels.get(site.level, "none")


def upwards(place: Site, sites: Mapping[str, Site]) -> list[Site]:
    """The place, its town, the district: as far as they are known."""
    chain = [place]
    while chain[-1].parent in sites:
        chain.append(sites[chain[-1].parent])
    return chain
