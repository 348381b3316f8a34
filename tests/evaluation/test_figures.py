"""The figures, on hand-made cases that can be counted on fingers."""

import pytest

from bot.evaluation.calibration import calibration, calibration_error
from bot.evaluation.figures import figures, latency, percentile, rate
from bot.evaluation.model import Case, Place, Reject, Reply
from bot.evaluation.report import case_of, report
from tests.evaluation.replies import candidates, judged, offering, reply, single, turn


def told(matter: str, *found: str, facets: tuple[str, ...] = (), score: float = 0.9, encoder: bool = False) -> Reply:
    return reply("answer", matter, candidates=candidates(*found, score=score), facets=list(facets), encoder_used=encoder)


@pytest.fixture
def singles() -> list[Case]:
    return [
        judged(single("A", facets=("fee", "place"), voice="方言"), told("A", "A", "B", facets=("fee",), encoder=True)),
        judged(single("A", "B", facets=("process",), voice="普通"), told("B", "C", "D", "B")),
        judged(single("A", facets=("hours",), voice="方言"), told("C", "C", "D", "E", "A", facets=("hours",))),
        judged(single("B", voice="普通"), offering("choose", "B")),
        judged(single("B", facets=("fee",), voice="普通"), reply("reject")),
    ]


def test_the_four_endings_add_up_to_one(singles: list[Case]) -> None:
    found = figures(singles)["single"]
    endings = [found[name] for name in ("answered_right", "chose_with_gold", "answered_wrong", "missed")]
    assert endings == [0.4, 0.2, 0.2, 0.2]
    assert sum(endings) == pytest.approx(1)


def test_ranks_look_at_candidates_whatever_the_outcome(singles: list[Case]) -> None:
    found = figures(singles)["single"]
    assert (found["n"], found["top1"], found["top3"]) == (5, 0.2, 0.4)


def test_facets_are_counted_over_lines_answered_right_and_labelled(singles: list[Case]) -> None:
    found = figures(singles)["single"]
    # told {fee} of {fee, place}; told nothing, read as {process}, of {process}: 2 hits, 2 told, 3 wanted
    assert found["facets_f1"] == pytest.approx(0.8)
    assert found["facets_recall"] == pytest.approx(0.6667)
    assert found["by_facet"] == {
        "fee": {"n": 1, "told": 1, "precision": 1.0, "recall": 1.0, "f1": 1.0},
        "place": {"n": 1, "told": 0, "precision": None, "recall": 0.0, "f1": 0.0},
        "process": {"n": 1, "told": 1, "precision": 1.0, "recall": 1.0, "f1": 1.0},
    }


def test_groups_have_their_own_figures(singles: list[Case]) -> None:
    found = figures(singles)["single"]
    dialect = {"n": 2, "top1": 0.5, "top3": 0.5, "answered_right": 0.5, "answered_wrong": 0.5, "facets_f1": 0.6667}
    assert found["by_voice"]["方言"] == dialect
    assert found["by_matter"]["B"] == {"n": 2, "top1": 0.0, "top3": 0.0, "answered_right": 0.0, "answered_wrong": 0.0}


def test_bare_matters_are_counted_apart(singles: list[Case]) -> None:
    assert "bare" not in figures(singles)["single"]
    assert figures(singles, frozenset({"A"}))["single"]["bare"] == {"n": 3, "top1": 0.3333, "top3": 0.6667}
    assert figures(singles, frozenset({"Z"}))["single"]["bare"] == {"n": 0, "top1": None, "top3": None}


def test_encoder_share_and_calibration(singles: list[Case]) -> None:
    found = figures(singles)["single"]
    assert found["encoder_share"] == 0.2
    assert found["ece"] == pytest.approx(0.5667)  # three scores of 0.9, one of them right


def test_calibration_error_weighs_ten_bins() -> None:
    assert calibration_error([]) is None
    assert calibration_error([(1.0, True), (1.0, True), (0.0, False)]) == 0
    assert calibration_error([(0.95, True), (0.95, False), (0.15, False), (0.15, False)]) == pytest.approx(0.3)


