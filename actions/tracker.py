"""The one place that reads Rasa's dictionaries: tracker → Question."""

import re
from dataclasses import replace
from typing import Any

from rasa_sdk import Tracker

from actions.mind import Mind
from bot import wording
from bot.answers.family import within
from bot.answers.matching import names_matter
from bot.answers.office_asked import kind_of, other_matters
from bot.answers.question import Memory, Option, Question, memory_from
from bot.answers.written import shorthand
from bot.clock import now
from bot.understanding.linker import Candidate, Linked
from bot.understanding.normalizing import core, corrects, goes_on

SLOTS = ("matter", "place", "facets", "situation", "pending", "waiting", "earlier")
SEVERAL = re.compile(wording.SEVERAL_WORDS)
MARKS = re.compile(wording.CLAUSE_MARKS)
SHORTEST_CLAUSE = 4
MOST_CLAUSES = 8
SURE_OF_FACET = 0.45
LONGEST_FOLLOW_UP = 25


def question_from(tracker: Tracker, mind: Mind) -> Question:
    """The latest message as a question."""
    latest = tracker.latest_message
    text = latest.get("text") or ""
    metadata = latest.get("metadata") or {}
    intent = (latest.get("intent") or {}).get("name") or ""
    entities = latest.get("entities") or []
    location = metadata.get("location")
    linked = mind.linker.link(text)
    kept = memory(tracker)
    about_office = kind_of(intent) is not None or not names_matter(replace(linked, candidates=other_matters(linked, mind.district)))
    return Question(
        text=text,
        intent=intent,
        facets=_facets(entities, tied=(goes_on(text) and names_matter(linked)) or corrects(text)),
        leans=goes_on(text) or any(each["entity"] == "leans" for each in entities),
        linked=linked,
        found=mind.places.find(text, [each["value"] for each in entities if each["entity"] == "place"], about_office),
        now=now(),
        memory=kept,
        offered=tuple(Option(each["kind"], each["code"], each["text"]) for each in metadata.get("choices") or []),
        audience=metadata.get("audience") or "resident",
        location=(location["lat"], location["lon"]) if location else None,
        clauses=_clauses(text, mind),
        in_family=_in_family(text, kept.matter or next(iter(kept.waiting), None), mind),
        names_thing=bool(linked.candidates) and mind.families.names_thing(text, linked.candidates[0].code),
        policy=mind.policies.find(text),
        shorthand=shorthand(text, mind.abbreviations),
    )


def _facets(entities: list[dict[str, Any]], tied: bool) -> tuple[str, ...]:
    """The facets asked. “那居住证呢” names another matter and asks what was asked before: only a plain facet counts there."""
    least = SURE_OF_FACET if tied else 0.0
    return tuple(dict.fromkeys(each["value"] for each in entities if each["entity"] == "facet" and each["confidence_entity"] >= least))


def memory(tracker: Tracker) -> Memory:
    """What the talk holds, from the slots."""
    kept: dict[str, Any] = {name: tracker.get_slot(name) for name in SLOTS}
    return memory_from(kept)


def _clauses(text: str, mind: Mind) -> tuple[Linked, ...]:
    """Each clause linked by itself, where the message sounds as if it asked several things."""
    if not SEVERAL.search(text):
        return ()
    clauses = [clause for clause in MARKS.split(text) if len(clause) >= SHORTEST_CLAUSE]
    return tuple(mind.linker.link(clause) for clause in clauses[:MOST_CLAUSES])


def _in_family(text: str, kept: str | None, mind: Mind) -> tuple[Candidate, ...]:
    """A short follow-up, linked as if it named the thing that the talk is about."""
    subject = mind.families.subject(kept) if kept and len(text) <= LONGEST_FOLLOW_UP else ""
    return within(mind.linker.link(f"{subject} {core(text)}"), subject) if subject else ()
