"""The pages people see: the chat, a matter's printable guide, and the list of the API's operations."""

from collections.abc import Callable

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from bot import wording
from bot.channels.web import guide, tokens
from bot.channels.web.rendering import page
from bot.clock import today
from bot.district.model import District

SHOWN = ["GET", "HEAD"]


def pages_router(district: Callable[[], District], secret: Callable[[], str]) -> APIRouter:
    """The pages; the district is read anew for each."""
    router = APIRouter(include_in_schema=False)

    @router.api_route("/", methods=SHOWN)
    def chat_page() -> HTMLResponse:
        """The chat, with a token ready: so the first message can be sent again without becoming a second person's."""
        return page("chat.html", headers={"Cache-Control": "no-store"}, token=tokens.issue(secret(), tokens.new_person()), erased=wording.ERASED)

    @router.api_route("/m/{code:path}", methods=SHOWN)
    def guide_page(code: str, request: Request) -> HTMLResponse:
        """The guide of a published matter, or a 404 page that shows the way on."""
        return _guide(code, district(), f"{request.base_url}m/{code}")

    @router.api_route("/docs", methods=SHOWN)
    def docs_page(request: Request) -> HTMLResponse:
        """The operations of /openapi.json, without anybody else's scripts."""
        return page("docs.html", api=request.app.openapi(), address=request.base_url)

    return router


def _guide(code: str, district: District, address: str) -> HTMLResponse:
    matter = district.matters.get(code) or district.matters.get(code.upper())
    if matter is None or not matter.is_valid_on(today()):
        return page("missing.html", 404, code=code, expired=matter, centres=guide.centres(district))
    return page("guide.html", matter=matter, guide=guide, district=district, words=wording, address=address, printed=today())
