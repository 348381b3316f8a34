"""Everyday words lead to the official words of names."""

from bot.understanding.glossary import Glossary, read_glossary
from bot.understanding.linker import Linker
from tests.factories import a_matter


def test_the_longest_word_counts_and_each_official_word_once() -> None:
    glossary = Glossary({"网吧": ("互联网上网",), "网": ("网络",), "丢了": ("遗失补办", "补领"), "弄丢": ("补领",)})
    assert glossary.behind("网吧的证弄丢了丢了") == ("互联网上网", "补领", "遗失补办")
    assert glossary.behind("天气") == ()


def test_an_empty_table_finds_nothing() -> None:
    assert Glossary({}).behind("网吧") == () and Glossary({}).words == []


def test_the_table_that_ships_is_clean() -> None:
    glossary = read_glossary()
    assert len(glossary.words) > 1000 and all(word.strip() for word in glossary.words)
    assert "互联网上网服务" in "".join(glossary.behind("网吧"))


def test_a_matter_that_is_but_a_name_is_found_by_everyday_words() -> None:
    names = (
        "互联网上网服务营业场所经营单位设立审批",
        "歌舞娱乐场所设立审批",
        "取水许可新办",
        "林木采伐许可证核发",
        "道路货物运输经营许可",
        "食品经营许可",
    )
    bare = {
        f"T-{n}": a_matter(f"T-{n}", name, aliases=(), samples=(), conditions="", materials=(), tip="", result="") for n, name in enumerate(names)
    }
    linker = Linker(bare)
    assert [linker.link(text).candidates[0].code for text in ("想开个网吧", "村头打井", "买了货车跑运输")] == ["T-0", "T-2", "T-4"]


def test_a_name_said_in_full_is_certain_unless_two_bear_it() -> None:
    one = Linker({"A": a_matter("A", "老年人优待证办理", aliases=("老年证",)), "B": a_matter("B", "公章刻制备案", aliases=("刻章",))})
    assert one.link("老年证").candidates[0].score > 0.9 and not one.link("老年证").encoder_used
    two = Linker({"A": a_matter("A", "同名事项", aliases=()), "B": a_matter("B", "同名事项", aliases=())})
    assert len(two.link("同名事项").candidates) == 2
