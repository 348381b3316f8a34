"""kill -9: of one process while it answers, of all of them while answers wait. Nothing is lost, and nothing comes twice."""

from concurrent.futures import ThreadPoolExecutor, wait

import pytest

from .brain import Act
from .conftest import World

pytestmark = pytest.mark.slow


def test_a_process_killed_while_it_answers(rough: World) -> None:
    wang, li = rough.resident(), rough.resident()
    texts = ("答到一半", "也答到一半")
    rough.brain.acts |= dict.fromkeys(texts, Act(after=3.0))
    with ThreadPoolExecutor(2) as pool:
        asking = [pool.submit(one.says, text) for one, text in zip((wang, li), texts)]
        rough.brain.wait_for(texts[1])
        rough.gateway.kill_worker_with(rough.brain.wait_for(texts[0]).port, rough.brain.port)
        wait(asking)
    assert wang.reads(1, seconds=30) == ["答：答到一半"] and wang.log()[0].way == "message"
    assert li.reads(1, seconds=30) == ["答：也答到一半"]
    rough.settle()
    assert [len(one.log()) for one in (wang, li)] == [1, 1]
    assert [rough.records.turns(text) for text in texts] == [1, 1] and len(rough.brain.questions(texts[0])) == 2
    rough.gateway.wait_until_whole()


def test_all_killed_with_messages_and_answers_waiting(rough: World) -> None:
    thinking = {f"还在想的第{n}件": rough.resident() for n in range(5)}
    waiting = {f"发不出去的第{n}件": rough.resident() for n in range(5)}
    rough.brain.acts |= dict.fromkeys(thinking, Act(after=20.0)) | dict.fromkeys(waiting, Act(after=4.5))
    unreachable = {one.openid for one in waiting.values()}
    rough.platform.api.away |= unreachable
    with ThreadPoolExecutor(10) as pool:
        wait([pool.submit(one.says, text) for text, one in (thinking | waiting).items()])
    rough.wait_until(lambda: all(rough.platform.api.calls_for(openid) for openid in unreachable))
    states = [rough.records.deliveries(rough.records.person(text)) + rough.records.outbox(rough.records.person(text)) for text in waiting]
    assert states == [["done", "waiting"]] * 5
    rough.gateway.kill()
    rough.brain.acts |= dict.fromkeys(thinking, Act())
    rough.platform.api.away -= unreachable
    rough.gateway.start()
    for text, one in (thinking | waiting).items():
        assert one.reads(1, seconds=30) == [f"答：{text}"] and one.log()[0].way == "message"
    rough.settle()
    assert all(len(one.log()) == 1 and rough.records.turns(text) == 1 for text, one in (thinking | waiting).items())
