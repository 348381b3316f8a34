"""Load: distinct questions, as many at a time as told, and honest figures."""

import threading
import time

import pytest

from bot.evaluation.load import Load, distinct_questions, drive, load_figures
from bot.evaluation.model import Reply
from tests.evaluation.replies import reply

SAMPLES = [(f"M{n // 5}", f"问法{n}？") for n in range(50)]


def test_questions_are_distinct_and_not_the_samples() -> None:
    made = distinct_questions(SAMPLES, 300, seed=1)
    assert len(made) == len(set(made)) == 300
    assert not {text for _, text in SAMPLES} & set(made)
    assert all(each.count("？") == 1 and "，" in each for each in made)
    assert distinct_questions(SAMPLES, 300, seed=1) == made


def test_half_are_about_one_matter() -> None:
    owner = {text.rstrip("？"): matter for matter, text in SAMPLES}
    pairs = [each.rstrip("？").split("，") for each in distinct_questions(SAMPLES, 300, seed=1)]
    assert 100 < sum(owner[first] == owner[second] for first, second in pairs) < 200


def test_too_few_samples_make_fewer_questions() -> None:
    assert distinct_questions(SAMPLES[:1], 5, seed=1) == []


@pytest.mark.parametrize("concurrency", [1, 4])
def test_as_many_ask_at_a_time_as_told(concurrency: int) -> None:
    busy, most, askers = 0, 0, 0
    lock = threading.Lock()

    def asker():  # type: ignore[no-untyped-def]
        nonlocal askers
        askers += 1

        def ask(person: str, text: str) -> Reply:
            nonlocal busy, most
            with lock:
                busy += 1
                most = max(most, busy)
            time.sleep(0.01)
            with lock:
                busy -= 1
            return reply("answer", text=f"{person} {text}")

        return ask

    load = drive(asker, ["a", "b", "c", "d", "e", "f", "g", "h"], concurrency)
    assert most == askers == concurrency
    assert [each.text for each in load.replies][:2] == [f"{concurrency}-0 a", f"{concurrency}-1 b"]
    assert load.seconds >= 0.01 * 8 / concurrency


def test_figures_of_a_load() -> None:
    replies = [reply("answer", encoder_used=True), reply("choose", degraded=True), Reply("", reply("").trace, 9000.0, "Timeout")]
    assert load_figures(Load(8, replies, 2.0)) == {
        "concurrency": 8, "n": 3, "errors": 1, "latency_ms": {"p50": 10.0, "p95": 10.0, "p99": 10.0, "max": 10.0},
        "turns_per_s": 1.0, "encoder_share": 0.5, "degraded_share": 0.5,
    }  # fmt: skip
