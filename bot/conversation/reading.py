"""The little that the door reads in a message by itself; what people ask is Rasa's to read. Pure."""

import re
import unicodedata

from bot import wording
from bot.conversation.model import Choice

LONGEST = 2000
SURELY_NOT_WORDS = ("Cc", "Cs")


def cleaned(text: str) -> str:
    """The text without what no database keeps (half characters, control characters)."""
    return "".join(each for each in text if each in "\n\t" or unicodedata.category(each) not in SURELY_NOT_WORDS).strip()


def fault_of(text: str) -> str | None:
    """The sentence for a text that cannot be a question (empty, too long, signs alone), else None."""
    if not text:
        return wording.FAULT_SAID_NOTHING
    if len(text) > LONGEST:
        return wording.FAULT_SAID_TOO_MUCH
    return None if any(unicodedata.category(each)[0] in "LN" for each in text) else wording.FAULT_SAID_SIGNS


def wants_erasing(text: str) -> bool:
    """Whether the text asks to delete the writer's records."""
    return re.fullmatch(wording.WANTS_ERASING, _bare(text)) is not None


def wants_more(text: str, choices: tuple[Choice, ...]) -> bool:
    """Whether the text asks for the rest of a long reply, in words or by its choice."""
    chosen = picked(text, choices)
    return (chosen is not None and chosen.kind == "more") or re.fullmatch(wording.WANTS_MORE, _bare(text)) is not None


def picked(text: str, choices: tuple[Choice, ...]) -> Choice | None:
    """The open choice that the text takes by its number (“1”, “１”, “第一个”, “一”) or its very words."""
    bare = _bare(text)
    number = re.fullmatch(wording.CHOSEN, "".join(wording.DIGITS.get(each, each) for each in bare))
    n = int(number[1]) if number else None
    return next((choice for choice in choices if choice.n == n or _bare(choice.text) == bare), None)


def _bare(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text)
    return "".join(each for each in folded if unicodedata.category(each)[0] in "LN")
