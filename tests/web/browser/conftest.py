"""A browser, and the pages served to it by a real server in a thread."""

import contextlib
import threading
import time
from collections.abc import Callable, Iterator

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from bot.app import create_app
from tests.web.browser.looking import PHONE

CHROMIUM = "/usr/bin/chromium"
QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--no-first-run",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield opened
        opened.close()


@contextlib.contextmanager
def serving(app) -> Iterator[str]:
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture
def serve() -> Callable:
    """Serves an app for the length of a `with`; gives its address."""
    return serving


@pytest.fixture
def site(door, demo) -> Iterator[str]:
    with serving(create_app(door, lambda: demo)) as url:
        yield url


@pytest.fixture
def open_page(browser, site):
    """Opens a path as a phone (or `kind`); fails the test on any script error or refused resource."""
    contexts, complaints = [], []

    def opened(path="/", kind=PHONE, base=site, **more) -> Page:
        context = browser.new_context(**kind | more)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text) if "Content Security Policy" in message.text else None)
        page.goto(base + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []
