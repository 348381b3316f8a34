"""Several matters are offered by number; what was asked waits for the choice."""

from collections.abc import Sequence
from dataclasses import replace

from bot.answers.question import Option, Question, Reply, Say
from bot.understanding.linker import Candidate

# Somebody who asks on without choosing is answered about the likeliest, by name; below this he is offered the choices again.
LIKELY = 0.25


def offer(question: Question, candidates: Sequence[Candidate], said: Say) -> Reply:
    """The candidates as numbered choices, after the sentence that offers them."""
    choices = tuple(Option("matter", each.code, each.name) for each in candidates)
    likely = candidates[0].code if candidates[0].score >= LIKELY else question.memory.matter
    waiting = tuple(each.code for each in candidates)
    memory = replace(question.memory, matter=likely, facets=question.facets or question.memory.facets, pending=None, waiting=waiting)
    return Reply((said,), "choose", memory, facets=question.facets, choices=choices)
