"""Serves the custom actions on the loopback: one process, no other door. Run: python -m actions"""

import logging
from typing import Any

from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor
from sanic import Request, Sanic, response
from sanic.response import HTTPResponse

from actions.mind import MINDING
from bot.settings import settings


def make_app() -> Sanic[Any, Any]:
    """The SDK's app with our actions, /ready (how many catalogue texts have their vectors) and /link (for the door while Rasa is away)."""
    executor = ActionExecutor()
    executor.register_package("actions.answering")
    app: Sanic[Any, Any] = create_app(executor)

    @app.get("/ready")
    async def ready(_: Request) -> HTTPResponse:
        linker = MINDING.mind().linker
        done = settings().encoder == "none" or linker.encoded >= linker.entries
        return response.json({"ready": done, "encoder": settings().encoder, "entries": linker.entries, "encoded": linker.encoded})

    @app.post("/link")
    async def link(request: Request) -> HTTPResponse:
        found = MINDING.mind().linker.link(str(request.json["text"]))
        return response.json([{"code": each.code, "name": each.name, "score": each.score} for each in found.candidates])

    return app


if __name__ == "__main__":
    logging.basicConfig(level=settings().log_level, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    MINDING.start()
    make_app().run(host="127.0.0.1", port=settings().actions_port, single_process=True, motd=False, access_log=False)
