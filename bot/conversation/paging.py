"""Cuts a long reply into messages. Sizes are UTF-8 bytes: 1,800 are 600 characters of Chinese, and what a WeChat message surely carries. Pure."""

from bot import wording

MESSAGE_BYTES = 1800


def size(text: str) -> int:
    """The text's length in bytes."""
    return len(text.encode())


def cut(text: str, most: int) -> tuple[str, str]:
    """The part of a text that fits into `most` bytes, and the rest: cut after a line, else after a sentence, else anywhere but in an address."""
    fits = len(text.encode()[:most].decode(errors="ignore"))
    if fits == len(text):
        return text, ""
    line = text.rfind("\n", 0, fits + 1)
    sentence = max(text.rfind(end, 0, fits) for end in wording.SENTENCE_ENDS) + 1
    at = line if line > fits // 2 else max(line, sentence)
    at = _before_word(text, at if at > 0 else fits)
    return text[:at].rstrip(), text[at:].lstrip("\n")


def _before_word(text: str, at: int) -> int:
    """`at`, or the beginning of the address or number in whose middle it is; a single word is cut all the same."""
    start = at
    while start > 0 and all("!" <= each <= "~" for each in text[start - 1 : start + 1]):
        start -= 1
    return start or at
