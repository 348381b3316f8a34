"""The three programs that are 周到, and the environment each of them gets."""

import json
import os
import sys
import tarfile
from pathlib import Path

import requests

from bot.cli.faults import CannotRun
from bot.cli.running.child import Program
from bot.settings import ROOT, Settings

NLU_PYTHON = ROOT / "nlu" / ".venv" / "bin" / "python"
SECRETS = (
    "ZHOUDAO_SECRET", "ZHOUDAO_API_KEYS", "ZHOUDAO_DATABASE_URL", "ZHOUDAO_WECHAT_TOKEN", "ZHOUDAO_WECHAT_APP_SECRET", "ZHOUDAO_WECHAT_AES_KEY",
    "ZHOUDAO_WECHAT_AES_KEY_PREVIOUS",
)  # fmt: skip
NOT_INHERITED = ("VIRTUAL_ENV", "PYTHONHOME", "PYTHONSTARTUP", "PYTHONDONTWRITEBYTECODE")
SECONDS_FOR_AN_ANSWER = 2.0


def programs(settings: Settings, model: Path, warming_key: str) -> list[Program]:
    """Rasa with `model`, the actions, and the web, which takes `warming_key` for this run."""
    return [_rasa(settings, model), _actions(settings), web_program(settings, warming_key)]


def web_url(settings: Settings) -> str:
    """The web's address as this machine reaches it (one that listens everywhere also listens on the loopback)."""
    host = {"0.0.0.0": "127.0.0.1", "": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)
    return f"http://[{host}]:{settings.port}" if ":" in host else f"http://{host}:{settings.port}"


def rasa_environment() -> dict[str, str]:
    """The environment of everything that runs Rasa: ours without its secrets, quiet, on one thread, its cache in `var/`."""
    return own_environment(without=SECRETS) | {
        "RASA_TELEMETRY_ENABLED": "false",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
    }


def own_environment(without: tuple[str, ...] = ()) -> dict[str, str]:
    """The environment of every program of ours: this one's, without `without` and other environments' traces, on one thread."""
    kept = {name: value for name, value in os.environ.items() if name not in NOT_INHERITED and name not in without}
    return kept | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def _rasa(settings: Settings, model: Path) -> Program:
    command = [
        str(NLU_PYTHON), "-m", "rasa", "run", "--model", str(model), "--port", str(settings.rasa_port), "-i", "127.0.0.1",
        "--endpoints", "endpoints.yml", "--credentials", "credentials.yml",
    ]  # fmt: skip
    environment = rasa_environment() | {"ZHOUDAO_ACTIONS_URL": f"{settings.actions_url}/webhook"}
    wanted = model_id(model)
    return Program("rasa", "识别服务", tuple(command), environment, lambda: _serves(f"{settings.rasa_url}/webhooks/zhoudao/", wanted))


def _actions(settings: Settings) -> Program:
    address = f"{settings.actions_url}/health"
    return Program("actions", "动作服务", (sys.executable, "-m", "actions"), own_environment(), lambda: answers(address))


def web_program(settings: Settings, warming_key: str) -> Program:
    """The web alone: as many processes as the settings say, behind one listener."""
    command = [
        sys.executable, "-m", "uvicorn", "bot.app:create_app", "--factory", "--host", settings.host, "--port", str(settings.port),
        "--workers", str(settings.workers),
        "--proxy-headers", "--no-server-header", "--no-access-log", "--log-level", settings.log_level.lower(), "--timeout-graceful-shutdown", "3",
    ]  # fmt: skip
    keys = ",".join(filter(None, (settings.api_keys, f"{warming_key}:resident")))
    address = f"{web_url(settings)}/healthz"
    return Program("web", "网页和接口", tuple(command), own_environment() | {"ZHOUDAO_API_KEYS": keys}, lambda: answers(address))


def model_id(model: Path) -> str:
    """The id inside a Rasa model file. Raises CannotRun when the file is not a whole model."""
    try:
        with tarfile.open(model) as archive:
            inside = archive.extractfile("metadata.json")
            found: str = json.load(inside)["model_id"] if inside else ""
            return found
    except (OSError, tarfile.TarError, EOFError, KeyError, ValueError):
        raise CannotRun(f"模型文件 {model} 不完整，请删掉它再运行一次（会重新训练）。") from None


def answers(address: str) -> bool:
    """Whether something at this machine's `address` says that it is well."""
    try:
        return _get(address).ok
    except requests.RequestException:
        return False


def _serves(address: str, model: str) -> bool:
    """Whether Rasa is up with our model: it silently takes another when it cannot read the one it was given."""
    try:
        told = _get(address).json()
    except (requests.RequestException, ValueError):
        return False
    return bool(told.get("ready")) and told.get("model") == model


def _get(address: str) -> requests.Response:
    with requests.Session() as loopback:
        loopback.trust_env = False  # a proxy for the world outside does not reach this machine's loopback
        return loopback.get(address, timeout=SECONDS_FOR_AN_ANSWER)
