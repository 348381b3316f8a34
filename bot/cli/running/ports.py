"""Looks, before anything is started, whether the three ports are free."""

import errno
import socket
from contextlib import ExitStack

from bot.cli.faults import CannotRun
from bot.settings import Settings

LOOPBACK = "127.0.0.1"


def check_ports(settings: Settings) -> None:
    """Raises CannotRun, naming the port and the setting that changes it, if one cannot be listened on."""
    wanted = (
        (settings.host, settings.port, "网页和接口", "ZHOUDAO_PORT"),
        (LOOPBACK, settings.rasa_port, "识别服务 Rasa", "ZHOUDAO_RASA_PORT"),
        (LOOPBACK, settings.actions_port, "动作服务", "ZHOUDAO_ACTIONS_PORT"),
    )
    with ExitStack() as held:
        for host, port, what, setting in wanted:
            held.enter_context(_listening(host, port, what, setting))


def free_ports(count: int) -> list[int]:
    """Ports of the loopback on which nothing listens now."""
    with ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind((LOOPBACK, 0))
        return [each.getsockname()[1] for each in sockets]


def _listening(host: str, port: int, what: str, setting: str) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    except socket.gaierror:
        raise CannotRun(f"ZHOUDAO_HOST={host} 不是这台机器的地址。") from None
    listening = socket.socket(family, kind, protocol)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen()
    except OSError as wrong:
        listening.close()
        raise CannotRun(_sentence(wrong, host, port, what, setting)) from None
    return listening


def _sentence(wrong: OSError, host: str, port: int, what: str, setting: str) -> str:
    if wrong.errno == errno.EADDRINUSE:
        return f"端口 {port}（{what}）已经被占用，也许另一个周到正在运行。请先停掉占用它的程序，或用 {setting} 换一个端口。"
    if wrong.errno == errno.EACCES:
        return f"没有权限使用端口 {port}（{what}），请用 {setting} 换一个 1024 以上的端口。"
    return f"不能在 {host}:{port}（{what}）上监听：{wrong.strerror}。请检查 ZHOUDAO_HOST 和 {setting}。"
