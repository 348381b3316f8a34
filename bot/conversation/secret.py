"""The secret under which outside ids are hashed and sealed: from the settings, else made once and kept in `var/`."""

import base64
import hashlib
import hmac
import os
import secrets
from functools import cache
from pathlib import Path

from cryptography.fernet import Fernet

from bot.settings import settings

FILE = "secret.key"


@cache
def secret() -> str:
    """The installation's secret. Raises OSError when `var/` cannot be written."""
    return settings().secret or _kept(settings().var / FILE)


def keyed_hash(*parts: str) -> str:
    """HMAC-SHA256 of the parts, joined by colons, as 64 hex digits."""
    return hmac.new(secret().encode(), ":".join(parts).encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def seal(text: str) -> str:
    """The text so that only `unseal`, with the same secret, reads it."""
    return _sealer(secret()).encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """What was sealed. Raises cryptography.fernet.InvalidToken when it was under another secret."""
    return _sealer(secret()).decrypt(sealed.encode()).decode()


@cache
def _sealer(of: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"seal:{of}".encode()).digest()))


def _kept(path: Path) -> str:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        _make(path)
    return path.read_text("ascii").strip()


def _make(path: Path) -> None:
    """Several processes may start at once: the file appears whole or not at all, and the first one's stays."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_hex(32))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
