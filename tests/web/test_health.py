"""/healthz, /readyz, and the list of operations."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from bot.database import Base, engine


@pytest.fixture
def serve():
    """Starts small servers that answer every GET with a JSON body; returns their ports."""
    servers = []

    def start(body, status=200):
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(status)
                self.end_headers()
                self.wfile.write(json.dumps(body).encode())

            def log_message(self, *args):
                pass

        server = HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, args=(0.005,), daemon=True).start()
        servers.append(server)
        return str(server.server_port)

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def closed(serve):
    """A port that nobody listens on."""
    return "1"


def test_the_process_is_up_whatever_else_is_not(client, set_up, closed):
    set_up(rasa_port=closed, actions_port=closed)
    reply = client.get("/healthz")
    assert (reply.status_code, reply.json()) == (200, {"status": "ok"})


def test_ready_when_all_three_answer(client, set_up, serve):
    set_up(rasa_port=serve({"ready": True}), actions_port=serve({"status": "ok"}))
    Base.metadata.create_all(engine())
    reply = client.get("/readyz")
    assert reply.status_code == 200
    assert reply.json() == {"status": "ready", "checks": {"database": True, "rasa": True, "actions": True}}


@pytest.mark.parametrize("rasa", [{"ready": False}, {}, [], "no"])
def test_rasa_without_a_model_is_not_ready(client, set_up, serve, rasa):
    set_up(rasa_port=serve(rasa), actions_port=serve({}))
    Base.metadata.create_all(engine())
    reply = client.get("/readyz")
    assert reply.status_code == 503
    assert reply.json()["checks"] == {"database": True, "rasa": False, "actions": True}
    assert reply.json()["error"] == {"code": "not_ready", "message": "还没就绪：rasa"}


def test_actions_that_fail_are_not_ready(client, set_up, serve):
    set_up(rasa_port=serve({"ready": True}), actions_port=serve({}, status=500))
    Base.metadata.create_all(engine())
    assert client.get("/readyz").json()["checks"]["actions"] is False


def test_all_that_is_missing_is_named(client, set_up, closed):
    """A database without tables is no database yet."""
    set_up(rasa_port=closed, actions_port=closed)
    reply = client.get("/readyz")
    assert reply.status_code == 503
    assert reply.json()["checks"] == {"database": False, "rasa": False, "actions": False}
    assert "database、rasa、actions" in reply.json()["error"]["message"]


def test_a_proxy_in_the_environment_is_not_asked_about_loopback(client, set_up, serve, closed, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{closed}")
    set_up(rasa_port=serve({"ready": True}), actions_port=serve({}))
    checks = client.get("/readyz").json()["checks"]
    assert checks["rasa"] and checks["actions"]


def test_openapi_lists_the_public_operations(client):
    api = client.get("/openapi.json").json()
    assert set(api["paths"]) == {"/api/chat", "/healthz", "/readyz"}
    chat = api["paths"]["/api/chat"]["post"]
    assert {"200", "400", "403", "413", "415", "422", "429", "500"} == set(chat["responses"])
    assert chat["responses"]["422"]["content"]["application/json"]["schema"]["$ref"].endswith("/Failure")


def test_the_docs_page_shows_every_operation_and_field(client):
    api, page = client.get("/openapi.json").json(), client.get("/docs").text
    assert "curl -s http://testserver/api/chat" in page
    for path, methods in api["paths"].items():
        for method, operation in methods.items():
            assert f"{method.upper()} {path}" in page and operation["summary"] in page
    for schema in api["components"]["schemas"].values():
        for field in schema.get("properties", {}):
            assert f"<code>{field}</code>" in page
