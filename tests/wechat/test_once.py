"""One turn and one reply a message, however often and in whatever order it is delivered; and one message of a person at a time."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from .brain import Act
from .conftest import World
from .letters import message, sealed
from .platform import opened

pytestmark = pytest.mark.slow


def test_five_copies_at_once_make_one_turn(world: World) -> None:
    wang = world.resident()
    world.brain.acts["五份"] = Act(after=0.4)
    texts = world.platform.deliver_copies(message(wang.openid, "text", Content="五份"), 5)
    assert len(texts) == 1 and "答：五份" in texts.pop()
    assert len(world.brain.questions("五份")) == 1 and world.records.turns("五份") == 1


def test_five_copies_of_a_slow_one_make_one_turn_and_one_message(world: World) -> None:
    wang = world.resident()
    world.brain.acts["五份慢的"] = Act(after=4.6)
    assert world.platform.deliver_copies(message(wang.openid, "text", Content="五份慢的"), 5) == {""}
    assert wang.reads(1) == ["答：五份慢的"] and wang.log()[0].way == "message"
    assert len(world.brain.questions("五份慢的")) == 1 and world.records.turns("五份慢的") == 1


def test_a_retry_while_the_first_runs_waits_for_its_reply(world: World) -> None:
    wang = world.resident()
    world.brain.acts["接着问"] = Act(after=1.0)
    xml = message(wang.openid, "text", Content="接着问")
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(world.platform.post, sealed(xml))
        world.brain.wait_for("接着问")
        second = world.platform.post(sealed(xml))
    assert opened(wang.openid, second) == opened(wang.openid, first.result()) != ""
    assert len(world.brain.questions("接着问")) == 1


def test_a_retry_after_the_answer_gets_the_same_answer(world: World) -> None:
    wang = world.resident()
    xml = message(wang.openid, "text", Content="答过了")
    first, second = (opened(wang.openid, world.platform.post(sealed(xml))) for _ in range(2))
    assert first == second != "" and len(world.brain.questions("答过了")) == 1 and world.records.turns("答过了") == 1


def test_the_same_event_again_is_the_same_event(world: World) -> None:
    wang, created = world.resident(), int(time.time())
    for _ in range(2):
        wang.does("CLICK", created=created, EventKey="点了一下")
    assert len(world.brain.questions("点了一下")) == 1 and world.records.turns("点了一下") == 1
    wang.does("CLICK", created=created + 1, EventKey="点了一下")
    assert len(world.brain.questions("点了一下")) == 2


def test_two_events_may_share_a_second(world: World) -> None:
    wang, created = world.resident(), int(time.time())
    wang.does("CLICK", created=created, EventKey="先点这个")
    wang.does("CLICK", created=created, EventKey="再点那个")
    assert wang.reads(2) == ["答：先点这个", "答：再点那个"]


def test_a_message_that_was_made_earlier_may_come_later(world: World) -> None:
    wang, now = world.resident(), int(time.time())
    wang.says("后写的", created=now)
    wang.says("先写的", created=now - 30)
    assert wang.reads(2) == ["答：后写的", "答：先写的"]


def test_the_same_bytes_again_make_no_second_turn(world: World) -> None:
    wang = world.resident()
    letter = sealed(message(wang.openid, "text", Content="重放"))
    replies = {opened(wang.openid, world.platform.post(letter)) for _ in range(3)}
    assert len(replies) == 1 and world.records.turns("重放") == 1


def test_old_bytes_are_refused(world: World) -> None:
    wang = world.resident()
    answer = world.platform.post(sealed(message(wang.openid, "text", Content="一小时前的"), at=time.time() - 3600))
    assert answer.status_code == 403 and not world.brain.questions("一小时前的")


def test_four_messages_of_one_person_are_answered_in_order_without_overlap(world: World) -> None:
    wang = world.resident()
    texts = [f"连着问{n}" for n in range(4)]
    world.brain.acts |= {text: Act(after=0.5) for text in texts}
    with ThreadPoolExecutor(4) as pool:
        for text in texts:
            pool.submit(wang.says, text)
            time.sleep(0.1)  # two messages of one moment have no order
    assert wang.reads(4) == [f"答：{text}" for text in texts]
    spans = [(each.began, each.ended) for text in texts for each in world.brain.questions(text)]
    assert len(spans) == 4 and all(ended <= began for (_, ended), (began, _) in zip(spans, spans[1:]))


def test_the_same_msgid_of_two_people_is_two_messages(world: World) -> None:
    wang, li = world.resident(), world.resident()
    for one in (wang, li):
        one.says("同一个号", MsgId=24712345678901234)
    assert wang.reads(1) == li.reads(1) == ["答：同一个号"] and len(world.brain.questions("同一个号")) == 2
