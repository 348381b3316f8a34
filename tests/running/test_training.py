"""The model is made again when what it depends on changes, and only then; a half-made one is never taken."""

import io
import json
import logging
import shutil
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli.faults import CannotRun
from bot.cli.running import training
from bot.cli.running.programs import model_id, programs, rasa_environment, web_url
from bot.cli.running.training import Workshop, fingerprint, trained_model
from bot.settings import ROOT, Settings

TRAINER = """
import pathlib, sys
arguments = sys.argv[1:]
if "nlu.spacy_model" in arguments:
    folder = pathlib.Path(arguments[-1]); folder.mkdir(parents=True); (folder / "meta.json").write_text("spacy")
else:
    out = pathlib.Path(arguments[arguments.index("--out") + 1]); out.mkdir(parents=True)
    %s
    (out / (arguments[arguments.index("--fixed-model-name") + 1] + ".tar.gz")).write_text("model")
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of everything that the model depends on, and of some that it does not."""
    root = tmp_path / "project"
    for name in training.SINGLE_FILES:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name)
    for name in (
        "data/topics/fee.yml",
        "data/topics/more/deep.yml",
        "data/words/cities.txt",
        "nlu/facets.py",
        "nlu/deep/down.py",
        "nlu/.venv/lib/rasa.py",
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name)
    return root


