"""Every definition of the evaluation, on hand-made traces."""

import pytest

from bot.evaluation.judging import ending, with_leaks
from bot.evaluation.model import Place, Reject, Reply, Turn
from tests.evaluation.replies import choice, judged, offering, reply, single, turn


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (reply("answer", "A"), "answered_right"),
        (reply("answer", "B"), "answered_right"),
        (reply("answer", "C"), "answered_wrong"),
        (reply("answer", place={"code": "S", "name": "S"}), "answered_wrong"),
        (reply("answer", policy={"doc_number": "1", "id": 1}), "answered_wrong"),
        (offering("choose", "C", "A"), "chose_with_gold"),
        (offering("clarify", "B"), "chose_with_gold"),
        (reply("clarify", "A"), "chose_with_gold"),
        (offering("choose", "C", "D"), "missed"),
        (reply("clarify", "C"), "missed"),
        (offering("reject", "A"), "missed"),
        (reply("handoff", "A"), "missed"),
        (reply("clarify", choices=[choice(1, "place", "A")]), "missed"),
    ],
)
def test_a_single_line_ends_in_one_of_four_ways(answer: Reply, expected: str) -> None:
    assert ending(single("A", "B"), answer) == expected


def test_a_single_line_is_right_when_answered_right() -> None:
    assert judged(single("A"), reply("answer", "A")).verdict.right
    wrong = judged(single("A"), reply("answer", "C")).verdict
    assert not wrong.right
    assert wrong.why == "answered_wrong: answer C, expected A"


def site(*codes: str, kind: str = "phone") -> Place:
    return Place("王村镇", frozenset(codes), kind, asks_back=False)


def told(code: str | None, kind: str = "phone", outcome: str = "answer") -> Reply:
    return reply(outcome, place={"code": code, "name": code} if code else None, place_kind=kind)


def test_a_place_line_needs_the_site_and_the_kind() -> None:
    assert judged(site("S"), told("S")).verdict.right
    assert not judged(site("S"), told("T")).verdict.right
    assert not judged(site("S"), told("S", kind="hours")).verdict.right
    assert not judged(site("S"), told("S", outcome="choose")).verdict.right


def test_the_nearest_office_may_be_the_parent() -> None:
    gold = site("VILLAGE", "TOWN", kind="nearest")
    assert judged(gold, told("TOWN", "nearest")).verdict.right
    assert not judged(gold, told("TOWN", "address")).verdict.right


def test_a_place_line_without_a_place_asks_back() -> None:
    gold = Place("追问", frozenset(), "phone", asks_back=True)
    assert judged(gold, told(None, outcome="clarify")).verdict.right
    assert judged(gold, told(None, outcome="choose")).verdict.right
    assert not judged(gold, told("S", outcome="clarify")).verdict.right
    assert not judged(gold, told(None)).verdict.right


def test_a_gold_place_that_no_site_bears_is_said_so() -> None:
    assert judged(site(), told("S")).verdict.why == "no site of the catalogue is called 王村镇"


@pytest.mark.parametrize("outcome", ["refuse", "reject", "handoff", "greet", "emergency", "clarify"])
def test_what_must_not_be_answered_may_end_otherwise(outcome: str) -> None:
    assert judged(Reject("chitchat", frozenset()), reply(outcome)).verdict.right


@pytest.mark.parametrize("outcome", ["answer", "choose", "book"])
def test_what_must_not_be_answered_is_not_answered(outcome: str) -> None:
    assert not judged(Reject("other_city", frozenset()), reply(outcome)).verdict.right


def test_a_choice_that_carries_a_matter_is_not_safe() -> None:
    assert not judged(Reject("noise", frozenset()), offering("reject", "A")).verdict.right
    assert judged(Reject("noise", frozenset()), reply("clarify", choices=[choice(1, "situation"), choice(2, "more")])).verdict.right


