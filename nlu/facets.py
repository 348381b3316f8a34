"""How intents and facets go together: one intent a facet, further facets as `facet` entities."""

from typing import Any, Dict, List, Set

FACETS = [
    "materials", "place", "hours", "fee", "conditions", "process", "time_limit",
    "online", "agency", "appointment", "progress", "phone", "result",
]  # fmt: skip
FACET_INTENTS = {facet: "ask_" + facet for facet in FACETS}
INTENT_FACETS = {intent: facet for facet, intent in FACET_INTENTS.items()}
OPEN_INTENT = "ask_matter"
ASKING = "ask"


def labels(intent: str, entities: List[Dict[str, Any]]) -> Set[str]:
    """The facets that a training example asks: its intent's, and its facet entities'."""
    further = {entity["value"] for entity in entities if entity.get("entity") == "facet"}
    return further | ({INTENT_FACETS[intent]} if intent in INTENT_FACETS else set())


def kind(intent: str) -> str:
    """All questions about a matter are one kind of message; every other intent is a kind of its own."""
    return ASKING if intent in INTENT_FACETS or intent == OPEN_INTENT else intent


def is_question(kind: str) -> bool:
    """Whether a kind of message asks about a matter or an office."""
    return kind == ASKING or kind.startswith("office_")
