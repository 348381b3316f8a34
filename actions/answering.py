"""The custom actions: read the tracker, decide by bot.answers, say. Nothing else."""

import time
from collections.abc import Callable
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.mind import MINDING
from actions.tracker import memory, question_from
from bot.answers.deciding import choose, decide, hand_over
from bot.answers.declining import decline
from bot.answers.question import Question, Reply, Say, memory_to
from bot.district.model import District

Events = list[dict[str, Any]]
Decision = Callable[[Question, District], Reply]


class ActionAnswer(Action):
    """Answers a question about a matter or an office."""

    def name(self) -> str:
        return "action_answer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        return _decided(decide, dispatcher, tracker)


class ActionChoose(Action):
    """Takes the choice that somebody made."""

    def name(self) -> str:
        return "action_choose"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        return _decided(choose, dispatcher, tracker)


class ActionDecline(Action):
    """Says what we do not answer, or greets."""

    def name(self) -> str:
        return "action_decline"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        return _decided(decline, dispatcher, tracker)


class ActionHandOver(Action):
    """Says how to reach a person."""

    def name(self) -> str:
        return "action_hand_over"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        return _decided(hand_over, dispatcher, tracker)


class ActionAskSituation(Action):
    """Asks the one question whose answer would change what was just said; Rasa's rule runs it after the answer."""

    def name(self) -> str:
        return "action_ask_situation"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        pending = memory(tracker).pending
        matter = MINDING.mind().district.matters.get(pending.matter) if pending else None
        if pending and matter:
            for prompt in (each.prompt for each in matter.situations if each.name == pending.situation):
                _say(dispatcher, Say("utter_ask_situation", {"prompt": prompt}))
        return []


def _decided(decision: Decision, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    started = time.perf_counter()
    mind = MINDING.mind()
    question = question_from(tracker, mind)
    understood = time.perf_counter()
    reply = decision(question, mind.district)
    for say in reply.says:
        _say(dispatcher, say)
    slots = memory_to(reply.memory)
    spent = {"link": _ms(started, understood), "answer": _ms(understood, time.perf_counter())}
    dispatcher.utter_message(json_message={"trace": trace(question, reply, mind.district, spent), "choices": _choices(reply), "memory": slots})
    return [SlotSet(name, value) for name, value in slots.items()]


def _say(dispatcher: CollectingDispatcher, say: Say) -> None:
    dispatcher.utter_message(response=say.response, **say.values)


def _choices(reply: Reply) -> list[dict[str, Any]]:
    return [{"n": n, "kind": each.kind, "code": each.code, "text": each.text} for n, each in enumerate(reply.choices, start=1)]


def trace(question: Question, reply: Reply, district: District, spent: dict[str, float]) -> dict[str, Any]:
    """The trace of house.md §7; the door adds turn, degraded and its own times."""
    matter, place = district.matters.get(reply.matter or ""), district.sites.get(reply.place or "")
    pending, fact = reply.memory.pending, district.facts.get(reply.policy or "")
    return {
        "outcome": reply.outcome,
        "intent": question.intent,
        "facets": list(reply.facets),
        "matter": {"code": matter.code, "name": matter.name, "revision": matter.revision} if matter else None,
        "candidates": [{"code": each.code, "name": each.name, "score": each.score} for each in question.linked.candidates],
        "choices": _choices(reply),
        "place": {"code": place.code, "name": place.name} if place else None,
        "place_kind": reply.place_kind,
        "asked": {"situation": pending.situation, "options": list(pending.options)} if pending else None,
        "situation": dict(reply.memory.situation),
        "policy": {"doc_number": fact.document.number, "id": fact.code} if fact else None,
        "encoder_used": question.linked.encoder_used,
        "ms": spent,
    }


def _ms(start: float, end: float) -> float:
    return round((end - start) * 1000, 1)
