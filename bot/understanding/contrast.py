"""What people say otherwise, as a contrast for what learns to tell its own questions from all others."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from bot.catalogue.model import Matter

NAMES_ONE, NAMING = "](matter)", "ask_matter"
ANNOTATED = re.compile(r"\[([^\]]+)\](?:\{[^}]*\}|\([^)]*\))")


def topic_examples(topics: Path) -> Iterator[tuple[str, str]]:
    """Every example of the topics with its intent, without Rasa's marks; one that names a matter counts as an open question about it."""
    for path in sorted(topics.glob("*.yml")):
        for block in yaml.load(path.read_text("utf-8"), yaml.CSafeLoader).get("nlu", []):
            lines = (line.removeprefix("- ").strip() for line in block["examples"].splitlines() if line.strip())
            yield from ((NAMING if NAMES_ONE in line else block["intent"], ANNOTATED.sub(r"\1", line)) for line in lines)


def near_misses(sheet: Path) -> list[str]:
    """What sounds like facts of documents and asks for none, one a line."""
    return sheet.read_text("utf-8").split("\n")[:-1]


def said_of_matters(matters: Mapping[str, Matter]) -> Iterator[str]:
    """What matters are called, and how people ask for them."""
    for matter in matters.values():
        yield from (matter.name, *matter.aliases, *(sample.text for sample in matter.samples))
