"""One access token for all processes: fetched once, shared through the database, renewed in time, never in a storm."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests
from sqlalchemy import insert, select, update

from bot.channels.wechat import token as tokens_module
from bot.channels.wechat.tables import WechatTokenRow
from bot.channels.wechat.token import SECONDS_BETWEEN_FORCED, SECONDS_SPARED, NoToken, Tokens
from bot.database import engine

from .api_server import Api
from .conftest import Shift
from .other_side import APP_ID

SECRET = "appsecretcanary"
pytestmark = pytest.mark.usefixtures("own_database")


@pytest.fixture
def process(api: Api) -> Callable[[], Tokens]:
    """Makes what each process has of its own."""
    return lambda: Tokens(api.url, APP_ID, SECRET, requests.Session())


Process = Callable[[], Tokens]


def at_once(works: list[Callable[[], str]]) -> list[str]:
    """What all of them bring when they begin together."""
    barrier = threading.Barrier(len(works))

    def begin(work: Callable[[], str]) -> str:
        barrier.wait()
        return work()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(begin, works))


def forced(api: Api) -> list[bool]:
    """Of each fetch whether it asked for a really new token."""
    return [each.told["force_refresh"] for each in api.fetches]


def test_a_token_is_fetched_once_and_shared(api: Api, process: Process) -> None:
    first, second = process(), process()
    assert [first.token(), first.token(), second.token(), second.token()] == ["T1"] * 4
    [fetch] = api.fetches
    assert (fetch.method, fetch.path) == ("POST", "/cgi-bin/stable_token") and fetch.content_type == "application/json"
    assert fetch.told == {"grant_type": "client_credential", "appid": APP_ID, "secret": SECRET, "force_refresh": False}


def test_accounts_have_tokens_of_their_own(api: Api) -> None:
    made = [Tokens(api.url, app_id, SECRET, requests.Session()).token() for app_id in ("wx1", "wx2", "wx1")]
    assert made == ["T1", "T2", "T1"]


def test_the_database_holds_it_sealed(process: Process) -> None:
    token = process().token()
    with engine().connect() as connection:
        [row] = connection.execute(select(WechatTokenRow)).all()
    assert row.token and token not in str(row)


def test_sixteen_threads_of_two_processes_fetch_once(api: Api, process: Process) -> None:
    api.delay = 0.2
    first, second = process(), process()
    assert set(at_once([first.token, second.token] * 8)) == {"T1"}
    assert len(api.fetches) == 1


def test_sixteen_refusals_of_the_same_token_fetch_once(api: Api, process: Process) -> None:
    first, second = process(), process()
    assert {first.token(), second.token()} == {"T1"}
    api.delay = 0.2
    assert set(at_once([lambda each=each: each.token("T1") for each in (first, second) * 8])) == {"T2"}  # type: ignore[misc]
    assert len(api.fetches) == 2


@pytest.mark.parametrize(("seconds", "fetches"), [(7200 - SECONDS_SPARED - 5, 1), (7200 - SECONDS_SPARED + 5, 2)])
def test_it_is_renewed_five_minutes_before_its_end(api: Api, process: Process, shift: Shift, seconds: float, fetches: int) -> None:
    first, second = process(), process()
    first.token()
    shift(seconds)
    assert {first.token(), second.token()} == {f"T{fetches}"} and len(api.fetches) == fetches


def test_the_last_minutes_of_a_token_are_used_before_another_is_asked_for(api: Api, process: Process, shift: Shift) -> None:
    api.tokens = lambda n: {"access_token": f"T{n}", "expires_in": 10}
    one = process()
    assert [one.token(), one.token()] == ["T1", "T1"]
    shift(61)
    assert one.token() == "T2"


def test_a_refused_token_is_fetched_anew_for_all(api: Api, process: Process) -> None:
    first, second = process(), process()
    assert first.token() == second.token() == "T1"
    assert [first.token("T1"), second.token("T1"), first.token(), second.token()] == ["T2"] * 4
    assert forced(api) == [False, False]


def test_who_reports_an_old_token_gets_the_one_that_has_replaced_it(api: Api, process: Process) -> None:
    first, second = process(), process()
    second.token()
    first.token("T1")
    assert second.token("T1") == "T2" and len(api.fetches) == 2


def same_until_forced(api: Api) -> None:
    """WeChat hands out the same token until it is asked for a really new one."""
    api.tokens = lambda n: {"access_token": f"T{sum(forced(api))}", "expires_in": 7200}


def test_when_wechat_gives_the_refused_one_again_it_is_asked_for_a_new_one(api: Api, process: Process) -> None:
    same_until_forced(api)
    one = process()
    assert one.token() == "T0" and one.token("T0") == "T1"
    assert forced(api) == [False, False, True]


def test_a_new_one_is_not_forced_again_for_two_minutes_by_any_process(api: Api, process: Process, shift: Shift) -> None:
    same_until_forced(api)
    first, second = process(), process()
    first.token("T0")
    assert sum(forced(api)) == 1
    for one in (first, second, first, second):
        with pytest.raises(NoToken) as none:
            one.token("T1")
        assert none.value.code == 40001
    assert sum(forced(api)) == 1 and len(api.fetches) == 6
    shift(SECONDS_BETWEEN_FORCED + 1)
    assert second.token("T1") == "T2" and sum(forced(api)) == 2


@pytest.mark.parametrize("code", [40001, 40013, 40125, 40164, 45009, -1])
def test_an_error_of_wechat_is_told_by_its_code(api: Api, process: Process, code: int) -> None:
    api.tokens = lambda n: {"errcode": code, "errmsg": "no"} if n == 1 else {"access_token": "T", "expires_in": 7200}
    one = process()
    with pytest.raises(NoToken) as none:
        one.token()
    assert none.value.code == code
    started = time.monotonic()
    assert one.token() == "T" and time.monotonic() - started < 2


@pytest.mark.parametrize("answer", [b"<html>502</html>", b"", [], [1], b"null", {"access_token": ""}, {"expires_in": 1}])
def test_an_answer_that_is_none(api: Api, process: Process, answer: bytes | list[int] | dict[str, object]) -> None:
    api.tokens = lambda n: answer
    with pytest.raises(NoToken) as none:
        process().token()
    assert none.value.code == 0


def test_wechat_is_away(process: Process) -> None:
    away = Tokens("http://127.0.0.1:1", APP_ID, SECRET, requests.Session())
    for _ in range(2):
        with pytest.raises(NoToken, match="ConnectionError") as none:
            away.token()
        assert none.value.code == 0 and SECRET not in str(none.value)
    assert process().token() == "T1"


def test_wechat_is_slow(api: Api, process: Process, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens_module, "TIMEOUT", (0.2, 0.2))
    api.delay = 1.0
    started = time.monotonic()
    with pytest.raises(NoToken, match="ReadTimeout"):
        process().token()
    assert time.monotonic() - started < 0.9


def claim(seconds: float) -> None:
    """What a process that died while it fetched has left."""
    values = {"app_id": APP_ID, "token": "", "expires_at": 0.0, "forced_at": 0.0, "fetching_until": time.time() + seconds}
    with engine().begin() as connection:
        connection.execute(insert(WechatTokenRow).values(**values))


def test_a_process_that_died_while_fetching_is_waited_out(api: Api, process: Process) -> None:
    claim(0.3)
    started = time.monotonic()
    assert process().token() == "T1" and time.monotonic() - started >= 0.25


def test_nobody_waits_for_ever(api: Api, process: Process, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens_module, "SECONDS_TO_FETCH", 0.2)
    claim(60)
    with pytest.raises(NoToken, match="another process"):
        process().token()
    assert api.fetches == []


def test_a_token_under_another_secret_is_none(api: Api, process: Process) -> None:
    process().token()
    with engine().begin() as connection:
        connection.execute(update(WechatTokenRow).values(token="gAAAAAsealedelsewhere"))
    assert process().token() == "T2"