@pytest.fixture
def trainer(var: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Puts a stand-in in the place of Rasa's Python; `step` is what it does before it writes the model."""
    monkeypatch.setattr(training, "SPACY", var / "models" / "spacy")

    def set_up(step: str) -> None:
        script = var / "trainer.py"
        script.write_text(TRAINER % step)
        python = var / "python"
        python.write_text(f'#!/bin/sh\nexec {sys.executable} {script} "$@"\n')
        python.chmod(0o755)
        monkeypatch.setattr(training, "NLU_PYTHON", python)

    return set_up


def workshop(said: list[str]) -> Workshop:
    return Workshop(logging.getLogger("test"), said.append)


@pytest.mark.parametrize(
    "name", [*training.SINGLE_FILES, "data/topics/fee.yml", "data/topics/more/deep.yml", "data/words/cities.txt", "nlu/facets.py", "nlu/deep/down.py"]
)
def test_the_fingerprint_changes_with_every_file_that_counts(project: Path, name: str) -> None:
    before = fingerprint(project)
    assert fingerprint(project) == before
    (project / name).write_text("changed")
    assert fingerprint(project) != before


def test_a_new_topic_counts_and_so_does_moving_text_between_files(project: Path) -> None:
    before = fingerprint(project)
    (project / "data/topics/new.yml").write_text("")
    assert fingerprint(project) != before
    (project / "data/topics/new.yml").rename(project / "data/topics/other.yml")
    with_other = fingerprint(project)
    assert with_other != before
    (project / "data/topics/other.yml").unlink()
    assert fingerprint(project) == before


@pytest.mark.parametrize("name", ["nlu/.venv/lib/rasa.py", "README.md", "data/catalogue/agents.csv", "bot/door.py"])
def test_what_the_model_does_not_depend_on_does_not_count(project: Path, name: str) -> None:
    before = fingerprint(project)
    (project / name).parent.mkdir(parents=True, exist_ok=True)
    (project / name).write_text("changed")
    assert fingerprint(project) == before


def test_the_real_project_has_a_fingerprint() -> None:
    assert len(fingerprint(ROOT)) == 16


def test_it_trains_once_and_again_after_a_change(var: Path, trainer: Callable[[str], None], monkeypatch: pytest.MonkeyPatch) -> None:
    trainer("pass")
    said: list[str] = []
    monkeypatch.setattr(training, "fingerprint", lambda: "first")
    model = trained_model(workshop(said))
    assert model == var / "models" / "first.tar.gz" and model.read_text() == "model" and len(said) == 2
    assert trained_model(workshop(said)) == model and len(said) == 2
    monkeypatch.setattr(training, "fingerprint", lambda: "second")
    assert trained_model(workshop(said)).name == "second.tar.gz"
    assert (var / "models" / "spacy" / "made-for").read_text() == "second"
    monkeypatch.setattr(training, "fingerprint", lambda: "first")
    assert trained_model(workshop(said)) == model and (var / "models" / "spacy" / "made-for").read_text() == "first"
    assert sum("正在训练" in sentence for sentence in said) == 2


def test_rasa_s_own_cache_is_never_asked(trainer: Callable[[str], None]) -> None:
    """It does not notice a change in the modules that a component only imports."""
    trainer("assert '--force' in arguments")
    assert trained_model(workshop([])).is_file()


def test_old_models_are_forgotten_but_the_last_few(var: Path, trainer: Callable[[str], None], monkeypatch: pytest.MonkeyPatch) -> None:
    trainer("pass")
    for name in ("a", "b", "c", "d", "e"):
        monkeypatch.setattr(training, "fingerprint", lambda name=name: name)
        trained_model(workshop([]))
    assert {path.name for path in (var / "models").glob("*.tar.gz")} == {"c.tar.gz", "d.tar.gz", "e.tar.gz"}


def test_a_training_that_fails_leaves_no_model_and_shows_its_last_lines(var: Path, trainer: Callable[[str], None]) -> None:
    trainer("(out / 'half').write_text('x'); print('语料第 3 行不对'); sys.exit(4)")
    said: list[str] = []
    with pytest.raises(CannotRun, match="训练没有成功（退出码 4）"):
        trained_model(workshop(said))
    assert list((var / "models").glob("*.tar.gz")) == [] and "语料第 3 行不对" in said[-1]
    trainer("pass")
    assert trained_model(workshop(said)).is_file()


def test_a_training_that_makes_nothing_is_a_fault(trainer: Callable[[str], None]) -> None:
    trainer("sys.exit(0)")
    with pytest.raises(CannotRun, match="没有产生模型文件"):
        trained_model(workshop([]))


def test_a_full_disk_while_training_gets_its_sentence(trainer: Callable[[str], None]) -> None:
    trainer("raise OSError(28, 'No space left on device')")
    with pytest.raises(CannotRun, match="磁盘满了"):
        trained_model(workshop([]))


def test_without_rasa_s_environment_it_says_how_to_get_it(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training, "NLU_PYTHON", var / "none")
    with pytest.raises(CannotRun, match="make run"):
        trained_model(workshop([]))


def model_file(path: Path, told: object) -> Path:
    content = json.dumps(told).encode()
    with tarfile.open(path, "w:gz") as archive:
        entry = tarfile.TarInfo("metadata.json")
        entry.size = len(content)
        archive.addfile(entry, io.BytesIO(content))
    return path


def test_rasa_is_given_the_file_and_asked_for_its_id(tmp_path: Path) -> None:
    model = model_file(tmp_path / "m.tar.gz", {"model_id": "abc"})
    assert model_id(model) == "abc"
    rasa, actions, web = programs(Settings(rasa_port=6005, actions_port=6055), model, "k")
    assert (rasa.name, actions.name, web.name) == ("rasa", "actions", "web")
    assert rasa.command[rasa.command.index("--model") + 1] == str(model) and "127.0.0.1" in rasa.command
    assert rasa.environment["ZHOUDAO_ACTIONS_URL"] == "http://127.0.0.1:6055/webhook" and rasa.environment["PYTHONPATH"] == str(ROOT)


@pytest.mark.parametrize("spoil", [lambda path: path.write_bytes(b"no archive"), lambda path: path.unlink(), lambda path: model_file(path, {})])
def test_a_spoilt_model_is_named_and_rasa_never_gets_to_choose_another(tmp_path: Path, spoil: Callable[[Path], object]) -> None:
    model = model_file(tmp_path / "m.tar.gz", {"model_id": "abc"})
    spoil(model)
    with pytest.raises(CannotRun, match=r"模型文件 .*m.tar.gz 不完整"):
        model_id(model)


def test_rasa_gets_none_of_our_secrets_and_the_web_all_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ZHOUDAO_SECRET", "ZHOUDAO_API_KEYS", "ZHOUDAO_DATABASE_URL"):
        monkeypatch.setenv(name, "hidden")
    assert "hidden" not in rasa_environment().values()
    model = model_file(tmp_path / "m.tar.gz", {"model_id": "abc"})
    web = programs(Settings(api_keys="a:agent"), model, "k")[2]
    assert web.environment["ZHOUDAO_API_KEYS"] == "a:agent,k:resident" and web.environment["ZHOUDAO_SECRET"] == "hidden"


@pytest.mark.parametrize(
    ("host", "url"),
    [("127.0.0.1", "http://127.0.0.1:8000"), ("0.0.0.0", "http://127.0.0.1:8000"), ("::", "http://[::1]:8000"), ("10.1.2.3", "http://10.1.2.3:8000")],
)
def test_the_address_is_one_that_this_machine_reaches(host: str, url: str) -> None:
    assert web_url(Settings(host=host)) == url


def test_two_trainings_in_one_folder_wait_for_each_other(var: Path, trainer: Callable[[str], None]) -> None:
    import fcntl
    import threading

    trainer("pass")
    (var / "models").mkdir()
    lock = (var / "models" / "lock").open("w")
    fcntl.flock(lock, fcntl.LOCK_EX)
    said: list[str] = []
    second = threading.Thread(target=trained_model, args=(workshop(said),))
    second.start()
    second.join(0.5)
    assert second.is_alive() and said == ["另一个周到正在训练，等它完成……"]
    lock.close()
    second.join(20)
    assert not second.is_alive()
    shutil.rmtree(var / "models")
