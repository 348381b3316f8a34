"""Plays one of the three programs: python stand_in.py NAME PORT FOLDER. Answers everything; GET /die ends it with code 3.

It writes its process id, and that of a child of its own which ignores SIGTERM, into FOLDER.
"""

import json
import os
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

name, port, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/die":
            print("这是最后一句话", flush=True)
            os._exit(3)
        self._answer({"ready": True, "name": name})

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        (folder / "asked").open("a").write(json.dumps(asked | {"key": self.headers["X-API-Key"]}) + "\n")
        self._answer({"token": "t", "messages": [{"text": "答：" + asked["text"]}], "choices": []})

    def _answer(self, told: dict[str, object]) -> None:
        body = json.dumps(told).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
helper = subprocess.Popen([sys.executable, "-c", STUBBORN])
(folder / f"{name}.pids").open("a").write(f"{os.getpid()} {helper.pid}\n")
print(f"{name} 开始听 {port}", flush=True)
server.serve_forever()
