"""Which matter is meant: the linker's probabilities, weighed with what the talk is about already. Clear → answer, near → choose, weak → say so."""

import re
from dataclasses import dataclass

from bot import wording
from bot.answers.question import Question
from bot.understanding.linker import Candidate, Linked
from bot.understanding.normalizing import corrects, goes_on

SURE = 0.3
AHEAD, AHEAD_OF_ALL = 2.0, 1.5
SURE_ALONE = 0.15  # of a question that nothing else comes near to
ALONE = 4.0
SWITCH_WHILE_LEANING = 0.65
SWITCH_UNNAMED = 0.6
SWITCH_BRIEFLY, BRIEF = 0.8, 8  # “几天出结果” says little
STAYS = 0.1
NEAR = 0.15
NEAR_TOGETHER = 0.4
NEAR_WHEN_ASKED = 0.1
LIKELY_AT_ALL = 0.08
SURE_CLAUSE = 0.5
SURE_SIBLING = 0.5
CLEAR_ITSELF = 0.8
SAYS_SOMETHING = 0.12  # a bare “要带照片不” points at no matter at all
OF_EARLIER = 0.05
GOES_BACK = re.compile(wording.GOES_BACK)
TO_THE_FIRST = re.compile(wording.TO_THE_FIRST)
TO_THE_LAST = re.compile(wording.TO_THE_LAST)
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
    back = _back(question)
    if back:
        return Match(back)
    kept = question.memory.matter
    subject = kept or next(iter(question.memory.waiting), None)
    sibling = _sibling(question, subject) if subject else None
    if sibling:
        return Match(sibling)
    if kept and _goes_on(question, kept):
        return Match(kept, stayed=True)
    if is_sure(question.linked) or (question.facets and _is_alone(question.linked)):
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
    """Of several matters that were offered, the one that the words point at: “残疾证那个”; more clearly once one was taken."""
    least = OF_WAITING if any(option.kind == "matter" for option in question.offered) else SURE
    scores = sorted(
        ((each.score, each.code) for each in question.linked.candidates if each.code in question.memory.waiting and each.score >= least), reverse=True
    )
    if not scores or (not question.leans and names_other(question.linked, question.memory.waiting)):
        return None
    return scores[0][1] if len(scores) == 1 or scores[0][0] >= CLEARER * scores[1][0] else None


def _back(question: Question) -> str | None:
    """“回到头一个”, “还是说过户”: the matter of before that the words point at; else the first of all, or the last before this one."""
    earlier = question.memory.earlier
    if not earlier or not GOES_BACK.search(question.text) or names_other(question.linked, earlier):
        return None
    scores = {each.code: each.score for each in question.linked.candidates}
    named = max(earlier, key=lambda code: scores.get(code, 0.0))
    if scores.get(named, 0.0) >= OF_EARLIER:
        return named
    return earlier[-1] if TO_THE_FIRST.search(question.text) else earlier[0] if TO_THE_LAST.search(question.text) else None


def _sibling(question: Question, kept: str) -> str | None:
    """Another matter of the same family that the follow-up means: “到期了换一个” after 身份证丢了. What is named itself goes before."""
    scores = {each.code: each.score for each in question.in_family}
    best = max(scores, key=lambda code: scores[code], default=kept)
    if best == kept or scores[best] < max(SURE_SIBLING, AHEAD * scores.get(kept, 0.0)):
        return None
    if is_sure(question.linked):
        likeliest = question.linked.candidates[0]
        if likeliest.code in scores:
            return likeliest.code if likeliest.code != kept else None
        far = question.names_thing or likeliest.score >= scores[best] or (likeliest.score >= CLEAR_ITSELF and not goes_on(question.text))
        return None if far else best
    return best if question.linked.candidates and question.linked.candidates[0].score >= SAYS_SOMETHING else None


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
    if best == score and score >= STAYS and (question.leans or is_sure(linked)):
        return True
    if question.facets and not question.names_thing and best < (SWITCH_BRIEFLY if len(question.text) <= BRIEF else SWITCH_UNNAMED):
        return True
    if corrects(question.text):
        return False
    if question.leans and (question.facets or linked.none > best):
        return best < (SURE if question.names_thing and is_sure(linked) else SWITCH_WHILE_LEANING)
    return best < SURE and score >= STAYS


def is_sure(linked: Linked) -> bool:
    """Whether one matter is named surely: well ahead of the next, and of the next three together (a bare “身份证” may be any of four)."""
    rest = AHEAD_OF_ALL * sum(each.score for each in linked.candidates[1:4])
    return bool(linked.candidates) and linked.candidates[0].score >= max(SURE, AHEAD * _second(linked), rest)


def _is_alone(linked: Linked) -> bool:
    """Whether nothing else comes near to a likely matter: enough where something is asked of it."""
    return bool(linked.candidates) and linked.candidates[0].score >= max(SURE_ALONE, ALONE * _second(linked))


def _second(linked: Linked) -> float:
    return linked.candidates[1].score if len(linked.candidates) > 1 else 0.0


def _near(linked: Linked, together: float) -> tuple[Candidate, ...]:
    """Up to three that may be meant, none far below the best; nothing when even together they are unlikely."""
    if not linked.candidates or sum(each.score for each in linked.candidates[:MOST_CHOICES]) < together or linked.candidates[0].score < LIKELY_AT_ALL:
        return ()
    least = NEAR * linked.candidates[0].score
    near = tuple(each for each in linked.candidates[:MOST_CHOICES] if each.score >= least)
    return near if len(near) > 1 else linked.candidates[:2]
