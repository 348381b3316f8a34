"""What the citizen reads: the texts of data/topics with the values that a decision passes."""

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


def words_of(say: Say) -> str:
    """One text as it is read. Raises KeyError for an unknown response or a blank without a value."""
    return responses()[say.response].format(**say.values)


def words(reply: Reply) -> str:
    """The whole message."""
    return "\n\n".join(words_of(say) for say in reply.says)
