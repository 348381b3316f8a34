"""What we do not answer, or only greet; and what merely sounds like it."""

from dataclasses import replace

from bot.answers.deciding import TOLD_SHORTLY, decide
from bot.answers.matching import names_matter
from bot.answers.office_asked import names_public_place
from bot.answers.policies import is_of_a_document
from bot.answers.question import Outcome, Question, Reply, Say
from bot.district.model import District
from bot.understanding.normalizing import corrects

DECLINING: dict[str, Outcome] = {
    "privacy": "refuse", "injection": "refuse", "forecast": "refuse", "abuse": "reject", "out_of_scope": "reject", "other_city": "reject",
    "medical_legal": "reject", "noise": "reject", "greet": "greet", "thank": "greet", "chitchat": "greet", "emergency": "emergency",
}  # fmt: skip
# What sounds like something to decline or to greet, and is answered after all where a matter is as clear as this.
MAY_BE_OURS = {"medical_legal": 0.95, "out_of_scope": 0.95, "greet": 0.8, "thank": 0.8, "chitchat": 0.8, "noise": 0.8}


def decline(question: Question, district: District) -> Reply:
    """The reply to what we do not answer, or only greet; the talk goes on where it was. What is all too clear is answered after all."""
    meant = next((reply for step in TOLD_SHORTLY if (reply := step(question, district))), None)
    if meant:
        return meant
    if names_public_place(question):
        return decide(replace(question, intent="nlu_fallback", facets=()), district)
    if _is_ours(question) or is_of_a_document(question, district) or _goes_on_from_afar(question) or _corrects(question):
        return decide(replace(question, intent="nlu_fallback"), district)
    says = (Say(f"utter_{question.intent}"),)
    return Reply(says, DECLINING[question.intent], question.memory)


def _is_ours(question: Question) -> bool:
    """Whether a matter is so clear that it is asked about after all."""
    least, best = MAY_BE_OURS.get(question.intent), question.linked.candidates[:1]
    return least is not None and bool(best) and best[0].score >= least


def _corrects(question: Question) -> bool:
    """“不是，我说的是社保卡” puts right what was understood; what it names is asked about."""
    return question.memory.matter is not None and names_matter(question.linked) and corrects(question.text)


def _goes_on_from_afar(question: Question) -> bool:
    """“俺哥在新疆回不来，不到场中不” in a talk about a matter names another city, but no other matter; “那新疆呢” asks about that city."""
    goes_on = question.memory.matter is not None and bool(question.facets) and not question.names_thing
    return question.intent == "other_city" and goes_on and not question.leans
