"""Hand-made replies for the scoring's tests."""

from typing import Any

from bot.conversation.model import empty_trace
from bot.evaluation.judging import judge
from bot.evaluation.model import Case, Gold, Place, Question, Reject, Reply, Single, Turn

FILES = {Single: "single", Place: "place", Reject: "reject", Turn: "dialogs"}


def reply(outcome: str, matter: str | None = None, text: str = "", **trace: Any) -> Reply:
    """A reply whose trace has `outcome`, `matter` and whatever else is given."""
    told = {"matter": {"code": matter, "name": matter, "revision": 1} if matter else None}
    return Reply(text, empty_trace(outcome) | told | trace, ms=10.0)


def offering(outcome: str, *codes: str) -> Reply:
    """A reply that offers matters."""
    return reply(outcome, choices=[choice(n, "matter", code) for n, code in enumerate(codes, start=1)])


def choice(n: int, kind: str, code: str | None = None) -> dict[str, Any]:
    return {"n": n, "kind": kind, "code": code, "text": code or kind}


def candidates(*codes: str, score: float = 0.9) -> list[dict[str, Any]]:
    return [{"code": code, "name": code, "score": score} for code in codes]


def judged(gold: Gold, answer: Reply, text: str = "老年证咋办", id: str = "X1", person: str = "p", turn: int = 1) -> Case:
    """The case of one question."""
    return judge(Question(FILES[type(gold)], id, turn, person, text, gold), answer)


def single(gold: str, *ok: str, facets: tuple[str, ...] = (), voice: str = "") -> Single:
    return Single(gold, frozenset({gold, *ok}), frozenset(facets), voice)


def turn(*outcomes: str, matters: tuple[str, ...] = (), facets: tuple[str, ...] = ()) -> Turn:
    return Turn(frozenset(outcomes), frozenset(matters), frozenset(facets))
