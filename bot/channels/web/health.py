"""GET /healthz: this process is up. GET /readyz: everything that an answer needs is up too."""

from collections.abc import Callable

import requests
from fastapi import APIRouter
from fastapi.responses import JSONResponse
from sqlalchemy.exc import SQLAlchemyError

from bot import wording
from bot.catalogue import repository as catalogue
from bot.conversation.rasa import Rasa
from bot.database import session
from bot.settings import settings

SECONDS = 1.5
router = APIRouter()


@router.get("/healthz", summary=wording.API_HEALTH)
def healthz() -> dict[str, str]:
    """Always 200 while the process runs."""
    return {"status": "ok"}


@router.get("/readyz", summary=wording.API_READY)
def readyz() -> JSONResponse:
    """200 when all answer, else 503 that names which do not."""
    checks = {name: check() for name, check in CHECKS.items()}
    missing = [name for name, is_up in checks.items() if not is_up]
    if not missing:
        return JSONResponse({"status": "ready", "checks": checks})
    error = {"code": "not_ready", "message": wording.API_NOT_READY.format(names=wording.LISTING.join(missing))}
    return JSONResponse({"error": error, "checks": checks}, 503)


def _database() -> bool:
    try:
        with session() as opened:
            catalogue.version(opened)
    except SQLAlchemyError:
        return False
    return True


def _rasa() -> bool:
    return Rasa(settings().rasa_url, SECONDS).is_ready()


def _actions() -> bool:
    with requests.Session() as loopback:
        loopback.trust_env = False
        try:
            return loopback.get(f"{settings().actions_url}/health", timeout=SECONDS).ok
        except requests.RequestException:
            return False


CHECKS: dict[str, Callable[[], bool]] = {"database": _database, "rasa": _rasa, "actions": _actions}
