"""The model that Rasa runs: made again when anything it depends on has changed, and then kept under that state's hash."""

import fcntl
import hashlib
import logging
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.cli.faults import CannotRun, disk_full, says_disk_full
from bot.cli.running.child import Child, Program, stop_all
from bot.cli.running.programs import NLU_PYTHON, rasa_environment
from bot.settings import ROOT, settings

SINGLE_FILES = (
    "config.yml", "domain.yml", "nlu/uv.lock",
    "data/catalogue/matters.csv", "data/catalogue/sites.csv", "data/catalogue/sample_questions.csv",
)  # fmt: skip
FOLDERS = (("data/topics", "**/*"), ("data/words", "**/*"), ("nlu", "*.py"), ("nlu", "[!.]*/**/*.py"))
SPACY = ROOT / "var" / "models" / "spacy"
MODELS_KEPT = 3
SECONDS_BETWEEN_SIGNS_OF_LIFE = 15.0
LINES_SHOWN = 12


def models() -> Path:
    """Where the models are."""
    return settings().var / "models"


def fingerprint(root: Path = ROOT) -> str:
    """Changes with any file that the model depends on: its name or its content."""
    digest = hashlib.sha256()
    for path in sorted(set(_sources(root))):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(root)}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:16]


def _sources(root: Path) -> Iterator[Path]:
    yield from (root / name for name in SINGLE_FILES)
    for folder, pattern in FOLDERS:
        yield from (path for path in (root / folder).glob(pattern) if path.is_file())


@dataclass(frozen=True, slots=True)
class Workshop:
    """Where a training's own lines go, and who hears how it goes on."""

    log: logging.Logger
    say: Callable[[str], None]


def trained_model(workshop: Workshop) -> Path:
    """The model for the project as it stands, trained now if there is none. Raises CannotRun."""
    if not NLU_PYTHON.exists():
        raise CannotRun("识别环境还没有装好：请运行 make run，或 python3 scripts/bootstrap.py root nlu。")
    name = fingerprint()
    wanted = models() / f"{name}.tar.gz"
    with _alone(workshop):
        _have_spacy_model(name, workshop)
        if not wanted.is_file():
            _train(wanted, workshop)
            _forget_old_models(wanted)
        wanted.touch()
    return wanted


@contextmanager
def _alone(workshop: Workshop) -> Iterator[None]:
    """One training at a time in a folder of models; the kernel frees the lock of a training that was killed."""
    models().mkdir(parents=True, exist_ok=True)
    with (models() / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            workshop.say("另一个周到正在训练，等它完成……")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _have_spacy_model(name: str, workshop: Workshop) -> None:
    """The spaCy model under Rasa's has one place (config.yml) and is read again at every start: it must be of the same state."""
    made_for = SPACY / "made-for"
    if made_for.is_file() and made_for.read_text() == name:
        return
    making = SPACY.with_suffix(".making")
    shutil.rmtree(making, ignore_errors=True)
    workshop.say("正在准备分词和地名……")
    _run_to_end(_program("-m", "nlu.spacy_model", str(making)), workshop)
    (making / made_for.name).write_text(name)
    shutil.rmtree(SPACY, ignore_errors=True)
    making.rename(SPACY)


def _train(wanted: Path, workshop: Workshop) -> None:
    """Trains beside the models' folder's names: a training that was cut short leaves no half model.

    By force: Rasa's own cache knows a component by the source of its class alone, and would give back heads learned by other code in nlu/.
    """
    making = models() / "making"
    shutil.rmtree(making, ignore_errors=True)
    workshop.say("语料、配置或事项有变，正在训练识别模型，约需一分钟……")
    name = wanted.name.removesuffix(".tar.gz")
    sources = ("--config", "config.yml", "--domain", "domain.yml", "--data", "data/topics")
    _run_to_end(_program("-m", "rasa", "train", *sources, "--out", str(making), "--fixed-model-name", name, "--force"), workshop)
    made = making / wanted.name
    if not made.is_file():
        raise CannotRun(_failed("训练没有产生模型文件"))
    made.replace(wanted)
    making.rmdir()


def _program(*arguments: str) -> Program:
    environment = rasa_environment() | {"RASA_CACHE_DIRECTORY": str(settings().var / "rasa-cache")}
    return Program("train", "训练", (str(NLU_PYTHON), *arguments), environment, lambda: True)


def _failed(what: str) -> str:
    return f"{what}，过程见 {settings().var / 'log' / 'train.log'}。"


def _run_to_end(program: Program, workshop: Workshop) -> None:
    child = Child(program, workshop.log)
    child.start()
    try:
        while not child.wait(time.monotonic() + SECONDS_BETWEEN_SIGNS_OF_LIFE):
            workshop.say(f"……还在进行，已经 {time.monotonic() - child.started_at:.0f} 秒")
    finally:
        stop_all([child], grace=5.0)
    if child.exit_code:
        if says_disk_full("\n".join(child.last_lines)):
            raise CannotRun(disk_full())
        workshop.say("训练的最后几行：\n" + "\n".join(list(child.last_lines)[-LINES_SHOWN:]))
        raise CannotRun(_failed(f"训练没有成功（退出码 {child.exit_code}）"))


def _forget_old_models(newest: Path) -> None:
    others = sorted((path for path in models().glob("*.tar.gz") if path != newest), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in others[MODELS_KEPT - 1 :]:
        path.unlink()
