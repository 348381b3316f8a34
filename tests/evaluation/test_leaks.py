"""Numbers are found however they are written, and only those that nobody may keep."""

import json
import sqlite3
from pathlib import Path

import pytest

from bot.evaluation.leaks import found_in, found_in_files, secrets_in
from bot.evaluation.noise import fullwidth

ID = "370306199001011234"


@pytest.mark.parametrize(
    ("text", "secrets"),
    [
        (f"我的身份证{ID}，老年证咋办", {ID}),
        ("号是 370306 19900101 1234 。", {ID}),
        ("３７０３０６１９９００１０１１２３４", {ID}),
        ("三七〇三〇六一九九〇〇一〇一一二三四", {ID}),
        ("37030619900101123x", {"37030619900101123X"}),
        (f"{ID}，13000001234", {ID, "13000001234"}),
        ("打+8613000001234", {"13000001234"}),
        ("手机155-0000-4321", {"15500004321"}),
        ("卡6222 0000 1111 2222 333", {"6222000011112222333"}),
        ("370306900101123", {"370306900101123"}),
        ("密码是654321", {"654321"}),
        ("0533-6788888，12345，4001234567", set()),
        ("20260915那天，交了100000元，邮编255300", set()),
        ("办件编号37030620260915000012345", set()),
        ("老年证咋办", set()),
    ],
)
def test_secrets_of_a_text(text: str, secrets: set[str]) -> None:
    assert secrets_in(text) == secrets


@pytest.mark.parametrize("text", [f"x{ID}y", "370306-19900101-1234", fullwidth(ID, None), json.dumps(fullwidth(ID, None)), f"1{ID}"])  # type: ignore[arg-type]
def test_a_number_is_found_however_it_stands(text: str) -> None:
    assert found_in({ID}, text) == {ID}


def test_a_number_is_not_found_in_others() -> None:
    assert found_in({ID, "654321"}, "370306199001011235 0.6543219 1654321") == set()
    assert found_in({"654321"}, "密码654321") == {"654321"}


def test_all_files_are_looked_through_but_not_those_behind_links(tmp_path: Path) -> None:
    run, shared = tmp_path / "run", tmp_path / "models"
    (run / "log").mkdir(parents=True)
    shared.mkdir()
    (shared / "kept.txt").write_text(ID)
    (run / "models").symlink_to(shared)
    (run / "log" / "web.log").write_text(f"asked {ID}")
    (run / "clean.txt").write_text("nothing")
    assert found_in_files({ID}, run) == {ID: ["log/web.log"]}


def test_a_database_is_read_with_what_its_journal_holds(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "zhoudao.db")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("CREATE TABLE turn (trace TEXT)")
    connection.execute("INSERT INTO turn VALUES (?)", (json.dumps({"text": "字" * 9000 + fullwidth(ID, None)}),))  # type: ignore[arg-type]
    connection.commit()
    assert "zhoudao.db" in found_in_files({ID}, tmp_path)[ID]
    assert found_in_files({"13000001234"}, tmp_path) == {}
    connection.close()


def test_a_deleted_row_is_still_a_leak(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "zhoudao.db")
    connection.execute("PRAGMA secure_delete=OFF")
    connection.execute("CREATE TABLE turn (text TEXT)")
    connection.execute("INSERT INTO turn VALUES (?)", (ID,))
    connection.commit()
    connection.execute("DELETE FROM turn")
    connection.commit()
    connection.close()
    assert found_in_files({ID}, tmp_path) == {ID: ["zhoudao.db"]}
