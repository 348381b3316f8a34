"""Which matter is meant: the linker's probabilities, weighed with what the talk is about already. Clear → answer, near → choose, weak → say so."""

from dataclasses import dataclass

from bot.answers.question import Question
from bot.understanding.linker import Candidate, Linked
from bot.understanding.normalizing import corrects

SURE = 0.45
MARGIN = 0.15
SWITCH_WHILE_LEANING = 0.8
STAYS = 0.1
NEAR = 0.15
NEAR_TOGETHER = 0.4
NEAR_WHEN_ASKED = 0.2
SURE_CLAUSE = 0.75
MOST_CHOICES = 3
NAMED = 0.4
CLEARER = 2.0
OF_WAITING = 0.05


@dataclass(frozen=True, slots=True)
class Match:
    """The matter that is meant, or the few that may be; neither when nothing is near. `stayed` when the talk's matter goes on."""

    code: str | None = None
    candidates: tuple[Candidate, ...] = ()
    stayed: bool = False


def match(question: Question) -> Match:
    """The matter of a question."""
    waiting = _of_waiting(question)
    if waiting:
        return Match(waiting)
    kept = question.memory.matter
    if kept and _goes_on(question, kept):
        return Match(kept, stayed=True)
    if is_sure(question.linked):
        return Match(question.linked.candidates[0].code)
    near = _near(question.linked, NEAR_WHEN_ASKED if question.facets and not kept else NEAR_TOGETHER)
    if near:
        return Match(candidates=near)
    if kept and question.facets:
        return Match(kept, stayed=True)
    return Match()


def names_matter(linked: Linked) -> bool:
    """Whether a matter is named at all, sure or not."""
    return bool(linked.candidates) and linked.candidates[0].score >= NAMED


def _of_waiting(question: Question) -> str | None:
    """Of several matters that were offered, the one that the words point at more than at the others: “残疾证那个”."""
    scores = sorted(
        ((each.score, each.code) for each in question.linked.candidates if each.code in question.memory.waiting and each.score >= OF_WAITING),
        reverse=True,
    )
    if not scores or (not question.leans and names_other(question.linked, question.memory.waiting)):
        return None
    return scores[0][1] if len(scores) == 1 or scores[0][0] >= CLEARER * scores[1][0] else None


def names_other(linked: Linked, codes: tuple[str, ...]) -> bool:
    """Whether a matter outside `codes` is named surely."""
    return is_sure(linked) and linked.candidates[0].code not in codes


def several(question: Question) -> tuple[Candidate, ...]:
    """Different matters that single clauses name surely: two or more, else none."""
    named: dict[str, Candidate] = {}
    for linked in question.clauses:
        if linked.candidates and linked.candidates[0].score >= SURE_CLAUSE:
            named.setdefault(linked.candidates[0].code, linked.candidates[0])
    return tuple(named.values())[:MOST_CHOICES] if len(named) > 1 else ()


def _goes_on(question: Question, kept: str) -> bool:
    """The talk's own matter is asked about again, or nothing new is named clearly enough."""
    linked = question.linked
    score = next((each.score for each in linked.candidates if each.code == kept), 0.0)
    best = linked.candidates[0].score if linked.candidates else 0.0
    if best == score and score >= STAYS and (question.leans or _is_ahead(linked)):
        return True
    if corrects(question.text):
        return False
    if question.leans and (question.facets or linked.none > best):
        return best < SWITCH_WHILE_LEANING
    return best < SURE and score >= STAYS


def is_sure(linked: Linked) -> bool:
    """Whether one matter is named surely."""
    return bool(linked.candidates) and linked.candidates[0].score >= SURE and _is_ahead(linked)


def _is_ahead(linked: Linked) -> bool:
    second = linked.candidates[1].score if len(linked.candidates) > 1 else 0.0
    return linked.candidates[0].score - second >= MARGIN


def _near(linked: Linked, together: float) -> tuple[Candidate, ...]:
    """Up to three that may be meant, none far below the best; nothing when even together they are unlikely."""
    if not linked.candidates or sum(each.score for each in linked.candidates[:MOST_CHOICES]) < together:
        return ()
    least = NEAR * linked.candidates[0].score
    near = tuple(each for each in linked.candidates[:MOST_CHOICES] if each.score >= least)
    return near if len(near) > 1 else linked.candidates[:2]
