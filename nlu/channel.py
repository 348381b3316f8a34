"""The one way into Rasa: the conversation room posts a turn and gets every message of the answer back. Loopback only."""

from typing import Any, Awaitable, Callable, Dict, List, Text

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from rasa.shared.core.events import SlotSet
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

OnMessage = Callable[[UserMessage], Awaitable[Any]]


class ZhoudaoInput(InputChannel):
    """POST webhook: {sender, message, metadata{memory…}} → the list of messages."""

    @classmethod
    def name(cls) -> Text:
        """The channel's name in addresses and trackers."""
        return "zhoudao"

    def blueprint(self, on_new_message: OnMessage) -> Blueprint:
        """The channel's routes."""
        routes = Blueprint("zhoudao")

        @routes.get("/")
        async def health(request: Request) -> HTTPResponse:
            agent = request.app.ctx.agent
            return response.json({"ready": bool(agent and agent.is_ready()), "model": getattr(agent, "model_id", None)})

        @routes.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            turn = request.json
            await _seed(request.app.ctx.agent, turn["sender"], turn["metadata"].get("memory") or {})
            return response.json(await _answer(on_new_message, turn))

        @routes.delete("/conversations/<sender>")
        async def forget(request: Request, sender: Text) -> HTTPResponse:
            await _store(request).delete(sender)
            return response.empty()

        @routes.get("/conversations")
        async def kept(request: Request) -> HTTPResponse:
            store = _store(request)
            return response.json({sender: store.store[sender] for sender in await store.keys()})

        return routes


def _store(request: Request) -> Any:
    """Our own store: Rasa wraps it in one that hides what only ours can do."""
    store = request.app.ctx.agent.tracker_store
    return getattr(store, "_tracker_store", store)


async def _answer(on_new_message: OnMessage, turn: Dict[Text, Any]) -> List[Dict[Text, Any]]:
    collector = CollectingOutputChannel()
    message = UserMessage(turn["message"], collector, turn["sender"], input_channel=ZhoudaoInput.name(), metadata=turn["metadata"])
    await on_new_message(message)
    return [{key: value for key, value in each.items() if key != "recipient_id"} for each in collector.messages]


async def _seed(agent: Any, sender: Text, memory: Dict[Text, Any]) -> None:
    """Rasa has lost (or never had) this talk: its slots come back from our table."""
    if not memory or await agent.tracker_store.retrieve(sender) is not None:
        return
    tracker = await agent.tracker_store.get_or_create_tracker(sender)
    for name, value in memory.items():
        if name in tracker.slots:
            tracker.update(SlotSet(name, value))
    await agent.tracker_store.save(tracker)
