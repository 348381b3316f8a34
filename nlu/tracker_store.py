"""Conversations in memory, bounded: the longest silent go first. What must last is in our own database, and comes back with the next message."""

from collections import OrderedDict
from typing import Any, Iterable, Optional, Text

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

KEEP_EVENTS = 60


class BoundedTrackerStore(InMemoryTrackerStore):
    """Rasa's in-memory store with a bound on people; a forgotten person's slots are seeded again by our channel."""

    def __init__(self, domain: Domain, event_broker: Optional[EventBroker] = None, people: int = 5000, **kwargs: Any) -> None:
        """Keeps the `people` who spoke last."""
        super().__init__(domain, event_broker)
        self.store: "OrderedDict[Text, Text]" = OrderedDict()
        self._people = int(people)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Saves the newest events of a conversation and forgets the one that has been silent longest when there are too many."""
        await super().save(_trimmed(tracker))
        self.store.move_to_end(tracker.sender_id)
        while len(self.store) > self._people:
            self.store.popitem(last=False)

    async def delete(self, sender_id: Text) -> None:
        """Forgets a conversation; one that is not there is no error."""
        self.store.pop(sender_id, None)

    async def keys(self) -> Iterable[Text]:
        """The conversations that are kept."""
        return list(self.store)


def _trimmed(tracker: DialogueStateTracker) -> DialogueStateTracker:
    """A long talk costs no more than a short one: old events go, the slots they set are set again at the front."""
    if len(tracker.events) <= 2 * KEEP_EVENTS:
        return tracker
    from rasa.shared.core.events import ActionExecuted, SlotSet

    slots = [SlotSet(name, slot.value) for name, slot in tracker.slots.items() if slot.value != slot.initial_value]
    events = list(tracker.events)[-KEEP_EVENTS:]
    return DialogueStateTracker.from_events(tracker.sender_id, [*slots, ActionExecuted("action_listen"), *events], tracker.slots.values())
