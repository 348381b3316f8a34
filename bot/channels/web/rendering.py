"""Pages are jinja2 templates, escaped by default; none has a script or a style inside (the Content-Security-Policy forbids them)."""

from functools import cache
from pathlib import Path

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.settings import settings

HERE = Path(__file__).parent
STATIC = HERE / "static"


def root() -> str:
    """The path prefix under which a proxy serves us; empty at the top."""
    return settings().root_path.rstrip("/")


def page(name: str, status: int = 200, headers: dict[str, str] | None = None, **values: object) -> HTMLResponse:
    """The template `name`, filled in."""
    return HTMLResponse(_environment().get_template(name).render(root=root(), **values), status, headers)


@cache
def _environment() -> Environment:
    return Environment(loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
