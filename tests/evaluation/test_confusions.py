"""Which matters are mixed up, and which fare worst."""

from bot.evaluation.confusions import confused, worst_matters
from bot.evaluation.model import Case, Reply, Single
from tests.evaluation.replies import candidates, judged, offering, reply, single


def line(gold: Single, answer: Reply) -> tuple[Case, Single]:
    return judged(gold, answer), gold


def test_what_was_answered_or_else_came_first_instead() -> None:
    lines = [
        line(single("A"), reply("answer", "B", candidates=candidates("C"))),
        line(single("A"), reply("choose", candidates=candidates("B", "A"))),
        line(single("A"), reply("choose", candidates=candidates("A", "B"))),
        line(single("A", "B"), reply("answer", "B", candidates=candidates("B"))),
        line(single("C"), reply("choose", candidates=candidates("B"))),
        line(single("C"), offering("choose", "C")),
        line(single("C"), reply("clarify")),
    ]
    assert confused(lines) == [{"gold": "A", "said": "B", "n": 2, "answered": 1}, {"gold": "C", "said": "B", "n": 1, "answered": 0}]


def of(n: int, right: float, wrong: float = 0.0, top3: float = 1.0) -> dict[str, float]:
    return {"n": n, "answered_right": right, "answered_wrong": wrong, "top1": top3, "top3": top3}


def test_the_worst_lost_most_lines_and_of_these_most_wrongly() -> None:
    by_matter = {"A": of(1, 0.0), "B": of(9, 0.6667), "C": of(1, 0.0, wrong=1.0), "D": of(5, 1.0), "E": of(1, 0.0, top3=0.0)}
    assert [each["code"] for each in worst_matters(by_matter)] == ["B", "C", "E", "A"]


def test_only_twenty_are_named() -> None:
    assert len(worst_matters({f"M{n}": of(1, 0.0) for n in range(30)})) == 20
