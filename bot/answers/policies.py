"""Facts of government documents: told with document, date and year; cited after a matter's answer; inside ones only to those who work with them."""

from bot import wording
from bot.answers.matching import is_sure, match
from bot.answers.phrasing import centre, contact
from bot.answers.question import Question, Reply, Say
from bot.district.model import District
from bot.policy.model import Fact

CLEAR = 0.4
ALL_BUT_SAID = 0.85
MAY_BE_OF_A_DOCUMENT = ("medical_legal", "out_of_scope", "forecast")


def is_clear(question: Question) -> bool:
    """Whether the words ask for one fact."""
    return question.policy.score >= CLEAR


def is_all_but_said(question: Question) -> bool:
    """Whether the words are nearly one of the ways in which a fact is asked for."""
    return question.policy.score >= ALL_BUT_SAID


def is_of_a_document(question: Question, district: District) -> bool:
    """Whether what sounds like something to decline is a fact all but said; of what sounds private, an inside one asked by those whom it serves."""
    fact = district.facts.get(question.policy.code)
    if fact is None or not is_all_but_said(question):
        return False
    served = question.intent == "privacy" and fact.inside and question.audience != "resident"
    return served or question.intent in MAY_BE_OF_A_DOCUMENT


def policy_said(question: Question, district: District) -> Reply | None:
    """A fact that is all but said goes before offices, choices and matters, but not before a matter that covers the same thing."""
    fact = district.facts.get(question.policy.code)
    if fact is None or not is_all_but_said(question):
        return None
    return None if is_sure(question.linked) and question.linked.candidates[0].code in fact.matters else tell_fact(question, district, fact)


def policy_clear(question: Question, district: District) -> Reply | None:
    """A fact that is clear, where no matter is named now, surely or nearly; a message that leans on the talk stays in it."""
    fact = district.facts.get(question.policy.code)
    if fact is None or not is_clear(question):
        return None
    found = match(question)
    named = bool(found.candidates) or (found.code is not None and (not found.stayed or question.leans))
    return None if named else tell_fact(question, district, fact)


def tell_fact(question: Question, district: District, fact: Fact) -> Reply:
    """The fact with its source; the talk stays where it was."""
    if not _may_be_told(question, fact):
        said = Say("utter_policy_inside", {"contact": contact(centre(district))})
        return Reply((said,), "refuse", question.memory)
    document = fact.document
    values = {
        "answer": fact.answer, "title": document.title, "number": document.number, "office": document.office,
        "date": document.issued_on.isoformat(), "year": str(document.issued_on.year), "note": _note(fact),
    }  # fmt: skip
    return Reply((Say("utter_policy", values),), "answer", question.memory, policy=fact.code)


def cited(question: Question, district: District, matter: str, facets: tuple[str, ...]) -> Fact | None:
    """The fact that bears on what is asked of a matter: the one that the words ask for, else one about a facet that is asked."""
    related = [fact for fact in district.facts.values() if matter in fact.matters and _may_be_told(question, fact)]
    asked = [fact for fact in related if fact.code == question.policy.code and is_clear(question)]
    bearing = [fact for fact in related if set(fact.facets) & set(facets)]
    return next(iter(asked + bearing), None)


def citation(fact: Fact) -> Say:
    """The fact in one line."""
    document = fact.document
    values = {"title": document.title, "number": document.number, "date": document.issued_on.isoformat(), "answer": fact.answer}
    return Say("utter_policy_cited", values)


def _may_be_told(question: Question, fact: Fact) -> bool:
    return not fact.inside or question.audience != "resident"


def _note(fact: Fact) -> str:
    return wording.POLICY_NOTE.format(note=fact.document.note) if fact.document.note else ""
