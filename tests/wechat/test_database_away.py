"""The database is away for a moment: a sentence or the answer, never the banner; and what was accepted is answered when it is back."""

import time
from concurrent.futures import ThreadPoolExecutor, wait

import pytest

from bot import wording
from bot.delivery.tables import DeliveryRow
from tests.postgres import Postgres

from .brain import Act
from .conftest import World
from .residents import Resident

pytestmark = [pytest.mark.slow, pytest.mark.parametrize("database", ["postgres"], indirect=True)]

SECONDS_HELD = 6.0


def bubbles(one: Resident) -> list[str]:
    return [each.way for each in one.log()]


def is_well(world: World) -> bool:
    return world.resident().asks("还在吗") == "答：还在吗"


def test_stopped_and_started_again(rough: World, postgres_server: Postgres) -> None:
    before, during, after = (rough.resident() for _ in range(3))
    rough.brain.acts["停之前问的"] = Act(after=3.0)
    with ThreadPoolExecutor(1) as pool:
        asking = pool.submit(before.says, "停之前问的")
        rough.brain.wait_for("停之前问的")
        postgres_server.stop()
        during.says("停着的时候问的")
        asking.result()
        postgres_server.start()
    assert during.reads(1)[0].startswith(wording.COULD_NOT_ANSWER)
    assert before.reads(1)[0].startswith(wording.COULD_NOT_ANSWER)
    rough.wait_until(lambda: len(before.log()) == 2)
    assert bubbles(before) == ["reply", "message"] and before.reads(2)[1] == "答：停之前问的"
    assert after.asks("起来之后问的") == "答：起来之后问的"
    rough.settle()
    assert rough.records.turns("停之前问的") == 1 and bubbles(during) == ["reply"]


def test_held_longer_than_wechat_waits(rough: World, postgres_server: Postgres) -> None:
    before, during = rough.resident(), rough.resident()
    rough.brain.acts["冻住之前问的"] = Act(after=2.0)
    with ThreadPoolExecutor(2) as pool:
        asking = [pool.submit(before.says, "冻住之前问的")]
        rough.brain.wait_for("冻住之前问的")
        postgres_server.hold()
        asking.append(pool.submit(during.says, "冻住的时候问的"))
        time.sleep(SECONDS_HELD)
        postgres_server.let_go()
        wait(asking)
    rough.settle()
    for one, text in ((before, "冻住之前问的"), (during, "冻住的时候问的")):
        assert bubbles(one) == ["reply", "message"], one.log()
        first, second = one.reads(2)
        assert first.startswith(wording.ANSWER_FOLLOWS) and second == f"答：{text}" and rough.records.turns(text) == 1
    assert is_well(rough)


def test_killed_between_the_turn_and_its_reply_the_turn_s_answer_is_told(rough: World) -> None:
    """The turn is kept, but that it is answered cannot be written yet: there the process dies."""
    wang, text = rough.resident(), "答好了没说出口"
    rough.brain.acts[text] = Act(after=1.0)
    with ThreadPoolExecutor(1) as pool:
        asking = pool.submit(wang.says, text)
        port = rough.brain.wait_for(text).port
        with rough.records.locked(DeliveryRow):
            rough.wait_until(lambda: rough.records.turns(text) == 1)
            rough.gateway.kill_worker_with(port, rough.brain.port)
        asking.result()
    assert wang.reads(1, seconds=30) == [f"答：{text}"] and wang.log()[0].way == "message"
    rough.settle()
    assert len(rough.brain.questions(text)) == rough.records.turns(text) == len(wang.log()) == 1
    rough.gateway.wait_until_whole()
