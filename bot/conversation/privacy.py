"""Strikes numbers that tell who somebody is out of a message, before anything else sees it (GB 11643, GB 32100). Pure."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from bot import wording

NumberKind = Literal["identity", "phone", "card", "password"]

GAP = r"[\s.\-‐-―−~_·•。\u00ad\u200b-\u200f\u2060\ufeff]{0,3}"
PROVINCE = rf"(?:1{GAP}[1-5]|2{GAP}[1-3]|3{GAP}[1-7]|4{GAP}[1-6]|5{GAP}[0-4]|6{GAP}[1-5]|7{GAP}1|8{GAP}[1-3]|9{GAP}\d)"
DAY = rf"(?:0{GAP}[1-9]|1{GAP}[0-2]){GAP}(?:0{GAP}[1-9]|[12]{GAP}\d|3{GAP}[01])"
YEAR = rf"(?:1{GAP}[89]|2{GAP}0)(?:{GAP}\d){{2}}"
SECRET = r"[0-9A-Za-z!@#$%^&*_+=.\-]"
CREDIT_CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_CLASS = r"(?:1[1239]|2[19]|3[1-59]|4[19]|5[1239]|6[129]|7[129]|8[19]|9[1-39]|[AN][1239]|Y1)"
AREA = r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5])"
DATES = re.compile(r"(?:(?:19|20)\d\d(?:\D{1,3}\d{1,2}){0,2}(?:\D{1,3}|$))+")


@dataclass(frozen=True, slots=True)
class Struck:
    """A message without its numbers, and the kinds that stood in it."""

    text: str
    kinds: frozenset[NumberKind]


class _Span(NamedTuple):
    start: int
    end: int
    kind: NumberKind | None


class _Rule(NamedTuple):
    """What a number looks like; no kind means that it may stay, and that no later rule may take it."""

    kind: NumberKind | None
    pattern: re.Pattern[str]
    holds: Callable[[str], bool] = lambda found: True


def strike_out(text: str) -> Struck:
    """The message with a word in place of every identity, mobile and bank card number and every password."""
    spans: list[_Span] = []
    for fold in (_western, _chinese):
        spans += _spans("".join(map(fold, text)), spans)
    struck = [span for span in spans if span.kind]
    return Struck(_replaced(text, struck), frozenset(span.kind for span in struck if span.kind))


def _replaced(text: str, spans: list[_Span]) -> str:
    for span in sorted(spans, reverse=True):
        text = text[: span.start] + wording.STRUCK_OUT[span.kind or ""] + text[span.end :]
    return text


def _spans(shadow: str, taken: list[_Span]) -> list[_Span]:
    """`shadow` has one character for each of the text: numbers are found in the one and struck out of the other."""
    found: list[_Span] = []
    for span in taken:
        shadow = _hidden(shadow, span)
    for rule in RULES:
        for span in list(_found(rule, shadow)):
            shadow = _hidden(shadow, span)
            found.append(span)
    return found


def _found(rule: _Rule, shadow: str) -> Iterator[_Span]:
    for match in rule.pattern.finditer(shadow):
        if rule.holds(match[match.re.groups]):
            yield _Span(*match.span(match.re.groups), rule.kind)


def _hidden(shadow: str, span: _Span) -> str:
    return shadow[: span.start] + "\0" * (span.end - span.start) + shadow[span.end :]


@lru_cache(4096)
def _western(character: str) -> str:
    digit = unicodedata.digit(character, None)
    folded = unicodedata.normalize("NFKC", character) if digit is None else str(digit)
    return folded if len(folded) == 1 else character


def _chinese(character: str) -> str:
    return wording.DIGITS.get(character) or _western(character)


def _is_credit_code(found: str) -> bool:
    """A social credit code (GB 32100) is public and often the question itself. Its check character is modulo 31."""
    values = [CREDIT_CODE.index(character) for character in found.upper()]
    return (31 - sum(value * pow(3, n, 31) for n, value in enumerate(values[:17])) % 31) % 31 == values[17]


def _is_spaced_number(found: str) -> bool:
    """Digits in groups: an identity number by their count, a card by its groups or check digit; never a row of years or dates."""
    groups = re.findall(r"\d+", found)
    digits = "".join(groups)
    if len(digits) > 19 or DATES.fullmatch(found):
        return False
    in_fours = len(set(map(len, groups[:-1]))) <= 1 and len(groups[0]) in (1, 4, len(digits))
    return len(digits) in (17, 18) or in_fours or (min(map(len, groups[:-1])) >= 3 and _is_card(digits))


def _is_card(digits: str) -> bool:
    """Whether the last digit is Luhn's (ISO/IEC 7812)."""
    doubled = [int(digit) * (1 + n % 2) for n, digit in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


RULES = (
    _Rule("password", _compiled(rf"(?:{wording.SECRET_WORDS})(?:(?:{wording.SECRET_IS}|[\s:=])+|(?={SECRET}*\d))({SECRET}{{3,}})")),
    _Rule("identity", _compiled(rf"(?<!\d){PROVINCE}(?:{GAP}\d){{4}}{GAP}{YEAR}{GAP}{DAY}(?:{GAP}\d){{3}}{GAP}[\dX](?![\dX])")),
    _Rule(None, _compiled(rf"(?<![0-9A-Z]){CREDIT_CLASS}{AREA}\d{{4}}[{CREDIT_CODE}]{{10}}(?![0-9A-Z])"), _is_credit_code),
    _Rule("identity", _compiled(r"(?<!\d)\d{17}(?:[\dX](?!\d)|(?!\d))")),
    _Rule("identity", _compiled(rf"(?<!\d){PROVINCE}\d{{6}}{DAY}\d{{3}}(?!\d)")),
    _Rule("phone", _compiled(rf"(?<!\d)(?:(?:00|\+)?86{GAP})?1[3-9]\d{{9}}(?!\d)")),
    _Rule(None, _compiled(rf"(?<!\d)0\d{{2,3}}{GAP}\d{{7,8}}(?!\d)")),
    _Rule("card", _compiled(rf"(?<!\d)\d(?:{GAP}\d){{12,29}}(?:{GAP}X)?(?!\d)"), _is_spaced_number),
    _Rule("phone", _compiled(rf"(?<!\d)(?:\+?86{GAP})?1{GAP}[3-9](?:{GAP}\d){{9}}(?!\d)")),
)
