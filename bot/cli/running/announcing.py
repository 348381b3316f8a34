"""Watches the children become ready, asks two questions so that nobody has to wait for the first answer, and says where 周到 is."""

import time
from collections.abc import Callable, Sequence
from threading import Event

from bot.cli.faults import CannotRun
from bot.cli.running.child import Child
from bot.cli.talking import Talk

Say = Callable[[str], None]

SECONDS_BETWEEN_LOOKS = 0.5
SECONDS_BETWEEN_WORDS = 10.0
WARMING_QUESTIONS = ("老年证怎么办，要带什么", "社保卡丢了去哪补")


def announce(children: Sequence[Child], say: Say, when_ready: Callable[[], None], stopping: Event) -> None:
    """Says of each child when it is ready, also after a restart; calls `when_ready` once, when all are."""
    started = told = time.monotonic()
    opened = False
    while not stopping.wait(SECONDS_BETWEEN_LOOKS):
        for child in _newly_ready(children):
            say(f"{child.program.title}已就绪（{time.monotonic() - child.started_at:.0f} 秒）。")
        waiting = [child.program.title for child in children if not child.ready]
        if not waiting and not opened:
            opened = True
            when_ready()
        if waiting and time.monotonic() - told > SECONDS_BETWEEN_WORDS:
            told = time.monotonic()
            say(f"还在等：{'、'.join(waiting)}（已经 {told - started:.0f} 秒）。")


def _newly_ready(children: Sequence[Child]) -> list[Child]:
    newly = [child for child in children if not child.ready and child.program.is_ready()]
    for child in newly:
        child.ready = True
    return newly


def warm_up(url: str, key: str) -> str:
    """Asks the questions, marked as tests. Returns what went wrong, or nothing."""
    talk = Talk(url, key, {"person": "warm-up", "is_test": True})
    try:
        for question in WARMING_QUESTIONS:
            talk.ask(question)
    except CannotRun as wrong:
        return wrong.message
    return ""
