"""A brain in Rasa's place: it says what a test has scripted for a text, as late as scripted, and remembers what it was asked."""

import json
import threading
import time
from dataclasses import dataclass, field
from typing import Any

from bot.conversation.model import empty_trace

from .serving import Asked, Serving, Told


@dataclass(frozen=True)
class Act:
    """How a text is answered. `status` other than 200 is a sick brain's; `silent`, it never answers."""

    says: str = ""
    after: float = 0.0
    choices: tuple[str, ...] = ()
    status: int = 200
    silent: bool = False


@dataclass
class Question:
    """What was asked, when, from which port (whoever asks holds its other end), and when it was answered."""

    text: str
    metadata: dict[str, Any]
    port: int
    began: float
    ended: float = 0.0


@dataclass
class StubBrain:
    """The brain. A text without a script is answered at once with “答：” and itself."""

    acts: dict[str, Act] = field(default_factory=dict)
    asked: list[Question] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)
    changed: threading.Condition = field(default_factory=threading.Condition)

    def __post_init__(self) -> None:
        self._serving = Serving(self._answer)
        self.port = self._serving.port

    def stop(self) -> None:
        """Nobody thinks any more."""
        self.over.set()
        self._serving.stop()

    def questions(self, text: str) -> list[Question]:
        """How often, and when, it was asked this."""
        return [each for each in list(self.asked) if each.text == text]

    def wait_for(self, text: str, seconds: float = 10.0) -> Question:
        """Waits until it has been asked something."""
        with self.changed:
            assert self.changed.wait_for(lambda: self.questions(text), seconds), f"nobody asked {text}"
        return self.questions(text)[-1]

    def _answer(self, asked: Asked) -> Told:
        if asked.method != "POST":
            return Told(b'{"ready": true}')
        body = json.loads(asked.body)
        question = Question(body["message"], body["metadata"], asked.port, time.monotonic())
        with self.changed:
            self.asked.append(question)
            self.changed.notify_all()
        act = self.acts.get(question.text, Act())
        self.over.wait(120.0 if act.silent else act.after)
        question.ended = time.monotonic()
        return Told(json.dumps(_said(act.says or f"答：{question.text}", act.choices)).encode(), act.status)


def _said(text: str, choices: tuple[str, ...]) -> list[dict[str, Any]]:
    offered = [{"n": n, "kind": "situation", "code": None, "text": each} for n, each in enumerate(choices, 1)]
    trace = empty_trace("choose" if choices else "answer") | {"ms": {"actions": 1.0}}
    return [{"text": text}, {"custom": {"trace": trace, "choices": offered, "memory": {}}}]