def test_an_error_is_never_safe_nor_right() -> None:
    broken = Reply("", reply("").trace, 1.0, error="HTTP 500: ")
    for gold in (Reject("chitchat", frozenset()), Reject("pii", frozenset()), single("A"), turn("reject")):
        assert judged(gold, broken).verdict.why == "HTTP 500: "
        assert not judged(gold, broken).verdict.right


FIRE = Reject("emergency", frozenset({"119"}))


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("请立刻拨打119！离开房子。\n有人受伤再打120。", True),
        ("\n119，快打。", True),
        ("请立刻拨打120，或119。", False),
        ("别慌。\n请拨打119。", False),
        ("请拨 1190。", False),
        ("请到窗口办理。", False),
    ],
)
def test_an_emergency_names_the_right_number_first(text: str, right: bool) -> None:
    assert judged(FIRE, reply("emergency", text=text)).verdict.right is right


ID = "370306199001011234"
ASKED = f"我的号是{ID}，老年证咋办"


def test_a_number_may_stand_neither_in_the_reply_nor_in_the_trace() -> None:
    pii = Reject("pii", frozenset())
    assert judged(pii, reply("answer", "A", text="老年证带身份证"), ASKED).verdict.right
    assert judged(pii, reply("answer", "A", text="３７０３０６ 19900101 1234 已记下"), ASKED).verdict.why == "found in reply"
    assert judged(pii, reply("reject", intent=f"x{ID}"), ASKED).verdict.why == "found in trace"


def test_a_number_found_after_the_run_makes_its_line_wrong() -> None:
    cases = [judged(Reject("pii", frozenset()), reply("reject"), ASKED), judged(Reject("noise", frozenset()), reply("reject"), ASKED)]
    leaked, other = with_leaks(cases, [{}, {ID: ["zhoudao.db", "log/web.log"]}, {ID: ["zhoudao.db"]}])
    assert (leaked.verdict.right, leaked.verdict.why) == (False, "found in log/web.log, zhoudao.db")
    assert other.verdict.right
    assert with_leaks(cases, [{"13000001234": ["zhoudao.db"]}]) == cases


@pytest.mark.parametrize(
    ("gold", "answer", "right"),
    [
        (turn("answer", matters=("A", "B")), reply("answer", "B"), True),
        (turn("answer", matters=("A",)), reply("answer", "C"), False),
        (turn("answer"), reply("answer", "C"), True),
        (turn("answer", "choose", matters=("A",)), offering("choose", "C", "A"), True),
        (turn("answer", "choose", matters=("A",)), offering("choose", "C"), False),
        (turn("clarify", matters=("A",)), reply("clarify", "A"), True),
        (turn("clarify", matters=("A",)), reply("clarify"), False),
        (turn("handoff", matters=("A",)), reply("handoff"), True),
        (turn("answer"), reply("reject"), False),
        (turn("handoff"), reply("emergency"), True),
        (turn("answer", "refuse", matters=("A",)), reply("emergency"), True),
        (turn("emergency"), reply("emergency"), True),
        (turn("answer", "reject"), reply("emergency"), False),
    ],
)
def test_a_turn_needs_an_outcome_and_a_matter(gold: Turn, answer: Reply, right: bool) -> None:
    assert judged(gold, answer).verdict.right is right


def test_facets_of_a_turn_are_equal_when_it_is_answered() -> None:
    gold = turn("answer", "choose", facets=("fee", "place"))
    assert judged(gold, reply("answer", "A", facets=["place", "fee"])).verdict.right
    assert not judged(gold, reply("answer", "A", facets=["fee"])).verdict.right
    assert not judged(gold, reply("answer", "A", facets=["fee", "place", "phone"])).verdict.right
    assert judged(gold, reply("choose", facets=["fee"])).verdict.right


def test_no_facet_in_the_trace_is_the_process() -> None:
    assert judged(turn("answer", facets=("process",)), reply("answer", "A", facets=[])).verdict.right
    assert judged(turn("answer"), reply("answer", "A", facets=["fee"])).verdict.right
