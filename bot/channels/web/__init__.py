"""The web doors: the chat API, the chat page, the printable guides, health."""

from collections.abc import Callable

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from bot.channels.web import errors, health
from bot.channels.web.chat import Receive, chat_router
from bot.channels.web.guard import Guard
from bot.channels.web.pages import pages_router
from bot.channels.web.rendering import STATIC
from bot.district.model import District


def add_web(app: FastAPI, receive: Receive, district: Callable[[], District], secret: Callable[[], str]) -> None:
    """Gives `app` the web doors, and the guard around everything it serves."""
    errors.handle(app)
    app.add_middleware(Guard)
    app.include_router(chat_router(receive, secret))
    app.include_router(health.router)
    app.include_router(pages_router(district, secret))
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
