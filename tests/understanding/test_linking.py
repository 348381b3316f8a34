"""A citizen's words → matters: real names, everyday names, homophones, traditional characters, new matters, none at all."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from bot.catalogue.model import Matter
from bot.district.model import District
from bot.understanding.linker import Linked, Linker
from bot.understanding.ranking import load_weights
from tests.factories import a_bare_matter, a_matter
from tests.understanding.encoders import FakeEncoder


@pytest.fixture(scope="module")
def linker(real_district: District) -> Linker:
    return Linker(real_district.matters)


def a_few(district: District) -> dict[str, Matter]:
    """Fifty matters: enough to be mistaken for each other, and quick to index."""
    return {code: district.matters[code] for code in ["MZ-001", *sorted(district.matters)[:49]]}


def best(linked: Linked) -> str:
    return linked.candidates[0].code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("高龄津贴申领", "MZ-001"),
        ("长寿钱", "MZ-001"),
        ("身份证丢了", "GA-011"),
        ("居住证申领", "GA-013"),
        ("高零津帖", "MZ-001"),
        ("居注证咋办", "GA-013"),
        ("高齡津貼申領", "MZ-001"),
        ("居民身份證丟失補領", "GA-011"),
        ("Ｇ居民户口簿补领", "GA-007"),
        ("那居住证呢", "GA-013"),
        ("居民户口簿，补领！！", "GA-007"),
    ],
)
def test_names_in_many_writings(linker: Linker, text: str, code: str) -> None:
    assert best(linker.link(text)) == code


def test_every_name_is_found_by_itself(linker: Linker, real_district: District) -> None:
    lost = [code for code, matter in real_district.matters.items() if best(linker.link(matter.name)) != code]
    assert lost == []


def test_nearly_every_everyday_name_is_found_by_itself(linker: Linker, real_district: District) -> None:
    every = [(alias, code) for code, matter in real_district.matters.items() for alias in matter.aliases]
    sample = every[::7]
    right = sum(best(linker.link(alias)) == code for alias, code in sample)
    assert len(sample) > 200 and right / len(sample) > 0.95


@pytest.mark.parametrize("text", ["今天天气真好", "你是机器人吗", "哈哈哈哈", "讲个笑话"])
def test_small_talk_is_never_surely_a_matter(linker: Linker, text: str) -> None:
    assert linker.link(text).candidates[0].score < 0.6


@pytest.mark.parametrize("text", ["", "？？？", "a", "1", "😀", "的" * 2000, "\x00"])
def test_odd_texts_are_no_fault(linker: Linker, text: str) -> None:
    assert 0 <= linker.link(text).none <= 1


@pytest.mark.parametrize("text", ["老年证丢了咋补", "俺娘80了有啥补贴", "社保卡", "xyz", ""])
def test_scores_are_probabilities_best_first(linker: Linker, text: str) -> None:
    linked = linker.link(text)
    scores = [each.score for each in linked.candidates]
    assert scores == sorted(scores, reverse=True) and all(0 <= score <= 1 for score in scores)
    assert sum(scores) + linked.none <= 1.001 and len({each.code for each in linked.candidates}) == len(scores)
    assert not linked.encoder_used


def test_a_new_matter_is_found_as_soon_as_it_is_published(real_district: District) -> None:
    new = a_bare_matter("XX-001", "无人机飞行备案登记")
    linked = Linker(a_few(real_district) | {new.code: new}).link("我买了个无人机，飞行要备案不")
    assert best(linked) == "XX-001" and linked.candidates[0].score >= 0.45


def test_a_withdrawn_matter_is_found_no_more(real_district: District) -> None:
    rest = {code: matter for code, matter in a_few(real_district).items() if code != "MZ-001"}
    assert "MZ-001" not in {each.code for each in Linker(rest).link("高龄津贴申领").candidates}


def test_an_empty_catalogue_finds_nothing() -> None:
    linker = Linker({})
    assert linker.link("高龄津贴") == Linked((), 1.0, False)
    linker.encode_in_background(Path("/nowhere"))
    assert linker.entries == 0


@pytest.mark.parametrize("count", [1, 2, 40])
def test_small_catalogues_work(count: int) -> None:
    matters = {f"X-{n}": a_bare_matter(f"X-{n}", f"{chr(0x4E00 + 50 * n)}{chr(0x5E00 + 70 * n)}许可证办理") for n in range(count)}
    assert best(Linker(matters).link(matters["X-0"].name)) == "X-0"


def test_many_threads_get_what_one_gets(linker: Linker, real_district: District) -> None:
    texts = [matter.name for matter in list(real_district.matters.values())[:40]]
    alone = [linker.link(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(linker.link, texts)) == alone


# --- with an encoder ---


def small_linker(encoder: FakeEncoder) -> Linker:
    matters = [a_matter(), a_matter("MZ-002", "老年人优待证办理", aliases=("老年证",)), a_matter("GA-013", "居住证申领", aliases=("暂住证",))]
    return Linker({each.code: each for each in matters}, encoder)


def test_until_the_vectors_are_there_matters_are_found_by_letters(tmp_path: Path) -> None:
    encoder = FakeEncoder()
    linker = small_linker(encoder)
    assert best(linker.link("老年证")) == "MZ-002" and encoder.asked == [] and linker.encoded == 0
    linker.encode(tmp_path)
    assert linker.encoded == linker.entries
    linked = linker.link("津贴居住")
    assert linked.encoder_used and sum(each.score for each in linked.candidates) + linked.none <= 1.001


def test_the_encoder_is_spared_where_letters_settle_it(real_district: District, tmp_path: Path) -> None:
    encoder = FakeEncoder()
    few = {code: replace(real_district.matters[code], samples=()) for code in list(real_district.matters)[:30]}
    linker = Linker(few, encoder)
    linker.encode(tmp_path)
    encoder.asked.clear()
    settled = [linker.link(matter.name) for matter in few.values()]
    assert len(encoder.asked) == sum(linked.encoder_used for linked in settled) < len(few)


def test_vectors_are_made_in_the_background(tmp_path: Path) -> None:
    linker = small_linker(FakeEncoder())
    linker.encode_in_background(tmp_path)
    for thread in threading.enumerate():
        if thread.name == "vectors":
            thread.join(5)
    assert linker.encoded == linker.entries


def test_the_weights_that_ship_fit_the_channels(tmp_path: Path) -> None:
    assert len(load_weights()) == 2
    linker = small_linker(FakeEncoder())
    linker.link("老年证")
    linker.encode(tmp_path)
    linker.link("嗯")
