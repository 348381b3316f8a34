"""When WeChat's window has closed before an answer was there, it is kept, and comes when the person writes again: with the reply, or behind it.

Everybody's window closes at the same time: one wait for all.
"""

from concurrent.futures import ThreadPoolExecutor, wait

import pytest

from .brain import Act
from .conftest import World
from .residents import Resident

pytestmark = pytest.mark.slow

WINDOW = 48 * 3600.0
LONG, ALSO_LONG = "这是要说的一长串话。" * 55, "另有这样一长串话。" * 60
SAYS = {"短的": "短的答复", "长的": LONG, "后来又慢的": "慢的答复", "头一件": "头一件的答复"}


@pytest.fixture(scope="module")
def people(started: World) -> dict[str, Resident]:
    """Everybody has asked, and two days have gone by for WeChat before the answer is there."""
    people = {text: started.resident() for text in SAYS}
    started.brain.acts |= {text: Act(says, after=4.8) for text, says in SAYS.items()}
    with ThreadPoolExecutor(len(SAYS) + 1) as pool:
        asking = [pool.submit(one.says, text) for text, one in people.items()]
        started.brain.wait_for("头一件")
        wait([*asking, pool.submit(people["头一件"].says, "第二件")])
    started.platform.clock.advance(WINDOW)
    started.settle()
    assert all(one.reads(0) == [] for one in people.values())
    return people


def test_it_comes_with_the_next_reply(people: dict[str, Resident]) -> None:
    told = people["短的"].asks("回来了")
    assert told.startswith("您上次问的，答复是：\n短的答复") and told.endswith("答：回来了")
    assert people["短的"].asks("再说一句") == "答：再说一句"


def test_where_both_do_not_fit_it_comes_behind_the_reply(people: dict[str, Resident], world: World) -> None:
    world.brain.acts["长长地回来了"] = Act(ALSO_LONG)
    people["长的"].says("长长地回来了")
    assert people["长的"].reads(2) == [ALSO_LONG, LONG] and [each.way for each in people["长的"].log()] == ["reply", "message"]


def test_where_the_next_reply_is_late_too_it_comes_before_it(people: dict[str, Resident], world: World) -> None:
    world.brain.acts["慢慢地回来了"] = Act(after=4.5)
    people["后来又慢的"].says("慢慢地回来了")
    assert people["后来又慢的"].reads(2) == ["慢的答复", "答：慢慢地回来了"]


def test_several_come_in_their_order(people: dict[str, Resident]) -> None:
    told = people["头一件"].asks("第三件")
    assert told.index("头一件的答复") < told.index("答：第二件") < told.index("答：第三件")
    assert told.count("您上次问的") == 1
