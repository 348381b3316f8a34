"""Cuts a long reply into messages. Sizes are UTF-8 bytes: 1,800 are 600 characters of Chinese, and what a WeChat message surely carries. Pure."""

import string

from bot import wording

MESSAGE_BYTES = 1800
OF_A_LINK = string.ascii_letters + string.digits + string.punctuation


def size(text: str) -> int:
    """The text's length in bytes."""
    return len(text.encode())


def cut(text: str, most: int) -> tuple[str, str]:
    """The part of a text that fits into `most` bytes, and the rest: cut after a line, else after a sentence, else anywhere; never in a link."""
    fits = len(text.encode()[:most].decode(errors="ignore"))
    if fits == len(text):
        return text, ""
    line = text.rfind("\n", 0, fits + 1)
    sentence = max(text.rfind(end, 0, fits) for end in wording.SENTENCE_ENDS) + 1
    at = line if line > fits // 2 else max(line, sentence)
    at = _beside_a_word(text, at if at > 0 else fits)
    return text[:at].rstrip(), text[at:].lstrip("\n")


def _beside_a_word(text: str, at: int) -> int:
    """The place `at`, or before the link or number that would be cut there, unless that is all there is."""
    begun = len(text[:at].rstrip(OF_A_LINK))
    return begun if begun and text[at] in OF_A_LINK else at
