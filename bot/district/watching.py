"""Holds the district of this process and looks three times a second whether there is a newer one."""

import logging
import threading
from collections.abc import Callable

from sqlalchemy.exc import SQLAlchemyError

from bot.catalogue import repository as catalogue
from bot.database import session
from bot.district.model import District
from bot.people import repository as people
from bot.places import repository as places
from bot.policy import repository as policy

SECONDS_BETWEEN_LOOKS = 0.3
log = logging.getLogger(__name__)


def read() -> District:
    """The district as the database holds it now."""
    with session() as opened:
        return District(
            version=catalogue.version(opened),
            matters=catalogue.published(opened),
            sites=places.sites(opened),
            exceptions=places.exceptions(opened),
            agents=people.agents(opened),
            calendar=places.calendar(opened),
            facts=policy.facts(opened),
        )


def watch(changed: Callable[[District], None]) -> None:
    """Calls `changed` with the district now, and from a background thread with every later version."""
    district = read()
    changed(district)
    threading.Thread(target=_look_for_ever, args=(district.version, changed), name="district", daemon=True).start()


def _look_for_ever(version: int, changed: Callable[[District], None]) -> None:
    pause = threading.Event()
    while not pause.wait(SECONDS_BETWEEN_LOOKS):
        try:
            with session() as opened:
                newest = catalogue.version(opened)
            if newest != version:
                changed(read())
                version = newest
        except SQLAlchemyError:
            log.exception("the catalogue could not be read; the one in memory stays")
