"""The whole report of one evaluation as JSON-ready values. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.evaluation.figures import figures, latency
from bot.evaluation.model import Case


def report(about: Mapping[str, Any], cases: Sequence[Case], seconds: float, bare: frozenset[str] = frozenset()) -> dict[str, Any]:
    """`about` (what was measured), the figures of each file, times, and every case; asking took `seconds`."""
    return {
        **about,
        **figures(cases, bare),
        "latency_ms": latency([case.reply.ms for case in cases]),
        "turns_per_s": round(len(cases) / seconds, 2) if seconds else 0.0,
        "cases": [case_of(case) for case in cases],
    }


def case_of(case: Case) -> dict[str, Any]:
    """One case: what was asked and said, and whether it was right."""
    question, reply, verdict = case.question, case.reply, case.verdict
    return {
        "file": question.file, "id": question.id, "turn": question.turn, "text": question.text,
        "trace": reply.trace, "reply": reply.text, "right": verdict.right, "why": verdict.why,
    }  # fmt: skip
