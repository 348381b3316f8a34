"""Codes and the trade's abbreviations."""

import csv
from dataclasses import replace
from typing import Any

import pytest

from bot.answers.deciding import choose, decide
from bot.answers.declining import decline
from bot.answers.question import Memory, Reply
from bot.answers.written import shorthand
from bot.catalogue.abbreviations import FILE, read_abbreviations
from bot.district.model import District
from bot.understanding.normalizing import plain, simplified
from tests.factories import a_district, a_matter, a_question, linked, options
from tests.reading import words

BIRTH, RELIEF, SICK = a_matter("YB-009", "生育医疗费用报销"), a_matter("YB-010", "医疗救助待遇核准支付"), a_matter("YB-007", "门诊慢特病病种待遇认定")
MANY = [a_matter(f"SB-{n:03}", f"社保第{n}项") for n in range(1, 13)]
DISTRICT = a_district(BIRTH, RELIEF, SICK, *MANY)
SHORT = {"医救": ("YB-010",), "慢病": ("YB-007",), "慢病认定": ("YB-007",), "报销": ("YB-009", "YB-010"), "过期的": ("YB-099",)}


def ask(text: str, *facets: str, **fields: Any) -> Reply:
    text = simplified(text)
    return decide(a_question(text, *facets, shorthand=shorthand(text, SHORT), **fields), DISTRICT)


@pytest.mark.parametrize("said", ["YB-009", "yb009", "YB009", "yb 009", "ＹＢ－００９", "YB—009", "yb_009要带啥", "查一下YB-009", "YB-009。"])
@pytest.mark.parametrize("audience", ["resident", "agent", "staff"])
def test_a_code_in_any_writing_is_its_matter_for_everybody(said: str, audience: str) -> None:
    assert ask(said, audience=audience).matter == "YB-009"


@pytest.mark.parametrize("said", ["YB-099", "XYB-009", "YB-0091", "BY-009", "009", "YB", "sb250"])
def test_what_is_no_code_is_no_matter(said: str) -> None:
    assert ask(said).matter is None


def test_several_codes_are_taken_one_by_one() -> None:
    reply = ask("YB-010和yb009分别要啥", "materials")
    assert [each.code for each in reply.choices] == ["YB-010", "YB-009"] and "一件一件来" in words(reply)
    assert reply.choices[0].text == "YB-010 医疗救助待遇核准支付"
    chosen = choose(a_question("2", memory=reply.memory, offered=reply.choices), DISTRICT)
    assert (chosen.matter, chosen.facets) == ("YB-009", ("materials",))


def test_a_code_twice_is_one() -> None:
    assert ask("YB-009 yb009").matter == "YB-009"


def test_the_beginning_of_a_code_offers_what_begins_so() -> None:
    reply = ask("yb-0")
    assert [each.code for each in reply.choices] == ["YB-007", "YB-009", "YB-010"] and "编号以“YB-0”开头的有 3 项。" in words(reply)
    assert [each.code for each in ask("YB00").choices] == ["YB-007", "YB-009"]
    assert ask("YB-01").matter == "YB-010"
    assert len(ask("YB-").choices) == 3


def test_of_many_that_begin_so_ten_are_shown() -> None:
    reply = ask("SB-0")
    assert len(reply.choices) == 10 and "有 12 项，先列前 10 项" in words(reply)


def test_a_code_goes_before_what_was_offered_or_asked() -> None:
    ages = options("80到89岁", "不到80岁", "不知道")
    assert choose(a_question("YB-010", memory=Memory("YB-007"), offered=ages), DISTRICT).matter == "YB-010"


def test_a_code_is_no_noise_and_no_greeting() -> None:
    assert decline(a_question("yb009", intent="noise"), DISTRICT).matter == "YB-009"
    assert decline(a_question("医救", intent="noise", shorthand=shorthand("医救", SHORT)), DISTRICT).matter == "YB-010"


def test_what_was_asked_before_a_matter_was_named_is_answered_and_else_the_short_card() -> None:
    assert ask("YB-009", memory=Memory(facets=("fee",))).facets == ("fee",)
    assert ask("YB-009", memory=Memory("YB-010", facets=("fee",))).facets == ()


# --- abbreviations ---


@pytest.mark.parametrize("said", ["医救", "医救？", "那医救呢", "不是，我说的是医救"])
@pytest.mark.parametrize("audience", ["resident", "agent"])
def test_an_abbreviation_alone_is_its_matter_for_everybody(said: str, audience: str) -> None:
    assert ask(said, audience=audience).matter == "YB-010"


def test_an_abbreviation_of_several_is_offered() -> None:
    reply = ask("报销", audience="agent")
    assert [each.code for each in reply.choices] == ["YB-009", "YB-010"] and "“报销”对应下面几项" in words(reply)


def test_the_longest_abbreviation_counts_and_each_in_a_message() -> None:
    assert shorthand("慢病认定要啥", SHORT).words == ("慢病认定",)
    assert shorthand("医救、慢病", SHORT) == replace(shorthand("", SHORT), words=("医救", "慢病"), codes=("YB-010", "YB-007"), alone=True)


def test_in_a_sentence_it_helps_agents_where_nothing_else_is_clear() -> None:
    assert ask("医救的材料清单", "materials", audience="agent").matter == "YB-010"
    assert ask("医救的材料清单", "materials").matter is None
    assert ask("医救的材料清单", audience="staff", linked=linked((SICK, 0.95))).matter == "YB-007"
    assert ask("医救的材料清单", audience="staff", linked=linked((SICK, 0.7))).matter == "YB-010"
    assert ask("报销医药费", audience="staff", linked=linked((BIRTH, 0.7))).matter == "YB-009"


def test_a_matter_that_is_not_published_is_not_offered() -> None:
    assert ask("过期的").matter is None


# --- the table ---


def test_the_table_names_matters_that_there_are(real_district: District) -> None:
    table = read_abbreviations()
    assert len(table) >= 80
    assert {word: codes for word, codes in table.items() if not set(codes) <= real_district.matters.keys()} == {}


def test_an_abbreviation_stands_once_and_is_no_everyday_word_of_a_matter(real_district: District) -> None:
    words_in_file = [word for row in csv.DictReader(FILE.open(encoding="utf-8-sig")) for word in row["简称"].split(";")]
    assert len({plain(each) for each in words_in_file}) == len(words_in_file)
    everyday = {plain(each) for matter in real_district.matters.values() for each in (matter.name, *matter.aliases)}
    assert [each for each in words_in_file if plain(each) in everyday] == []


@pytest.mark.parametrize(
    "word",
    [
        "居保",
        "职保",
        "灵活就业",
        "两补",
        "高龄",
        "五保",
        "低边",
        "慢病",
        "异地备案",
        "公积金提取",
        "个体设立",
        "企变",
        "食经许",
        "公卫",
        "动防证",
        "不动产首登",
        "转移登记",
        "户口迁入",
    ],
)
def test_what_windows_write_every_day_is_an_abbreviation_or_an_everyday_word(real_district: District, word: str) -> None:
    assert word in read_abbreviations() or any(word in matter.aliases for matter in real_district.matters.values())


@pytest.mark.parametrize("code", ["SB-001", "ZR-002", "SC-007", "NY-009", "WJ-011"])
def test_a_code_of_the_real_catalogue(real_district: District, code: str) -> None:
    assert decide(a_question(code.replace("-", "").lower()), real_district).matter == code
