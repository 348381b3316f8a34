"""Tokens: an opaque person id that only this server can issue. Nothing is stored until somebody writes."""

import hashlib
from uuid import uuid4

from itsdangerous import BadSignature, Signer

SALT = "zhoudao.web.person"


def issue(secret: str, person: str) -> str:
    """A signed token for `person`."""
    return _signer(secret).sign(person).decode()


def new_person() -> str:
    """An id that nobody has yet."""
    return uuid4().hex


def person_of(secret: str, token: str | None) -> str | None:
    """The person whom a token names; None for a missing or forged one."""
    try:
        return _signer(secret).unsign(token).decode() if token else None
    except (BadSignature, UnicodeError):
        return None


def _signer(secret: str) -> Signer:
    return Signer(secret, salt=SALT, digest_method=hashlib.sha256)
