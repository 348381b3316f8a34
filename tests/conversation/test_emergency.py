"""Danger to life gets its number at once; a question about papers after a danger does not."""

import csv
import re
import time
from pathlib import Path

import pytest

from bot.conversation.emergency import reply_to

LINES = list(csv.DictReader(Path(__file__).with_name("emergencies.tsv").open(encoding="utf-8"), delimiter="\t"))
CATALOGUE = Path(__file__).parents[2] / "data" / "catalogue"
DANGERS = [(line["text"], line["first"]) for line in LINES if line["first"] != "none"]
NO_DANGERS = [line["text"] for line in LINES if line["first"] == "none"]


@pytest.mark.parametrize(("text", "numbers"), DANGERS)
def test_the_first_line_names_the_right_number_first(text: str, numbers: str) -> None:
    reply = reply_to(text)
    assert reply is not None
    first = re.search(r"\d+", reply.splitlines()[0])
    assert first and first[0] in numbers.split("|")


@pytest.mark.parametrize("text", NO_DANGERS)
def test_what_is_over_or_about_papers_is_no_emergency(text: str) -> None:
    assert reply_to(text) is None


def test_both_ways_are_tried_often_enough() -> None:
    assert min(len(DANGERS), len(NO_DANGERS)) >= 200


@pytest.mark.parametrize("text", ["去年着火把户口本烧了咋补", "让狗咬了能报销不", "俺爹车祸没了咋销户"])
def test_a_matter_that_mentions_a_past_emergency_is_a_matter(text: str) -> None:
    assert reply_to(text) is None


def test_no_question_of_the_catalogue_is_an_emergency() -> None:
    with (CATALOGUE / "sample_questions.csv").open(encoding="utf-8") as file:
        wrong = [row["问法"] for row in csv.DictReader(file) if reply_to(row["问法"])]
    assert wrong == []


def test_no_name_or_everyday_word_of_a_matter_is_an_emergency() -> None:
    with (CATALOGUE / "matters.csv").open(encoding="utf-8") as file:
        names = [name for row in csv.DictReader(file) for name in (row["事项名称"], *row["日常用语"].split(";"))]
    assert [name for name in names if reply_to(name)] == []


def test_traditional_and_full_width_characters_count_too() -> None:
    assert reply_to("廚房著火了") and reply_to("快打１２０")


def test_gas_says_to_leave_and_not_to_switch() -> None:
    reply = reply_to("厨房里煤气味很大") or ""
    assert "离开" in reply and "不要开关电灯" in reply and "119" in reply


def test_suicide_names_both_numbers_in_the_first_line() -> None:
    first = (reply_to("我不想活了") or "").splitlines()[0]
    assert "12356" in first and "110" in first


@pytest.mark.parametrize("text", ["救" * 2000, "俺爹在车里" * 400, "人掉车水血" * 400])
def test_patterns_do_not_run_away(text: str) -> None:
    started = time.monotonic()
    reply_to(text)
    assert time.monotonic() - started < 1
