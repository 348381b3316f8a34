"""What the action process holds: the district as published now, its linker, place names and finder of facts; replaced as a whole on publish."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.answers.family import Families
from bot.catalogue.abbreviations import read_abbreviations
from bot.district.model import District
from bot.district.watching import watch
from bot.places.resolving import PlaceIndex
from bot.settings import ROOT, settings
from bot.understanding.contrast import near_misses, said_of_matters, topic_examples
from bot.understanding.encoding import Encoder, make_encoder
from bot.understanding.linker import Linker
from bot.understanding.policies import PolicyFinder


@dataclass(frozen=True, slots=True)
class Mind:
    """One published state of everything."""

    district: District
    linker: Linker
    places: PlaceIndex
    policies: PolicyFinder
    families: Families
    abbreviations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Minding:
    """Keeps the mind of this process up to date."""

    def __init__(self) -> None:
        """Opens nothing yet."""
        self._encoder: Encoder | None = None
        self._mind: Mind | None = None
        self._otherwise: list[str] = []

    def start(self) -> None:
        """Loads the encoder, reads the topics and the district and watches for the next."""
        data = ROOT / "data"
        self._otherwise = [*(text for _, text in topic_examples(data / "topics")), *near_misses(data / "policy" / "not_facts.txt")]
        self._encoder = make_encoder(settings().encoder)
        watch(self._changed)

    def mind(self) -> Mind:
        """The mind now. Raises RuntimeError before `start`."""
        if self._mind is None:
            raise RuntimeError("the action process has not read the district yet")
        return self._mind

    def _changed(self, district: District) -> None:
        linker = Linker(district.matters, self._encoder)
        linker.encode_in_background(_vectors())
        policies = PolicyFinder(district.facts, [*self._otherwise, *said_of_matters(district.matters)])
        self._mind = Mind(district, linker, PlaceIndex(district.sites), policies, Families(district.matters), read_abbreviations())


def _vectors() -> Path:
    return settings().var / "vectors"


MINDING = Minding()
