"""Intervals that can be looked up, and that are the same every time."""

import pytest

from bot.evaluation.intervals import interval_of_f1, wilson


@pytest.mark.parametrize(
    ("rate", "n", "low", "high"),
    [(0.5, 10, 0.2366, 0.7634), (0.9, 100, 0.8256, 0.9448), (1.0, 20, 0.8389, 1.0), (0.0, 20, 0.0, 0.1611)],
)
def test_wilson_s_interval(rate: float, n: int, low: float, high: float) -> None:
    assert wilson(rate, n) == pytest.approx((low, high), abs=1e-4)


def test_the_bootstrap_lies_around_the_figure_and_is_the_same_again() -> None:
    lines = [(1, 1, 1)] * 30 + [(0, 1, 1)] * 10
    found = interval_of_f1(lines)
    assert found is not None
    assert found[0] < 0.75 < found[1]
    assert found == interval_of_f1(lines)


def test_more_lines_make_it_narrower() -> None:
    few, many = (interval_of_f1(([(1, 1, 1)] * 3 + [(0, 1, 1)]) * times) for times in (5, 50))
    assert few and many
    assert many[1] - many[0] < few[1] - few[0]


def test_without_labelled_lines_there_is_none() -> None:
    assert interval_of_f1([]) is None
    assert interval_of_f1([(1, 1, 1)] * 5) == (1.0, 1.0)
