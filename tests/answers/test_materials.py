"""What to bring: nothing required is left out, and what is for others only is said under its heading."""

from typing import Any

from bot.answers.deciding import choose, decide
from bot.answers.question import Memory, Pending, Reply
from bot.catalogue.model import Matter
from tests.factories import a_district, a_material, a_matter, a_question, a_situation, linked, options
from tests.reading import words

AGES = a_situation("年龄段", ("80到89岁", "90到99岁", "不知道"), difference="九十以上另给。")
WHO = a_situation("办理人", ("本人办理", "他人代办", "不知道"), prompt="谁来办？", difference="代办要委托书。")
MATTER = a_matter(
    materials=(
        a_material("户口簿", necessity="optional", copies=1),
        a_material("居民身份证", issuer="公安机关", note="核验原件"),
        a_material("单位证明", necessity="later", originals=0, copies=1),
        a_material("照片", originals=0),
        a_material("授权委托书", situation="他人代办"),
        a_material("八十岁的表", situation="80到89岁"),
        a_material("九十岁的表", situation="90到99岁"),
    ),
    situations=(AGES, WHO),
)


def ask(matter: Matter = MATTER, **fields: Any) -> Reply:
    return decide(a_question("高龄津贴带啥", "materials", linked=linked((matter, 0.98)), **fields), a_district(matter))


def answer(said: str, matter: Matter = MATTER, told: dict[str, str] | None = None) -> Reply:
    """The reply to a message that answers the question of the age."""
    memory = Memory(matter=matter.code, facets=("materials",), situation=told or {}, pending=Pending(matter.code, "年龄段", AGES.options))
    return choose(a_question(said, memory=memory, offered=options(*AGES.options)), a_district(matter))


def test_required_ones_come_first_and_marks_are_read() -> None:
    text = words(ask())
    assert text.index("居民身份证") < text.index("照片") < text.index("户口簿") < text.index("单位证明")
    assert "1. 居民身份证 原件1份，公安机关发的：核验原件" in text
    assert "户口簿 原件1份复印件1份（有就带，没有也行）" in text
    assert "单位证明 复印件1份（可先受理，后补）" in text


def test_every_situation_is_told_under_its_heading_before_anything_is_asked() -> None:
    reply = ask()
    text = words(reply)
    assert all(f"{option}，另带：\n1. " in text for option in ("他人代办", "80到89岁", "90到99岁"))
    assert reply.outcome == "answer" and reply.memory.pending == Pending("MZ-001", "年龄段", AGES.options)
    assert [(each.kind, each.text) for each in reply.choices] == [("situation", option) for option in AGES.options]


def test_who_comes_is_never_asked_because_all_papers_are_listed() -> None:
    assert answer("90到99岁").memory.pending is None


def test_what_was_told_rules_the_others_out() -> None:
    reply = answer("2")
    text = words(reply)
    assert "九十岁的表" in text and "八十岁的表" not in text and "授权委托书" in text
    assert "按“90到99岁”说：九十以上另给。" in text
    assert reply.memory.situation == {"年龄段": "90到99岁"} and reply.outcome == "answer"


def test_an_answer_can_be_taken_back() -> None:
    memory = Memory(matter="MZ-001", facets=("materials",), situation={"年龄段": "90到99岁"})
    reply = choose(a_question("1", memory=memory, offered=options(*AGES.options)), a_district(MATTER))
    assert reply.memory.situation == {"年龄段": "80到89岁"} and "八十岁的表" in words(reply)


def test_an_old_question_of_another_matter_is_open_no_more() -> None:
    other = a_matter("MZ-002", "老年人优待证", aliases=())
    memory = Memory(matter="MZ-002", facets=("fee",))
    reply = choose(a_question("1", memory=memory, offered=options(*AGES.options)), a_district(MATTER, other))
    assert reply.memory.situation == {} and "现在没有可选的项" in words(reply)


def test_not_knowing_keeps_every_branch_and_is_not_asked_again() -> None:
    reply = answer("俺也说不准")
    text = words(reply)
    assert "九十岁的表" in text and "八十岁的表" in text and "拿不准也没关系" in text
    assert reply.memory.pending is None and reply.choices == ()


def test_at_most_two_questions_a_matter() -> None:
    many = a_matter(
        situations=tuple(a_situation(name, (f"{name}一", f"{name}二", "不知道")) for name in ("甲", "乙", "丙")),
        materials=tuple(a_material(f"{name}的表", situation=f"{name}一") for name in ("甲", "乙", "丙")),
    )
    asked, memory = [], Memory()
    reply = ask(many, memory=memory)
    while reply.memory.pending:
        asked.append(reply.memory.pending.situation)
        reply = choose(a_question("1", memory=reply.memory, offered=reply.choices), a_district(many))
    assert asked == ["甲", "乙"]


def test_a_situation_named_in_the_question_is_not_asked() -> None:
    reply = decide(a_question("90到99岁高龄津贴带啥", "materials", linked=linked((MATTER, 0.98))), a_district(MATTER))
    assert reply.memory.pending is None


def test_facets_that_do_not_depend_on_the_person_ask_nothing() -> None:
    reply = decide(a_question("高龄津贴多少钱", "fee", linked=linked((MATTER, 0.98))), a_district(MATTER))
    assert reply.memory.pending is None and reply.choices == ()


def test_a_new_matter_forgets_what_was_told_of_the_old_one() -> None:
    other = a_matter("MZ-002", "老年人优待证", situations=(), aliases=())
    memory = Memory(matter="MZ-001", facets=("materials",), situation={"年龄段": "90到99岁"})
    reply = decide(a_question("老年人优待证带啥", "materials", linked=linked((other, 0.98)), memory=memory), a_district(MATTER, other))
    assert reply.matter == "MZ-002" and reply.memory.situation == {}


def test_an_answer_to_a_question_of_a_matter_that_is_gone_is_not_guessed() -> None:
    memory = Memory(matter="MZ-001", pending=Pending("MZ-001", "年龄段", AGES.options))
    reply = choose(a_question("1", memory=memory, offered=options(*AGES.options)), a_district(a_matter("MZ-009", "别的事")))
    assert reply.matter is None and words(reply)
