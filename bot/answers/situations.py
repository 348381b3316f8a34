"""What the person tells of himself (情形): an answer to what we asked, an answer in words that fit nothing, a mind that was changed."""

import re
from collections.abc import Callable, Container
from dataclasses import replace

from bot import wording
from bot.answers.about import DEPENDS, about
from bot.answers.matching import is_sure, match
from bot.answers.options import is_amount, pick, pick_named, pick_part
from bot.answers.question import Pending, Question, Reply, Say
from bot.catalogue.model import Matter, Situation
from bot.district.model import District

Way = Callable[[str, tuple[str, ...]], int | None]
CHANGES_MIND = re.compile(wording.CHANGES_MIND)


def situation_told(question: Question, district: District, option: str) -> Reply | None:
    """The answer as it is for this person; not knowing shows every branch and asks no more of the same."""
    memory = question.memory
    matter = district.matters.get(memory.pending.matter if memory.pending else memory.matter or "")
    situation = _situation_of(matter, option, memory.pending) if matter else None
    return _told(question, district, matter, situation, option) if matter and situation else None


def situation_unclear(question: Question, district: District) -> Reply | None:
    """What we asked about the person is answered in words that fit no option: every branch is told, and no more is asked."""
    telling = not set(question.facets) - {"process"} and match(question).code in (None, question.memory.matter)
    return situation_told(question, district, wording.UNSURE) if question.memory.pending and telling else None


def told_otherwise(question: Question, district: District) -> Reply | None:
    """“不对，是第一次办”: another option of what was told before, else of any situation, whatever is asked now."""
    changed = CHANGES_MIND.sub("", question.text)
    if changed == question.text:
        return None
    return _found(question, district, changed, taken, question.memory.situation) or _found(question, district, changed, pick_named)


def volunteered(question: Question, district: District) -> Reply | None:
    """What is told unasked, or after a question in between: nothing but an option of the talk's matter. Where other words are there, none sure."""
    reply = _found(question, district, question.text, pick_named)
    says_it = reply is not None and (question.text.strip() in reply.memory.situation.values() or is_amount(question.text))
    return reply if says_it or not (question.facets or _names_other(question)) else None


def _names_other(question: Question) -> bool:
    return is_sure(question.linked) and question.linked.candidates[0].code != question.memory.matter


def _found(question: Question, district: District, text: str, way: Way, names: Container[str] | None = None) -> Reply | None:
    matter = district.matters.get(question.memory.matter or "")
    for situation in (each for each in matter.situations if names is None or each.name in names) if matter else ():
        index = way(text, situation.options)
        if matter and index is not None:
            return _told(question, district, matter, situation, situation.options[index])
    return None


def taken(text: str, options: tuple[str, ...]) -> int | None:
    """The option of a situation that is meant, by its own words or by one thing that it lists."""
    text = CHANGES_MIND.sub("", text) or text
    index = pick(text, options)
    return pick_part(text, options) if index is None else index


def _told(question: Question, district: District, matter: Matter, situation: Situation, option: str) -> Reply:
    memory = replace(question.memory, situation={**question.memory.situation, situation.name: option}, pending=None)
    reply = about(replace(question, memory=memory), district, matter.code, _of_the_person(memory.facets))
    name = "utter_situation_unsure" if option == wording.UNSURE else "utter_situation"
    said = Say(name, {"option": option, "difference": situation.difference})
    return replace(reply, says=(reply.says[0], said, *reply.says[1:]))


def _of_the_person(facets: tuple[str, ...]) -> tuple[str, ...]:
    """What depends on the person is told again; of a question in between (去哪办) nothing changes: then what to bring."""
    return tuple(facet for facet in facets if facet in DEPENDS) or (("materials",) if facets else ())


def _situation_of(matter: Matter, option: str, pending: Pending | None) -> Situation | None:
    """What was asked; without an open question the one that was answered before, and is now answered otherwise."""
    if pending is None:
        return None if option == wording.UNSURE else matter.situation_of(option)
    return next((each for each in matter.situations if each.name == pending.situation), None)
