"""Evaluation folders are read exactly as they are described."""

from pathlib import Path

import pytest

from bot.evaluation.model import Place, Question, Reject, Single, Turn
from bot.evaluation.reading import BadFolder, facets, parts, read, rows

SINGLE = "id\ttext\tgold_matter\tok_matters\tfacets\tvoice\tnote\n"


def write(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_bytes(text.encode())
    return folder


def questions(folder: Path) -> list[Question]:
    return read(folder, sites=lambda name, kind: frozenset({f"{name}/{kind}"}), numbers=lambda text: frozenset({text[:3]}))


def test_single_lines(tmp_path: Path) -> None:
    write(tmp_path, "single.tsv", SINGLE + "S1\t俺娘80了\tA\tB;C\t材料;地点\t方言\t\nS2\t老年证\tA\t\t\t\t\n")
    first, second = questions(tmp_path)
    assert first == Question("single", "S1", 1, "single-1", "俺娘80了", Single("A", frozenset("ABC"), frozenset({"materials", "place"}), "方言"))
    assert second.gold == Single("A", frozenset("A"), frozenset(), "")


def test_place_lines(tmp_path: Path) -> None:
    lines = "id\ttext\tgold_place\tkind\tnote\nP1\t几点开门\t王村镇\thours\t\nP2\t几点开门\t追问\thours\t\nP3\t几点开门\t\thours\t\n"
    golds = [each.gold for each in questions(write(tmp_path, "place.tsv", lines))]
    asked_back = [Place(name, frozenset(), "hours", True) for name in ("追问", "")]
    assert golds == [Place("王村镇", frozenset({"王村镇/hours"}), "hours", False), *asked_back]


def test_reject_lines_know_the_calls_of_emergencies_alone(tmp_path: Path) -> None:
    write(tmp_path, "reject.tsv", "id\ttext\tkind\nR1\t119着火了\temergency\nR2\t你好\tchitchat\n")
    assert [each.gold for each in questions(tmp_path)] == [Reject("emergency", frozenset({"119"})), Reject("chitchat", frozenset())]


def test_nothing_is_stripped_and_only_newlines_end_a_line(tmp_path: Path) -> None:
    write(tmp_path, "reject.tsv", 'id\ttext\tkind\r\nR1\t　　\tnoise\r\nR2\ta\u2028b\x0bc"\tnoise\r\nR3\t\tnoise\r\n')
    assert [each.text for each in questions(tmp_path)] == ["　　", 'a\u2028b\x0bc"', ""]


def test_a_byte_order_mark_and_missing_cells_do_no_harm(tmp_path: Path) -> None:
    write(tmp_path, "single.tsv", "\ufeff" + SINGLE + "S1\t老年证\tA")
    assert questions(tmp_path)[0].gold == Single("A", frozenset("A"), frozenset(), "")


def test_every_line_is_a_person_even_when_ids_repeat(tmp_path: Path) -> None:
    write(tmp_path, "single.tsv", SINGLE + "S1\t甲\tA\t\t\t\t\nS1\t乙\tA\t\t\t\t\n")
    assert len({each.person for each in questions(tmp_path)}) == 2


DIALOGS = """
- id: D1
  note: 例
  turns:
    - user: 老年证咋办
      expect: {matter: A, facets: [流程], behaviour: answer}
    - user: 1
      expect: {matter: '', facets: [], behaviour: choose, ok_matters: [B], ok_behaviours: [clarify, answer]}
- id: D2
  turns:
    - user: 着火了
      expect: {matter: A, facets: [材料, 费用], behaviour: answer, ok_matters: [B]}
"""


def test_dialogs_are_turns_of_one_person(tmp_path: Path) -> None:
    first, second, third = questions(write(tmp_path, "dialogs.yml", DIALOGS))
    assert (first.person, first.turn, second.person, second.turn) == ("dialogs-1", 1, "dialogs-1", 2)
    assert first.gold == Turn(frozenset({"answer"}), frozenset({"A"}), frozenset({"process"}))
    assert second.text == "1"
    assert third.gold == Turn(frozenset({"answer"}), frozenset("AB"), frozenset({"materials", "fee"}))


def test_an_empty_matter_is_not_checked_even_beside_others_that_would_do(tmp_path: Path) -> None:
    second = questions(write(tmp_path, "dialogs.yml", DIALOGS))[1]
    assert second.gold == Turn(frozenset({"choose", "clarify", "answer"}), frozenset(), frozenset())


def test_files_come_in_order_and_may_be_missing(tmp_path: Path) -> None:
    write(write(tmp_path, "dialogs.yml", DIALOGS), "single.tsv", SINGLE + "S1\t老年证\tA\n")
    assert [each.file for each in questions(tmp_path)] == ["single", "dialogs", "dialogs", "dialogs"]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("single.tsv", "id\tquestion\nS1\t老年证\n", "single.tsv: no column text"),
        ("dialogs.yml", "- id: D1\n  turns: [{user: 你好}]\n", "dialogs.yml: 'expect'"),
        ("dialogs.yml", "- id: [\n", "dialogs.yml: "),
        ("notes.txt", "", "no single.tsv"),
    ],
)
def test_a_folder_that_cannot_be_read_is_said_so(tmp_path: Path, name: str, text: str, said: str) -> None:
    with pytest.raises(BadFolder, match=said.replace(".", r"\.")):
        questions(write(tmp_path, name, text))


def test_lists_and_facets() -> None:
    assert parts("A; B；C;") == parts(["A", "B", "C"]) == frozenset("ABC")
    assert parts(None) == frozenset()
    assert facets("时限;没有的") == frozenset({"time_limit", "没有的"})


def test_rows_are_by_header(tmp_path: Path) -> None:
    write(tmp_path, "x.tsv", "text\tid\nb\ta\n\n")
    assert rows(tmp_path / "x.tsv") == [{"text": "b", "id": "a"}]
