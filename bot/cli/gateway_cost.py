"""`zhoudao bench`, its part on WeChat: what a message costs the gateway, in processes and a folder of its own, with a brain that costs nothing."""

import json
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice
from pathlib import Path
from typing import Any

import requests

from bot.channels.wechat import envelope
from bot.channels.wechat.connecting import PATH
from bot.cli.evaluation_table import line
from bot.cli.faults import CannotRun
from bot.cli.running.ports import LOOPBACK, free_ports
from bot.cli.running.programs import answers, own_environment
from bot.conversation.model import empty_trace
from bot.evaluation.gateway import REPLY, calls, milliseconds
from bot.evaluation.machine import cpu_seconds
from bot.settings import ROOT

MESSAGES, OVER_HTTP, WARMING = 2000, 1000, 200
FIRST_OVER_HTTP = 10**9
SECONDS_TO_START = 60.0
ACCOUNT = {
    "TOKEN": "measuring", "APP_ID": "wx0000000000000000", "APP_SECRET": "none", "ORIGINAL_ID": "gh_000000000000", "AES_KEY": "0" * 43,
    "API_BASE": f"http://{LOOPBACK}:9",
}  # fmt: skip
PARTS = {"opened": "验签解密", "delivery": "收下、入库、排版", "sealed": "加密"}


def gateway_figures(folder: Path) -> dict[str, Any]:
    """The gateway's and the door's own processor time, and that of the whole web process over HTTP. Raises CannotRun."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with _brain() as brain:
        environment = _environment(folder, brain)
        _run(environment, "-c", "from bot.cli.running.database import migrate; migrate()")
        figures: dict[str, Any] = json.loads(_run(environment, "-m", "bot.evaluation.gateway", str(MESSAGES)))
        return figures | {"process": _process(environment)}


def gateway_lines(figures: Mapping[str, Any]) -> Iterator[str]:
    """The part of the table."""
    own, process = figures["own_cpu_ms"], figures["process"]
    yield "\n微信入口（每条消息用的处理器时间，一条接一条；识别服务不算在内）"
    yield line(f"入口自己 n={figures['n']}", f"{_times(own)}  其中{'、'.join(f'{title} {own[part]}' for part, title in PARTS.items())}")
    yield line(f"门 n={figures['n']}", _times(figures["door_cpu_ms"]))
    yield line(f"整个网页进程 n={process['n']}", f"平均 {process['cpu_ms']} 毫秒  从外面看用时 {_times(process['latency_ms'])}")


def _times(figures: Mapping[str, float]) -> str:
    return "  ".join(f"{name} {figures[name]}" for name in ("p50", "p95", "p99")) + " 毫秒"


def _environment(folder: Path, brain: int) -> dict[str, str]:
    own = {"VAR": folder, "RASA_PORT": brain, "RATE_PER_MINUTE": 100_000, "PUBLIC_URL": "https://example.gov.cn"}
    told = own | {f"WECHAT_{name}": value for name, value in ACCOUNT.items()}
    kept = {name: value for name, value in own_environment().items() if not name.startswith("ZHOUDAO_")}
    return kept | {f"ZHOUDAO_{name}": str(value) for name, value in told.items()}


def _run(environment: Mapping[str, str], *words: str) -> str:
    done = subprocess.run((sys.executable, *words), cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CannotRun(f"微信入口没有测成：\n{done.stderr}")
    return done.stdout


def _process(environment: Mapping[str, str]) -> dict[str, Any]:
    """A web process of its own, driven from this one, message by message."""
    (port,) = free_ports(1)
    command = (sys.executable, "-m", "uvicorn", "bot.app:create_app", "--factory", "--port", str(port), "--no-access-log", "--log-level", "warning")
    url = f"http://{LOOPBACK}:{port}"
    with Path(environment["ZHOUDAO_VAR"], "web.log").open("w") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
    try:
        _wait(process, f"{url}/healthz")
        return _driven(process.pid, f"{url}{PATH}")
    finally:
        process.terminate()
        process.wait()


def _wait(process: subprocess.Popen[bytes], address: str) -> None:
    end = time.monotonic() + SECONDS_TO_START
    while not answers(address):
        if process.poll() is not None or time.monotonic() > end:
            raise CannotRun("微信入口没有测成：网页进程没有启动。")
        time.sleep(0.1)


def _driven(process: int, url: str) -> dict[str, Any]:
    account = envelope.account(ACCOUNT["TOKEN"], ACCOUNT["APP_ID"], ACCOUNT["ORIGINAL_ID"], (ACCOUNT["AES_KEY"],))
    with requests.Session() as http:
        http.trust_env = False
        made = calls(account, FIRST_OVER_HTTP)
        for call in islice(made, WARMING):
            _posted(http, url, call)
        begun = cpu_seconds(process)
        seconds = [_posted(http, url, call) for call in islice(made, OVER_HTTP)]
    return {"n": OVER_HTTP, "cpu_ms": round((cpu_seconds(process) - begun) / OVER_HTTP * 1000, 3), "latency_ms": milliseconds(seconds)}


def _posted(http: requests.Session, url: str, call: tuple[envelope.Query, bytes]) -> float:
    query, body = call
    told = {name: getattr(query, name) for name in ("timestamp", "nonce", "msg_signature", "encrypt_type")}
    begun = time.perf_counter()
    reply = http.post(url, params=told, data=body, timeout=10)
    if not reply.text.startswith("<xml><Encrypt>"):
        raise CannotRun(f"微信入口没有测成：答复是 HTTP {reply.status_code} {reply.text[:100]}")
    return time.perf_counter() - begun


@contextmanager
def _brain() -> Iterator[int]:
    """Plays Rasa at once; its port."""
    told = json.dumps([{"text": REPLY}, {"custom": {"trace": empty_trace("answer"), "choices": [], "memory": {}}}]).encode()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, format: str, *args: Any) -> None:
            """Silent."""

    server = ThreadingHTTPServer((LOOPBACK, 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
