"""Every fault as {error: {code, message}} in Chinese, or as a page where a browser asks for one."""

from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Scope

from bot import wording
from bot.channels.web.rendering import page
from bot.conversation.model import RateLimited

CODES = {
    400: ("broken_json", wording.API_BROKEN_JSON),
    404: ("not_found", wording.API_NOT_FOUND),
    405: ("method_not_allowed", wording.API_WRONG_METHOD),
    413: ("too_large", wording.API_TOO_LARGE),
    415: ("unsupported_media_type", wording.API_NOT_JSON),
}


def handle(app: FastAPI) -> None:
    """From now on `app` says its faults in our shape."""
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(RateLimited, _too_many)


def failure(scope: Scope, status: int, code: str, message: str, headers: dict[str, str] | None = None) -> Response:
    """The fault as JSON, or as a page for somebody who follows a link."""
    if _wants_page(scope):
        return page("error.html", status, headers, message=message)
    return JSONResponse({"error": {"code": code, "message": message}}, status, headers)


def forbidden(message: str) -> HTTPException:
    """403 with a sentence of its own."""
    return HTTPException(403, message)


def _wants_page(scope: Scope) -> bool:
    return scope["method"] in ("GET", "HEAD") and "text/html" in Headers(scope=scope).get("accept", "")


def _http(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, HTTPException)
    code, message = CODES.get(fault.status_code, ("forbidden", str(fault.detail)))
    headers = dict(fault.headers or {})
    return failure(request.scope, fault.status_code, code, message.format(method=request.method), headers)


def _too_many(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, RateLimited)
    seconds = fault.retry_after_seconds
    message = wording.API_TOO_MANY.format(seconds=seconds)
    return failure(request.scope, 429, "too_many", message, {"Retry-After": str(seconds)})


def _invalid(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, RequestValidationError)
    first = fault.errors()[0]
    if first["type"] == "json_invalid" or (first["type"] == "missing" and first["loc"] == ("body",)):
        return _http(request, HTTPException(400))
    if not _is_json(request.headers.get("content-type", "")):
        return _http(request, HTTPException(415))
    return failure(request.scope, 422, "wrong_type", _naming_the_field(first))


def _is_json(content_type: str) -> bool:
    essence = content_type.partition(";")[0].strip().lower()
    return essence == "application/json" or (essence.startswith("application/") and essence.endswith("+json"))


def _naming_the_field(error: dict[str, Any]) -> str:
    field = ".".join(str(part) for part in error["loc"][1:])
    problem = wording.API_PROBLEMS.get(error["type"], wording.API_PROBLEM)
    return wording.API_FIELD.format(field=field, problem=problem) if field else wording.API_NOT_AN_OBJECT
