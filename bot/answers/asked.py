"""A matter's facets as they are asked: the matter, who does it for this place, and what the person has told. What every facet is handed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.answers.question import Audience
from bot.catalogue.model import Matter
from bot.district.model import District
from bot.places.model import Site
from bot.places.serving import Serving


@dataclass(frozen=True, slots=True)
class Asked:
    """One matter asked about. `place` is the person's (a village, a town), `serving` who does the matter for it."""

    matter: Matter
    district: District
    place: Site | None
    serving: Serving
    situation: Mapping[str, str]
    audience: Audience
    now: datetime
    text: str = ""

    @property
    def site(self) -> Site | None:
        """The office that can do it."""
        return self.serving.site