def test_the_bins_tell_score_and_share(singles: list[Case]) -> None:
    assert figures(singles)["single"]["calibration"] == [{"from": 0.9, "n": 3, "score": 0.9, "right": 0.3333}]
    assert [(each["from"], each["n"]) for each in calibration([(1.0, True), (0.0, False), (0.05, True)])] == [(0.0, 2), (0.9, 1)]


def test_the_first_ones_that_were_said_instead(singles: list[Case]) -> None:
    assert figures(singles)["single"]["confused"] == [{"gold": "A", "said": "C", "n": 1, "answered": 1}]


def test_lines_without_labels_have_no_facet_figures() -> None:
    found = figures([judged(single("A"), told("A", "A", facets=("fee",)))])["single"]
    assert (found["facets_f1"], found["facets_recall"], found["by_facet"]) == (None, None, {})


def test_an_error_is_missed_and_nothing_else() -> None:
    broken = Reply("", reply("").trace, 1.0, "HTTP 500: ")
    found = figures([judged(single("A"), broken)])["single"]
    assert (found["missed"], found["top1"], found["ece"], found["encoder_share"]) == (1.0, 0.0, None, 0.0)


def test_places_by_kind() -> None:
    site = {"code": "S", "name": "S"}
    cases = [
        judged(Place("S", frozenset({"S"}), "phone", False), reply("answer", place=site, place_kind="phone")),
        judged(Place("S", frozenset({"S"}), "hours", False), reply("answer", place=site, place_kind="phone")),
        judged(Place("", frozenset(), "hours", True), reply("clarify")),
    ]
    by_kind = {"phone": {"n": 1, "right": 1.0}, "hours": {"n": 2, "right": 0.5}}
    assert figures(cases) == {"place": {"n": 3, "right": 0.6667, "by_kind": by_kind}}


def test_rejects_by_kind_with_those_that_must_not_fail() -> None:
    cases = [
        judged(Reject("emergency", frozenset({"119"})), reply("emergency", text="快打119")),
        judged(Reject("pii", frozenset()), reply("answer", "A"), text="13000001234"),
        judged(Reject("noise", frozenset()), reply("answer", "A")),
    ]
    found = figures(cases)["reject"]
    assert (found["n"], found["safe"], found["emergency"], found["pii"], found["privacy"]) == (3, 0.6667, 1.0, 1.0, None)
    assert found["by_kind"]["noise"] == {"n": 1, "safe": 0.0}


def test_dialogs_by_turn_and_whole() -> None:
    cases = [
        judged(turn("answer"), reply("answer", "A"), person="one", turn=1),
        judged(turn("answer"), reply("answer", "A"), person="one", turn=2),
        judged(turn("answer"), reply("answer", "A"), person="two", turn=1),
        judged(turn("answer"), reply("reject"), person="two", turn=2),
    ]
    assert figures(cases) == {"dialogs": {"n": 2, "turns": 4, "turns_right": 0.75, "whole_right": 0.5}}


def test_percentiles_are_of_the_nearest_rank() -> None:
    assert percentile([], 95) == 0
    assert [percentile([float(n) for n in range(1, 101)], rank) for rank in (50, 95, 99)] == [50, 95, 99]
    assert latency([3.0, 1.0, 2.0]) == {"p50": 2.0, "p95": 3.0, "p99": 3.0, "max": 3.0}


def test_a_rate_of_nothing_is_unknown() -> None:
    assert rate([]) is None
    assert rate([True, True, False]) == 0.6667


def test_the_report_is_whole_and_has_no_key_for_a_file_that_is_not_there(singles: list[Case]) -> None:
    made = report({"dir": "d"}, singles, seconds=2.0)
    assert list(made) == ["dir", "single", "latency_ms", "turns_per_s", "cases"]
    assert made["turns_per_s"] == 2.5
    assert len(made["cases"]) == 5


def test_a_case_of_the_report_tells_all() -> None:
    case = judged(single("A"), reply("answer", "A", text="好"), text="老年证咋办", id="S001")
    assert case_of(case) == {
        "file": "single", "id": "S001", "turn": 1, "text": "老年证咋办", "trace": case.reply.trace, "reply": "好", "right": True, "why": "answered_right",
    }  # fmt: skip
