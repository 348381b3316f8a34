"""Who follows no more is forgotten: every row, in every table, whatever is still on its way."""

from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass

import pytest

from .brain import Act
from .conftest import World
from .residents import Resident

pytestmark = pytest.mark.slow

THINKING = {"边走边问": 2.0, "边走边问慢的": 6.0}
UNSENT, FORGET = "走之前问的", "先问件慢的"


def marks(world: World, one: Resident, *texts: str) -> list[str]:
    """What tells of somebody, and is there now."""
    found = [world.records.person(texts[0]), *texts]
    assert [mark for mark in found if mark not in world.records.everything()] == []
    return [*found, one.openid]


def left(world: World, found: list[str]) -> list[str]:
    """What of it is still there."""
    everything = world.records.everything()
    return [mark for mark in found if mark in everything]


def test_all_rows_are_gone(world: World) -> None:
    wang, li = world.resident(), world.resident()
    world.brain.acts["俺家住桃园子"] = Act("挑一样", choices=("头一样", "第二样"))
    wang.says("俺家住桃园子")
    li.says("旁人的话")
    found = marks(world, wang, "俺家住桃园子")
    wang.does("unsubscribe", EventKey="")
    assert len(wang.reads(1)) == 1 and left(world, found) == []
    assert world.records.turns("旁人的话") == 1


@dataclass(frozen=True)
class Gone:
    """People who left while something of theirs was on its way, what told of them, and how many people there were without them."""

    people: dict[str, Resident]
    marks: list[str]
    persons: int


@pytest.fixture(scope="module")
def gone(started: World) -> Gone:
    """All of them have left at the same time, and nothing is on its way any more."""
    persons = started.records.count_of_persons()
    people = {text: started.resident() for text in (*THINKING, UNSENT, FORGET)}
    started.brain.acts |= {text: Act(after=seconds) for text, seconds in THINKING.items()}
    started.brain.acts |= {UNSENT: Act("没送到的答复", after=4.3), FORGET: Act(after=5.0)}
    unreachable = people[UNSENT].openid
    started.platform.api.away.add(unreachable)
    with ThreadPoolExecutor(2 * len(people)) as pool:
        asking = [pool.submit(one.says, text) for text, one in people.items()]
        for text in people:
            started.brain.wait_for(text)
        asking += [pool.submit(people[text].does, "unsubscribe") for text in THINKING]
        asking.append(pool.submit(people[FORGET].says, "删除我的记录"))
        started.wait_until(lambda: bool(started.platform.api.calls_for(unreachable)))
        found = marks(started, people[UNSENT], UNSENT, "没送到的答复")
        people[UNSENT].does("unsubscribe")
        wait(asking)
    started.settle()
    started.platform.api.away.discard(unreachable)
    started.platform.phones.wait(lambda: len(people[FORGET].log()) > 1, 5.0)
    return Gone(people, [*found, *people, *(one.openid for one in people.values())], persons)


def test_nothing_is_left_of_those_for_whom_something_was_on_its_way(gone: Gone, started: World) -> None:
    assert left(started, gone.marks) == [] and started.records.count_of_persons() == gone.persons


def test_an_answer_that_could_not_be_sent_is_not_sent_any_more(gone: Gone, world: World) -> None:
    wang, tries = gone.people[UNSENT], len(world.platform.api.calls_for(gone.people[UNSENT].openid))
    assert world.resident().asks("别人接着问") == "答：别人接着问"
    assert wang.reads(0) == [] and len(world.platform.api.calls_for(wang.openid)) == tries


def test_who_left_while_being_answered_sees_no_banner(gone: Gone) -> None:
    assert [each for text in THINKING for each in gone.people[text].log() if each.way == "banner"] == []


def test_that_all_is_forgotten_is_said_even_when_it_took_too_long_for_a_reply(gone: Gone) -> None:
    assert gone.people[FORGET].log()[-1].text.startswith("已删除")


def test_who_comes_back_is_new(world: World) -> None:
    wang = world.resident()
    wang.says("头一回来")
    wang.does("unsubscribe")
    wang.does("subscribe", EventKey="")
    wang.says("又回来了")
    assert world.records.turns("头一回来") == 0 and world.records.turns("又回来了") == 1
    assert "机器人" in wang.reads(3)[1]


def test_delivered_twice_it_forgets_twice(world: World) -> None:
    wang, persons = world.resident(), world.records.count_of_persons()
    wang.says("走两遍")
    for _ in range(2):
        wang.does("unsubscribe", created=1767230100)
    assert world.records.count_of_persons() == persons


def test_forgetting_can_be_asked_for_too(world: World) -> None:
    wang, persons = world.resident(), world.records.count_of_persons()
    wang.says("请忘掉这句")
    assert wang.asks("删除我的记录").startswith("已删除")
    assert world.records.turns("请忘掉这句") == 0 and world.records.count_of_persons() == persons
