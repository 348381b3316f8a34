"""The commands as typed: Chinese help, exit codes 0, 1 and 2, and never a traceback."""

import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.audit.tables import AuditRow
from bot.cli import COMMANDS
from bot.cli.__main__ import start
from bot.cli.running import database
from bot.database import session
from bot.settings import ROOT
from tests.running.chat_server import Answer, Server

CATALOGUE = ROOT / "data" / "catalogue"


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.http.shutdown()
    made.http.server_close()


@pytest.fixture
def call(var: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Runs a command; its exit code and all that it said."""

    def run(*arguments: str) -> tuple[int, str]:
        try:
            code = start(list(arguments))
        except SystemExit as ended:
            code = int(ended.code or 0)
        told = capsys.readouterr()
        return code, told.out + told.err

    return run


def test_a_question_does_not_wait_for_the_learning_libraries() -> None:
    code = "import sys, bot.cli; bot.cli.main.get_command(None, 'ask'); print({'sklearn', 'sqlalchemy'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout == "set()\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(call: Callable[..., tuple[int, str]], command: str) -> None:
    assert call(command, "--help")[1].startswith(f"用法：zhoudao {command}")
    assert f"  {command} " in call("--help")[1]


@pytest.mark.parametrize("command", ["run", "train", "ask", "chat", "catalogue", "catalogue load", "catalogue check", "catalogue confusable"])
def test_help_is_in_chinese(call: Callable[..., tuple[int, str]], command: str) -> None:
    code, told = call(*command.split(), "--help")
    assert code == 0 and told.startswith(f"用法：zhoudao {command}") and "显示这段说明。" in told
    assert not {"Usage", "Options", "Commands", "Show"} & set(told.replace(":", " ").split())


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("跑", "没有这个命令"),
        ("ask", "还缺一项：问题"),
        ("ask --colour x", "没有这个选项：--colour"),
        ("ask a b", "多了一项"),
        ("catalogue", "用法：zhoudao catalogue"),
        ("catalogue check /no/such/folder", "找不到 /no/such/folder。"),
    ],
)
def test_a_command_typed_wrongly_ends_with_2_and_a_sentence(call: Callable[..., tuple[int, str]], typed: str, sentence: str) -> None:
    code, told = call(*typed.split())
    assert code == 2 and sentence in told


def test_ask_prints_what_the_citizen_reads(call: Callable[..., tuple[int, str]], server: Server) -> None:
    assert call("ask", "老年证咋办", "--url", server.url + "/") == (0, "带身份证\n\n去大厅\n")
    assert server.asked == [{"text": "老年证咋办", "path": "/api/chat"}]


def test_ask_json_prints_the_whole_reply(call: Callable[..., tuple[int, str]], server: Server) -> None:
    code, told = call("ask", "老年证", "--json", "--url", server.url)
    assert code == 0 and json.loads(told)["token"] == "t1" and "带身份证" in told


def test_ask_without_a_server_says_how_to_start_one(call: Callable[..., tuple[int, str]], free_port: int) -> None:
    code, told = call("ask", "老年证", "--url", f"http://127.0.0.1:{free_port}")
    assert code == 2 and "没有连上" in told and "make run" in told


@pytest.mark.parametrize("url", ["127.0.0.1:8000", "http://", "ftp://x", "http://[::1"])
def test_ask_at_an_address_that_is_none(call: Callable[..., tuple[int, str]], url: str) -> None:
    code, told = call("ask", "老年证", "--url", url)
    assert code == 2 and f"没有连上 {url}" in told


def test_ask_goes_to_this_machine_s_port_by_itself_and_past_any_proxy(
    call: Callable[..., tuple[int, str]], server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHOUDAO_PORT", str(server.http.server_port))
    monkeypatch.setenv("http_proxy", "http://192.0.2.1:9")
    assert call("ask", "老年证")[0] == 0


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ((429, {"error": {"code": "too_many", "message": "问得太快了，请稍等。"}}), "问得太快了，请稍等。"),
        ((500, {}), "服务器答复 HTTP 500。"),
        ((200, "<html>别的程序"), "答复看不懂（HTTP 200），那里运行的也许不是周到。"),
    ],
)
def test_what_the_server_refuses_is_said(call: Callable[..., tuple[int, str]], server: Server, answer: Answer, sentence: str) -> None:
    server.answer = lambda asked: answer
    code, told = call("ask", "老年证", "--url", server.url)
    assert code == 2 and sentence in told


def test_chat_keeps_the_token_until_farewell(call: Callable[..., tuple[int, str]], server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("老年证咋办\n那要多少钱\n退出\n不再问了\n"))
    code, told = call("chat", "--url", server.url)
    assert code == 0 and told.count("带身份证") == 2
    assert [(each["text"], each.get("token")) for each in server.asked] == [("老年证咋办", None), ("那要多少钱", "t1")]


def test_an_agent_asks_with_a_key_that_may(call: Callable[..., tuple[int, str]], server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHOUDAO_API_KEYS", "r:resident,s:staff")
    assert call("ask", "YB-009", "--as", "agent", "--url", server.url)[0] == 0
    assert [(each["text"], each["audience"]) for each in server.asked] == [("YB-009", "agent")]


def test_without_such_a_key_it_is_said_how_to_get_one(call: Callable[..., tuple[int, str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHOUDAO_API_KEYS", "a:agent")
    code, told = call("ask", "YB-009", "--as", "staff")
    assert code == 2 and "ZHOUDAO_API_KEYS=密钥:staff" in told


def test_chat_ends_with_the_input(call: Callable[..., tuple[int, str]], server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert call("chat", "--url", server.url)[0] == 0 and server.asked == []


def test_ctrl_c_ends_quietly(call: Callable[..., tuple[int, str]], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("bot.cli.asking.Talk", interrupted)
    code, told = call("ask", "老年证")
    assert code == 130 and told.strip() == "已停止。"


def test_a_wrong_setting_ends_with_2_and_a_sentence(call: Callable[..., tuple[int, str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHOUDAO_PORT", "八千")
    assert call("ask", "老年证") == (2, "设置 ZHOUDAO_PORT=八千 不对：应是整数。\n")


@pytest.mark.parametrize(("number", "sentence"), [(28, "磁盘满了"), (13, "没有权限写"), (5, "读写文件出错")])
def test_the_file_system_s_faults_are_said(call: Callable[..., tuple[int, str]], monkeypatch: pytest.MonkeyPatch, number: int, sentence: str) -> None:
    def failing() -> None:
        raise OSError(number, "no", "/x")

    monkeypatch.setattr("bot.cli.starting._logs", failing)
    code, told = call("train")
    assert code == 2 and told.startswith(sentence)


def test_the_catalogue_is_checked_loaded_and_shown(call: Callable[..., tuple[int, str]]) -> None:
    assert call("catalogue", "check", str(CATALOGUE))[0] == 0
    code, told = call("catalogue", "load", str(CATALOGUE))
    assert code == 0 and "matters.csv 213 行" in told
    code, told = call("catalogue", "show", "SB-001")
    assert code == 0 and "第 1 版" in told and "演示数据" in told and "居民身份证" in told
    with session() as opened:
        audited = opened.scalar(select(func.count()).select_from(AuditRow).where(AuditRow.table == "site", AuditRow.actor == "系统载入"))
    assert audited == 261
    assert not database.is_empty()


def test_an_unknown_matter_is_a_fault(call: Callable[..., tuple[int, str]]) -> None:
    assert call("catalogue", "show", "没有") == (1, "没有已发布的事项 没有。\n")


def test_one_wrong_row_and_nothing_is_loaded(call: Callable[..., tuple[int, str]], tmp_path: Path) -> None:
    sheet = tmp_path / "list.csv"
    sheet.write_text("事项编号,事项名称,实施主体\nA1,甲,某局\nA1,,某局\n", "utf-8")
    for command in ("check", "load"):
        code, told = call("catalogue", command, str(sheet))
        assert code == 1 and "list.csv 第3行「事项名称」：必填，不能空着" in told and "共 2 处错" in told
    assert database.is_empty()


def test_a_plain_list_is_enough(call: Callable[..., tuple[int, str]], tmp_path: Path) -> None:
    sheet = tmp_path / "list.csv"
    sheet.write_text("事项编号,事项名称,实施主体\nA1,甲,某局\n", "utf-8")
    assert call("catalogue", "load", str(sheet))[0] == 0
    assert "甲（A1）" in call("catalogue", "show", "A1")[1]


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("postgresql+psycopg://zhoudao:geheim@127.0.0.1:1/x", "数据库用不了（postgresql+psycopg://zhoudao:***@127.0.0.1:1/x）"),
        ("sqlite:////no/such/folder/x.db", "数据库用不了（sqlite:////no/such/folder/x.db）"),
        ("胡写", "ZHOUDAO_DATABASE_URL 不能用"),
        ("nosuchdb://x", "ZHOUDAO_DATABASE_URL 不能用"),
    ],
)
def test_a_database_that_cannot_be_used_is_said_without_its_password(
    call: Callable[..., tuple[int, str]], monkeypatch: pytest.MonkeyPatch, url: str, sentence: str
) -> None:
    monkeypatch.setenv("ZHOUDAO_DATABASE_URL", url)
    code, told = call("catalogue", "show", "SB-001")
    assert code == 2 and told.startswith(sentence) and "geheim" not in told


def test_confusable_matters_are_told_with_what_to_do(call: Callable[..., tuple[int, str]], tmp_path: Path) -> None:
    code, told = call("catalogue", "confusable")
    assert code == 2 and "还没有事项" in told
    sheet = tmp_path / "list.csv"
    sheet.write_text("事项编号,事项名称,实施主体\nA1,残疾人证新办,某局\nA2,残疾人证换办,某局\nA3,护照签发,某局\n", "utf-8")
    call("catalogue", "load", str(sheet))
    code, told = call("catalogue", "confusable")
    assert code == 0 and "正在逐句试找：10/10" in told and "说法分不开的事项：0 对" in told
    assert "A1 “残疾人证新办” ↔ A2 “残疾人证换办”（只差一个字）" in told and "怎么办" in told
