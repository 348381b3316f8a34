"""What WeChat refuses: what is only late is sent again, what may not be sent now comes with the next reply, and nothing comes twice.

Everybody's answer is too late for a reply at the same time, with a token that WeChat has just revoked: one wait for all.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait

import pytest

from tests.running.system import wait_for

from .brain import Act
from .conftest import World
from .residents import Resident

pytestmark = pytest.mark.slow

TOO_LATE = Act(after=4.5)
LATE = {"忙了一下": (-1, -1), "忙了好一会儿": (-1, -1, -1), "一分钟太多次": (45011,)}
KEPT = {"今天的次数用完": 45009, "账号没有这个权利": 48001}
DROPPED = {"不认得这个人": 40003, "没有关注": 43004}
CLERK = "坐席也在回"
SIX, FOUR = tuple(f"六件里的第{n}件" for n in range(6)), tuple(f"四样里的第{n}样" for n in range(4))

Ask = Callable[[str], None]


def hold_up(world: World, pool: ThreadPoolExecutor, ask: Ask, *texts: str) -> list[Future[None]]:
    """Asks the first, whose answer is too late, and the rest behind it, so that all of them are."""
    world.brain.acts[texts[0]] = TOO_LATE
    asking = [pool.submit(ask, texts[0])]
    world.brain.wait_for(texts[0])
    return asking + [pool.submit(ask, text) for text in texts[1:]]


@pytest.fixture(scope="module")
def people(started: World) -> dict[str, Resident]:
    """Everybody's answer has met what it has to meet."""
    refused = LATE | {text: (code,) for text, code in (KEPT | DROPPED).items()}
    people = {text: started.resident() for text in (*refused, CLERK, SIX[0], FOUR[0])}
    for text, codes in refused.items():
        started.platform.api.refuse(people[text].openid, *codes)
    started.platform.api.tokens.revoke()
    started.platform.api.tokens.fetches.clear()
    with ThreadPoolExecutor(24) as pool:
        asking = [one for text in (*refused, CLERK) for one in hold_up(started, pool, people[text].says, text)]
        asking += hold_up(started, pool, people[SIX[0]].says, *SIX)
        asking += hold_up(started, pool, lambda key: people[FOUR[0]].does("CLICK", EventKey=key), *FOUR)
        assert [started.platform.api.quotas.spend(people[CLERK].openid) for _ in range(5)] == [0] * 5
        wait(asking)
    started.settle()
    return people


@pytest.mark.parametrize("text", LATE)
def test_a_busy_platform_is_asked_again(people: dict[str, Resident], text: str) -> None:
    assert people[text].reads(1) == [f"答：{text}"]


@pytest.mark.parametrize("text", KEPT)
def test_what_the_account_may_not_send_comes_with_the_next_reply(people: dict[str, Resident], text: str) -> None:
    assert people[text].reads(0) == []
    told = people[text].asks("还有一件")
    assert told.startswith(f"您上次问的，答复是：\n答：{text}") and told.endswith("答：还有一件")


@pytest.mark.parametrize("text", DROPPED)
def test_whoever_cannot_be_written_to_is_not_written_to_again(people: dict[str, Resident], started: World, text: str) -> None:
    assert people[text].reads(0) == [] and len(started.platform.api.calls_for(people[text].openid)) == 1
    assert people[text].asks("又来了") == "答：又来了"


def test_the_sixth_message_is_kept_and_comes_with_the_next_reply(people: dict[str, Resident], started: World) -> None:
    wang = people[SIX[0]]
    assert len(wang.reads(5)) == 5 and [each.code for each in started.platform.api.calls_for(wang.openid)] == [0] * 5
    wang.says("第七件")
    read = "\n".join(wang.reads(6))
    assert read.endswith("答：第七件") and [read.count(f"答：{text}") for text in SIX] == [1] * 6


def test_after_a_tap_three_messages_may_follow(people: dict[str, Resident]) -> None:
    wang = people[FOUR[0]]
    assert len(wang.reads(3)) == 3
    wang.says("说一句")
    read = "\n".join(wang.reads(4))
    assert [read.count(f"答：{text}") for text in FOUR] == [1] * 4


def test_when_somebody_else_has_used_up_the_allowance_it_is_kept(people: dict[str, Resident], started: World) -> None:
    wang = people[CLERK]
    assert [each.code for each in started.platform.api.calls_for(wang.openid)] == [45047] and wang.reads(0) == []
    assert f"答：{CLERK}" in wang.asks("坐席走了再问")


def test_a_revoked_token_was_fetched_once_for_all_and_by_one_process(people: dict[str, Resident], started: World) -> None:
    assert started.platform.api.tokens.fetches == [False]


def test_tokens_that_are_always_refused_make_no_storm(world: World) -> None:
    api, wang, text = world.platform.api, world.resident(), "令牌都不认"
    api.tokens.fetches.clear()
    api.tokens.refuses_all = True
    with ThreadPoolExecutor(1) as pool:
        wait(hold_up(world, pool, wang.says, text))
    wait_for(lambda: len(api.calls_for(wang.openid)) >= 2)
    calls, fetched = len(api.calls_for(wang.openid)) + len(api.calls_for(wang.openid, "custom/typing")), list(api.tokens.fetches)
    api.tokens.refuses_all = False
    world.settle()
    assert wang.reads(1) == [f"答：{text}"]
    assert 1 <= len(fetched) <= calls + 1 and fetched.count(True) <= 1
