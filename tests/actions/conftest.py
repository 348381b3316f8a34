"""The actions over a small district, and a tracker as Rasa sends it."""

from typing import Any, cast

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import answering
from actions.mind import Mind
from bot.answers.family import Families
from bot.places.resolving import PlaceIndex
from bot.understanding.linker import Linked, Linker
from bot.understanding.policies import PolicyFinder, PolicyFound
from tests.factories import a_district, a_fact, a_material, a_matter, a_situation, linked

AGES = a_situation()
PENSION = a_matter(situations=(AGES,), materials=(a_material(), a_material("九十岁的表", situation="90到99岁")))
CARD = a_matter("MZ-002", "老年人优待证办理", aliases=("老年证",))
FACT = a_fact()
PERMIT = a_matter("GA-013", "居住证申领", aliases=("暂住证",), fee="每证二十元", charged=True)


class ByName:
    """A linker that finds what is named in full: three matters are too few for probabilities that mean anything."""

    def link(self, text: str) -> Linked:
        """The matters whose names the text holds."""
        named = [each for each in (PENSION, CARD, PERMIT) if any(name in text for name in (each.name, each.name[:3], *each.aliases))]
        return linked(*((each, 0.95 / len(named)) for each in named))


class ByWay:
    """A finder that finds what is asked word for word."""

    def find(self, text: str) -> PolicyFound:
        """The one fact, or none."""
        return PolicyFound(FACT.code, 0.99) if text in FACT.asked else PolicyFound()


@pytest.fixture
def mind(monkeypatch: pytest.MonkeyPatch) -> Mind:
    """What the actions know."""
    district = a_district(PENSION, CARD, PERMIT, facts=[FACT])
    made = Mind(district, cast(Linker, ByName()), PlaceIndex(district.sites), cast(PolicyFinder, ByWay()), Families(district.matters))

    class Minding:
        def mind(self) -> Mind:
            return made

    monkeypatch.setattr(answering, "MINDING", Minding())
    return made


def tracker(text: str, intent: str = "ask_matter", slots: dict[str, Any] | None = None, **metadata: Any) -> Tracker:
    """The latest message with facets (`facets=[…]`), spans (`places=[…]`), and what the door tells beside it."""
    facets, places, leans = metadata.pop("facets", []), metadata.pop("places", []), metadata.pop("leans", False)
    entities = [{"entity": "facet", "value": each, "confidence_entity": 0.9} for each in facets] + [
        {"entity": "place", "value": each} for each in places
    ]
    entities += [{"entity": "leans", "value": "yes"}] if leans else []
    latest = {"text": text, "intent": {"name": intent, "confidence": 0.9}, "entities": entities, "metadata": metadata}
    return Tracker("s", {"asking": "nothing"} | (slots or {}), latest, [], False, None, {}, "action_listen")


class Run:
    """What an action said and set."""

    def __init__(self, action: Any, asked: Tracker) -> None:
        dispatcher = CollectingDispatcher()
        self.slots = {event["name"]: event["value"] for event in action().run(dispatcher, asked, {}) if event["event"] == "slot"}
        self.messages = dispatcher.messages
        self.customs = [each["custom"] for each in self.messages if each.get("custom")]
        self.responses = [each["response"] for each in self.messages if each.get("response")]

    @property
    def trace(self) -> dict[str, Any]:
        """The trace of the one custom."""
        (custom,) = self.customs
        found: dict[str, Any] = custom["trace"]
        return found
