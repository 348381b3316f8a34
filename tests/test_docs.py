"""The documents are read: every setting, command, target, topic, room and decision is in them, and what they name is there."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from bot import wording
from bot.app import VERSION
from bot.cli import main
from bot.cli.running.configuration import setting_names
from bot.settings import ROOT, Settings

README = ROOT / "README.md"
ADRS = ROOT / "docs" / "adr"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
INTERNAL = {"ZHOUDAO_ACTIONS_URL"}  # `zhoudao run` tells it to Rasa; nobody sets it
SAID_IN_WORDS = {name for name, field in Settings.model_fields.items() if field.default == ""} | {"var", "now"}
EXAMPLE = "validity"  # the facet that CONTRIBUTING adds
MADE = "nlu/.venv/"  # by the first `make run`; `make check` does not need it
PATH = re.compile(r"`((?:actions|bot|data|docs|migrations|nlu|scripts|tests)/[\w./-]*)`")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))


def text_of(path: Path) -> str:
    return path.read_text("utf-8")


def settings_table() -> dict[str, str]:
    """The README's settings and what holds when they are not set."""
    return dict(re.findall(r"^\| `(ZHOUDAO_\w+)` \| ([^|]+) \|", text_of(README), re.MULTILINE))


def commands(group: click.Group = main, path: str = "zhoudao") -> Iterator[str]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command: Any = group.get_command(context, name)
        yield from commands(command, f"{path} {name}") if isinstance(command, click.Group) else [f"{path} {name}"]


def targets() -> list[str]:
    return re.findall(r"^([a-z-]+):", text_of(ROOT / "Makefile"), re.MULTILINE)


def anchors(path: Path) -> set[str]:
    """The headings as GitHub makes anchors of them."""
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in HEADING.findall(text_of(path))}


def test_every_setting_is_in_the_readme_s_table_and_no_other() -> None:
    assert set(settings_table()) == set(setting_names()) - INTERNAL


def test_the_example_file_has_the_same_settings() -> None:
    named = re.findall(r"^(?:# )?(ZHOUDAO_\w+)=", text_of(ROOT / ".env.example"), re.MULTILINE)
    assert sorted(named) == sorted(settings_table())


@pytest.mark.parametrize("name", sorted(set(Settings.model_fields) - SAID_IN_WORDS))
def test_the_table_tells_what_holds_without_a_setting(name: str) -> None:
    default = Settings.model_fields[name].default
    shown = str(int(default)) if isinstance(default, bool) else str(default)
    assert settings_table()[f"ZHOUDAO_{name.upper()}"] == f"`{shown}`"


def test_no_document_names_a_setting_that_is_not_there() -> None:
    named = {name for document in DOCUMENTS for name in re.findall(r"ZHOUDAO_[A-Z0-9_]+", text_of(document))}
    assert named <= set(setting_names())


@pytest.mark.parametrize("command", list(commands()))
def test_every_command_is_in_the_readme(command: str) -> None:
    assert re.search(rf"`\./{command}\b", text_of(README))


@pytest.mark.parametrize("target", targets())
def test_every_target_is_in_the_readme(target: str) -> None:
    assert f"`make {target}`" in text_of(README)


@each_document
def test_what_a_document_tells_to_run_is_there(document: Path) -> None:
    text = text_of(document)
    first_words = {command.split()[1] for command in commands()}
    assert set(re.findall(r"(?:\./|`|/opt/zhoudao/)zhoudao ([a-z]+)", text)) <= first_words
    assert set(re.findall(r"(?:^\s*|`)make ([a-z-]+)", text, re.MULTILINE)) <= set(targets())


@each_document
def test_links_lead_somewhere(document: Path) -> None:
    for link in LINK.findall(text_of(document)):
        path, _, anchor = link.partition("#")
        if "://" in path:
            continue
        goal = (document.parent / path).resolve() if path else document
        assert goal.exists(), link
        assert not anchor or anchor in anchors(goal), link


@each_document
def test_paths_are_there(document: Path) -> None:
    named = [path for path in PATH.findall(text_of(document)) if EXAMPLE not in path and path != MADE]
    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("topic", sorted(path.name for path in (ROOT / "data" / "topics").iterdir()))
def test_every_topic_is_named(topic: str) -> None:
    assert any(f"`data/topics/{topic}`" in text_of(ROOT / name) for name in ("README.md", "CONTRIBUTING.md"))


@pytest.mark.parametrize(("facet", "name"), wording.FACETS.items())
def test_every_facet_is_in_the_readme_s_table(facet: str, name: str) -> None:
    assert re.search(rf"^\| {name} \| .+ \| `data/topics/{facet}\.yml` \|$", text_of(README), re.MULTILINE)


@pytest.mark.parametrize("room", sorted(path.parent.name for path in (ROOT / "bot").glob("*/__init__.py")))
def test_every_room_is_on_the_map(room: str) -> None:
    assert f"`bot/{room}`" in text_of(ROOT / "docs" / "architecture.md")


def test_decisions_are_numbered_and_listed() -> None:
    decisions = sorted(path.name for path in ADRS.glob("[0-9]*.md"))
    assert [name[:4] for name in decisions] == [f"{n:04}" for n in range(1, len(decisions) + 1)]
    assert LINK.findall(text_of(ADRS / "README.md")) == decisions


def test_decisions_that_the_project_points_at_are_there() -> None:
    sources = [ROOT / "config.yml", ROOT / "domain.yml", ROOT / "nlu" / "pyproject.toml", *(ROOT / "bot").rglob("*.py"), *(ROOT / "nlu").glob("*.py")]
    pointed = {number for source in sources for number in re.findall(r"docs/adr/(\d{4})", text_of(source))}
    assert pointed
    assert all(list(ADRS.glob(f"{number}-*.md")) for number in pointed)


def test_every_name_of_the_domain_is_explained() -> None:
    domain = yaml.safe_load(text_of(ROOT / "domain.yml"))
    names = [next(iter(intent)) for intent in domain["intents"]] + domain["entities"] + list(domain["slots"]) + domain["actions"]
    alike = {f"ask_{facet}": "`ask_<facet>`" for facet in wording.FACETS}
    explained = text_of(next(ADRS.glob("0003-*.md")))
    offices = re.search(r"^\| `office_<kind>` \| .+$", explained, re.MULTILINE)
    assert offices
    missing = [name for name in names if alike.get(name, f"`{name}`") not in explained and name.removeprefix("office_") not in offices[0]]
    assert missing == []


def test_the_first_screen_shows_a_conversation_and_the_two_commands() -> None:
    screen = text_of(README).splitlines()[:30]
    assert [line for line in screen if line.startswith("> **居民**")]
    assert [line.split()[:2] for line in screen if line.startswith("make ")] == [["make", "run"], ["make", "test"]]


def test_the_change_log_knows_this_version() -> None:
    assert VERSION in text_of(ROOT / "CHANGELOG.md")
