"""A talk with Rasa itself, through its own channel, and what its tracker then holds."""

import json
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import requests

from bot.cli.trial import Trial


@dataclass
class RasaTalk:
    """One conversation; `memory` and `choices` go back with the next message as the door sends them."""

    system: Trial
    sender: str = field(default_factory=lambda: uuid4().hex)
    memory: dict[str, Any] = field(default_factory=dict)
    choices: list[dict[str, Any]] = field(default_factory=list)

    def ask(self, text: str) -> dict[str, Any]:
        """The one custom of the answer, with its texts joined under `text`."""
        metadata = {"memory": self.memory, "audience": "resident", "choices": self.choices, "location": None}
        messages = self._call("POST", "webhook", {"sender": self.sender, "message": text, "metadata": metadata}).json()
        (custom,) = [each["custom"] for each in messages if "custom" in each]
        self.memory, self.choices = custom["memory"], custom["choices"] or self.choices
        return custom | {"text": "\n".join(each["text"] for each in messages if "text" in each)}

    def forget(self) -> None:
        """Rasa loses this conversation."""
        assert self._call("DELETE", f"conversations/{self.sender}").ok

    def events(self) -> list[dict[str, Any]]:
        """The events of the latest turn, the person's message first."""
        events: list[dict[str, Any]] = json.loads(self._call("GET", "conversations").json()[self.sender])["events"]
        latest = max(n for n, event in enumerate(events) if event["event"] == "user")
        return events[latest:]

    def actions(self) -> list[tuple[str, str]]:
        """The actions of the latest turn and the policy that chose each."""
        return [
            (event["name"], str(event.get("policy"))) for event in self.events() if event["event"] == "action" and event["name"] != "action_listen"
        ]

    def is_known(self) -> bool:
        """Whether Rasa holds this conversation."""
        return self.sender in self._call("GET", "conversations").json()

    def _call(self, method: str, path: str, body: Any = None) -> requests.Response:
        with requests.Session() as http:
            http.trust_env = False
            return http.request(method, f"{self.system.rasa_url}/webhooks/zhoudao/{path}", json=body, timeout=10)
