"""A port that cannot be had is named, with the setting that changes it, before anything starts."""

import errno
import socket

import pytest

from bot.cli.faults import CannotRun
from bot.cli.running.ports import _sentence, check_ports
from bot.settings import Settings
from tests.running.system import free_ports


@pytest.fixture
def listening() -> socket.socket:
    opened = socket.socket()
    opened.bind(("127.0.0.1", 0))
    opened.listen()
    return opened


def make_settings(**changes: object) -> Settings:
    port, rasa, actions = free_ports(3)
    return Settings(**{"port": port, "rasa_port": rasa, "actions_port": actions} | changes)  # type: ignore[arg-type]


def test_free_ports_pass_and_stay_free() -> None:
    settings = make_settings()
    check_ports(settings)
    check_ports(settings)


@pytest.mark.parametrize(("field", "what"), [("port", "网页和接口"), ("rasa_port", "识别服务 Rasa"), ("actions_port", "动作服务")])
def test_a_port_in_use_is_named_with_its_setting(listening: socket.socket, field: str, what: str) -> None:
    taken = listening.getsockname()[1]
    with listening, pytest.raises(CannotRun) as refused:
        check_ports(make_settings(**{field: taken}))
    assert refused.value.message.startswith(f"端口 {taken}（{what}）已经被占用") and f"ZHOUDAO_{field.upper()}" in refused.value.message


def test_two_of_ours_on_one_port_are_found_out() -> None:
    port = free_ports(1)[0]
    with pytest.raises(CannotRun, match="ZHOUDAO_ACTIONS_PORT"):
        check_ports(make_settings(rasa_port=port, actions_port=port))


def test_an_address_that_is_not_ours_is_named() -> None:
    with pytest.raises(CannotRun, match="不能在 192.0.2.1:"):
        check_ports(make_settings(host="192.0.2.1"))
    with pytest.raises(CannotRun, match="ZHOUDAO_HOST=不是地址 不是这台机器的地址"):
        check_ports(make_settings(host="不是地址"))


def test_every_address_of_the_machine_may_be_asked_for() -> None:
    check_ports(make_settings(host="0.0.0.0"))


def test_a_port_below_1024_without_the_right_to_it() -> None:
    assert "没有权限使用端口 80" in _sentence(OSError(errno.EACCES, "Permission denied"), "0.0.0.0", 80, "网页和接口", "ZHOUDAO_PORT")
