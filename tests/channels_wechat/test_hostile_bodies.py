"""Five thousand hostile calls against one real gateway process: none breaks it, each is refused at once, and it grows no larger."""

import os
import socket
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests
from wechatpy.replies import deserialize_reply

from bot.cli.running.programs import answers
from bot.conversation.model import empty_trace
from bot.evaluation.figures import percentile
from bot.settings import ROOT

from .api_server import Api, serve
from .hostile import Hostile
from .other_side import APP_ID, KEY, ORIGINAL_ID, TOKEN, call, message, opened_reply

WARMING, HOSTILE = 1000, 4000
MEGABYTES = 5
pytestmark = pytest.mark.slow


@dataclass
class Gateway:
    """One web process with one worker, and all that it has written."""

    process: subprocess.Popen[bytes]
    url: str
    log: Path

    def megabytes(self) -> float:
        """Its resident memory."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024


def free_port() -> int:
    """A port on which nothing listens now."""
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        return int(opened.getsockname()[1])


@pytest.fixture
def gateway(empty_tables: Path, tmp_path: Path) -> Iterator[Gateway]:
    """The web as `zhoudao run` starts it; the same small server plays Rasa and WeChat's API."""
    told = [{"text": "好的"}, {"custom": {"trace": empty_trace("answer"), "choices": [], "memory": {}}}]
    api = Api(answer=lambda asked: told if asked.path.startswith("/webhooks") else {"errcode": 0})
    server, port = serve(api), free_port()
    (tmp_path / "zhoudao.db").write_bytes(empty_tables.read_bytes())
    own = {
        "VAR": tmp_path, "RASA_PORT": server.server_port, "ACTIONS_PORT": free_port(), "WECHAT_TOKEN": TOKEN, "WECHAT_APP_ID": APP_ID,
        "WECHAT_APP_SECRET": "example", "WECHAT_ORIGINAL_ID": ORIGINAL_ID, "WECHAT_AES_KEY": KEY, "WECHAT_API_BASE": api.url, "RATE_PER_MINUTE": 10**6,
    }  # fmt: skip
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ZHOUDAO_")} | {"NO_PROXY": "127.0.0.1"}
    command = [sys.executable, "-m", "uvicorn", "bot.app:create_app", "--factory", "--port", str(port), "--no-access-log", "--log-level", "warning"]
    log = tmp_path / "web.log"
    with log.open("wb") as written:
        environment |= {f"ZHOUDAO_{name}": str(value) for name, value in own.items()}
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=written, stderr=subprocess.STDOUT)
    try:
        end = time.monotonic() + 60
        while not answers(f"http://127.0.0.1:{port}/healthz"):
            assert process.poll() is None and time.monotonic() < end, log.read_text()
            time.sleep(0.1)
        yield Gateway(process, f"http://127.0.0.1:{port}/wechat", log)
    finally:
        process.terminate()
        process.wait(20)
        server.shutdown()
        server.server_close()


def attack(gateway: Gateway, hostile: Hostile, times: int) -> tuple[Counter[int], list[float]]:
    """So many calls, one after the other: the statuses, and how many ms each refusal took."""
    statuses: Counter[int] = Counter()
    refusals: list[float] = []
    with requests.Session() as http:
        http.trust_env = False
        for _ in range(times):
            address, body = hostile.one()
            started = time.perf_counter()
            answer = http.post(f"{gateway.url}?{address}", data=body, timeout=20)
            statuses[answer.status_code] += 1
            if answer.status_code >= 400:
                refusals.append((time.perf_counter() - started) * 1000)
    return statuses, refusals


def test_five_thousand_hostile_calls(gateway: Gateway) -> None:
    hostile = Hostile(1, time.time)
    before, _ = attack(gateway, hostile, WARMING)
    megabytes = gateway.megabytes()
    after, refusals = attack(gateway, hostile, HOSTILE)
    grown = gateway.megabytes() - megabytes
    statuses, ordered = before + after, sorted(refusals)
    print(f"{dict(statuses)} refused in ms: median {statistics.median(ordered):.2f}, p99 {percentile(ordered, 99):.2f}, max {ordered[-1]:.2f}")
    print(f"RSS {megabytes:.1f} MB after {WARMING}, {grown:+.1f} MB after {HOSTILE} more")
    assert set(statuses) <= {200, 400, 403, 413} and min(statuses[status] for status in (200, 400, 403, 413)) > 50
    assert grown < MEGABYTES
    assert statistics.median(ordered) < 50 and percentile(ordered, 99) < 250
    assert "Traceback" not in gateway.log.read_text()
    sent = call(message(Content="老年证咋办", MsgId="1"), at=time.time())
    reply = requests.post(gateway.url, params=sent.query, data=sent.body, timeout=20)
    assert deserialize_reply(opened_reply(reply.content)).content.startswith("好的")
