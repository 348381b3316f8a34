"""Facts of government documents: told with document, date and year; cited after a matter's answer; inside ones only to those who work with them."""

from bot import wording
from bot.answers.matching import Match, is_sure, match
from bot.answers.office_asked import kind_of
from bot.answers.phrasing import centre, contact
from bot.answers.question import Question, Reply, Say
from bot.district.model import District
from bot.policy.model import Fact

CLEAR = 0.45
CLEAR_WITHIN_A_TALK = 0.6
ALL_BUT_SAID = 0.8
MAY_BE_OF_A_DOCUMENT = ("medical_legal", "out_of_scope", "forecast")
# A question that is written down is not private and no trick, however it sounds.
SOUNDS_ONLY_SO = ("privacy", "injection", "hand_over")


def is_clear(question: Question) -> bool:
    """Whether the words ask for one fact."""
    return question.policy.score >= CLEAR


def is_all_but_said(question: Question) -> bool:
    """Whether the words are nearly one of the ways in which a fact is asked for."""
    return question.policy.score >= ALL_BUT_SAID


def is_word_for_word(question: Question) -> bool:
    """Whether the words are one of the ways in which a fact is asked for."""
    return question.policy.score == 1


def is_of_a_document(question: Question, district: District) -> bool:
    """Whether what sounds like something to decline is a fact: all but said, or word for word, or an inside one asked by those whom it serves."""
    fact = district.facts.get(question.policy.code)
    if fact is None or not is_all_but_said(question):
        return False
    served = question.intent == "privacy" and fact.inside and question.audience != "resident"
    return served or question.intent in MAY_BE_OF_A_DOCUMENT or (is_word_for_word(question) and question.intent in SOUNDS_ONLY_SO)


def policy_said(question: Question, district: District) -> Reply | None:
    """A fact that is all but said goes before offices, choices and matters, but not before the answer of a matter that covers the same thing."""
    fact = district.facts.get(question.policy.code)
    if fact is None or not is_all_but_said(question):
        return None
    covered = is_sure(question.linked) and question.linked.candidates[0].code in fact.matters
    return None if covered and kind_of(question.intent) is None else tell_fact(question, district, fact)


def policy_clear(question: Question, district: District) -> Reply | None:
    """A fact that is clear, where no matter is named now, surely or nearly; what may go on with the talk's matter must be clearer."""
    fact = district.facts.get(question.policy.code)
    if fact is None or not is_clear(question):
        return None
    found = match(question)
    leaves = found.stayed and not question.leans and question.policy.score >= CLEAR_WITHIN_A_TALK
    return tell_fact(question, district, fact) if found == Match() or leaves else None


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
    """The fact that the words ask for, if it is of the matter and bears on what is asked of it."""
    fact = district.facts.get(question.policy.code)
    if fact is None or matter not in fact.matters or not _may_be_told(question, fact):
        return None
    bears = is_clear(question) and bool(set(fact.facets) & set(facets))
    return fact if bears or is_word_for_word(question) else None


def citation(fact: Fact) -> Say:
    """The fact in one line."""
    document = fact.document
    values = {"title": document.title, "number": document.number, "date": document.issued_on.isoformat(), "answer": fact.answer}
    return Say("utter_policy_cited", values)


def _may_be_told(question: Question, fact: Fact) -> bool:
    return not fact.inside or question.audience != "resident"


def _note(fact: Fact) -> str:
    return wording.POLICY_NOTE.format(note=fact.document.note) if fact.document.note else ""
