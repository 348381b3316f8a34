"""What the citizen reads: the texts of data/topics with the values that a decision passes."""

import string
from functools import cache

import yaml

from bot.answers.question import Reply, Say
from bot.settings import ROOT

TOPICS = ROOT / "data" / "topics"


@cache
def responses() -> dict[str, str]:
    """Every response's wording by its name."""
    files = [yaml.load(path.read_text("utf-8"), yaml.CSafeLoader) for path in sorted(TOPICS.glob("*.yml"))]
    return {name: variants[0]["text"] for file in files for name, variants in file.get("responses", {}).items()}


@cache
def blanks(response: str) -> frozenset[str]:
    """The names of a response's blanks."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(responses()[response]) if name)


def words_of(say: Say) -> str:
    """One text as it is read. Every blank must be filled, with text."""
    missing = blanks(say.response) - say.values.keys()
    assert not missing, f"{say.response} lacks {missing}"
    assert all(isinstance(value, str) for value in say.values.values()), say
    return responses()[say.response].format(**say.values)


def words(reply: Reply) -> str:
    """The whole message."""
    return "\n\n".join(words_of(say) for say in reply.says)
