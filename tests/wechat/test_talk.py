"""A talk on the phone: numbers and taps mean what was offered to this person, and nobody is held up by another."""

import pytest

from bot import wording

from .brain import Act
from .conftest import World

pytestmark = pytest.mark.slow

HAS_ID = pytest.mark.parametrize("with_id", [True, False])
FIRST = "老年证怎么办"


@pytest.mark.parametrize("number", ["1", "１", "1.", "第一个", "一"])
def test_a_number_takes_the_welcome_s_question(world: World, number: str) -> None:
    wang, before = world.resident(), len(world.brain.questions(FIRST))
    wang.does("subscribe", EventKey="")
    wang.says(number)
    assert wang.reads(2)[1] == f"答：{FIRST}" and len(world.brain.questions(FIRST)) == before + 1


@HAS_ID
def test_a_tap_takes_it_too(world: World, with_id: bool) -> None:
    wang = world.resident()
    wang.does("subscribe", EventKey="")
    wang.taps(2, with_id)
    assert wang.reads(2)[1] == "答：身份证丢了怎么补"


@HAS_ID
def test_a_tap_on_a_choice_comes_back_as_its_words_with_what_was_offered(world: World, with_id: bool) -> None:
    wang, question, tapped = world.resident(), f"选哪种{with_id}", f"租房居住{with_id}"
    world.brain.acts[question] = Act("您是哪一种？", choices=("就业", tapped, "不知道"))
    wang.says(question)
    wang.taps(2, with_id)
    assert wang.reads(2)[1] == f"答：{tapped}"
    assert [each["text"] for each in world.brain.questions(tapped)[0].metadata["choices"]] == ["就业", tapped, "不知道"]


def test_choices_are_one_person_s_own(world: World) -> None:
    wang, li = world.resident(), world.resident()
    world.brain.acts["只问王家"] = Act("您是哪一种？", choices=("甲", "乙"))
    wang.says("只问王家")
    for one in (li, wang):
        one.says("2")
    of_li, of_wang = world.brain.questions("2")[-2:]
    assert of_li.metadata["choices"] == [] and [each["text"] for each in of_wang.metadata["choices"]] == ["甲", "乙"]


def test_more_goes_on_by_word_by_tap_and_by_number(world: World) -> None:
    says = "\n".join(f"第{n}行，说得详细一些，好让人看明白。" for n in range(1, 120))
    world.brain.acts["说全了"] = Act(says)
    wang = world.resident()
    wang.says("说全了")
    wang.says("更多")
    wang.taps(1)
    wang.says("1")
    pages = [each.split(wording.MORE_HINT)[0].strip() for each in wang.reads(4)]
    assert "\n".join(pages) == says and len(world.brain.questions("说全了")) == 1


def test_the_rate_of_one_person_is_not_another_s(world: World) -> None:
    wang, li = world.resident(), world.resident()
    for n in range(34):
        wang.says(f"快快快{n}")
    told = wang.reads(31)
    assert told[29] == "答：快快快29" and told[30] == wording.TOO_FAST
    assert li.asks("慢慢说") == "答：慢慢说"
    assert "119" in wang.asks("着火了")


def test_an_image_between_leaves_the_choices_open(world: World) -> None:
    wang = world.resident()
    world.brain.acts["先挑一样"] = Act("哪一样？", choices=("这样", "那样"))
    wang.says("先挑一样")
    wang.sends("image", PicUrl="https://mmbiz.qpic.cn/x", MediaId="m")
    wang.taps(2)
    assert wang.reads(3)[2] == "答：那样"
